"""History, understanding, recommendations, bookings: what is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient

from db.offers import SqlOfferStore
from gateway import shapes
from gateway.house import House
from tests.db import samples
from tests.gateway.conftest import BOTH, Say
from tests.gateway.fakes import FakeEngine, text
from travel.booking.bookings import Owner
from travel.money import Money

DATABASES = BOTH


async def get(client: TestClient[Any, Any], path: str, **headers: str) -> tuple[int, Any]:
    async with client.get(path, headers=headers) as response:
        return response.status, await response.json(content_type=None)


async def test_history_comes_in_pages_from_the_newest(client: TestClient[Any, Any], say: Say) -> None:
    _, body = await say(text="n0")
    conversation = body["conversation"]
    for number in range(1, 6):
        await say(conversation=conversation, text=f"n{number}")
    seen: list[str] = []
    query = "limit=4"
    for _ in range(3):
        status, page = await get(client, f"/api/chat/{conversation}?{query}")
        assert status == 200
        shapes.History.model_validate(page)
        seen = [item.get("text") or item["reply"]["text"] for item in page["items"]] + seen
        query = f"limit=4&before={page['next']}"
    assert page["next"] is None
    assert seen == [words for n in range(6) for words in (f"n{n}", f"echo: n{n}")]


async def test_a_known_history_is_not_sent_again(client: TestClient[Any, Any], say: Say) -> None:
    _, body = await say(text="hello")
    path = f"/api/chat/{body['conversation']}"
    async with client.get(path) as response:
        etag = response.headers["ETag"]
        assert response.headers["Cache-Control"] == "private, no-cache"
    async with client.get(path, headers={"If-None-Match": etag}) as response:
        assert response.status == 304
        assert await response.read() == b""
    await say(conversation=body["conversation"], text="more")
    async with client.get(path, headers={"If-None-Match": etag}) as response:
        assert response.status == 200


async def test_understanding_has_intent_alternatives_and_slots(
    client: TestClient[Any, Any], engine: FakeEngine
) -> None:
    engine.parsed = lambda body: {
        "intent": {"name": "search_flights", "confidence": 0.97},
        "intent_ranking": [
            {"name": "search_flights", "confidence": 0.97},
            {"name": "search_stays", "confidence": 0.02},
        ],
        "entities": [
            {"entity": "nights", "value": 2, "start": 0, "end": 1},
            {"entity": "nights", "value": 3, "start": 2, "end": 3},
            {"entity": "interests", "value": "beach"},
            {"entity": "interests", "value": "food"},
            {"junk": 1},
        ],
    }
    sent = {"text": "fly to Rome", "now": "2019-03-01T09:00:00", "locale": "de-DE", "time_zone": "Asia/Tokyo"}
    async with client.post("/api/understand", json=sent) as response:
        assert response.status == 200
        body = await response.json()
    shapes.Understanding.model_validate(body)
    assert body == {
        "intent": {"name": "search_flights", "confidence": 0.97},
        "alternatives": [{"name": "search_stays", "confidence": 0.02}],
        "slots": {"nights": 3, "interests": ["beach", "food"]},
    }
    assert engine.parses[0]["text"] == "fly to Rome"
    metadata = engine.parses[0]["metadata"]
    assert metadata["now"] == "2019-03-01T09:00:00+09:00"
    assert (metadata["locale"], metadata["time_zone"]) == ("de-DE", "Asia/Tokyo")


@pytest.mark.parametrize(
    ("now", "understood"),
    [
        ("2019-03-01T09:00:00", "2019-03-01T09:00:00+00:00"),
        ("2019-03-01", "2019-03-01T00:00:00+00:00"),
        ("2019-03-01T09:00:00-05:00", "2019-03-01T09:00:00-05:00"),
        ("2019-03-01T09:00:00Z", "2019-03-01T09:00:00+00:00"),
    ],
)
async def test_now_without_offset_is_in_utc_by_default(
    now: str, understood: str, client: TestClient[Any, Any], engine: FakeEngine
) -> None:
    async with client.post("/api/understand", json={"text": "tomorrow", "now": now}) as response:
        assert response.status == 200
    assert engine.parses[0]["metadata"]["now"] == understood
    assert engine.parses[0]["metadata"]["locale"] == "en-GB"


@pytest.mark.parametrize(
    "body",
    [
        {"text": ""},
        {"text": "x" * 2001},
        {"text": "hi", "now": "yesterday"},
        {"text": "hi", "now": 5},
        {"text": "hi", "time_zone": "Nowhere"},
        {"text": "hi", "locale": "!"},
        {"text": "hi", "conversation": "x"},
        {},
        [],
    ],
)
async def test_what_cannot_be_understood_is_refused(body: Any, client: TestClient[Any, Any]) -> None:
    async with client.post("/api/understand", json=body) as response:
        assert response.status == 422


async def test_a_command_is_not_understood(client: TestClient[Any, Any], engine: FakeEngine) -> None:
    async with client.post("/api/understand", json={"text": '\u200b/affirm{"x":1}'}) as response:
        assert (await response.json())["intent"]["name"] == "nlu_fallback"
    assert engine.parses == []


async def test_understanding_without_the_engine_is_a_503(client: TestClient[Any, Any], engine: FakeEngine) -> None:
    await engine.stop()
    async with client.post("/api/understand", json={"text": "hi"}) as response:
        assert response.status == 503
        assert response.headers["Retry-After"]


@pytest.mark.parametrize(("status", "shown"), [(422, 422), (500, 503), (401, 503)])
async def test_the_engines_refusals_become_ours(
    status: int, shown: int, client: TestClient[Any, Any], engine: FakeEngine
) -> None:
    engine.parsed = lambda body: web.json_response({"error": "x"}, status=status)
    async with client.post("/api/understand", json={"text": "hi"}) as response:
        assert response.status == shown


async def _booked(house: House, conversation: str) -> str:
    """A flight and a stay, booked in the conversation; the flight's reference."""
    now = house.clock()
    contents = (samples.flight(), samples.stay())
    await SqlOfferStore(house.database).save(conversation, contents, now=now, lifetime=timedelta(minutes=30))
    order = samples.order(*contents, owner=Owner(conversation))
    await house.bookings.hold(order, now=now, deadline=now + timedelta(minutes=15))
    flight, _ = await house.bookings.confirm(order.key, now=now)
    return flight.reference


