"""A city and its airport side by side are one place: "New York JFK", "London Heathrow", "JFK, New York"."""

from __future__ import annotations

from world.places.found import Found
from world.places.sentence import Sentence
from world.places.store import Packed, Store

_GAPS = (" ", ", ", " (", " - ", ",")


def merge_airports(store: Store, sentence: Sentence, found: list[Found]) -> list[Found]:
    """``found`` with each such pair replaced by the airport."""
    merged: list[Found] = []
    for item in found:
        last = merged[-1] if merged else None
        if last is not None and last.last == item.first and sentence.gap(item.first) in _GAPS:
            airport = _common_airport(store, last.candidates[0], item.candidates[0])
            if airport is not None:
                merged[-1] = Found(last.first, item.last, (airport,), code=last.code or item.code)
                continue
        merged.append(item)
    return merged


def _common_airport(store: Store, one: Packed, other: Packed) -> Packed | None:
    """Whichever of the two is an airport that serves the other, a city."""
    for port, town in ((one, other), (other, one)):
        airport, city = store.place(port.number), store.place(town.number)
        if airport.kind == "airport" and city.kind == "city" and airport.airports[0] in city.airports:
            return port
    return None
