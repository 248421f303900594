"""Searches and bookings of recommended destinations are outcomes; they never break what the traveller does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.feedback.test_like import WISH, outcomes
from tests.actions.talk import Talk


async def test_a_search_for_an_idea_is_kept_and_one_for_another_place_is_not(talk: Talk):
    await talk.say(WISH, "recommend_destinations")
    second = talk.cards[1]
    await talk.say("a hotel in Helsinki 12-19 feb for 2", "search_stays")
    assert outcomes(talk) == []
    await talk.say(f"a hotel in {second['title']} 12-19 feb for 2", "search_stays")
    assert set(outcomes(talk)) == {(second["id"], "searched")}


async def test_a_booking_of_an_idea_is_kept(talk: Talk):
    await talk.say("a city in Portugal with good food", "recommend_destinations")
    assert "lisbon" in [card["id"] for card in talk.cards]
    await talk.say("flights for me from Berlin to Lisbon 12-19 feb", "search_flights", adults=1)
    await talk.say("the first one", "select_option")
    await talk.say("Marta Kowalska", "inform")
    await talk.say("marta@example.org", "inform")
    assert outcomes(talk) == [("lisbon", "searched")]
    await talk.say("yes", "affirm")
    assert talk.kinds() == ["booking"]
    assert outcomes(talk)[-1] == ("lisbon", "booked")


async def test_a_log_that_fails_does_not_fail_the_search(talk: Talk, monkeypatch: pytest.MonkeyPatch):
    async def broken(*_: Any) -> list[str]:
        raise OSError("no such file")

    monkeypatch.setattr(talk.desk.impressions, "recommended", broken)
    await talk.say("a hotel in Lisbon 12-19 feb for 2", "search_stays")
    assert set(talk.kinds()) == {"stay"}
