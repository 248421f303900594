"""Signing in and out in a conversation, over sockets and requests; who is told, and who loses the conversation."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from gateway.house import House
from gateway.identity import COOKIE
from tests.gateway.conftest import BOTH, Clock, Say, until
from tests.gateway.fakes import TOKEN, FakeEngine, echo
from tests.gateway.following import frames, own, quiet, reporting, socket
from tests.gateway.people import CODE, MARTA, Person, call, own_origin, sign_in

DATABASES = BOTH
pytestmark = pytest.mark.usefixtures("known_codes")
Client = TestClient[Any, Any]
Json = dict[str, Any]


def signing_in(house: House, user: str) -> Any:
    """An engine whose action binds the conversation and reports it, as the real one does."""

    async def behaviour(body: Json) -> Json:
        if body.get("text") != "402817":
            return echo(body)
        await house.accounts.bind(user, body["conversation"], now=house.clock())
        return {"state": "ok", "replies": [{"text": "You are signed in.", "signal": "signed_in"}]}

    return behaviour


async def test_the_socket_that_signs_in_gets_a_grant_and_others_lose_the_conversation(
    client: Client, house: House, engine: FakeEngine, conversation: str, marta: Person
) -> None:
    engine.behaviour = signing_in(house, marta.id)
    async with socket(client, conversation) as sender, socket(client, conversation) as stranger:
        await sender.send_json({"message_id": "m-1", "text": "402817"})
        got = await frames(sender, "session")
        assert [one["type"] for one in got] == ["typing", "reply", "done", "session"]
        assert "signal" not in str(got)
        # The other one knows the id alone: it hears nothing of the answer.
        assert [one["type"] for one in await frames(stranger, "closed")] == ["typing", "closed"]
        # The sender goes on, as the account.
        await sender.send_json({"message_id": "m-2", "text": "still here"})
        assert (await frames(sender, "done"))[-2]["reply"]["text"] == "echo: still here"
        assert engine.turns[-1]["metadata"]["traveller"] == marta.id
        grant = got[-1]["grant"]
    body = {"grant": grant}
    status, body, response = await call(client, "POST", "/api/sessions", json=body)
    assert (status, body["user"]["id"]) == (201, marta.id)
    headers = {"Cookie": f"{COOKIE}={response.cookies[COOKIE].value}"}
    assert (await call(client, "GET", f"/api/chat/{conversation}", headers=headers))[0] == 200
    assert (await call(client, "POST", "/api/sessions", json={"grant": grant}))[0] == 422
    assert "signal" not in str(await house.store.history(conversation))


async def test_whoever_sends_the_same_message_again_gets_no_grant(
    client: Client, house: House, engine: FakeEngine, conversation: str, marta: Person
) -> None:
    """All who follow hear the message's id before it is answered."""
    heard = asyncio.Event()
    signs_in = signing_in(house, marta.id)

    async def slow(body: Json) -> Json:
        await heard.wait()
        return dict(await signs_in(body))

    engine.behaviour = slow
    async with socket(client, conversation) as stranger, socket(client, conversation) as sender:
        await sender.send_json({"message_id": "m-1", "text": "402817"})
        message_id = (await frames(stranger, "typing"))[-1]["message_id"]
        said = {"conversation": conversation, "message_id": message_id, "text": "402817"}
        post = asyncio.create_task(call(client, "POST", "/api/chat", json=said))
        await stranger.send_json({"message_id": message_id, "text": "402817"})
        await asyncio.sleep(0.3)
        heard.set()
        assert (await frames(sender, "session"))[-1]["grant"].startswith("g_")
        assert {one["type"] for one in await frames(stranger, "closed")} == {"closed"}
        _, _, response = await post
        assert "Set-Cookie" not in response.headers


async def test_a_repeated_request_gets_no_cookie_though_its_turn_brings_the_answer(
    client: Client, house: House, engine: FakeEngine, conversation: str, marta: Person
) -> None:
    """The first turn fails; the next one to try belongs to whoever sent the message again."""
    signs_in = signing_in(house, marta.id)
    both = asyncio.Event()

    async def failing_once(body: Json) -> Any:
        if len(engine.ran) <= failures:
            await both.wait()
            return {"state": "error", "replies": []}
        return await signs_in(body)

    failures = len(engine.ran) + 1
    engine.behaviour = failing_once
    said = {"conversation": conversation, "message_id": "m-1", "text": "402817"}
    first = asyncio.create_task(call(client, "POST", "/api/chat", json=said))
    await until(lambda: len(engine.ran) == failures)
    again = asyncio.create_task(call(client, "POST", "/api/chat", json=said))
    await asyncio.sleep(0.3)
    both.set()
    for _, _, response in await asyncio.gather(first, again):
        assert "Set-Cookie" not in response.headers


