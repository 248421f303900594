"""The engine as a process: the contract with the gateway, failures, retries, order, stopping."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.bot.fixtures.action_server import REPLIES, FakeActionServer
from tests.bot.fixtures.engine import ACTIONS_TOKEN, Engine, texts

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
async def server() -> AsyncIterator[FakeActionServer]:
    fake = FakeActionServer()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture(scope="module")
async def engine(
    model: Path, server: FakeActionServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Engine]:
    file = tmp_path_factory.mktemp("engine") / "engine.sqlite"
    running = await Engine(model, str(file), server.url).start()
    yield running
    await running.end()


@pytest.fixture(autouse=True)
def fresh(server: FakeActionServer) -> None:
    server.calls.clear()
    server.tokens.clear()
    server.delay = 0.0


async def test_domain_response_with_buttons(engine: Engine) -> None:
    answer = await engine.say("buttons", "1", "hello")
    assert answer["state"] == "ok"
    oslo = {"label": "Weather in Oslo", "intent": "ask_weather", "entities": [{"entity": "city", "value": "Oslo"}]}
    stop = {"label": "Stop", "intent": "stop", "entities": []}
    assert answer["replies"] == [{"text": "Hello.", "choices": [oslo, stop]}]


async def test_an_actions_message_passes_as_it_is(engine: Engine) -> None:
    answer = await engine.say("custom", "1", "weather")
    assert answer == {"state": "ok", "replies": [REPLIES["action_weather"]]}


async def test_metadata_reaches_understanding_and_actions(engine: Engine, server: FakeActionServer) -> None:
    metadata = {"channel": "web", "time_zone": "Europe/Oslo", "now": "2027-01-02T03:04:05+01:00", "traveller": "t1"}
    await engine.say("meta", "1", "weather", **metadata)
    tracker = server.calls[0]["tracker"]
    assert tracker["slots"]["heard_zone"] == "Europe/Oslo"
    assert tracker["latest_message"]["metadata"] == metadata
    assert server.tokens == [f"Bearer {ACTIONS_TOKEN}"]
    assert "domain" not in server.calls[0]


async def test_a_tapped_choice_skips_understanding(engine: Engine, server: FakeActionServer) -> None:
    answer = await engine.tap("tap", "1", "ask_weather", [{"entity": "city", "value": {"id": 7, "name": "Oslo"}}])
    assert answer["state"] == "ok"
    assert server.calls[0]["tracker"]["slots"]["city"] == {"id": 7, "name": "Oslo"}
    await engine.tap("tap", "2", "ask_weather", {"city": "Rome"})
    assert server.calls[1]["tracker"]["slots"]["city"] == "Rome"


@pytest.mark.parametrize(
    "text", ['/ask_weather{"city": "Rome"}', "  /restart", "\u200b/greet", "\ufeff \u2800/EXTERNAL_x", "//greet"]
)
async def test_typed_commands_are_not_obeyed(engine: Engine, server: FakeActionServer, text: str) -> None:
    answer = await engine.say(f"slash {text!r}", "1", text)
    assert texts(answer) == ["I did not get that."]
    assert server.names() == ["action_fallback"]
    assert server.calls[0]["tracker"]["latest_message"]["intent"]["name"] == "nlu_fallback"
    assert server.calls[0]["tracker"]["slots"]["city"] is None


async def test_a_repeated_message_runs_once(engine: Engine, server: FakeActionServer) -> None:
    first = await engine.say("twice", "1", "weather")
    assert await engine.say("twice", "1", "weather") == first
    assert server.names() == ["action_weather"]


async def test_two_calls_with_one_id_at_once_run_once(engine: Engine, server: FakeActionServer) -> None:
    server.delay = 0.2
    answers = await asyncio.gather(*(engine.say("same", "1", "slow") for _ in range(5)))
    assert answers == [{"state": "ok", "replies": [{"text": "Found it."}]}] * 5
    assert server.names() == ["action_slow"]


async def test_a_caller_that_gives_up_does_not_cancel_the_turn(engine: Engine, server: FakeActionServer) -> None:
    server.delay = 0.5
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(engine.say("impatient", "1", "slow"), 0.2)
    assert texts(await engine.say("impatient", "1", "slow")) == ["Found it."]
    assert server.names() == ["action_slow"]


async def test_a_failed_action_is_an_error_and_the_retry_runs_anew(engine: Engine, server: FakeActionServer) -> None:
    await engine.say("broken", "1", "weather")
    answer = await engine.say("broken", "2", "broken")
    assert answer["state"] == "error"
    assert await engine.say("broken", "2", "broken") == answer
    assert server.names() == ["action_weather", "action_broken", "action_broken"]
    await engine.say("broken", "3", "weather")
    said = [event["text"] for event in server.calls[-1]["tracker"]["events"] if event["event"] == "user"]
    assert said == ["weather", "weather"]


async def test_action_server_down(engine: Engine, server: FakeActionServer) -> None:
    await server.stop()
    answer = await engine.say("down", "1", "weather")
    assert (answer["state"], answer["replies"]) == ("error", [])
    await server.start()
    assert await engine.say("down", "1", "weather") == {"state": "ok", "replies": [REPLIES["action_weather"]]}


async def test_an_action_that_says_nothing_is_an_error(engine: Engine) -> None:
    assert (await engine.say("quiet", "1", "quiet"))["state"] == "error"


async def test_messages_that_wait_are_answered_in_the_order_in_which_they_came(
    engine: Engine, server: FakeActionServer
) -> None:
    server.delay = 0.5
    calls = [asyncio.create_task(engine.say("order", "first", "slow"))]
    for number in range(20):
        await asyncio.sleep(0.01)
        calls.append(asyncio.create_task(engine.say("order", str(number), f"weather {number}")))
    answers = await asyncio.gather(*calls)
    assert {answer["state"] for answer in answers} == {"ok"}
    heard = [call["tracker"]["latest_message"]["text"] for call in server.calls]
    assert heard == ["slow", *(f"weather {number}" for number in range(20))]
    said = [event["text"] for event in server.calls[-1]["tracker"]["events"] if event["event"] == "user"]
    assert said[-3:] == ["weather 17", "weather 18", "weather 19"]


async def test_too_many_at_once_are_busy(engine: Engine, server: FakeActionServer) -> None:
    server.delay = 0.3
    answers = await asyncio.gather(
        *(engine.say("crowd", str(number), "slow") for number in range(1)),
        *(engine.say("crowd", f"more {number}", "plain") for number in range(70)),
    )
    assert [answer["state"] for answer in answers].count("busy") == 71 - 64


async def test_a_form_asks_remembers_and_ends(engine: Engine) -> None:
    assert texts(await engine.say("form", "1", "search")) == ["Which city?"]
    assert texts(await engine.say("form", "2", "inform in Oslo")) == ["How many nights?"]
    assert texts(await engine.say("form", "3", "hello")) == ["Hello.", "How many nights?"]
    assert texts(await engine.say("form", "4", "inform 3")) == ["3 nights in Oslo."]


async def test_event_from_outside(engine: Engine, server: FakeActionServer) -> None:
    body = {"conversation": "event", "message_id": "e1", "intent": "offer_arrived", "metadata": {"traveller": "t"}}
    body["entities"] = {"city": "Rome"}
    assert await engine.post("event", body) == (200, {"state": "ok", "replies": [{"text": "The price fell."}]})
    tracker = server.calls[0]["tracker"]
    assert tracker["slots"]["city"] == "Rome"
    assert tracker["latest_message"]["metadata"] == {"traveller": "t", "is_external": True}
    assert await engine.post("event", body) == (200, {"state": "ok", "replies": [{"text": "The price fell."}]})
    assert server.names() == ["action_offer"]


async def test_parse_is_stateless(engine: Engine, server: FakeActionServer) -> None:
    status, parsed = await engine.post("parse", {"text": "weather in Oslo", "metadata": {"time_zone": "UTC"}})
    assert status == 200
    assert set(parsed) == {"intent", "intent_ranking", "entities"}
    assert parsed["intent"] == {"name": "ask_weather", "confidence": 1.0}
    assert {(found["entity"], found["value"]) for found in parsed["entities"]} == {("city", "Oslo"), ("zone", "UTC")}
    assert server.calls == []
    status, parsed = await engine.post("parse", {"text": '/ask_weather{"city": "Oslo"}'})
    assert (parsed["intent"]["name"], parsed["entities"]) == ("nlu_fallback", [])


async def test_forget(engine: Engine, server: FakeActionServer) -> None:
    await engine.say("gone", "1", "weather in Oslo")
    assert await engine.post("forget", {"conversation": "gone"}) == (200, {"state": "ok", "found": True})
    assert await engine.post("forget", {"conversation": "gone"}) == (200, {"state": "ok", "found": False})
    await engine.say("gone", "1", "weather")
    assert server.calls[-1]["tracker"]["slots"]["city"] is None


async def test_forget_waits_for_the_turn_under_way_and_leaves_nothing_of_it(
    engine: Engine, server: FakeActionServer
) -> None:
    server.delay = 0.5
    said = asyncio.create_task(engine.say("going", "1", "slow"))
    for _ in range(500):
        await asyncio.sleep(0.01)
        if server.calls:
            break
    # There is nothing yet of the conversation but the turn under way.
    assert await engine.post("forget", {"conversation": "going"}) == (200, {"state": "ok", "found": True})
    assert texts(await said) == ["Found it."]
    assert await engine.post("forget", {"conversation": "going"}) == (200, {"state": "ok", "found": False})
    await engine.say("going", "1", "slow")
    assert server.names() == ["action_slow", "action_slow"]


REFUSED: dict[str, tuple[dict[str, Any], int, str]] = {
    "no conversation": ({"conversation": None}, 422, "conversation"),
    "an empty id": ({"message_id": ""}, 422, "message_id"),
    "a long text": ({"text": "a" * 2001}, 422, "text"),
    "blanks only": ({"text": " \u200b "}, 422, "text"),
    "a zero byte": ({"text": "a\x00"}, 422, "text"),
    "half a character": ({"text": "\ud83d"}, 422, "text"),
    "a number as text": ({"text": 7}, 422, "text"),
    "text and parse": ({"parse": {"intent": "greet"}}, 422, "text"),
    "metadata in a list": ({"metadata": ["x"]}, 422, "metadata"),
}


@pytest.mark.parametrize("case", sorted(REFUSED))
async def test_wrong_bodies_are_refused(engine: Engine, case: str) -> None:
    change, status, field = REFUSED[case]
    given, answer = await engine.post("turn", {"conversation": "x", "message_id": "1", "text": "hello", **change})
    assert (given, answer["field"]) == (status, field)


async def test_unknown_intents_are_refused(engine: Engine) -> None:
    body = {"conversation": "x", "message_id": "1", "parse": {"intent": "no_such"}}
    assert (await engine.post("turn", body))[0] == 422


async def test_the_longest_text_is_taken(engine: Engine) -> None:
    assert (await engine.say("long", "1", "é" * 2000))["state"] == "ok"


@pytest.mark.parametrize("route", ["turn", "parse", "event", "forget"])
async def test_every_route_wants_the_token(engine: Engine, route: str) -> None:
    assert (await engine.post(route, {}, token="wrong"))[0] == 401


async def test_nothing_else_is_served(engine: Engine) -> None:
    for path in ("../../", "../../model", "../../conversations/x/tracker", "../rest/webhook"):
        status, _ = await engine.post(path, {})
        assert status == 404


async def test_a_body_that_is_too_large_is_refused(engine: Engine) -> None:
    status, _ = await engine.post("turn", {"conversation": "x", "message_id": "1", "text": "a" * 100_000})
    assert status == 413


async def test_the_log_shows_neither_words_nor_conversations(engine: Engine, server: FakeActionServer) -> None:
    await engine.say("secret-conversation", "1", "broken my passport number is 123456789")
    await asyncio.sleep(0.05)
    assert "action_broken: ClientResponseError" in engine.log
    assert "passport" not in engine.log
    assert "secret-conversation" not in engine.log


async def test_killed_and_started_again(model: Path, server: FakeActionServer, tmp_path: Path) -> None:
    file = str(tmp_path / "engine.sqlite")
    first = await Engine(model, file, server.url).start()
    answer = await first.say("kept", "1", "weather in Oslo")
    await first.end(signal.SIGKILL)
    second = await Engine(model, file, server.url).start()
    assert await second.say("kept", "1", "weather in Oslo") == answer
    assert server.names() == ["action_weather"]
    await second.say("kept", "2", "weather")
    assert server.calls[-1]["tracker"]["slots"]["city"] == "Oslo"
    await second.end()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_stopping_finishes_what_is_under_way(
    model: Path, server: FakeActionServer, tmp_path: Path, how: signal.Signals
) -> None:
    engine = await Engine(model, str(tmp_path / "engine.sqlite"), server.url).start()
    server.delay = 0.6
    turn = asyncio.create_task(engine.say("last", "1", "slow"))
    await asyncio.sleep(0.3)
    ending = asyncio.create_task(engine.end(how))
    assert texts(await turn) == ["Found it."]
    assert await ending < 2


async def test_stopping_does_not_wait_for_what_takes_long(
    model: Path, server: FakeActionServer, tmp_path: Path
) -> None:
    engine = await Engine(model, str(tmp_path / "engine.sqlite"), server.url).start()
    server.delay = 6
    turn = asyncio.create_task(engine.say("last", "1", "slow"))
    await asyncio.sleep(0.3)
    assert await asyncio.create_task(engine.end()) < 2
    assert (await asyncio.gather(turn, return_exceptions=True))[0] is not None
