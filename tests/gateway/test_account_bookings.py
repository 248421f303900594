"""Bookings of an account: seen and cancelled from anywhere it is signed in, and by nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from gateway.house import House
from gateway.idempotency import HEADER
from tests.db import samples
from tests.gateway.conftest import BOTH, Clock, Say
from tests.gateway.people import Person, call, sign_in
from travel.search.queries import FlightQuery

DATABASES = BOTH
MARTA = {"name": "Marta Kowalska"}
WISH = {"travellers": [MARTA], "email": "marta@example.org"}

pytestmark = pytest.mark.usefixtures("known_codes")
Client = TestClient[Any, Any]


async def book(client: Client, house: House, conversation: str, headers: dict[str, str]) -> str:
    offers = await house.counter.offers.save(
        conversation, [samples.flight(f"flight:{conversation}")], now=house.clock(), lifetime=timedelta(hours=1)
    )
    wish = {"conversation": conversation, "offers": [one.id for one in offers], **WISH}
    status, body, _ = await call(client, "POST", "/api/bookings", json=wish, headers=headers)
    assert status == 200, body
    yes = {"conversation": conversation, "quote": body["quote"]["id"]}
    status, body, _ = await call(client, "POST", "/api/bookings", json=yes, headers=headers)
    assert status == 201, body
    return str(body["bookings"][0]["reference"])


async def seen(client: Client, who: Person | None, query: str = "") -> tuple[int, list[str]]:
    status, body, _ = await call(client, "GET", f"/api/bookings{query}", headers=who.bearer if who else {})
    return status, [one["reference"] for one in body.get("bookings", [])]


async def test_an_account_sees_and_cancels_what_was_booked_anywhere(client: Client, say: Say, house: House) -> None:
    guests = (await say(text="a"))[1]["conversation"]
    first = await book(client, house, guests, {})
    marta = await sign_in(client, "marta@example.org", conversation=guests)
    _, opened, _ = await call(client, "POST", "/api/chat", json={"text": "b"}, headers=marta.bearer)
    second = await book(client, house, opened["conversation"], marta.bearer)
    status, references = await seen(client, marta)
    assert (status, set(references)) == (200, {first, second})
    path = f"/api/bookings/{first}/cancellation"
    status, body, _ = await call(client, "POST", path, json={}, headers=marta.bearer)
    assert status == 200
    yes = {"quote": body["quote"]["id"]}
    status, body, _ = await call(client, "POST", path, json=yes, headers=marta.bearer)
    assert (status, body["status"]) == (200, "cancelled")


async def test_strangers_find_nothing_of_an_account(client: Client, say: Say, house: House) -> None:
    guests = (await say(text="a"))[1]["conversation"]
    reference = await book(client, house, guests, {})
    marta = await sign_in(client, "marta@example.org", conversation=guests)
    _, body, _ = await call(client, "POST", f"/api/bookings/{reference}/cancellation", json={}, headers=marta.bearer)
    jan = await sign_in(client, "jan@example.org")
    for who in (jan, None):
        headers = who.bearer if who else {}
        assert (await seen(client, who, f"?conversation={guests}"))[0] == 404
        for query in ("", f"?conversation={guests}"):
            assert (await call(client, "GET", f"/api/bookings/{reference}{query}", headers=headers))[0] == 404
        for step in ({}, {"quote": body["quote"]["id"]}, {"conversation": guests, "quote": body["quote"]["id"]}):
            path = f"/api/bookings/{reference}/cancellation"
            assert (await call(client, "POST", path, json=step, headers=headers))[0] == 404
    assert await seen(client, jan) == (200, [])
    assert await seen(client, None) == (404, [])
    assert (await seen(client, marta))[1] == [reference]


async def test_a_key_used_by_a_guest_opens_nothing_once_the_conversation_is_an_accounts(
    client: Client, say: Say, house: House
) -> None:
    guests = (await say(text="a"))[1]["conversation"]
    path = f"/api/bookings/{await book(client, house, guests, {})}/cancellation"
    step = {"json": {"conversation": guests}, "headers": {HEADER: "k-1"}}
    assert (await call(client, "POST", path, **step))[0] == 200
    await sign_in(client, "marta@example.org", conversation=guests)
    assert (await call(client, "POST", path, **step))[0] == 404


async def test_what_came_of_an_accounts_ideas_is_its_own_affair(client: Client, house: House) -> None:
    marta, jan = await sign_in(client, "marta@example.org"), await sign_in(client, "jan@example.org")
    _, found, _ = await call(client, "GET", "/api/recommendations?query=beach&limit=1", headers=marta.bearer)
    path = f"/api/recommendations/{found['recommendations'][0]['id']}/feedback"
    for headers in (jan.bearer, {}):
        assert (await call(client, "POST", path, json={"kind": "liked"}, headers=headers))[0] == 404
        assert (await call(client, "DELETE", f"{path}?kind=liked", headers=headers))[0] == 404
    assert (await call(client, "POST", path, json={"kind": "liked"}, headers=marta.bearer))[0] == 204
    for who, number in ((marta, 1), (jan, 0)):
        _, saved, _ = await call(client, "GET", "/api/recommendations/saved", headers=who.bearer)
        assert len(saved["recommendations"]) == number


async def test_an_old_offer_is_priced_anew_by_who_sells_it(
    client: Client, say: Say, house: House, clock: Clock
) -> None:
    conversation, now = (await say(text="a"))[1]["conversation"], house.clock()
    query = FlightQuery(("BER",), ("LIS",), (now + timedelta(days=80)).date())
    flights = await house.counter.flights.search(query, now=now)
    offers = await house.counter.offers.save(conversation, flights[:1], now=now, lifetime=timedelta(minutes=5))
    clock.ahead += timedelta(minutes=6)
    wish = {"conversation": conversation, "offers": [offers[0].id], **WISH}
    status, body, _ = await call(client, "POST", "/api/bookings", json=wish)
    assert status == 200
    assert body["quote"]["items"][0]["offer"] != offers[0].id
    assert body["quote"]["items"][0]["slices"][0]["origin"] == "BER"
