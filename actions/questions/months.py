"""Months as people read them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from actions import formatting as form
from recommender.reasons import MONTHS

LONGEST = 4
"""Months that a question about a time of the year may span."""


def months_text(months: Collection[int]) -> str:
    """``April to June and September``; a run may go round the end of the year."""
    runs = [run for run in _runs(months) if run]
    if len(months) == 12:
        return "the whole year"
    return form.joined([part for run in runs for part in _run_text(run)])


def months_of(value: Any) -> list[int]:
    """The months of a day or window as entities have it; none for a window of more than four."""
    if value is None:
        return []
    first, last = (value["start"], value["end"]) if isinstance(value, dict) else (value, value)
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    span = (end.year - start.year) * 12 + end.month - start.month + 1
    return [(start.month - 1 + step) % 12 + 1 for step in range(span)] if span <= LONGEST else []


def _runs(months: Collection[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for month in sorted(months):
        if runs and runs[-1][-1] == month - 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    if len(runs) > 1 and runs[0][0] == 1 and runs[-1][-1] == 12:
        runs[0] = [*runs.pop(), *runs[0]]
    return runs


def _run_text(run: list[int]) -> list[str]:
    names = [MONTHS[month - 1] for month in run]
    return names if len(names) < 3 else [f"{names[0]} to {names[-1]}"]
