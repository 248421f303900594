"""Talking on Slack: direct messages, choices, dates, modals, commands and shortcuts."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.house import House
from gateway.problems import too_many
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_blocks import shown
from tests.fakes.slack_people import Person
from tests.gateway.conftest import until
from tests.gateway.fakes import FakeEngine, text

pytestmark = pytest.mark.usefixtures("connected")

Json = dict[str, Any]


def asking(words: str, kind: str, slot: str = "depart_date", **more: Any) -> Json:
    return {"state": "ok", "replies": [{"text": words, "ask": {"slot": slot, "kind": kind, **more}}]}


def offering(words: str, labels: list[str]) -> Json:
    choices = [{"label": label, "intent": "select_option", "entities": {"offer": label}} for label in labels]
    return {"state": "ok", "replies": [{"text": words, "choices": choices}]}


async def test_a_direct_message_is_acknowledged_and_answered_once(ines: Person, api: FakeSlack) -> None:
    await ines.say("a flight to rome")
    await until(ines.texts)
    assert ines.texts() == ["echo: a flight to rome"]
    assert api.unacknowledged() == []


async def test_it_is_acknowledged_while_the_engine_is_slow_and_says_so(
    ines: Person, api: FakeSlack, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.behaviour = lambda body: {"state": "busy"}
    await ines.say("a flight to rome")
    (envelope,) = await until(lambda: [one for one in api.envelopes if one.acknowledged])
    assert envelope.acknowledged - envelope.sent[0] < 1.0
    await until(ines.texts)
    assert "Your message is kept" in ines.texts()[0] or "Still looking" in ines.texts()[0]
    engine.behaviour = lambda body: text("at last")
    await until(lambda: len(ines.texts()) == 2)
    assert ines.texts()[1] == "at last"


async def test_locale_and_zone_are_those_of_the_profile(ines: Person, api: FakeSlack, engine: FakeEngine) -> None:
    api.people[ines.user] = {"tz": "America/Lima", "locale": "en-US"}
    await ines.say("hello")
    await until(lambda: len(ines.texts()) == 1)
    await ines.say("hello again")
    await until(lambda: len(ines.texts()) == 2)
    assert [one["metadata"]["time_zone"] for one in engine.turns] == ["America/Lima"] * 2
    assert engine.turns[0]["metadata"]["locale"] == "en-US"
    assert len(api.made("users.info")) == 1


async def test_without_a_profile_it_goes_on(ines: Person, api: FakeSlack) -> None:
    api.plan["users.info"].append("missing_scope")
    await ines.say("hello")
    assert await until(ines.texts) == ["echo: hello"]


async def test_up_to_five_choices_are_buttons_and_the_message_shows_what_was_chosen(
    ines: Person, engine: FakeEngine, api: FakeSlack
) -> None:
    labels = ["Rome & <co>", "Oslo", "Lima", "Nice", "Bath"]
    engine.behaviour = lambda body: offering("Which?", labels) if "text" in body else text("taken")
    await ines.say("somewhere")
    await until(ines.buttons)
    assert ines.buttons() == labels
    await ines.tap("Rome")
    await until(lambda: len(ines.texts()) == 2)
    await until(lambda: api.made("chat.update"))
    assert ines.texts() == ["Which?\n✓ Rome & <co>", "taken"]
    assert ines.buttons() == []
    assert engine.turns[1]["parse"]["intent"] == "select_option"


async def test_more_than_five_choices_are_a_select(ines: Person, engine: FakeEngine, api: FakeSlack) -> None:
    labels = [f"Place {number}" for number in range(1, 8)]
    engine.behaviour = lambda body: offering("Which?", labels) if "text" in body else text("taken")
    await ines.say("somewhere")
    await until(ines.buttons)
    (block,) = [one for one in ines.messages()[0]["blocks"] if one["type"] == "actions"]
    assert [one["type"] for one in block["elements"]] == ["static_select"]
    await ines.tap("Place 7")
    await until(lambda: api.made("chat.update"))
    assert ines.texts()[0] == "Which?\n✓ Place 7"
    await until(lambda: len(ines.texts()) == 2)
    assert engine.turns[1]["parse"]["entities"] == {"offer": "Place 7"}


async def test_an_old_button_cannot_be_used_twice(ines: Person, engine: FakeEngine, api: FakeSlack) -> None:
    engine.behaviour = lambda body: offering("Sure?", ["Yes", "No"]) if "text" in body else text("done")
    await ines.say("book it")
    await until(ines.buttons)
    old = dict(ines.messages()[0])
    button = {**old["blocks"][1]["elements"][0], "block_id": old["blocks"][1]["block_id"]}
    await ines.press(old, button)
    await until(lambda: len(ines.texts()) == 2)
    await ines.press(old, button)
    await until(lambda: api.ephemeral)
    assert api.ephemeral[0]["text"] == "This choice is no longer open."
    assert len(engine.turns) == 2


async def test_a_date_is_picked(ines: Person, engine: FakeEngine, api: FakeSlack) -> None:
    engine.behaviour = lambda body: asking("When?", "date") if body["text"] == "fly" else text(body["text"])
    await ines.say("fly")
    await until(ines.messages)
    await ines.pick("2027-02-12")
    await until(lambda: api.made("chat.update"))
    await until(lambda: len(ines.texts()) == 2)
    assert ines.texts() == ["When?\n✓ 12 February 2027", "12 February 2027"]


async def test_two_dates_are_picked_and_sent_together(ines: Person, engine: FakeEngine, api: FakeSlack) -> None:
    asked = asking("When?", "date_range", "check_in")
    engine.behaviour = lambda body: asked if body["text"] == "stay" else text(body["text"])
    await ines.say("stay")
    await until(ines.messages)
    await ines.tap("Take these dates")
    await until(lambda: api.ephemeral)
    assert api.ephemeral[0]["text"] == "Please pick both days first."
    await ines.pick("2027-02-12", "2027-02-19")
    await until(lambda: len(ines.texts()) == 2)
    assert ines.texts()[1] == "from 12 February 2027 to 19 February 2027"


async def test_a_half_picked_range_says_nothing(ines: Person, engine: FakeEngine, api: FakeSlack) -> None:
    engine.behaviour = lambda body: asking("When?", "date_range", "check_in")
    await ines.say("stay")
    await until(ines.messages)
    block = ines.messages()[0]["blocks"][1]
    action = {"type": "datepicker", "action_id": "first", "selected_date": "2027-02-12", "block_id": block["block_id"]}
    envelope = await ines.press(ines.messages()[0], action)
    await until(lambda: envelope.acknowledged)
    assert len(engine.turns) == 1


async def test_names_are_entered_in_a_modal_or_typed(ines: Person, engine: FakeEngine, api: FakeSlack) -> None:
    asked = asking("Who travels?", "text", "name")
    engine.behaviour = lambda body: asked if body["text"] == "book" else text(body["text"])
    await ines.say("book")
    await until(ines.buttons)
    await ines.tap("Enter names")
    await until(lambda: api.modals)
    view = api.modals[0]
    assert view["title"]["text"] == "Enter names"
    assert view["blocks"][0]["element"]["multiline"] is True
    await ines.fill_in("Marta Kowalska\n  Jan Nowak ,\n\nEva Nowak")
    await until(lambda: len(ines.texts()) == 2)
    await ines.say("Tim Berg")
    await until(lambda: len(ines.texts()) == 3)
    assert ines.texts()[1:] == ["Marta Kowalska, Jan Nowak and Eva Nowak", "Tim Berg"]
    await ines.again(-2, retry=0)
    await ines.say("and")
    await until(lambda: len(ines.texts()) == 4)
    assert len(engine.turns) == 4


@pytest.mark.parametrize(
    ("kind", "slot", "element"),
    [
        ("email", "email", "email_text_input"),
        ("number", "nights", "number_input"),
        ("place", "origin", "plain_text_input"),
    ],
)
async def test_what_is_asked_can_be_filled_in(
    ines: Person, engine: FakeEngine, api: FakeSlack, kind: str, slot: str, element: str
) -> None:
    engine.behaviour = lambda body: asking("Well?", kind, slot, **({"min": 1, "max": 30} if kind == "number" else {}))
    await ines.say("go")
    await until(ines.buttons)
    await ines.tap("Enter")
    await until(lambda: api.modals)
    assert api.modals[0]["blocks"][0]["element"]["type"] == element
    await ines.fill_in("7")
    await until(lambda: len(engine.turns) == 2)
    assert engine.turns[1]["text"] == "7"


async def test_the_command_is_answered_in_direct_messages(ines: Person, api: FakeSlack) -> None:
    envelope = await Person(api, channel="C01TRIPS").command("a weekend in Rome")
    await until(ines.texts)
    assert ines.texts() == ["echo: a weekend in Rome"]
    assert "direct messages" in envelope.answers[0]["payload"]["text"]
    empty = await ines.command("")
    await until(lambda: empty.answers)
    assert "/trip a weekend" in empty.answers[0]["payload"]["text"]


async def test_the_shortcut_asks_for_a_wish(ines: Person, api: FakeSlack) -> None:
    await ines.shortcut("plan_trip")
    await until(lambda: api.modals)
    await ines.fill_in("rome in may")
    await until(ines.texts)
    assert ines.texts() == ["echo: rome in may"]


async def test_a_message_of_others_is_handed_over_by_a_shortcut(ines: Person, api: FakeSlack) -> None:
    there = Person(api, user="U02TOM", channel="C01TRIPS")
    said = await there.say("who comes to <https://x.example|Lisbon> &amp; Porto?")
    await Person(api, channel="C01TRIPS").shortcut("ask_about_message", said)
    await until(ines.texts)
    assert ines.texts() == ["echo: who comes to Lisbon & Porto?"]
    assert there.messages() == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"subtype": "file_share", "files": [{"id": "F1"}]}, "I cannot open files yet"),
        ({}, "I am listening"),
    ],
)
async def test_messages_without_words_get_a_friendly_sentence(
    ines: Person, engine: FakeEngine, more: Json, words: str
) -> None:
    await ines.say("", **more)
    await until(ines.texts)
    assert ines.texts()[0].startswith(words)
    assert engine.turns == []


async def test_a_file_with_words_is_answered_by_its_words(ines: Person) -> None:
    await ines.say("rome", subtype="file_share", files=[{"id": "F1"}])
    assert await until(ines.texts) == ["echo: rome"]


async def test_too_much_at_once_is_refused_kindly(ines: Person, engine: FakeEngine) -> None:
    await ines.say("x" * 2001)
    await until(ines.texts)
    assert ines.texts() == ["That is more than I can read at once. Please say it in up to 2000 characters."]
    assert engine.turns == []


async def test_programs_edits_and_deletions_are_no_messages(ines: Person, engine: FakeEngine, api: FakeSlack) -> None:
    await ines.say("beep", bot_id="B99", subtype="bot_message")
    await ines.say("beep", bot_id="B99")
    await ines.say("hello", edited={"user": ines.user, "ts": "1.0"})
    changed = {"type": "message", "subtype": "message_changed", "channel": ines.here, "ts": api.timestamp()}
    await ines.event({**changed, "message": {"user": ines.user, "text": "edited"}})
    await ines.event({**changed, "subtype": "message_deleted"})
    await Person(api, user="U00BOT").say("me myself")
    await ines.say("and now")
    await until(ines.texts)
    assert [one["text"] for one in engine.turns] == ["and now"]
    await until(lambda: api.unacknowledged() == [])


async def test_what_is_said_shows_as_it_is(ines: Person, engine: FakeEngine, api: FakeSlack) -> None:
    words = "Names *bold* _x_ <b> & @channel <!here> https://a.example/?x=1&y=2. Done"
    engine.behaviour = lambda body: text(words)
    await ines.say("go")
    await until(ines.messages)
    (message,) = api.made("chat.postMessage")
    raw = message["blocks"][0]["text"]
    assert "<!here>" not in raw["text"]
    assert raw["verbatim"] is True
    assert "<https://a.example/?x=1&amp;y=2>." in raw["text"]
    assert shown(message["blocks"]) == words
    assert str(message["link_names"]) in ("0", "False")


async def test_people_write_with_markup_of_slack(ines: Person, engine: FakeEngine) -> None:
    await ines.say("mail <mailto:m@x.example|m@x.example> &lt;3 in <#C1|rome> with <@U02TOM|tom>")
    await until(ines.texts)
    assert engine.turns[0]["text"] == "mail m@x.example <3 in #rome with tom"


async def test_two_users_and_two_channels_are_four_conversations(api: FakeSlack, engine: FakeEngine) -> None:
    people = [Person(api, user, channel) for user in ("U1", "U2") for channel in ("", "C01TRIPS")]
    for one in people:
        await one.say("<@U00BOT> hello" if one.channel else "hello")
    await until(lambda: len(engine.turns) == 4)
    assert len({one["conversation"] for one in engine.turns}) == 4


async def test_too_many_messages_are_told_so(ines: Person, connected: House, api: FakeSlack, monkeypatch: Any) -> None:
    async def full(*given: Any) -> None:
        raise too_many(3)

    monkeypatch.setattr(connected.limits, "conversation", full)
    await ines.say("hello")
    await until(lambda: api.ephemeral)
    assert api.ephemeral[0]["text"].startswith("That was quite a lot at once")
