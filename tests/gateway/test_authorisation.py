"""Every route as a guest, as another account, as the owner, and with the owner's cookie from a foreign page."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import WSServerHandshakeError
from aiohttp.test_utils import TestClient

from gateway.handlers import pages
from gateway.house import House
from gateway.routes import ROUTES
from tests.db import samples
from tests.gateway.fakes import FakeEngine
from tests.gateway.people import Person, call, own_origin, sign_in
from travel.booking.bookings import Owner
from travel.recommendations import Impression

pytestmark = pytest.mark.usefixtures("known_codes")
Client = TestClient[Any, Any]
Json = dict[str, Any]
EMAIL = "marta.of.the.table@example.org"
WORDS = "a quiet place by the sea"
SOCKET = "/api/chat/{conversation}/socket"


@dataclass(frozen=True)
class Try:
    """A request for what belongs to the owner, and the status for each who makes it.

    ``path`` and ``body`` are filled in from the owner's things; ``foreign`` is the owner's cookie from a foreign page.
    """

    guest: int
    other: int
    owner: int
    foreign: int
    query: str = ""
    body: Json | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def anybody(status: int, *, query: str = "", body: Json | None = None) -> Try:
    """The same for everybody: it belongs to nobody."""
    return Try(status, status, status, status, query, body)


MINE = "?conversation={conversation}"
PEOPLE: Json = {"travellers": [{"name": "Marta Kowalska"}], "email": EMAIL}
OFFERS: Json = {"conversation": "{conversation}", "offers": ["{offer}"], **PEOPLE}
KEY = {"Idempotency-Key": "{fresh}"}

TABLE: dict[tuple[str, str], list[Try]] = {
    ("POST", "/api/chat"): [
        Try(404, 404, 200, 403, body={"conversation": "{conversation}", "text": "hello"}),
        Try(200, 200, 200, 403, body={"text": "hello"}),
    ],
    ("GET", "/api/chat/{conversation}"): [Try(404, 404, 200, 200)],
    ("GET", SOCKET): [Try(404, 404, 101, 403)],
    ("POST", "/api/understand"): [anybody(200, body={"text": "hello"})],
    ("GET", "/api/recommendations"): [Try(404, 404, 200, 200, MINE), anybody(200)],
    ("GET", "/api/recommendations/saved"): [Try(404, 404, 200, 200, MINE), Try(404, 200, 200, 200)],
    ("POST", "/api/recommendations/{id}/feedback"): [
        Try(404, 404, 204, 403, body={"kind": "liked"}),
        Try(404, 404, 204, 403, body={"kind": "liked", "conversation": "{conversation}"}),
    ],
    ("DELETE", "/api/recommendations/{id}/feedback"): [
        Try(404, 404, 204, 403, "?kind=liked"),
        Try(404, 404, 204, 403, f"{MINE}&kind=liked"),
    ],
    ("GET", "/api/places"): [anybody(200)],
    ("GET", "/api/destinations/{id}/picture.png"): [anybody(404)],
    ("GET", "/api/bookings"): [Try(404, 404, 200, 200, MINE), Try(404, 200, 200, 200)],
    ("POST", "/api/bookings"): [
        Try(404, 404, 200, 403, body=OFFERS),
        Try(404, 404, 404, 403, body={"conversation": "{conversation}", "quote": "q_0123456789abcdef"}),
    ],
    ("GET", "/api/bookings/{reference}"): [Try(404, 404, 200, 200, MINE), Try(404, 404, 200, 200)],
    ("POST", "/api/bookings/{reference}/cancellation"): [
        Try(404, 404, 200, 403, body={"conversation": "{conversation}"}),
        Try(404, 404, 200, 403, body={}),
    ],
    ("POST", "/api/channels/webhook"): [anybody(401, body={"sender": "a", "text": "hello"})],
    ("POST", "/api/sessions"): [
        Try(202, 202, 202, 403, body={"email": "{fresh}@example.org"}),
        Try(422, 422, 422, 403, body={"email": EMAIL, "code": "000000"}),
        Try(422, 422, 422, 403, body={"grant": "g_unknown"}),
    ],
    ("GET", "/api/sessions"): [anybody(200)],
    ("DELETE", "/api/sessions"): [Try(204, 204, 204, 403), Try(204, 204, 204, 403, "?everywhere=true")],
    ("GET", "/api/users/{id}"): [Try(401, 404, 200, 200)],
    ("PATCH", "/api/users/{id}"): [Try(401, 404, 200, 403, body={"name": "Mallory"})],
    ("DELETE", "/api/users/{id}"): [Try(401, 404, 202, 403, headers=KEY)],
    ("GET", "/api/users/{id}/export"): [Try(401, 404, 200, 200)],
    ("GET", "/api/users/{id}/conversations"): [Try(401, 404, 200, 200)],
    ("DELETE", "/api/users/{id}/channels/{channel}"): [Try(401, 404, 204, 403)],
    ("GET", "/api/widget.json"): [anybody(200)],
    ("GET", "/healthz"): [anybody(200)],
    ("GET", "/readyz"): [anybody(200)],
    ("GET", "/metrics"): [anybody(200)],
    ("GET", "/api/openapi.json"): [anybody(200)],
    ("GET", "/api/schema/reply.json"): [anybody(200)],
    ("GET", "/api/docs"): [anybody(200)],
    ("GET", "/"): [anybody(503)],
    ("GET", "/widget.js"): [anybody(503)],
    ("GET", "/widget/assets/{name:[\\w-]+(\\.\\w+)+}"): [anybody(404)],
    # Without a token set there is nothing; with one, only for whoever knows the secret.
    ("POST", "/channels/telegram"): [anybody(404, body={"update_id": 1})],
    ("POST", "/channels/slack"): [anybody(404, body={"type": "event_callback"})],
    ("POST", "/internal/push"): [
        anybody(404, body={"conversation": "{conversation}", "message_id": "m", "replies": []})
    ],
}


@dataclass(frozen=True)
class World:
    """Who there is, and what is Marta's: every word of ``things`` may reach her alone."""

    marta: Person
    other: Person
    things: dict[str, str]


