"""Booking and cancelling over REST: quoted first, done by a yes to the quote, seen by nobody else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from gateway import shapes
from gateway.house import House
from gateway.recommending import Knowledge, Recommending
from tests.db import samples
from tests.gateway.conftest import BOTH, Clock, Say
from tests.gateway.test_recommendations import FakeRanker
from travel.booking.bookings import Owner
from travel.money import Money
from travel.offers import Content, FlightOffer
from travel.party import Party
from travel.recommendations import Impression, Reaction, Reactions

DATABASES = BOTH
MARTA = {"name": "Marta Kowalska", "kind": "adult"}

Post = Callable[..., Awaitable[tuple[int, Any]]]


@pytest.fixture
def post(client: TestClient[Any, Any]) -> Post:
    async def send(path: str, headers: dict[str, str] | None = None, **body: Any) -> tuple[int, Any]:
        async with client.post(path, json=body, headers=headers) as response:
            return response.status, await response.json(content_type=None)

    return send


@pytest.fixture
async def mine(say: Say) -> str:
    _, body = await say(text="hello")
    return str(body["conversation"])


Show = Callable[..., Awaitable[list[str]]]


@pytest.fixture
def show(house: House, mine: str) -> Show:
    """Offers as a search in the conversation would have stored them; their ids."""

    async def shown(*contents: Content, minutes: int = 30) -> list[str]:
        lifetime = timedelta(minutes=minutes)
        offers = await house.counter.offers.save(mine, contents, now=house.clock(), lifetime=lifetime)
        return [offer.id for offer in offers]

    return shown


class Market:
    """Sells what it is told, in place of the demo market."""

    def __init__(self) -> None:
        self.price: Money | None = None

    async def refresh(self, offer: FlightOffer, *, now: Any) -> FlightOffer | None:
        return None if self.price is None else replace(offer, price=self.price)


@pytest.fixture
def market(house: House) -> Market:
    market = Market()
    object.__setattr__(house.counter, "flights", market)
    return market


async def quoted(post: Post, mine: str, offers: list[str], **more: Any) -> dict[str, Any]:
    body = {"conversation": mine, "offers": offers, "travellers": [MARTA], "email": "marta@example.org", **more}
    status, answer = await post("/api/bookings", **body)
    assert status == 200, answer
    shapes.BookingOffer.model_validate(answer)
    quote: dict[str, Any] = answer["quote"]
    return quote


async def listed(client: TestClient[Any, Any], conversation: str) -> list[Any]:
    async with client.get(f"/api/bookings?conversation={conversation}") as response:
        body = await response.json()
        shapes.BookingList.model_validate(body)
        found: list[Any] = body["bookings"]
        return found


async def test_a_quote_buys_nothing_and_a_yes_buys_once(
    client: TestClient[Any, Any], post: Post, mine: str, show: Show
) -> None:
    quote = await quoted(post, mine, await show(samples.flight(), samples.stay()))
    assert quote["total"] == {"amount": "963.80", "currency": "EUR", "per": "total"}
    assert [item["kind"] for item in quote["items"]] == ["flight", "stay"]
    assert quote["items"][0]["price"]["amount"] == "171.80"
    assert "50 % refundable" in quote["rules"][0]
    assert await listed(client, mine) == []
    status, first = await post("/api/bookings", conversation=mine, quote=quote["id"])
    assert status == 201
    shapes.Bookings.model_validate(first)
    assert {one["status"] for one in first["bookings"]} == {"confirmed"}
    assert all(one["cancellable"] and one["rule"] for one in first["bookings"])
    assert await post("/api/bookings", conversation=mine, quote=quote["id"]) == (201, first)
    assert len(await listed(client, mine)) == 2


async def test_a_price_that_moved_needs_a_new_yes(
    post: Post, mine: str, show: Show, market: Market, clock: Clock
) -> None:
    quote = await quoted(post, mine, await show(samples.flight(), minutes=5))
    clock.ahead += timedelta(minutes=10)
    market.price = Money(Decimal("199.00"), "EUR")
    status, problem = await post("/api/bookings", conversation=mine, quote=quote["id"])
    assert (status, problem["type"]) == (409, "/api/docs#quote-changed")
    shapes.MovedProblem.model_validate(problem)
    assert problem["quote"]["total"]["amount"] == "199.00"
    status, body = await post("/api/bookings", conversation=mine, quote=problem["quote"]["id"])
    assert (status, body["bookings"][0]["total"]["amount"]) == (201, "199.00")


async def test_what_is_sold_out_is_said_so(post: Post, mine: str, show: Show, market: Market, clock: Clock) -> None:
    offers = await show(samples.flight(), minutes=5)
    clock.ahead += timedelta(minutes=10)
    status, problem = await post(
        "/api/bookings", conversation=mine, offers=offers, travellers=[MARTA], email="marta@example.org"
    )
    assert (status, problem["type"]) == (409, "/api/docs#sold-out")


async def test_the_last_seat_is_sold_once(post: Post, mine: str, show: Show) -> None:
    quotes = [await quoted(post, mine, await show(samples.flight(capacity=1))) for _ in range(2)]
    assert (await post("/api/bookings", conversation=mine, quote=quotes[0]["id"]))[0] == 201
    status, problem = await post("/api/bookings", conversation=mine, quote=quotes[1]["id"])
    assert (status, problem["type"]) == (409, "/api/docs#sold-out")


async def test_an_old_quote_is_gone(post: Post, mine: str, show: Show, clock: Clock) -> None:
    quote = await quoted(post, mine, await show(samples.flight(), minutes=90))
    clock.ahead += timedelta(minutes=31)
    status, problem = await post("/api/bookings", conversation=mine, quote=quote["id"])
    assert (status, problem["type"]) == (410, "/api/docs#quote-expired")


async def test_travellers_are_those_of_the_offers(post: Post, mine: str, show: Show) -> None:
    offers = await show(replace(samples.flight(), party=Party(1, child_ages=(5,))))
    body = {"conversation": mine, "offers": offers, "email": "marta@example.org"}
    for people in ([MARTA], [MARTA, MARTA], [MARTA, {"name": "Ola Kowalska", "kind": "child", "age": 6}]):
        status, problem = await post("/api/bookings", **body, travellers=people)
        assert (status, problem["type"]) == (422, "/api/docs#party-mismatch")
    right = [MARTA, {"name": "Ola Kowalska", "kind": "child", "age": 5}]
    assert (await post("/api/bookings", **body, travellers=right))[0] == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"offers": ["of_1"]},
        {"offers": [], "travellers": [MARTA], "email": "marta@example.org"},
        {"offers": ["of_1", "of_1"], "travellers": [MARTA], "email": "marta@example.org"},
        {"offers": ["of_1"], "travellers": [{"name": " \t"}], "email": "marta@example.org"},
        {"offers": ["of_1"], "travellers": [{"name": "M\u0000"}], "email": "marta@example.org"},
        {"offers": ["of_1"], "travellers": [MARTA], "email": "nowhere"},
        {"offers": ["of_1"], "quote": "q_1"},
        {"quote": "q_\u0000"},
        {"quote": "q_1", "email": None, "extra": 1},
        {},
    ],
)
async def test_what_is_neither_a_wish_nor_a_yes_is_refused(wrong: Any, post: Post, mine: str) -> None:
    status, problem = await post("/api/bookings", conversation=mine, **wrong)
    assert (status, problem["type"]) == (422, "/api/docs#invalid")


async def test_strangers_find_nothing(
    client: TestClient[Any, Any], post: Post, say: Say, mine: str, show: Show
) -> None:
    other = (await say(text="b"))[1]["conversation"]
    offers = await show(samples.flight())
    quote = await quoted(post, mine, offers)
    wish = {"offers": offers, "travellers": [MARTA], "email": "eve@example.org"}
    for body, kind in ((wish, "unknown-offer"), ({"quote": quote["id"]}, "unknown-quote")):
        status, problem = await post("/api/bookings", conversation=other, **body)
        assert (status, problem["type"]) == (404, f"/api/docs#{kind}")
        status, problem = await post("/api/bookings", conversation="x" * 22, **body)
        assert (status, problem["type"]) == (404, "/api/docs#unknown-conversation")
    (booked,) = (await post("/api/bookings", conversation=mine, quote=quote["id"]))[1]["bookings"]
    path = f"/api/bookings/{booked['reference']}/cancellation"
    assert (await post(path, conversation=other))[1]["type"] == "/api/docs#unknown-booking"
    assert (await post(path))[1]["type"] == "/api/docs#unknown-conversation"
    assert await listed(client, other) == []


async def booked(post: Post, mine: str, offers: list[str]) -> Any:
    quote = await quoted(post, mine, offers)
    _, body = await post("/api/bookings", conversation=mine, quote=quote["id"])
    return body["bookings"][0]


async def test_cancelling_is_quoted_then_done_once(
    client: TestClient[Any, Any], post: Post, mine: str, show: Show
) -> None:
    path = f"/api/bookings/{(await booked(post, mine, await show(samples.flight())))['reference']}/cancellation"
    status, body = await post(path, conversation=mine)
    assert status == 200
    shapes.CancellationOffer.model_validate(body)
    assert body["quote"]["refund"]["amount"] == "85.90"
    assert (await listed(client, mine))[0]["status"] == "confirmed"
    status, done = await post(path, conversation=mine, quote=body["quote"]["id"])
    shapes.BookingAnswer.model_validate(done)
    assert (status, done["status"], done["refund"]["amount"], done["cancellable"]) == (200, "cancelled", "85.90", False)
    assert await post(path, conversation=mine, quote=body["quote"]["id"]) == (200, done)
    status, problem = await post(path, conversation=mine)
    assert (status, problem["type"]) == (409, "/api/docs#not-cancellable")


async def test_a_refund_that_moved_needs_a_new_yes(post: Post, mine: str, show: Show, clock: Clock) -> None:
    leaves = clock() + timedelta(days=2)
    offer = samples.flight(departs=leaves)
    deadline = clock() + timedelta(minutes=20)
    (reference,) = [
        (await booked(post, mine, await show(replace(offer, rule=replace(offer.rule, refund_until=deadline)))))[
            "reference"
        ]
    ]
    path = f"/api/bookings/{reference}/cancellation"
    _, body = await post(path, conversation=mine)
    clock.ahead += timedelta(minutes=25)
    status, problem = await post(path, conversation=mine, quote=body["quote"]["id"])
    assert (status, problem["type"]) == (409, "/api/docs#quote-changed")
    assert problem["quote"]["refund"]["amount"] == "0.00"
    status, done = await post(path, conversation=mine, quote=problem["quote"]["id"])
    assert (status, done["refund"]["amount"]) == (200, "0.00")


async def test_a_quote_is_good_for_its_own_step_alone(post: Post, mine: str, show: Show) -> None:
    first = await booked(post, mine, await show(samples.flight()))
    second = await booked(post, mine, await show(samples.flight("flight:TP537")))
    cancel = f"/api/bookings/{first['reference']}/cancellation"
    refund = (await post(cancel, conversation=mine))[1]["quote"]["id"]
    wish = (await quoted(post, mine, await show(samples.stay())))["id"]
    for path, quote in (
        ("/api/bookings", refund),
        (cancel, wish),
        (f"/api/bookings/{second['reference']}/cancellation", refund),
    ):
        status, problem = await post(path, conversation=mine, quote=quote)
        assert (status, problem["type"]) == (404, "/api/docs#unknown-quote")


async def test_known_bookings_are_not_sent_again(
    client: TestClient[Any, Any], post: Post, mine: str, show: Show
) -> None:
    reference = (await booked(post, mine, await show(samples.flight())))["reference"]
    for path in (f"/api/bookings?conversation={mine}", f"/api/bookings/{reference}?conversation={mine}"):
        async with client.get(path) as response:
            etag = response.headers["ETag"]
        async with client.get(path, headers={"If-None-Match": etag}) as response:
            assert (response.status, await response.read()) == (304, b"")


async def test_pages_hear_of_a_booking(client: TestClient[Any, Any], post: Post, mine: str, show: Show) -> None:
    async with client.ws_connect(f"/api/chat/{mine}/socket") as socket:
        await booked(post, mine, await show(samples.flight()))
        assert await socket.receive_json(timeout=5) == {"type": "changed", "what": "bookings"}


async def test_a_booked_recommendation_is_known_as_booked(house: House, post: Post, mine: str, show: Show) -> None:
    lisbon = SimpleNamespace(id="lisbon", lat=38.72, lon=-9.14, airports=["LIS"])
    graz = SimpleNamespace(id="graz", lat=47.07, lon=15.44, airports=["GRZ"])
    fake = FakeRanker([lisbon, graz])
    knowledge = Knowledge(fake, fake, lambda amount, currency: amount, lambda name: None)
    object.__setattr__(house, "recommending", Recommending(lambda: knowledge, house.impressions, house.wording))
    owner, now = Owner(mine), house.clock()
    quote = await quoted(post, mine, await show(samples.flight(), samples.stay()))
    await post("/api/bookings", conversation=mine, quote=quote["id"])
    await house.recommending.close()
    assert await house.impressions.reactions(owner) == Reactions()
    shown = [Impression(mine, None, "sun", one, 0, 0.9, {}, "v1") for one in ("lisbon", "graz", "sold-no-longer")]
    await house.impressions.record(shown, now=now)
    for _ in range(2):
        await post("/api/bookings", conversation=mine, quote=quote["id"])
        await house.recommending.close()
        assert await house.impressions.reactions(owner) == Reactions((Reaction("lisbon", "booked"),))
