"""Every suggestion keeps the hard wishes, every reason is true, and the same question has the same answer."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from recommender.catalogue import Destination
from recommender.lexicon import understand
from recommender.ranking import WEIGHTS, climate_fit, distance_km
from recommender.reasons import KNOWN_FOR, MONTHS
from recommender.recommender import Recommender
from recommender.wish import Origin, Reason, Suggestion, Wish

TODAY = date(2026, 11, 22)
WORDS = (
    "somewhere warm by the sea",
    "hiking in the mountains",
    "a beach with children",
    "skiing",
    "art and food",
    "cold and quiet",
    "dry and hot",
    "not too hot, for two",
    "cheap city break",
    "a romantic island",
    "swimming in the ocean",
    "anywhere",
    "",
)
HOMES = (Origin("Vienna", 48.2, 16.37), Origin("Boston", 42.36, -71.06), Origin("Singapore", 1.35, 103.8))


def wishes(number: int, countries: list[str]) -> list[Wish]:
    """Random wishes, always the same ones."""
    dice = random.Random(7)
    return [
        Wish(
            text=dice.choice(WORDS),
            month=dice.choice([None, *range(1, 13)]),
            budget=dice.choice([None, None, Decimal(dice.randrange(20, 2000))]),
            days=dice.choice([None, 3, 7, 14]),
            origin=dice.choice([None, *HOMES]),
            country=dice.choice([None, None, None, dice.choice(countries)]),
            near=dice.choice([None, None, (dice.uniform(-40, 60), dice.uniform(-100, 140))]),
            near_km=dice.choice([100.0, 400.0, 2000.0]),
            companions=dice.choice([None, "family", "couple", "toddler"]),
        )
        for _ in range(number)
    ]


def month_of(wish: Wish) -> int:
    return wish.month or (TODAY + timedelta(days=45)).month


def test_hard_wishes_hold_over_three_hundred_random_ones(recommender: Recommender):
    asked = wishes(300, sorted({one.country for one in recommender.destinations}))
    answered = 0
    for wish in asked:
        found = recommender.recommend(wish, today=TODAY, limit=5)
        answered += bool(found)
        for one in found:
            check_hard_wishes(one.destination, wish)
            check_score(one)
            for reason in one.reasons:
                check_true(reason, one.destination, wish, month_of(wish))
        assert len({one.destination.id for one in found}) == len(found) <= 5
    assert answered > 150


def check_hard_wishes(destination: Destination, wish: Wish) -> None:
    month = month_of(wish)
    high = destination.climate.high[month - 1]
    assert wish.country in (None, destination.country)
    if wish.near:
        assert distance_km(*wish.near, destination.lat, destination.lon) <= wish.near_km
    if wish.budget is not None:
        assert destination.cost.low * (wish.days or 1) <= wish.budget
    text = wish.text
    if "skiing" in text:
        assert destination.tags.get("ski", 0) >= 0.4
    if "beach" in text or "sea" in text or "ocean" in text:
        assert destination.climate.sea is not None or destination.tags.get("beach", 0) >= 0.3
    if "warm" in text:
        assert 14 < high < 38
    if text.startswith("cold"):
        assert high < 12
    if "not too hot" in text:
        assert 9 < high < 32


def check_score(one: Suggestion) -> None:
    assert set(one.parts) == set(WEIGHTS)
    assert all(0 <= value <= 1 for value in one.parts.values())
    assert one.score == pytest.approx(sum(WEIGHTS[name] * value for name, value in one.parts.items()), abs=1e-3)
    assert 2 <= len(one.reasons) <= 3
    assert len({reason.kind for reason in one.reasons}) == len(one.reasons)


def check_true(reason: Reason, destination: Destination, wish: Wish, month: int) -> None:
    """What the reason says stands so in the catalogue."""
    values, climate = reason.values, destination.climate
    assert values.get("month", MONTHS[month - 1]) == MONTHS[month - 1]
    if reason.kind == "climate":
        assert (values["high"], values["rain_days"]) == (climate.high[month - 1], climate.rain_days[month - 1])
    elif reason.kind == "sea":
        assert climate.sea is not None
        assert values["sea"] == climate.sea[month - 1]
    elif reason.kind == "tag":
        strength = destination.tags[values["tag"].replace(" ", "_")]
        assert strength >= KNOWN_FOR or strength == max(destination.tags.values())
    elif reason.kind == "best_month":
        assert month in destination.best_months
    elif reason.kind == "quiet":
        assert destination.crowds[month - 1] <= 2
    elif reason.kind == "cost":
        assert values["cost"] == destination.cost.low
    elif reason.kind == "audience":
        assert values["audience"] in destination.for_whom
    elif reason.kind == "near":
        assert wish.origin is not None
        flown = distance_km(wish.origin.lat, wish.origin.lon, destination.lat, destination.lon) / 800 + 0.5
        assert (values["hours"], values["origin"]) == (f"{flown:.1f}", wish.origin.name)
    else:
        assert reason.kind == "sight"
        assert values["sight"] in {sight.name for sight in destination.sights}


def test_the_same_wish_has_the_same_answer(recommender: Recommender):
    wish = Wish("somewhere warm by the sea", month=6, origin=HOMES[0])
    answers = [recommender.recommend(wish, today=TODAY) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]


def test_what_was_shown_does_not_come_again(recommender: Recommender):
    wish, seen = Wish("art and food"), []
    for _ in range(4):
        page = [one.destination.id for one in recommender.recommend(wish, today=TODAY, limit=4, exclude=seen)]
        assert len(page) == 4
        assert not set(page) & set(seen)
        seen += page


def test_without_a_month_it_is_six_weeks_from_today(recommender: Recommender):
    asked = [Wish("somewhere warm", month=month) for month in (None, 1, 7)]
    open_, january, july = (
        [(one.destination.id, one.score) for one in recommender.recommend(wish, today=TODAY)] for wish in asked
    )
    assert open_ == january != july


def test_a_list_is_varied_unless_a_country_is_wished(recommender: Recommender):
    countries = [one.destination.country for one in recommender.recommend(Wish("beach"), today=TODAY, limit=5)]
    assert len(set(countries)) >= 4
    inside = recommender.recommend(Wish("beach", country="ES"), today=TODAY, limit=5)
    assert {one.destination.country for one in inside} == {"ES"}
    assert all(before.score >= after.score for before, after in pairwise(inside))


def test_nothing_is_better_than_something_wrong(recommender: Recommender):
    assert recommender.recommend(Wish("beach", budget=Decimal(1)), today=TODAY) == []
    assert recommender.recommend(Wish("skiing", country="MV"), today=TODAY) == []


def test_words_after_no_ask_for_nothing():
    assert "beach" not in understand("mountains, no beach please").tags
    assert "nightlife" not in understand("a quiet place without nightlife").tags
    assert "hot" not in understand("mild, not too hot").climate


def test_christmas_markets_are_not_bazaars():
    assert understand("christmas markets in December").tags == {"christmas_markets"}
    assert "markets" in understand("markets and bazaars").tags


def test_a_warm_month_fits_better_than_a_cold_one(recommender: Recommender):
    lisbon = recommender.destination("lisbon")
    assert lisbon is not None
    warm = understand("somewhere warm")
    assert climate_fit(lisbon, warm, 7) > climate_fit(lisbon, warm, 1)