async def test_a_grant_is_good_for_two_minutes(client: Client, house: House, marta: Person, clock: Clock) -> None:
    grant = await house.sessions.grant(marta.id, "c" * 22, now=clock())
    clock.ahead += timedelta(minutes=3)
    status, body, _ = await call(client, "POST", "/api/sessions", json={"grant": grant})
    assert (status, body["type"]) == (422, "/api/docs#bad-code")


async def test_a_request_that_signs_in_gets_the_cookie_once(
    client: Client, house: House, engine: FakeEngine, conversation: str, marta: Person
) -> None:
    engine.behaviour = signing_in(house, marta.id)
    said = {"conversation": conversation, "message_id": "m-1", "text": "402817"}
    async with socket(client, conversation) as stranger:
        status, body, response = await call(client, "POST", "/api/chat", json=said)
        assert status == 200
        assert "signal" not in str(body)
        assert [one["type"] for one in await frames(stranger, "closed")] == ["typing", "closed"]
    cookie = {"Cookie": f"{COOKIE}={response.cookies[COOKIE].value}", "Origin": own_origin(client)}
    status, again, response = await call(client, "POST", "/api/chat", json=said, headers=cookie)
    assert (status, again) == (200, body)
    assert "Set-Cookie" not in response.headers
    # Without the cookie the conversation is gone, its first answer included.
    assert (await call(client, "POST", "/api/chat", json=said))[0] == 404


async def test_a_foreign_page_gets_no_cookie(
    client: Client, house: House, engine: FakeEngine, conversation: str, marta: Person
) -> None:
    engine.behaviour = signing_in(house, marta.id)
    said = {"conversation": conversation, "text": "402817"}
    _, _, response = await call(client, "POST", "/api/chat", json=said, headers={"Origin": "https://evil.example"})
    assert "Set-Cookie" not in response.headers


async def test_a_late_answer_that_signs_in_reaches_the_sender(
    client: Client, house: House, engine: FakeEngine, conversation: str, marta: Person
) -> None:
    await engine.stop()
    engine.behaviour = signing_in(house, marta.id)
    async with socket(client, conversation) as sender:
        await sender.send_json({"message_id": "m-1", "text": "402817"})
        assert (await frames(sender, "done"))[-1]["state"] == "waiting"
        await engine.start()
        got = await frames(sender, "session")
    assert [one["type"] for one in got] == ["reply", "done", "session"]
    assert got[-1]["grant"].startswith("g_")


async def test_an_answer_that_the_engine_hands_over_may_not_sign_anybody_else_in(
    client: Client, house: House, conversation: str, marta: Person
) -> None:
    await house.accounts.bind(marta.id, conversation, now=house.clock())
    replies = [{"text": "Signed in.", "signal": "signed_in"}]
    pushed = {"conversation": conversation, "message_id": "event-1", "replies": replies}
    async with socket(client, conversation, marta) as opened:
        async with client.post("/internal/push", json=pushed, headers={"Authorization": f"Bearer {TOKEN}"}) as response:
            assert response.status == 200
        assert [one["type"] for one in await frames(opened, "done")] == ["reply", "done"]
        await quiet(opened)


async def test_signing_out_by_a_socket_ends_that_session(
    client: Client, engine: FakeEngine, say: Say, marta: Person, clock: Clock
) -> None:
    conversation = await own(client, marta)
    clock.ahead += timedelta(hours=2)
    elsewhere = await sign_in(client, MARTA)
    engine.behaviour = reporting("signed_out")
    async with (
        socket(client, conversation, marta) as sender,
        socket(client, conversation, marta) as tab,
        socket(client, conversation, elsewhere) as phone,
    ):
        await sender.send_json({"message_id": "m-1", "text": "sign me out"})
        for one in (sender, tab):
            got = await frames(one, "closed")
            assert got[-2] == {"type": "session", "state": "signed_out"}
            assert [frame["type"] for frame in got] == ["typing", "reply", "done", "session", "closed"]
        await frames(phone, "done")
        await quiet(phone)
    assert (await call(client, "GET", "/api/users/me", headers=marta.bearer))[0] == 401
    assert (await call(client, "GET", "/api/users/me", headers=elsewhere.bearer))[0] == 200


