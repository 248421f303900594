"""What the single parsers find in one text, with their quarrels over the same words settled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Protocol

from world.carriers import Carrier, carriers, find_carriers
from world.codes import CodeMatch, find_codes
from world.dates import DateMatch, find_dates, find_days
from world.folding import mask
from world.money import MoneyMatch, find_money
from world.parties import PartyMatch, find_party
from world.places import Gazetteer, PlaceMatch
from world.quantities import Quantity, find_quantities
from world.reading.groups import Group
from world.shifts import Shift, find_shift

_TO = re.compile(r"\W*(?:to|until|till|through|up to)\W*|\s*[-–—]\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Findings:
    """Matches that no longer contradict each other; positions are those of the text."""

    plain: str  # the text without its codes
    codes: list[CodeMatch]
    money: list[MoneyMatch]
    dates: list[DateMatch]
    impossible: list[tuple[int, int]]  # spans of days that do not exist
    duration: tuple[int, int, int] | None  # nights, start, end
    places: list[PlaceMatch]
    airlines: list[tuple[int, int, Carrier, bool]]
    party: PartyMatch | None
    quantities: list[Quantity]
    shift: Shift | None


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def find_all(text: str, now: datetime, day_first: bool, gazetteer: Gazetteer, group: Group) -> Findings:
    """Run every parser: codes beat amounts, amounts dates, dates and airlines places, longer names shorter ones."""
    codes = find_codes(text, _designators())
    plain = mask(text, _spans(codes))
    money = find_money(plain)
    rest = mask(plain, _spans(money))
    airlines = find_carriers(rest)
    flown = [(start, end) for start, end, _, _ in airlines]
    places = [
        place
        for place in gazetteer.find(rest)
        if not any(place.start < end and start < place.end for start, end in flown)
    ]
    quantities = [
        quantity for quantity in find_quantities(rest) if not any(_inside(quantity, place) for place in places)
    ]
    dates, impossible, length = find_days(rest, now, day_first)
    dates = _ends_behind(rest, dates, impossible)
    dates, places, quantities = _settle_dates(rest, now, day_first, dates, places, quantities)
    places, quantities = _settle_near(places, quantities, group)
    duration = _duration(length, dates, quantities)
    return Findings(
        plain,
        codes,
        money,
        dates,
        impossible,
        duration,
        places,
        airlines,
        find_party(rest),
        quantities,
        find_shift(rest),
    )


def _ends_behind(rest: str, dates: list[DateMatch], impossible: list[tuple[int, int]]) -> list[DateMatch]:
    """In "31 April to 5 May" the day that exists is still the last one."""
    if not dates or dates[0].role or dates[0].kind != "date":
        return dates
    if not any(_TO.fullmatch(rest, end, dates[0].start) for _, end in impossible):
        return dates
    return [replace(dates[0], role="back"), *dates[1:]]


@lru_cache(maxsize=1)
def _designators() -> frozenset[str]:
    return frozenset(carrier.code for carrier in carriers())


def _spans(found: Sequence[_Span]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in found]


def _overlap(one: _Span, other: _Span) -> bool:
    return one.start < other.end and other.start < one.end


def _inside(inner: _Span, outer: _Span) -> bool:
    """Whether ``inner`` is a part of ``outer``, and not all of it."""
    return outer.start <= inner.start and inner.end <= outer.end and inner.end - inner.start < outer.end - outer.start


def _settle_dates(
    rest: str,
    now: datetime,
    day_first: bool,
    dates: list[DateMatch],
    places: list[PlaceMatch],
    quantities: list[Quantity],
) -> tuple[list[DateMatch], list[PlaceMatch], list[Quantity]]:
    """Dates give way to longer names around them ("Christmas Island", "Christmas markets"), others to the dates."""
    tastes = [quantity for quantity in quantities if quantity.name == "interests"]
    names: list[_Span] = [*places, *tastes]
    kept = [match for match in dates if not any(_inside(match, name) for name in names)]

    def stands(one: _Span) -> bool:
        return all(not _overlap(one, match) or _is_apart(rest, now, day_first, match, one) for match in kept)

    return kept, [place for place in places if stands(place)], [quantity for quantity in quantities if stands(quantity)]


def _is_apart(rest: str, now: datetime, day_first: bool, match: DateMatch, one: _Span) -> bool:
    """Whether ``one`` merely stands between the words of a date ("leaving on Monday for Rome, back on Friday")."""
    if not _inside(one, match):
        return False
    without = mask(rest, [(one.start, one.end)])[match.start : match.end]
    return any(
        (again.first, again.last, again.nights, again.part_of_day)
        == (match.first, match.last, match.nights, match.part_of_day)
        for again in find_dates(without, now, day_first)
    )


def _settle_near(
    places: list[PlaceMatch], quantities: list[Quantity], group: Group
) -> tuple[list[PlaceMatch], list[Quantity]]:
    """A place in "near …" is the place itself when the sentence has no other, else it only says which part of town."""
    near = next((quantity for quantity in quantities if quantity.name == "near"), None)
    if near is None:
        return places, quantities
    inner = [place for place in places if _overlap(place, near)]
    outer = [place for place in places if not _overlap(place, near) and place.role in (None, "to")]
    if not inner:
        return places, quantities
    if outer:
        return [place for place in places if place not in inner], quantities
    whole = inner[0].text.lower().removeprefix("the ") == str(near.value).lower()
    return places, [quantity for quantity in quantities if quantity is not near or not whole]


def _duration(
    found: tuple[int, int, int] | None, dates: list[DateMatch], quantities: list[Quantity]
) -> tuple[int, int, int] | None:
    """A length of stay that no date and no leeway ("give or take 2 days") has claimed."""
    if found is None or any(match.nights for match in dates):
        return None
    _, start, end = found
    claimed: list[_Span] = [*dates, *(quantity for quantity in quantities if quantity.name == "flexible_days")]
    return None if any(start < one.end and one.start < end for one in claimed) else found
