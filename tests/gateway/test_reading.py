"""History, understanding, recommendations, bookings: what is read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient

from db.offers import SqlOfferStore
from gateway import shapes
from gateway.house import House
from gateway.recommending import Knowledge, Recommending
from recommender.index import IndexMissing
from recommender.wish import Origin, Reason, Suggestion, Wish
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


class FakeRanker:
    """Gives two places and remembers the wish."""

    model = "fake-1"

    def __init__(self, destinations: list[Any]) -> None:
        self.destinations = destinations
        self.wishes: list[Wish] = []

    def recommend(self, wish: Wish, *, today: date, limit: int = 5) -> list[Suggestion]:
        self.wishes.append(wish)
        why = (Reason("cost", {"cost": 90}), Reason("near", {"hours": 2.5, "origin": "Vienna"}))
        return [Suggestion(one, 0.9, {"text": 0.5}, why) for one in self.destinations[:limit]]

    def destination(self, destination_id: str) -> Any:
        return next((one for one in self.destinations if one.id == destination_id), None)

    def explain(self, destination: Any, wish: Wish, *, today: date) -> tuple[Reason, ...]:
        return (Reason("cost", {"cost": 90}),)


@pytest.fixture
def ranker(house: House) -> FakeRanker:
    class Place:
        id, name, country, region = "porto", "Porto", "PT", "Norte"

    class Other:
        id, name, country, region = "graz", "Graz", "AT", "Styria"

    fake = FakeRanker([Place(), Other()])
    places = {"vienna": Origin("Vienna", 48.2, 16.4)}
    knowledge = Knowledge(fake, lambda name: places.get(name.lower()))
    replaced = Recommending(lambda: knowledge, house.impressions, house.wording)
    object.__setattr__(house, "recommending", replaced)
    return fake


async def test_recommendations_have_reasons_and_take_feedback(
    client: TestClient[Any, Any], ranker: FakeRanker, engine: FakeEngine
) -> None:
    engine.parsed = lambda body: {
        "intent": {"name": "recommend_destinations"},
        "entities": [
            {"entity": "start_date", "value": {"start": "2027-03-01", "end": "2027-03-31"}},
            {"entity": "companions", "value": "toddler"},
        ],
    }
    path = "/api/recommendations?query=warm+in+march&budget=600&origin=Vienna&limit=2"
    status, body = await get(client, path)
    assert status == 200
    shapes.Recommendations.model_validate(body)
    first = body["recommendations"][0]
    assert first["destination"] == {
        "id": "porto",
        "name": "Porto",
        "country": "PT",
        "country_name": "Portugal",
        "region": "Norte",
    }
    assert first["reasons"] == ["about 90 EUR a day per person", "2.5 h flight from Vienna"]
    wish = ranker.wishes[0]
    assert (wish.text, wish.month, wish.budget) == ("warm in march", 3, Decimal(600))
    assert wish.companions == "toddler"
    assert wish.origin == Origin("Vienna", 48.2, 16.4)
    for kind, expected in (("liked", 204), ("liked", 204), ("bought", 422), (5, 422)):
        async with client.post(f"/api/recommendations/{first['id']}/feedback", json={"kind": kind}) as response:
            assert response.status == expected
    async with client.post("/api/recommendations/re_unknown/feedback", json={"kind": "liked"}) as response:
        assert response.status == 404


async def liked(client: TestClient[Any, Any], idea: str, verb: str = "POST", **more: str) -> int:
    path = f"/api/recommendations/{idea}/feedback"
    sent = {"params": {"kind": "liked", **more}} if verb == "DELETE" else {"json": {"kind": "liked", **more}}
    async with client.request(verb, path, **sent) as response:
        return response.status


async def test_liked_ideas_are_saved_for_their_conversation(
    client: TestClient[Any, Any], ranker: FakeRanker, say: Say
) -> None:
    mine, other = (await say(text="a"))[1]["conversation"], (await say(text="b"))[1]["conversation"]
    _, body = await get(client, f"/api/recommendations?query=x&conversation={mine}")
    porto, graz = (one["id"] for one in body["recommendations"])
    assert [await liked(client, porto, **to) for to in ({}, {"conversation": other})] == [404, 404]
    assert [await liked(client, one, conversation=mine) for one in (porto, graz)] == [204, 204]
    path = f"/api/recommendations/saved?conversation={mine}"
    status, first = await get(client, f"{path}&limit=1")
    assert status == 200
    shapes.SavedRecommendations.model_validate(first)
    assert first["recommendations"][0]["destination"]["name"] == "Graz"
    assert first["recommendations"][0]["reasons"] == ["about 90 EUR a day per person"]
    _, second = await get(client, f"{path}&limit=1&after={first['next']}")
    assert [one["id"] for one in second["recommendations"]] == [porto]
    assert second["next"] is None
    assert await liked(client, graz, "DELETE") == 404
    assert [await liked(client, graz, "DELETE", conversation=mine) for _ in range(2)] == [204, 204]
    async with client.get(path) as response:
        assert [one["id"] for one in (await response.json())["recommendations"]] == [porto]
        etag = response.headers["ETag"]
    async with client.get(path, headers={"If-None-Match": etag}) as response:
        assert response.status == 304
    assert (await get(client, f"/api/recommendations/saved?conversation={other}"))[1]["recommendations"] == []
    assert (await get(client, "/api/recommendations/saved"))[0] == 404
    assert (await get(client, "/api/recommendations?query=x&conversation=" + "x" * 22))[0] == 404


@pytest.mark.parametrize("idea", ["re_%00", "re_ü", "re_unknown"])
async def test_feedback_to_nothing_is_a_404(idea: str, client: TestClient[Any, Any]) -> None:
    assert [await liked(client, idea, verb) for verb in ("POST", "DELETE")] == [404, 404]


@pytest.mark.parametrize("month", ["7", "07", "2027-07"])
async def test_a_month_given_apart_wins(
    month: str, client: TestClient[Any, Any], ranker: FakeRanker, engine: FakeEngine
) -> None:
    engine.parsed = lambda body: {"intent": {}, "entities": [{"entity": "start_date", "value": "2027-03-05"}]}
    await get(client, f"/api/recommendations?query=x&month={month}")
    assert ranker.wishes[0].month == 7


async def test_an_unknown_origin_is_said_so(client: TestClient[Any, Any], ranker: FakeRanker) -> None:
    status, problem = await get(client, "/api/recommendations?query=x&origin=Atlantis")
    assert status == 422
    assert problem["errors"] == [{"field": "origin", "message": "names no place that is known"}]


async def test_recommendations_work_without_the_engine(
    client: TestClient[Any, Any], ranker: FakeRanker, engine: FakeEngine
) -> None:
    await engine.stop()
    status, body = await get(client, "/api/recommendations?query=beach")
    assert status == 200
    assert len(body["recommendations"]) == 2
    assert ranker.wishes[0].text == "beach"


@pytest.mark.parametrize("overrides", [{"models_dir": "/nowhere"}, {"catalogue_dir": "/nowhere"}])
async def test_without_models_there_are_no_recommendations(client: TestClient[Any, Any], overrides: Any) -> None:
    status, problem = await get(client, "/api/recommendations?query=x")
    assert (status, problem["type"]) == (503, "/api/docs#unavailable")


async def test_embeddings_of_another_catalogue_are_no_crash(client: TestClient[Any, Any], house: House) -> None:
    def load() -> Knowledge:
        raise IndexMissing("the embeddings belong to another catalogue")

    replaced = Recommending(load, house.impressions, house.wording)
    object.__setattr__(house, "recommending", replaced)
    status, problem = await get(client, "/api/recommendations?query=x")
    assert (status, problem["type"]) == (503, "/api/docs#unavailable")


async def test_a_proactive_notice_is_in_the_history(client: TestClient[Any, Any], say: Say, house: House) -> None:
    conversation = (await say(text="a"))[1]["conversation"]
    await house.store.push(conversation, text("Note")["replies"], datetime.now(UTC))
    _, page = await get(client, f"/api/chat/{conversation}")
    assert page["items"][-1]["reply"] == {"text": "Note"}