async def test_signing_out_by_a_request_clears_the_cookie(client: Client, engine: FakeEngine, marta: Person) -> None:
    conversation = await own(client, marta)
    engine.behaviour = reporting("signed_out")
    said = {"conversation": conversation, "text": "sign out"}
    _, _, response = await call(client, "POST", "/api/chat", json=said, headers=marta.cookie)
    assert response.headers["Set-Cookie"].startswith(f"{COOKIE}=; Max-Age=0; ")
    assert (await call(client, "GET", "/api/sessions", headers=marta.cookie))[1] == {"user": None}


@pytest.mark.parametrize("email", [MARTA, "other@example.org"])
async def test_signing_in_anew_lets_the_browsers_sockets_come_back(
    client: Client, marta: Person, clock: Clock, email: str
) -> None:
    """The same account goes on where it was; another one begins anew."""
    conversation = await own(client, marta)
    clock.ahead += timedelta(hours=2)
    assert (await call(client, "POST", "/api/sessions", json={"email": email}))[0] == 202
    async with socket(client, conversation, marta) as opened:
        said = {"email": email, "code": CODE}
        assert (await call(client, "POST", "/api/sessions", json=said, headers=marta.cookie))[0] == 201
        told = [] if email == MARTA else [{"type": "session", "state": "signed_out"}]
        assert await frames(opened, "closed") == [*told, {"type": "closed"}]


@pytest.mark.parametrize("query", ["", "?everywhere=true"])
async def test_sockets_of_a_session_that_ends_are_told_and_closed(client: Client, marta: Person, query: str) -> None:
    conversation = await own(client, marta)
    async with socket(client, conversation, marta) as opened:
        await call(client, "DELETE", f"/api/sessions{query}", headers=marta.bearer)
        assert await frames(opened, "closed") == [{"type": "session", "state": "signed_out"}, {"type": "closed"}]


async def test_a_socket_whose_session_ended_unheard_is_closed_at_its_next_message(
    client: Client, house: House, engine: FakeEngine, marta: Person
) -> None:
    conversation = await own(client, marta)
    turns = len(engine.turns)
    async with socket(client, conversation, marta) as opened:
        await house.sessions.close_all(marta.id)
        await opened.send_json({"message_id": "m-1", "text": "anybody?"})
        assert await frames(opened, "closed") == [{"type": "closed"}]
    assert len(engine.turns) == turns


async def test_being_forgotten_ends_everything(client: Client, house: House, engine: FakeEngine, marta: Person) -> None:
    conversation, other = await own(client, marta), await own(client, marta)

    async def forget(body: Json) -> Json:
        await house.erasures.ask(now=house.clock(), user=marta.id)
        return dict(reporting("forgotten")(body))

    engine.behaviour = forget
    async with socket(client, conversation, marta) as sender, socket(client, other, marta) as elsewhere:
        await sender.send_json({"message_id": "m-1", "text": "forget me"})
        got = await frames(sender, "closed")
        assert [one["type"] for one in got] == ["typing", "reply", "done", "session", "closed"]
        assert got[-2]["state"] == "forgotten"
        assert await frames(elsewhere, "closed") == [{"type": "session", "state": "forgotten"}, {"type": "closed"}]
    assert (await call(client, "GET", "/api/sessions", headers=marta.cookie))[1] == {"user": None}


async def test_a_guest_is_forgotten_too(client: Client, engine: FakeEngine, conversation: str) -> None:
    engine.behaviour = reporting("forgotten")
    async with socket(client, conversation) as opened:
        await opened.send_json({"message_id": "m-1", "text": "forget me"})
        assert (await frames(opened, "closed"))[-2] == {"type": "session", "state": "forgotten"}


async def test_a_conversation_taken_over_by_a_request_is_lost_to_others(
    client: Client, conversation: str, house: House
) -> None:
    async with socket(client, conversation) as stranger:
        await sign_in(client, MARTA, conversation=conversation)
        assert await frames(stranger, "closed") == [{"type": "closed"}]
    await until(lambda: len(house.live) == 0)


async def test_a_signal_that_nobody_knows_is_owned_up_to(say: Say, engine: FakeEngine) -> None:
    engine.behaviour = reporting("rocket")
    _, body = await say(text="x")
    assert body["replies"][0]["text"].startswith("That did not work")
