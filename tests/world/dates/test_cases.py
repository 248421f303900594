"""Every expression of cases.jsonl means what stands beside it, and nothing else is found."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from world.dates import DateMatch, find_dates

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    if line
]


def said(match: DateMatch, fields: dict[str, Any]) -> dict[str, Any]:
    """The named fields of a match, written as in the file."""
    return {name: written(getattr(match, name)) for name in fields}


def written(value: object) -> object:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['now'][:10]} {case['text']}")
def test_case(case: dict[str, Any]) -> None:
    found = find_dates(case["text"], datetime.fromisoformat(case["now"]), case.get("day_first", True))
    assert len(found) == len(case["want"]), found
    for match, want in zip(found, case["want"], strict=True):
        assert said(match, want) == want


def test_the_cases_cover_what_they_must() -> None:
    assert len(CASES) >= 120
    assert sum(not case["want"] for case in CASES) >= 30
    assert len({case["now"][:10] for case in CASES}) >= 3
    assert {case.get("day_first", True) for case in CASES} == {True, False}
