"""What comes back, to the second."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tests.fakes.samples import eur
from travel.money import Money
from travel.rules import Rule

STARTS = datetime(2027, 2, 12, 15, 0, tzinfo=ZoneInfo("Europe/Lisbon"))
UNTIL = datetime(2027, 2, 10, 18, 0, tzinfo=ZoneInfo("Europe/Lisbon"))
PAID = eur("792.00")
SECOND = timedelta(seconds=1)


def back(rule: Rule, now: datetime, price: Money = PAID) -> str:
    return str(rule.refund(price, starts=STARTS, now=now))


@pytest.mark.parametrize(
    ("late", "refund"), [(-SECOND, "792.00 EUR"), (timedelta(), "792.00 EUR"), (SECOND, "0.00 EUR")]
)
def test_the_deadline_itself_is_in_time_and_a_second_later_is_not(late: timedelta, refund: str):
    rule = Rule(refund_share=Decimal(1), refund_until=UNTIL)
    assert back(rule, UNTIL + late) == refund
    # The clock of the traveller does not matter: it is the same moment elsewhere.
    assert back(rule, (UNTIL + late).astimezone(UTC)) == refund
    assert back(rule, (UNTIL + late).astimezone(ZoneInfo("Asia/Tokyo"))) == refund


@pytest.mark.parametrize(("late", "refund"), [(timedelta(), "396.00 EUR"), (SECOND, "0.00 EUR")])
def test_without_a_deadline_the_start_is_it(late: timedelta, refund: str):
    assert back(Rule(refund_share=Decimal("0.5")), STARTS + late) == refund


def test_a_fare_without_refund_gives_nothing_back_at_any_time():
    assert back(Rule(), STARTS - timedelta(days=300)) == "0.00 EUR"


def test_a_share_is_rounded_halves_up():
    assert back(Rule(refund_share=Decimal("0.5")), UNTIL, eur("85.05")) == "42.53 EUR"
    assert back(Rule(refund_share=Decimal("0.5")), UNTIL, Money(Decimal(1235), "JPY")) == "618 JPY"
