"""Lists: the same for the same question, nothing twice, varied, and nothing rather than something wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from recommender import index, ranking
from recommender.advising import Advice, Advisor
from recommender.columns import Columns
from recommender.ranking import SAME_COUNTRY, SAME_KIND, varied
from recommender.recommender import Recommender
from recommender.wish import Origin, Wish
from travel.recommendations import Reactions

TODAY = date(2026, 11, 22)
VIENNA = Origin("Vienna", 48.2, 16.37, ("VIE",), "AT")


class FixedFares:
    """Fares by airport; others cost 300 EUR, or nobody flies there."""

    def __init__(self, fares: Mapping[str, int], closed: bool = False) -> None:
        self._fares, self._closed = fares, closed
        self.asked: list[tuple[str, ...]] = []

    async def cheapest(
        self, origin: tuple[str, ...], destination: tuple[str, ...], depart: date, back: date
    ) -> Decimal | None:
        self.asked.append(destination)
        fare = self._fares.get(destination[0], None if self._closed else 300)
        return None if fare is None else Decimal(fare)


def ids(recommender: Recommender, wish: Wish, limit: int = 5, exclude: Collection[str] = ()) -> list[str]:
    return [one.destination.id for one in recommender.recommend(wish, today=TODAY, limit=limit, exclude=exclude)]


def advise(recommender: Recommender, fares: FixedFares, wish: Wish, limit: int = 5) -> Advice:
    return asyncio.run(Advisor(recommender, fares).advise(wish, today=TODAY, limit=limit))


def test_the_same_wish_has_the_same_answer(recommender: Recommender):
    wish = Wish("somewhere warm by the sea", month=6, origin=VIENNA)
    answers = [recommender.recommend(wish, today=TODAY) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]


def test_what_was_shown_or_disliked_does_not_come_again(recommender: Recommender):
    seen: list[str] = []
    for _ in range(4):
        page = ids(recommender, Wish("art and food"), 4, seen)
        assert len(page) == 4
        assert not set(page) & set(seen)
        seen += page
    wish = Wish("art and food", reactions=Reactions.of(disliked=seen))
    assert not set(ids(recommender, wish, 20)) & set(seen)


def test_without_a_month_it_is_six_weeks_from_today(recommender: Recommender):
    months = [recommender.rank(Wish("warm", month=month), today=TODAY).month for month in (None, 1, 7)]
    assert months == [1, 1, 7]
    found = recommender.recommend(Wish("warm"), today=TODAY)
    said = {reason.values["month"] for one in found for reason in one.reasons if reason.kind == "climate"}
    assert said == {"January"}
    assert ids(recommender, Wish("warm", month=1)) != ids(recommender, Wish("warm", month=7))


def test_nobody_is_sent_home(recommender: Recommender):
    assert "vienna" in ids(recommender, Wish("music and cafés in Austria"), 10)
    assert "vienna" not in ids(recommender, Wish("music and cafés in Austria", origin=VIENNA), 10)


def test_a_list_is_varied_unless_a_country_is_wished(recommender: Recommender):
    countries = {one.destination.country for one in recommender.recommend(Wish("beach"), today=TODAY, limit=5)}
    assert len(countries) >= 4
    for wish in (Wish("beach", country="ES"), Wish("a beach in Spain")):
        inside = recommender.recommend(wish, today=TODAY, limit=5)
        assert {one.destination.country for one in inside} == {"ES"}
        assert len(inside) == 5


@pytest.mark.parametrize("one_country", [True, False])
def test_each_further_place_of_a_list_is_worth_less_the_more_it_is_like_the_others(
    recommender: Recommender, one_country: bool
):
    ranked = recommender.rank(Wish("an island with a beach", month=6), today=TODAY)
    alike, countries = recommender.taste.vectors, recommender.columns.countries
    expected: list[int] = []
    while len(expected) < 6:
        worth = {
            row: ranked.scores[row]
            - SAME_COUNTRY * (0 if one_country else sum(countries[row] == countries[other] for other in expected))
            - SAME_KIND * max([0.0, *(float(alike[row] @ alike[other]) for other in expected)])
            for row in ranked.rows[:48]
            if row not in expected
        }
        expected.append(max(worth, key=lambda row: worth[row]))
    found = varied(ranked.rows, ranked.scores, alike, recommender.columns, 6, one_country)
    assert found == expected


def test_a_list_may_be_short_or_empty(recommender: Recommender):
    columns, scores = recommender.columns, np.ones(len(recommender.destinations))
    assert varied([], scores, recommender.taste.vectors, columns, 5, False) == []
    assert varied([3], scores, recommender.taste.vectors, columns, 5, False) == [3]
    assert varied([3, 4], scores, recommender.taste.vectors, columns, 0, False) == []


def test_nothing_is_better_than_something_wrong(recommender: Recommender):
    assert ids(recommender, Wish("beach", budget=Decimal(1))) == []
    assert ids(recommender, Wish("skiing", country="MV")) == []


def test_a_warm_month_fits_better_than_a_cold_one(recommender: Recommender):
    lisbon = next(row for row, one in enumerate(recommender.destinations) if one.id == "lisbon")
    meaning = recommender.rank(Wish("somewhere warm"), today=TODAY).meaning
    january, july = (ranking.climate_fit(meaning, month, recommender.columns)[lisbon] for month in (1, 7))
    assert july > january


def test_a_large_catalogue_is_searched_by_its_most_promising_places(
    recommender: Recommender, monkeypatch: pytest.MonkeyPatch
):
    wishes = [Wish(text, month=6) for text in ("street art and techno", "whales", "tea plantations", "old bridges")]
    every = [ids(recommender, wish) for wish in wishes]
    monkeypatch.setattr(index, "ALL", 200)
    monkeypatch.setattr(index, "CANDIDATES", 150)
    some = [ids(recommender, wish) for wish in wishes]
    assert sum(len(set(one) & set(other)) for one, other in zip(every, some, strict=True)) >= 0.8 * 5 * len(wishes)


def test_columns_keep_the_rows_of_the_catalogue(recommender: Recommender):
    columns = Columns(recommender.destinations)
    for row, one in enumerate(recommender.destinations):
        assert columns.countries[row] == one.country
        assert columns.sea[row] == (one.climate.sea is not None)
        assert columns.high[row].tolist() == one.climate.high
        strengths = dict(zip(columns.tag_names, columns.tags[row].tolist(), strict=True))
        assert {tag: value for tag, value in strengths.items() if value} == pytest.approx(one.tags)


def test_a_budget_pays_for_the_journey_too(recommender: Recommender):
    wish = Wish("old towns in Europe", month=5, days=4, budget=Decimal(600), origin=VIENNA)
    found = advise(recommender, FixedFares({}), wish).suggestions
    assert found
    for one in found:
        total = 300 + 4 * one.destination.cost.low
        assert total <= 600
        said = next(reason for reason in one.reasons if reason.kind == "trip_cost")
        assert said.values == {"total": total, "days": 4}


def test_when_everything_costs_too_much_the_cheapest_is_named_with_its_cost(recommender: Recommender):
    wish = Wish("old towns in Italy", month=5, days=4, budget=Decimal(400), origin=VIENNA)
    fares = FixedFares({})
    advice = advise(recommender, fares, wish)
    assert advice.suggestions == ()
    assert advice.alternative is not None
    total = 300 + 4 * advice.alternative.destination.cost.low
    assert total > 400
    assert [(one.name, one.values) for one in advice.missed] == [("budget", {"total": total, "days": 4})]
    cheapest = min(one.cost.low for one in recommender.destinations if tuple(one.airports) in fares.asked)
    assert advice.alternative.destination.cost.low == cheapest


def test_where_no_fare_is_known_nobody_says_what_it_costs(recommender: Recommender):
    wish = Wish("old towns in Italy", month=5, days=4, budget=Decimal(900), origin=VIENNA)
    advice = advise(recommender, FixedFares({}, closed=True), wish)
    assert advice.suggestions == ()
    assert [one.name for one in advice.missed] == ["fare"]


def test_fares_of_named_dates_are_told(recommender: Recommender):
    wish = Wish("old towns in Italy", month=5, depart=date(2027, 5, 3), days=4, origin=VIENNA)
    found = advise(recommender, FixedFares({}), wish).suggestions
    assert len(found) == 5
    fares = [reason.values for one in found for reason in one.reasons if reason.kind == "fare"]
    assert fares == [{"fare": 300, "when": "in your week"}] * 5


def test_not_all_of_the_world_is_asked_for_its_fares(recommender: Recommender):
    fares = FixedFares({})
    advise(recommender, fares, Wish("anywhere", month=5, days=4, budget=Decimal(2000), origin=VIENNA))
    assert 5 <= len(fares.asked) <= 16
