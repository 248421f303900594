"""Places as somebody types them, from the gazetteer that set-up has built."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from gateway import shapes


async def labels(client: TestClient[Any, Any], query: str, limit: int = 5) -> list[str]:
    async with client.get("/api/places", params={"query": query, "limit": limit}) as response:
        assert response.status == 200
        body = await response.json()
    shapes.Places.model_validate(body)
    return [one["label"] for one in body["places"]]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("lis", "Lisbon, Portugal (LIS)"),
        ("LIS", "Lisbon Humberto Delgado Airport, Portugal (LIS)"),
        ("lhr", "London Heathrow Airport, United Kingdom (LHR)"),
        ("zür", "Zurich, Switzerland (ZRH)"),
        ("sao pa", "São Paulo, Brazil"),
        ("portland, or", "Portland, Oregon, United States"),
        ("portland, maine", "Portland, Maine, United States (PWM)"),
        ("Lisbon, Portugal (LIS)", "Lisbon, Portugal (LIS)"),
        ("japa", "Japan"),
        ("tuscan", "Tuscany, Italy"),
        ("bracelona", "Barcelona, Spain"),
        ("lisbin", "Lisbon, Portugal"),
    ],
)
async def test_the_first_letters_find_the_famous_place(query: str, first: str, client: TestClient[Any, Any]) -> None:
    found = await labels(client, query)
    assert found, query
    assert found[0].startswith(first.split(" (", maxsplit=1)[0]), found
    if "(" in first:
        assert found[0] == first


@pytest.mark.parametrize("query", ["", "   ", "qzxqzx", "\U0001f600", "%"])
async def test_nothing_is_found_for_nothing(query: str, client: TestClient[Any, Any]) -> None:
    assert await labels(client, query) == []


async def test_as_many_as_asked_for(client: TestClient[Any, Any]) -> None:
    assert len(await labels(client, "san", 20)) == 20
    for wrong in ("limit=0", "limit=21", "query=" + "x" * 81, "q=lis"):
        async with client.get(f"/api/places?{wrong}") as response:
            assert response.status == 422


async def test_a_known_answer_is_not_sent_again(client: TestClient[Any, Any]) -> None:
    async with client.get("/api/places?query=lis") as response:
        etag = response.headers["ETag"]
    async with client.get("/api/places?query=lis", headers={"If-None-Match": etag}) as response:
        assert response.status == 304


@pytest.mark.parametrize("overrides", [{"models_dir": "/nowhere"}])
async def test_without_a_gazetteer_it_is_said_so(client: TestClient[Any, Any], overrides: Any) -> None:
    async with client.get("/api/places?query=lis") as response:
        assert response.status == 503
