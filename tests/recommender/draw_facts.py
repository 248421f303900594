"""Draws facts of the catalogue at random, as lines that a reader can judge.

python -m tests.recommender.draw_facts 20261124 --count 200
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from calendar import month_abbr, month_name
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from recommender.catalogue import Destination, read_catalogue

FOLDER = Path(__file__).resolve().parents[2] / "data" / "catalogue" / "destinations"
END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ0-9])")


@dataclass(frozen=True)
class Fact:
    """One thing that the catalogue says of a place, and what kind of thing that is."""

    place: str
    kind: str
    text: str


def _location(one: Destination) -> Iterator[str]:
    yield f"{one.name} ({one.region}, {one.country}) lies at {one.lat}, {one.lon}; airports {', '.join(one.airports)}"


def _kinds(one: Destination) -> Iterator[str]:
    yield f"is: {', '.join(one.kinds)}"


def _tags(one: Destination) -> Iterator[str]:
    yield from (f"{tag} {strength}" for tag, strength in one.tags.items())


def _sights(one: Destination) -> Iterator[str]:
    for sight in one.sights:
        closed = f"closed on {sight.closed}" if sight.closed else "no closing day"
        yield f"{sight.name}: {sight.kind}, {sight.hours:g} h, {closed}"


def _climate(one: Destination) -> Iterator[str]:
    for month in range(12):
        sea = f", sea {one.climate.sea[month]} °C" if one.climate.sea else ""
        degrees = f"{one.climate.high[month]} °C by day, {one.climate.low[month]} °C by night"
        yield f"{month_name[month + 1]}: {degrees}, {one.climate.rain_days[month]} days of rain{sea}"


def _cost(one: Destination) -> Iterator[str]:
    yield f"a day costs EUR {one.cost.low}, {one.cost.mid} or {one.cost.high} (low, mid, high)"


def _crowds(one: Destination) -> Iterator[str]:
    for month, level in enumerate(one.crowds, start=1):
        yield f"{month_name[month]}: crowds {level} of 5"


def _best_months(one: Destination) -> Iterator[str]:
    yield f"best months: {', '.join(month_abbr[month] for month in one.best_months)}"


def _description(one: Destination) -> Iterator[str]:
    yield from _sentences(one.description)


def _for_whom(one: Destination) -> Iterator[str]:
    yield f"for: {', '.join(one.for_whom)}"


def _suits(one: Destination) -> Iterator[str]:
    yield from (f"{audience}: {line}" for audience, line in one.suits.items())


def _themes(one: Destination) -> Iterator[str]:
    yield from (f"{theme}: {line}" for theme, line in one.themes.items())


def _safety(one: Destination) -> Iterator[str]:
    yield from _sentences(one.safety)


def _access(one: Destination) -> Iterator[str]:
    yield from _sentences(one.access)


def _sentences(text: str) -> list[str]:
    return END_OF_SENTENCE.split(text.strip())


KINDS: dict[str, Callable[[Destination], Iterator[str]]] = {
    "location": _location,
    "kinds": _kinds,
    "tag": _tags,
    "sight": _sights,
    "climate": _climate,
    "cost": _cost,
    "crowds": _crowds,
    "best months": _best_months,
    "description": _description,
    "for whom": _for_whom,
    "suits": _suits,
    "theme": _themes,
    "safety": _safety,
    "access": _access,
}


def draw(destinations: list[Destination], count: int, seed: int) -> list[Fact]:
    """``count`` different facts, as many of each kind as of any other (give or take one), the same for the same seed.

    Within its kind every fact of the catalogue is as likely as any other. Raises ValueError when there are too few.
    """
    chance = random.Random(seed)
    share, left = divmod(count, len(KINDS))
    drawn = []
    for rank, (kind, facts_of) in enumerate(KINDS.items()):
        facts = [Fact(one.id, kind, text) for one in destinations for text in facts_of(one)]
        drawn += chance.sample(facts, share + (rank < left))
    return drawn


def main() -> None:
    """Print the facts as the rows of a table in Markdown, without verdicts."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("--count", type=int, default=200)
    wanted = parser.parse_args()
    facts = draw(read_catalogue(FOLDER), wanted.count, wanted.seed)
    rows = [f"| {rank} | {fact.place} | {fact.kind} | {fact.text} |\n" for rank, fact in enumerate(facts, start=1)]
    sys.stdout.writelines(rows)


if __name__ == "__main__":
    main()