@pytest.fixture
async def world(
    client: Client, house: House, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> World:
    async def nothing(*_args: Any) -> list[Any]:
        return []

    # What they know takes seconds to load and is nobody's.
    monkeypatch.setattr(house.recommending, "recommend", nothing)
    monkeypatch.setattr(house.recommending, "saved", nothing)
    monkeypatch.setattr(pages, "WIDGET", tmp_path)
    marta, other = await sign_in(client, EMAIL, kind="token"), await sign_in(client, "other@example.org")
    said = {"text": WORDS}
    _, body, _ = await call(client, "POST", "/api/chat", json=said, headers=marta.bearer)
    return World(marta, other, await _things(house, marta, body["conversation"]))


async def _things(house: House, marta: Person, conversation: str) -> dict[str, str]:
    now, lifetime = house.clock(), timedelta(minutes=30)
    owner = Owner(conversation, marta.id)
    order = samples.order(samples.flight(), owner=owner)
    await house.bookings.hold(order, now=now, deadline=now + lifetime)
    (booking,) = await house.bookings.confirm(order.key, now=now)
    flights = [samples.flight("flight:TP537")]
    (offer,) = await house.counter.offers.save(conversation, flights, now=now, lifetime=lifetime)
    shown = Impression(conversation, marta.id, WORDS, "lisbon", 0, 0.5, {}, "test")
    (idea,) = await house.impressions.record([shown], now=now)
    return {
        "conversation": conversation,
        "reference": booking.reference,
        "offer": offer.id,
        "idea": idea,
        "user": marta.id,
    }


def filled(value: Any, things: dict[str, str]) -> Any:
    """The owner's things in place of their names; ``fresh`` is another word each time."""
    if isinstance(value, str):
        for name, thing in {**things, "fresh": secrets.token_hex(8)}.items():
            value = value.replace(f"{{{name}}}", thing)
        return value
    if isinstance(value, list):
        return [filled(one, things) for one in value]
    return {name: filled(one, things) for name, one in value.items()} if isinstance(value, dict) else value


def address(path: str, query: str, things: dict[str, str]) -> str:
    ids = {"id": things["idea"] if "recommendations" in path else things["user"], "channel": "telegram"}
    path = path.replace("{name:[\\w-]+(\\.\\w+)+}", "main-1.js")
    return str(filled(path + query, {**things, **ids}))


async def status_of(
    client: Client, method: str, path: str, one: Try, things: dict[str, str], who: Any
) -> tuple[int, str]:
    """The status, and the answer as text."""
    headers = {**filled(dict(one.headers), things), **who}
    if path == SOCKET:
        return await _handshake(client, address(path, "", things), headers)
    body = filled(one.body, things)
    status, answer, response = await call(client, method, address(path, one.query, things), json=body, headers=headers)
    assert headers.get("Origin") != "https://evil.example" or response.headers.get("Access-Control-Allow-Origin") in (
        None,
        "*",
    )
    return status, str(answer)


async def _handshake(client: Client, path: str, headers: Mapping[str, str]) -> tuple[int, str]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        try:
            async with session.ws_connect(client.make_url(path), headers=headers):
                return 101, ""
        except WSServerHandshakeError as refused:
            return refused.status, ""


def test_every_route_is_in_the_table() -> None:
    assert set(TABLE) == {(route.method, route.path) for route in ROUTES}


CASES = [
    pytest.param(*route, one, id=f"{route[0]} {route[1]} {place}")
    for route in TABLE
    for place, one in enumerate(TABLE[route])
]


@pytest.mark.parametrize(("method", "path", "one"), CASES)
@pytest.mark.parametrize("shown", ["cookie", "bearer"])
async def test_only_the_owner_gets_what_is_the_owners(
    client: Client, world: World, shown: str, method: str, path: str, one: Try
) -> None:
    marta, other = (getattr(person, shown) for person in (world.marta, world.other))
    roles = (
        (one.guest, {}),
        (one.guest, {"Origin": own_origin(client)}),
        (one.other, other),
        (one.foreign, world.marta.cookie_elsewhere),
    )
    for expected, who in roles:
        status, answer = await status_of(client, method, path, one, world.things, who)
        assert status == expected, (who, answer)
        if expected != one.owner or who is other:
            hidden = [world.things["reference"], WORDS, EMAIL, world.marta.token]
            assert not [word for word in hidden if word in answer]
    status, answer = await status_of(client, method, path, one, world.things, marta)
    assert status == one.owner, answer


async def test_what_is_another_accounts_looks_like_what_never_was(client: Client, world: World) -> None:
    """Not only the status: nothing in the answer tells them apart."""
    nobody = {"conversation": "B" * 22, "reference": "TW-222222", "offer": "of_0", "idea": "re_0", "user": "u_0"}
    for (method, path), tries in TABLE.items():
        for one in tries:
            if one.other != 404 or path == SOCKET:
                continue
            answers = []
            for things in (world.things, nobody):
                body = filled(one.body, things)
                sent = {**filled(dict(one.headers), things), **world.other.bearer}
                _, answer, _ = await call(client, method, address(path, one.query, things), json=body, headers=sent)
                answers.append({key: answer[key] for key in ("type", "title", "status", "detail")})
            assert answers[0] == answers[1], (method, path)