async def test_bookings_are_shown_to_their_conversation_alone(
    client: TestClient[Any, Any], say: Say, house: House
) -> None:
    mine, other = (await say(text="a"))[1]["conversation"], (await say(text="b"))[1]["conversation"]
    reference = await _booked(house, mine)
    status, listed = await get(client, f"/api/bookings?conversation={mine}")
    assert status == 200
    shapes.BookingList.model_validate(listed)
    flight, stay = sorted(listed["bookings"], key=lambda one: one["items"][0]["kind"])
    assert flight["reference"] == reference
    assert flight["status"] == "confirmed"
    assert flight["total"] == {"amount": "171.80", "currency": "EUR", "per": "total"}
    assert flight["items"][0]["slices"][0]["flights"] == ["TP535"]
    assert flight["items"][0]["slices"][0]["departs"] == "2027-02-12T09:10:00+01:00"
    assert flight["items"][0]["passengers"] == 1
    assert "50 % refundable" in flight["items"][0]["rule"]
    assert stay["items"][0]["guests"] == 2
    assert stay["items"][0]["rule"] == "Free cancellation until Wed 10 Feb 2027, 15:00 (UTC)."
    status, one = await get(client, f"/api/bookings/{reference.lower()}?conversation={mine}")
    assert (status, one) == (200, flight)
    assert (await get(client, f"/api/bookings?conversation={other}"))[1] == {"bookings": [], "next": None}
    for path in (f"/api/bookings/{reference}?conversation={other}", f"/api/bookings/TW-999999?conversation={mine}"):
        status, problem = await get(client, path)
        assert (status, problem["type"]) == (404, "/api/docs#unknown-booking")


async def test_bookings_come_in_pages(client: TestClient[Any, Any], say: Say, house: House) -> None:
    mine = (await say(text="a"))[1]["conversation"]
    await _booked(house, mine)
    _, first = await get(client, f"/api/bookings?conversation={mine}&limit=1")
    _, second = await get(client, f"/api/bookings?conversation={mine}&limit=1&after={first['next']}")
    assert second["next"] is None
    assert first["bookings"][0]["reference"] != second["bookings"][0]["reference"]


async def test_a_cancelled_booking_shows_its_refund(client: TestClient[Any, Any], say: Say, house: House) -> None:
    mine = (await say(text="a"))[1]["conversation"]
    reference = await _booked(house, mine)
    refund = Money(Decimal("85.90"), "EUR")
    await house.bookings.cancel(reference, Owner(mine), refund=refund, now=house.clock())
    _, one = await get(client, f"/api/bookings/{reference}?conversation={mine}")
    assert one["status"] == "cancelled"
    assert one["refund"]["amount"] == "85.90"


async def test_a_proactive_notice_is_in_the_history(client: TestClient[Any, Any], say: Say, house: House) -> None:
    conversation = (await say(text="a"))[1]["conversation"]
    await house.store.push(conversation, text("Note")["replies"], datetime.now(UTC))
    _, page = await get(client, f"/api/chat/{conversation}")
    assert page["items"][-1]["reply"] == {"text": "Note"}
