"""Phrases that chat, mails and the interface share."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from phrases import count, day, joined, moment, rule_line
from tests.fakes.samples import eur
from travel.rules import Rule
from wording import Wording

WORDING = Wording.read(Path(__file__).resolve().parents[1])
STARTS = datetime(2027, 2, 12, 15, 0, tzinfo=ZoneInfo("Europe/Lisbon"))


def local(value: datetime) -> str:
    return f"{moment(value)} local time"


def test_a_day_with_and_without_its_year():
    assert day(date(2027, 2, 5)) == day("2027-02-05") == "Fri 5 Feb 2027"
    assert day("2027-02-05", year=False) == "Fri 5 Feb"


def test_numbers_agree_with_their_noun():
    assert (count(1, "flight"), count(0, "flight"), count(2, "child", "children")) == (
        "1 flight",
        "0 flights",
        "2 children",
    )


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_joining(parts: list[str], text: str):
    assert joined(parts) == text


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (Rule(), "No change, no refund."),
        (Rule(change_fee=eur("60.00")), "Change 60.00 EUR each, no refund."),
        (Rule(change_fee=eur("0.00")), "Change free of charge, no refund."),
        (
            Rule(refund_share=Decimal("0.5"), refund_until=datetime(2027, 2, 10, 18, tzinfo=UTC)),
            "No change, 50 % refundable until Wed 10 Feb 2027, 18:00 local time.",
        ),
        (Rule(refund_share=Decimal(1)), "No change, refundable until Fri 12 Feb 2027, 15:00 local time."),
    ],
    ids=str,
)
def test_a_rule_is_one_line(rule: Rule, text: str):
    assert rule_line(WORDING, rule, STARTS, changeable=True, shown=local) == text


def test_deadlines_are_local_to_the_place():
    tokyo = datetime(2027, 2, 12, 15, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
    rule = Rule(refund_share=Decimal(1), refund_until=datetime(2027, 2, 10, 9, tzinfo=UTC))
    assert (
        rule_line(WORDING, rule, tokyo, changeable=False, shown=local)
        == "Free cancellation until Wed 10 Feb 2027, 18:00 local time."
    )
