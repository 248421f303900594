"""In channels it answers in threads: each member of a thread has a conversation of their own there."""

from __future__ import annotations

import pytest

from tests.fakes.slack import FakeSlack
from tests.fakes.slack_people import Person
from tests.fakes.slack_workspace import BOT
from tests.gateway.conftest import until
from tests.gateway.fakes import FakeEngine, text
from tests.gateway.slack.test_talk import asking, offering

pytestmark = pytest.mark.usefixtures("connected")

CHANNEL = "C01TRIPS"


@pytest.fixture
def here(api: FakeSlack) -> Person:
    return Person(api, channel=CHANNEL)


@pytest.fixture
def other(api: FakeSlack) -> Person:
    return Person(api, "U02TOM", CHANNEL)


async def test_a_mention_is_answered_once_in_its_thread(here: Person, engine: FakeEngine) -> None:
    said = await here.say(f"<@{BOT}> a flight to rome")
    await until(here.messages)
    await here.say("nobody is called")
    await here.say(f"<@{BOT}> oslo")
    await until(lambda: len(here.messages()) == 2)
    first, second = here.messages()
    assert (first["thread_ts"], here.texts()[0]) == (said["ts"], "echo: a flight to rome")
    assert second["thread_ts"] != said["ts"]
    assert [one["text"] for one in engine.turns] == ["a flight to rome", "oslo"]


async def test_it_goes_on_in_the_thread_without_a_mention(here: Person, other: Person, engine: FakeEngine) -> None:
    said = await here.say(f"<@{BOT}> a flight to rome")
    await here.say("for two", thread=said["ts"])
    await other.say("lucky you", thread=said["ts"])
    await until(lambda: len(here.messages()) == 2)
    assert here.texts() == ["echo: a flight to rome", "echo: for two"]
    await other.say(f"<@{BOT}> me too", thread=said["ts"])
    await until(lambda: len(here.messages()) == 3)
    await other.say("to rome", thread=said["ts"])
    await until(lambda: len(here.messages()) == 4)
    talks = [one["conversation"] for one in engine.turns]
    assert talks[0] == talks[1] != talks[2] == talks[3]
    assert {one["thread_ts"] for one in here.messages()} == {said["ts"]}


async def test_others_cannot_tap_what_is_not_theirs(
    here: Person, other: Person, engine: FakeEngine, api: FakeSlack
) -> None:
    engine.behaviour = lambda body: offering("Sure?", ["Yes", "No"]) if "text" in body else text("done")
    await here.say(f"<@{BOT}> book")
    await until(here.buttons)
    await other.tap("Yes")
    await until(lambda: api.ephemeral)
    assert api.ephemeral[0]["user"] == other.user
    assert api.ephemeral[0]["text"].startswith("This button is meant for somebody else")
    assert here.buttons() == ["Yes", "No"]
    await here.tap("Yes")
    await until(lambda: len(here.messages()) == 2)
    assert here.texts()[1] == "done"


async def test_others_cannot_answer_what_they_were_not_asked(
    here: Person, other: Person, engine: FakeEngine, api: FakeSlack
) -> None:
    engine.behaviour = lambda body: asking("When?", "date") if "fly" in body["text"] else text(body["text"])
    await here.say(f"<@{BOT}> fly")
    await until(here.messages)
    await other.pick("2027-02-12")
    await until(lambda: api.ephemeral)
    await here.pick("2027-02-13")
    await until(lambda: len(here.messages()) == 2)
    assert here.texts()[1] == "13 February 2027"
    assert len(engine.turns) == 2


async def test_a_modal_answers_in_its_thread(here: Person, engine: FakeEngine, api: FakeSlack) -> None:
    asked = asking("Who travels?", "text", "name")
    engine.behaviour = lambda body: asked if body["text"] == "book" else text(body["text"])
    said = await here.say(f"<@{BOT}> book")
    await until(here.buttons)
    await here.tap("Enter names")
    await until(lambda: api.modals)
    await here.fill_in("Tim Berg")
    await until(lambda: len(here.messages()) == 2)
    assert here.messages()[1]["thread_ts"] == said["ts"]
    assert len({one["conversation"] for one in engine.turns}) == 1


async def test_a_thread_of_direct_messages_is_the_same_conversation(api: FakeSlack, engine: FakeEngine) -> None:
    ines = Person(api)
    said = await ines.say("rome")
    await until(ines.messages)
    await ines.say("for two", thread=said["ts"])
    await until(lambda: len(ines.messages()) == 2)
    assert [one.get("thread_ts") for one in ines.messages()] == [None, said["ts"]]
    assert len({one["conversation"] for one in engine.turns}) == 1
