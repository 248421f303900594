"""Easter, moon calendars, weeks and months against known days."""

from __future__ import annotations

from datetime import date

import pytest

from world.dates import feasts
from world.dates.arithmetic import add_months, easter, fraction, islamic, nth_weekday, weekend_around

A_NEW_MOON = date(2000, 1, 6).toordinal() + 0.76  # UTC; the mean lunation is 29.530589 days
LUNATION = 29.530589
YEARS = range(2025, 2036)


@pytest.mark.parametrize(
    ("year", "day"), [(2000, (4, 23)), (2019, (4, 21)), (2024, (3, 31)), (2027, (3, 28)), (2038, (4, 25))]
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("islamic_day", "day"),
    [((1445, 1, 1), date(2023, 7, 19)), ((1446, 9, 1), date(2025, 3, 1)), ((1421, 1, 1), date(2000, 4, 6))],
)
def test_islamic_calendar(islamic_day: tuple[int, int, int], day: date) -> None:
    assert abs((islamic(*islamic_day) - day).days) <= 1


def moon_age(day: date) -> float:
    """Days from the nearest mean new moon to the middle of a day."""
    age = (day.toordinal() + 0.5 - A_NEW_MOON) % LUNATION
    return min(age, LUNATION - age)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("feast", [feasts.lunar_new_year, feasts.diwali])
def test_moon_feasts_fall_on_new_moons(feast: feasts.Feast, year: int) -> None:
    ((first, last),) = feast(year)
    assert first == last
    assert moon_age(first) < 1.7  # the true moon runs up to 0.6 days off the mean one, and Diwali the evening before


@pytest.mark.parametrize("year", YEARS)
def test_season_of_the_moon_feasts(year: int) -> None:
    assert date(year, 1, 21) <= feasts.lunar_new_year(year)[0][0] <= date(year, 2, 20)
    assert date(year, 10, 15) <= feasts.diwali(year)[0][0] <= date(year, 11, 15)


def test_years_outside_the_tables_give_nothing() -> None:
    assert feasts.diwali(2024) == []
    assert feasts.lunar_new_year(2036) == []


def test_a_year_may_hold_two_feasts_of_breaking_the_fast() -> None:
    assert [span[0].month for span in feasts.eid_al_fitr(2033)] == [1, 12]


@pytest.mark.parametrize(
    ("year", "span"), [(2022, ((9, 17), (10, 3))), (2024, ((9, 21), (10, 6))), (2025, ((9, 20), (10, 5)))]
)
def test_oktoberfest(year: int, span: tuple[tuple[int, int], tuple[int, int]]) -> None:
    assert feasts.oktoberfest(year) == [(date(year, *span[0]), date(year, *span[1]))]


def test_months_and_parts() -> None:
    february = date(2027, 2, 1), date(2027, 2, 28)
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert add_months(date(2027, 1, 31), -2) == date(2026, 11, 30)
    assert fraction(february, 1, 2) == (date(2027, 2, 15), date(2027, 2, 28))
    assert nth_weekday(february, 0, -1) == date(2027, 2, 22)
    with pytest.raises(ValueError, match="fewer"):
        nth_weekday(february, 0, 5)


@pytest.mark.parametrize(
    ("feast", "first", "last"),
    [
        (date(2027, 5, 31), date(2027, 5, 28), date(2027, 5, 31)),
        (date(2026, 11, 26), date(2026, 11, 26), date(2026, 11, 29)),
        (date(2026, 12, 25), date(2026, 12, 25), date(2026, 12, 27)),
    ],
)
def test_weekend_around_a_holiday(feast: date, first: date, last: date) -> None:
    assert weekend_around(feast) == (first, last)
