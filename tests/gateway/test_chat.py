"""A message and its answer over REST."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from connectors.web import incoming
from db.retention import clean
from gateway.house import House
from messages import IncomingMessage
from tests.gateway.conftest import BOTH, Clock, Say
from tests.gateway.fakes import FakeEngine, text

DATABASES = BOTH

CARDS = {
    "state": "ok",
    "replies": [
        {
            "text": "Two flights.",
            "cards": [
                {
                    "kind": "flight",
                    "id": "of_1",
                    "title": "TAP BER → LIS",
                    "price": {"amount": "171.80", "currency": "EUR", "per": "total"},
                    "choices": [{"label": "Choose", "intent": "select_option", "entities": {"offer": "of_1"}}],
                    "data": {"offer": "of_1", "rule": None},
                }
            ],
            "choices": [{"label": "Cheapest", "intent": "refine_search", "entities": [{"entity": "a", "value": 1}]}],
            "ask": {
                "slot": "option",
                "kind": "choice",
                "options": [{"label": "The first", "intent": "select_option", "entities": {"offer": "of_1"}}],
            },
        }
    ],
}


async def test_a_new_conversation_gets_an_unguessable_id_and_an_answer(say: Say, engine: FakeEngine) -> None:
    status, body = await say(text="hello", locale="de-DE", time_zone="Europe/Lisbon")
    assert status == 200
    assert len(body["conversation"]) == 22
    assert body["replies"] == [{"text": "echo: hello", "cards": [], "choices": []}]
    sent = engine.turns[0]
    assert sent["conversation"] == body["conversation"]
    assert sent["metadata"]["locale"] == "de-DE"
    assert sent["metadata"]["time_zone"] == "Europe/Lisbon"
    assert sent["metadata"]["channel"] == "web"
    assert (await say(text="hello"))[1]["conversation"] != body["conversation"]


async def test_locale_and_zone_stay_until_they_change(say: Say, engine: FakeEngine) -> None:
    _, body = await say(text="hello", locale="de-DE", time_zone="Europe/Lisbon")
    await say(conversation=body["conversation"], text="again")
    await say(conversation=body["conversation"], text="moved", time_zone="Asia/Tokyo")
    seen = [(turn["metadata"]["locale"], turn["metadata"]["time_zone"]) for turn in engine.turns]
    assert seen == [("de-DE", "Europe/Lisbon"), ("de-DE", "Europe/Lisbon"), ("de-DE", "Asia/Tokyo")]


async def test_the_request_id_goes_through(client: TestClient[Any, Any], engine: FakeEngine) -> None:
    async with client.post("/api/chat", json={"text": "hi"}, headers={"X-Request-ID": "abc-12345"}) as response:
        assert response.headers["X-Request-ID"] == "abc-12345"
    assert engine.turns[0]["metadata"]["request_id"] == "abc-12345"
    assert engine.headers[0]["X-Request-ID"] == "abc-12345"
    async with client.post("/api/chat", json={"text": "hi"}, headers={"X-Request-ID": "<bad id>"}) as response:
        assert response.headers["X-Request-ID"] not in ("", "<bad id>")


async def test_choices_become_tokens_and_the_same_meaning_gets_one(say: Say, engine: FakeEngine) -> None:
    engine.behaviour = lambda body: CARDS
    _, body = await say(text="flights")
    (reply,) = body["replies"]
    first = reply["cards"][0]["choices"][0]
    assert first["label"] == "Choose"
    assert first["value"].startswith("c_")
    assert len(first["value"]) <= 64
    assert reply["ask"]["options"][0]["value"] == first["value"]
    assert reply["choices"][0]["value"] != first["value"]
    assert "of_1" not in first["value"]
    assert reply["cards"][0]["price"] == {"amount": "171.80", "currency": "EUR", "per": "total"}
    assert "intent" not in str(reply)


async def test_a_tapped_choice_reaches_the_engine_as_what_it_means(say: Say, engine: FakeEngine) -> None:
    engine.behaviour = lambda body: CARDS
    _, body = await say(text="flights")
    token = body["replies"][0]["choices"][0]["value"]
    status, _ = await say(conversation=body["conversation"], choice=token, message_id="tap-1")
    assert status == 200
    assert engine.turns[1]["parse"] == {"intent": "refine_search", "entities": [{"entity": "a", "value": 1}]}
    assert "text" not in engine.turns[1]


async def test_a_choice_is_good_for_one_message(say: Say, engine: FakeEngine) -> None:
    engine.behaviour = lambda body: CARDS
    _, body = await say(text="flights")
    conversation, token = body["conversation"], body["replies"][0]["choices"][0]["value"]
    first = await say(conversation=conversation, choice=token, message_id="tap-1")
    assert await say(conversation=conversation, choice=token, message_id="tap-1") == first
    assert len(engine.turns) == 2
    status, problem = await say(conversation=conversation, choice=token, message_id="tap-2")
    assert (status, problem["type"]) == (409, "/api/docs#used-choice")


async def test_foreign_unknown_and_expired_choices_are_refused(
    say: Say, engine: FakeEngine, clock: Clock, house: House
) -> None:
    engine.behaviour = lambda body: CARDS
    _, mine = await say(text="flights")
    _, other = await say(text="flights")
    foreign = other["replies"][0]["choices"][0]["value"]
    status, problem = await say(conversation=mine["conversation"], choice=foreign)
    assert (status, problem["type"]) == (404, "/api/docs#unknown-choice")
    status, problem = await say(conversation=mine["conversation"], choice="c_never_was")
    assert (status, problem["type"]) == (404, "/api/docs#unknown-choice")
    clock.ahead += timedelta(days=8)
    own = mine["replies"][0]["choices"][0]["value"]
    status, problem = await say(conversation=mine["conversation"], choice=own)
    assert (status, problem["type"]) == (410, "/api/docs#expired-choice")
    # A refused tap leaves nothing behind that the worker would try to answer.
    assert len(engine.turns) == 2
    assert await house.store.waiting(mine["conversation"]) == []


async def test_a_redelivered_message_is_answered_once(say: Say, engine: FakeEngine) -> None:
    _, body = await say(text="hello", message_id="m-1")
    again = await say(conversation=body["conversation"], text="hello", message_id="m-1")
    assert again == (200, body)
    assert engine.ran == ["m-1"]


async def test_a_message_delivered_twice_at_once_is_answered_once(say: Say, engine: FakeEngine) -> None:
    async def slow(body: dict[str, Any]) -> Any:
        await asyncio.sleep(0.2)
        return text("done")

    _, body = await say(text="hello")
    engine.behaviour = slow
    twice = [say(conversation=body["conversation"], text="x", message_id="m-2") for _ in range(2)]
    first, second = await asyncio.gather(*twice)
    assert first == second
    assert first[1]["replies"][0]["text"] == "done"
    assert engine.ran.count("m-2") == 1


async def test_messages_are_answered_in_order_of_arrival(say: Say, engine: FakeEngine, house: House) -> None:
    _, body = await say(text="hello")
    engine.behaviour = one_by_one = OneByOne()
    messages = [incoming(body["conversation"], f"m-{n}", {"text": f"n{n}"}) for n in range(20)]
    outcomes = await asyncio.gather(*map(house.turns.take, messages))
    assert [turn["text"] for turn in engine.turns[1:]] == [f"n{n}" for n in range(20)]
    assert [outcome.replies[0]["text"] for outcome in outcomes] == [f"echo: n{n}" for n in range(20)]
    assert one_by_one.most == 1
    assert [turn.message_id for turn in await house.store.waiting(body["conversation"])] == []


async def test_twenty_requests_at_once_each_get_their_own_answer(say: Say, engine: FakeEngine) -> None:
    _, body = await say(text="hello")
    engine.behaviour = one_by_one = OneByOne()
    answers = await asyncio.gather(*(say(conversation=body["conversation"], text=f"n{n}") for n in range(20)))
    assert [answer[1]["replies"][0]["text"] for answer in answers] == [f"echo: n{n}" for n in range(20)]
    assert one_by_one.most == 1


class OneByOne:
    """Echoes after a moment; ``most`` is how many turns were under way at once."""

    def __init__(self) -> None:
        self.running = 0
        self.most = 0

    async def __call__(self, body: dict[str, Any]) -> Any:
        self.running += 1
        self.most = max(self.most, self.running)
        await asyncio.sleep(0.01)
        self.running -= 1
        return text(f"echo: {body['text']}")


async def test_different_conversations_do_not_wait_for_each_other(say: Say, engine: FakeEngine) -> None:
    gate = asyncio.Event()

    async def held(body: dict[str, Any]) -> Any:
        if body["text"] == "slow":
            await gate.wait()
        return text(body["text"])

    engine.behaviour = held
    slow = asyncio.ensure_future(say(text="slow"))
    assert (await say(text="quick"))[1]["replies"][0]["text"] == "quick"
    assert not slow.done()
    gate.set()
    assert (await slow)[1]["replies"][0]["text"] == "slow"


COMMANDS = [
    "/restart",
    '/cancel_booking{"booking_reference": "TW-7K2M9Q"}',
    "  /x",
    "\t\n/x",
    "\u200b/restart",
    "\ufeff\u2060/restart",
    "\u00a0\u3000/restart",
    "\ufe0f/restart",
    "\u3164/restart",
    "／restart",
    "\u2215restart",
    "//restart",
    "EXTERNAL_x",
    "EXTERNAL: remind",
    " \u200bEXTERNAL_x",
    "EX\u200bTERNAL_x",
    "ＥＸＴＥＲＮＡＬ_x",
    "/session_start",
]


@pytest.mark.parametrize("command", COMMANDS)
async def test_typed_commands_are_defused_and_kept_as_text(
    command: str, say: Say, engine: FakeEngine, house: House
) -> None:
    status, body = await say(text=command)
    assert status == 200
    assert engine.turns[0]["parse"] == {"intent": "nlu_fallback", "entities": []}
    assert "text" not in engine.turns[0]
    assert (await house.store.history(body["conversation"]))[0]["text"] == command


@pytest.mark.parametrize(
    "words", ["and/or", "1/2 a day", "external drive", "1 / 2", "👍", "привет", "你好", "مرحبا", "é"]
)
async def test_other_text_goes_through_unchanged(words: str, say: Say, engine: FakeEngine) -> None:
    await say(text=words)
    assert engine.turns[0]["text"] == words


async def test_replies_that_break_the_contract_are_left_out_and_owned_up_to(say: Say, engine: FakeEngine) -> None:
    broken = {"cards": [{"kind": "rocket", "id": "1", "title": "x"}]}
    engine.behaviour = lambda body: {"state": "ok", "replies": [{"text": "first"}, broken, "junk", None]}
    _, body = await say(text="x")
    words = [reply["text"] for reply in body["replies"]]
    assert words[0] == "first"
    assert words[1:] == ["That did not work: something on my side went wrong. You could put it in other words, or ask "
                         "for your trips to see what is booked."]  # fmt: skip


async def test_a_conversation_that_was_cleaned_away_is_unknown(say: Say, house: House, clock: Clock) -> None:
    _, body = await say(text="hello")
    later = clock() + timedelta(days=100)
    assert (await clean(house.database, now=later, guest_days=90, passenger_days=365))["conversations"] == 1
    for _ in range(2):
        status, problem = await say(conversation=body["conversation"], text="still there?")
        assert (status, problem["type"]) == (404, "/api/docs#unknown-conversation")


async def test_another_channel_has_its_own_conversation_for_each_sender(
    say: Say, house: House, engine: FakeEngine
) -> None:
    message = IncomingMessage(channel="telegram", sender="42", message_id="1", text="hi", locale="de-DE")
    await house.turns.take(message)
    await house.turns.take(message.model_copy(update={"message_id": "2"}))
    await house.turns.take(message.model_copy(update={"message_id": "1", "sender": "43"}))
    first, second, other = (turn["conversation"] for turn in engine.turns)
    assert first == second != other
    assert "42" not in first
    assert engine.turns[0]["metadata"]["channel"] == "telegram"
    assert engine.turns[0]["metadata"]["locale"] == "de-DE"
    # Who learns the id of such a conversation cannot enter it from the web.
    assert (await say(conversation=first, text="hi"))[0] == 404


async def test_long_labels_are_cut(say: Say, engine: FakeEngine) -> None:
    choice = {"label": "x" * 200, "intent": "greet", "entities": []}
    engine.behaviour = lambda body: {"state": "ok", "replies": [{"text": "t", "choices": [choice]}]}
    _, body = await say(text="x")
    assert body["replies"][0]["choices"][0]["label"] == "x" * 79 + "…"
