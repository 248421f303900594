"""Ideas where to go over REST: with reasons, kept for whom they were shown to, liked and saved."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from gateway import shapes
from gateway.house import House
from gateway.recommending import Knowledge, Recommending
from recommender.advising import Advice, Missed
from recommender.index import IndexMissing
from recommender.wish import Origin, Reason, Suggestion, Wish
from tests.gateway.conftest import BOTH, Say
from tests.gateway.fakes import FakeEngine

DATABASES = BOTH


async def get(client: TestClient[Any, Any], path: str, **headers: str) -> tuple[int, Any]:
    async with client.get(path, headers=headers) as response:
        return response.status, await response.json(content_type=None)


class FakeRanker:
    """Gives two places and remembers the wish."""

    model = "fake-1"

    def __init__(self, destinations: list[Any]) -> None:
        self.destinations = destinations
        self.wishes: list[Wish] = []
        self.explained: list[tuple[Wish, date]] = []

    async def advise(self, wish: Wish, *, today: date, limit: int = 5) -> Advice:
        self.wishes.append(wish)
        why = (Reason("cost", {"cost": 90}), Reason("near", {"hours": 2.5, "origin": "Vienna"}))
        found = [Suggestion(one, 0.9, {"text": 0.5}, why) for one in self.destinations[:limit]]
        if wish.budget is not None and wish.budget < 10:
            return Advice((), found[0], (Missed("budget", {"total": 540, "days": 7}),))
        return Advice(tuple(found))

    def destination(self, destination_id: str) -> Any:
        return next((one for one in self.destinations if one.id == destination_id), None)

    def explain(self, destination: Any, wish: Wish, *, today: date) -> tuple[Reason, ...]:
        self.explained.append((wish, today))
        return (Reason("cost", {"cost": 90}),)


@pytest.fixture
def ranker(house: House) -> FakeRanker:
    class Place:
        id, name, country, region = "porto", "Porto", "PT", "Norte"

    class Other:
        id, name, country, region = "graz", "Graz", "AT", "Styria"

    fake = FakeRanker([Place(), Other()])
    places = {"vienna": Origin("Vienna", 48.2, 16.4)}
    knowledge = Knowledge(fake, fake, lambda amount, currency: amount, lambda name: places.get(name.lower()))
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


async def test_where_nothing_meets_the_wish_the_nearest_comes_with_what_it_misses(
    client: TestClient[Any, Any], ranker: FakeRanker
) -> None:
    status, body = await get(client, "/api/recommendations?query=sea&budget=5")
    assert status == 200
    shapes.Recommendations.model_validate(body)
    assert body["recommendations"] == []
    assert body["nearest"]["destination"]["name"] == "Porto"
    assert body["missed"] == [{"wish": "budget", "text": "about 540 EUR a person for 7 days with the journey"}]
    assert await liked(client, body["nearest"]["id"]) == 204


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


async def test_a_saved_idea_is_explained_for_the_month_and_the_day_it_was_shown(
    client: TestClient[Any, Any], ranker: FakeRanker, say: Say, house: House
) -> None:
    mine = (await say(text="a"))[1]["conversation"]
    _, body = await get(client, f"/api/recommendations?query=x&month=3&conversation={mine}")
    shown_on = house.clock().date()
    assert await liked(client, body["recommendations"][0]["id"], conversation=mine) == 204
    await get(client, f"/api/recommendations/saved?conversation={mine}")
    assert [(wish.month, day) for wish, day in ranker.explained] == [(3, shown_on)]


async def test_likes_and_dislikes_go_into_the_next_wish(
    client: TestClient[Any, Any], ranker: FakeRanker, say: Say
) -> None:
    mine = (await say(text="a"))[1]["conversation"]
    _, body = await get(client, f"/api/recommendations?query=x&conversation={mine}")
    for one, kind in zip(body["recommendations"], ("liked", "disliked"), strict=True):
        path = f"/api/recommendations/{one['id']}/feedback"
        async with client.post(path, json={"kind": kind, "conversation": mine}) as response:
            assert response.status == 204
    await get(client, f"/api/recommendations?query=x&conversation={mine}")
    await get(client, "/api/recommendations?query=x")
    known = [(wish.reactions.liked, wish.reactions.disliked) for wish in ranker.wishes]
    assert known == [((), ()), (("porto",), ("graz",)), ((), ())]


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


@pytest.mark.parametrize("overrides", [{"models_dir": "/nowhere"}])
async def test_who_has_saved_nothing_need_not_wait_for_the_knowledge(client: TestClient[Any, Any], say: Say) -> None:
    conversation = (await say(text="a"))[1]["conversation"]
    async with client.get("/api/recommendations/saved", params={"conversation": conversation}) as response:
        assert (response.status, await response.json()) == (200, {"recommendations": [], "next": None})
