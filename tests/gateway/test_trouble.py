"""The engine is slow, silent, broken or gone: an apology now, the answer later, exactly once."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient

from gateway.house import House
from tests.gateway.conftest import BOTH, Clock, Say, until
from tests.gateway.fakes import TOKEN, FakeActions, FakeEngine, echo, text

DATABASES = BOTH

APOLOGY = "Something on my side is not working. Your message is kept; I will answer it in a moment."
STILL_LOOKING = "Still looking. This takes a little longer; the answer comes by itself."
FAILED = "That did not work: something on my side went wrong."
GAVE_UP = "I am sorry, I could not answer this in time"


async def said(house: House, conversation: str) -> list[str]:
    """What the assistant has said in the history, in order."""
    return [one["reply"]["text"] for one in await house.store.history(conversation) if one["role"] == "assistant"]


TROUBLE: dict[str, Any] = {
    "nothing": {"state": "ok", "replies": []},
    "empty replies": {"state": "ok", "replies": [{}, {"text": None}]},
    "error": {"state": "error", "replies": []},
    "busy": {"state": "busy", "replies": []},
    "unknown state": {"state": "dreaming", "replies": [{"text": "x"}]},
    "garbage": "<html>",
    "other JSON": "[1]",
    "deep": "[" * 100_000,
}


@pytest.mark.parametrize("kind", TROUBLE)
async def test_trouble_is_an_apology_and_the_answer_follows_by_itself(
    kind: str, say: Say, engine: FakeEngine, house: House
) -> None:
    engine.behaviour = lambda body: TROUBLE[kind]
    status, body = await say(text="hello", message_id="m-1")
    assert status == 200
    assert [reply["text"] for reply in body["replies"]] == [APOLOGY]
    assert await said(house, body["conversation"]) == []
    engine.behaviour = echo
    engine._results.clear()
    await until(lambda: said(house, body["conversation"]))
    assert await said(house, body["conversation"]) == ["echo: hello"]
    assert not len(house.backlog) or await until(lambda: not len(house.backlog))


@pytest.mark.parametrize("status", [401, 404, 500, 502])
async def test_odd_statuses_are_an_apology(status: int, say: Say, engine: FakeEngine) -> None:
    engine.behaviour = lambda body: web.json_response({"error": "x"}, status=status)
    assert (await say(text="hello"))[1]["replies"][0]["text"] == APOLOGY


async def test_a_message_the_engine_never_takes_is_not_promised_anything(
    say: Say, engine: FakeEngine, house: House
) -> None:
    engine.behaviour = lambda body: web.json_response({"error": "no such intent"}, status=422)
    _, body = await say(text="hello")
    assert body["replies"][0]["text"].startswith(FAILED)
    assert await house.store.waiting(body["conversation"]) == []


async def test_the_engine_goes_and_comes_back(say: Say, engine: FakeEngine, house: House) -> None:
    _, body = await say(text="before")
    conversation = body["conversation"]
    await engine.stop()
    for number in range(3):
        _, body = await say(conversation=conversation, text=f"n{number}", message_id=f"m-{number}")
        assert [reply["text"] for reply in body["replies"]] == [APOLOGY]
    await asyncio.sleep(1.5)
    assert await said(house, conversation) == ["echo: before"]
    await engine.start()
    expected = ["echo: before", "echo: n0", "echo: n1", "echo: n2"]
    await until(lambda: _equals(house, conversation, expected))
    await asyncio.sleep(1.2)
    assert await said(house, conversation) == expected
    assert Counter(engine.ran).most_common(1)[0][1] == 1
    # The first message after it is answered in its turn, as if nothing had been.
    assert (await say(conversation=conversation, text="after"))[1]["replies"][0]["text"] == "echo: after"


async def _equals(house: House, conversation: str, expected: list[str]) -> bool:
    return await said(house, conversation) == expected


async def test_a_newer_message_does_not_overtake(say: Say, engine: FakeEngine, house: House) -> None:
    _, body = await say(text="before")
    conversation = body["conversation"]
    await engine.stop()
    await say(conversation=conversation, text="first")
    await engine.start()
    _, body = await say(conversation=conversation, text="second")
    assert [reply["text"] for reply in body["replies"]] == ["echo: second"]
    assert await said(house, conversation) == ["echo: before", "echo: first", "echo: second"]
    assert [turn["text"] for turn in engine.turns] == ["before", "first", "second"]


async def test_sending_again_while_it_waits_is_one_message(say: Say, engine: FakeEngine, house: House) -> None:
    _, body = await say(text="before")
    conversation = body["conversation"]
    await engine.stop()
    for _ in range(2):
        _, body = await say(conversation=conversation, text="again", message_id="m-1")
        assert body["replies"][0]["text"] == APOLOGY
    await engine.start()
    _, body = await say(conversation=conversation, text="again", message_id="m-1")
    assert body["replies"][0]["text"] == "echo: again"
    assert await said(house, conversation) == ["echo: before", "echo: again"]


async def test_a_tap_made_while_the_engine_was_away_counts(say: Say, engine: FakeEngine, house: House) -> None:
    choice = {"label": "Yes, book", "intent": "affirm", "entities": []}
    engine.behaviour = lambda body: {"state": "ok", "replies": [{"text": "Book?", "choices": [choice]}]}
    _, body = await say(text="book it")
    await engine.stop()
    token = body["replies"][0]["choices"][0]["value"]
    _, late = await say(conversation=body["conversation"], choice=token)
    assert late["replies"][0]["text"] == APOLOGY
    engine.behaviour = echo
    await engine.start()
    await until(lambda: _equals(house, body["conversation"], ["Book?", "did: affirm"]))
    items = await house.store.history(body["conversation"])
    assert [one["text"] for one in items if one["role"] == "traveller"] == ["book it", "Yes, book"]


@pytest.mark.parametrize("overrides", [{"turn_timeout_seconds": 0.5}])
async def test_a_late_turn_is_collected(say: Say, engine: FakeEngine, house: House) -> None:
    async def late(body: dict[str, Any]) -> Any:
        await asyncio.sleep(1.5)
        return text("found it")

    engine.behaviour = late
    _, body = await say(text="search")
    assert [reply["text"] for reply in body["replies"]] == [STILL_LOOKING]
    await until(lambda: _equals(house, body["conversation"], ["found it"]))
    assert len(engine.ran) == 1


async def test_running_is_followed_by_a_push(
    client: TestClient[Any, Any], say: Say, engine: FakeEngine, house: House
) -> None:
    engine.behaviour = lambda body: {"state": "running", "replies": []}
    _, body = await say(text="search", message_id="m-1")
    assert [reply["text"] for reply in body["replies"]] == [STILL_LOOKING]
    pushed = {"conversation": body["conversation"], "message_id": "m-1", "state": "ok", **text("found it")}
    for _ in range(2):
        async with client.post("/internal/push", json=pushed, headers=_bearer()) as response:
            assert response.status == 200
    assert await said(house, body["conversation"]) == ["found it"]
    # A message that has been answered by a push is answered with that from then on.
    _, again = await say(conversation=body["conversation"], text="search", message_id="m-1")
    assert again["replies"][0]["text"] == "found it"


async def test_a_push_of_an_unknown_message_is_a_notice(client: TestClient[Any, Any], say: Say, house: House) -> None:
    _, body = await say(text="hello")
    pushed = {"conversation": body["conversation"], "message_id": "event-1", **text("Your gate has changed.")}
    async with client.post("/internal/push", json=pushed, headers=_bearer()) as response:
        assert response.status == 200
    assert await said(house, body["conversation"]) == ["echo: hello", "Your gate has changed."]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Bearer é"},
        {"Authorization": f"Bearer {TOKEN}", "X-Forwarded-For": "203.0.113.9"},
    ],
)
async def test_only_the_engine_may_push(headers: dict[str, str], client: TestClient[Any, Any], say: Say) -> None:
    _, body = await say(text="hello")
    pushed = {"conversation": body["conversation"], "message_id": "m", **text("spoof")}
    async with client.post("/internal/push", json=pushed, headers=headers) as response:
        assert response.status == 404


def _bearer() -> dict[str, str]:
    return {"Authorization": f"Bearer {TOKEN}"}


async def test_a_message_that_breaks_the_engine_does_not_block_the_conversation(
    say: Say, engine: FakeEngine, house: House
) -> None:
    def poisoned(body: dict[str, Any]) -> Any:
        return {"state": "error", "replies": []} if body["text"] == "poison" else echo(body)

    engine.behaviour = poisoned
    _, body = await say(text="poison")
    conversation = body["conversation"]
    assert body["replies"][0]["text"] == APOLOGY
    _, body = await say(conversation=conversation, text="next")
    assert [reply["text"] for reply in body["replies"]] == ["echo: next"]
    first, second = await said(house, conversation)
    assert first.startswith(FAILED)
    assert second == "echo: next"


async def test_without_actions_a_failure_is_nobodys_fault_and_waits(
    say: Say, engine: FakeEngine, actions: FakeActions, house: House
) -> None:
    await actions.stop()
    engine.behaviour = lambda body: {"state": "error", "replies": []}
    _, body = await say(text="one")
    _, body = await say(conversation=body["conversation"], text="two")
    assert [reply["text"] for reply in body["replies"]] == [APOLOGY]
    engine.behaviour = echo
    await actions.start()
    await until(lambda: _equals(house, body["conversation"], ["echo: one", "echo: two"]))


async def test_after_a_quarter_of_an_hour_it_is_given_up(
    say: Say, engine: FakeEngine, house: House, clock: Clock
) -> None:
    _, body = await say(text="before")
    conversation = body["conversation"]
    await engine.stop()
    await say(conversation=conversation, text="yes")
    clock.ahead += timedelta(minutes=16)
    await until(lambda: _length(house, conversation, 2))
    assert (await said(house, conversation))[1].startswith(GAVE_UP)
    await engine.start()
    assert (await say(conversation=conversation, text="hello"))[1]["replies"][0]["text"] == "echo: hello"
    assert "yes" not in [turn.get("text") for turn in engine.turns]


async def _length(house: House, conversation: str, number: int) -> bool:
    return len(await said(house, conversation)) == number


async def test_messages_left_by_a_gateway_that_was_killed_are_answered(
    say: Say, engine: FakeEngine, house: House, clock: Clock
) -> None:
    _, body = await say(text="before")
    conversation = body["conversation"]
    await house.store.receive(conversation, "m-lost", {"text": "lost"}, clock())
    clock.ahead += timedelta(minutes=1)
    await until(lambda: _equals(house, conversation, ["echo: before", "echo: lost"]), seconds=15)


async def test_a_caller_that_hangs_up_does_not_end_the_turn(
    client: TestClient[Any, Any], engine: FakeEngine, house: House, say: Say
) -> None:
    async def slow(body: dict[str, Any]) -> Any:
        await asyncio.sleep(0.4)
        return text("done")

    _, body = await say(text="hello")
    engine.behaviour = slow
    with pytest.raises(asyncio.TimeoutError):
        async with asyncio.timeout(0.1):
            await say(conversation=body["conversation"], text="slow", message_id="m-2")
    await until(lambda: _equals(house, body["conversation"], ["echo: hello", "done"]))
    assert engine.ran.count("m-2") == 1
