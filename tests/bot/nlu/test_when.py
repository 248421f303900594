"""The traveller's moment and the order of their dates."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.nlu.when import day_first, locale_of, moment


def test_local_time_without_offset() -> None:
    found = moment({"now": "2026-11-22T09:00:00", "time_zone": "Europe/Lisbon"})
    assert found.isoformat() == "2026-11-22T09:00:00+00:00"
    assert moment({"now": "2026-11-22T09:00:00"}).utcoffset() == timedelta(0)


def test_an_instant_is_moved_to_the_zone() -> None:
    found = moment({"now": "2026-11-22T23:30:00Z", "time_zone": "Asia/Tokyo"})
    assert found.date().isoformat() == "2026-11-23"


@pytest.mark.parametrize(
    "metadata", [{}, {"now": "soon"}, {"now": 5}, {"time_zone": "Mars/Base"}, {"time_zone": "../x"}, {"time_zone": 7}]
)
def test_odd_metadata_means_the_present(metadata: dict[str, object]) -> None:
    assert abs(moment(metadata) - datetime.now(tz=ZoneInfo("UTC"))) < timedelta(minutes=1)


def test_locale() -> None:
    assert locale_of({}) == "en-GB"
    assert locale_of({"locale": "en_US"}) == "en-US"
    assert locale_of({"locale": 3}) == "en-GB"


@pytest.mark.parametrize(("locale", "expected"), [("en-GB", True), ("de-DE", True), ("en-US", False), ("en-us", False)])
def test_order_of_day_and_month(locale: str, expected: bool) -> None:
    assert day_first(locale) is expected
