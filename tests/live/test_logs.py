"""The logs of all three processes after a booking: joined by the request's id, and silent about the traveller."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import aiohttp
import pytest

from tests.fixtures.chat import Traveller, texts
from tests.fixtures.house import PARTS, House, open_house

SAID = (
    "direct flights from madrid to rome on 11 february, one way, just me",
    "the first one",
    "Rita Alves",
    "rita@alves.example",
    "yes",
    "cancel it",
    "yes",
    "show booking TW-AAAAAA",
)
PRIVATE = ("rita", "alves", "madrid", "rome", "first one", "february", "cancel it", r"tw-\w{6}")


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """One that tells all it ever tells."""
    with open_house(LOG_LEVEL="DEBUG") as opened:
        yield opened


async def test_a_booking_leaves_its_request_everywhere_and_its_words_nowhere(house: House) -> None:
    async with aiohttp.ClientSession() as session:
        traveller = Traveller(session, house.url)
        answers = [texts(await traveller.say(said)) for said in SAID]
    assert any("Booked" in answer for answer in answers)
    logs = {part: (house.folder / f"{part}.log").read_text() for part in PARTS}
    lines = [json.loads(line) for line in logs["gateway"].splitlines()]
    requests = [line["request_id"] for line in lines if line.get("route") == "/api/chat"]
    assert len(requests) == len(SAID)
    ran = [json.loads(line).get("request_id") for line in logs["actions"].splitlines()]
    assert [one for one in dict.fromkeys(ran) if one] == requests
    assert re.findall(r"\[(\w+)\] bot\.channel: turn ", logs["engine"]) == requests
    for part, text in logs.items():
        assert traveller.conversation not in text, part
        assert [word for word in PRIVATE if re.search(rf"\b{word}\b", text.lower())] == [], part
