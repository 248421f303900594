"""A town or island named with "airport" behind it is its airport: "munich airport", "denver international"."""

from __future__ import annotations

from world.places.cues import CLOSING
from world.places.found import Found
from world.places.sentence import Sentence
from world.places.store import OWN, WEIGHTS, Packed, Store, pack

_AIRPORT = frozenset(("airport", "intl"))
_FAR_AHEAD = 2.0  # a town's busiest airport is the one meant when the next has so much less traffic


def name_airports(store: Store, sentence: Sentence, found: list[Found]) -> list[Found]:
    """``found`` with each such pair of words replaced by the airport; a town with several equals stays a town."""
    if "airport" not in sentence.words and "international" not in sentence.words and "intl" not in sentence.words:
        return found
    return [_named(store, sentence, item) for item in found]


def is_lesser_namesake(store: Store, key: str, port: Packed) -> bool:
    """Whether ``key`` names an airport far less known than a town elsewhere ("london airport" is not in Ontario)."""
    town, _, kind = key.rpartition(" ")
    if kind not in ("airport", "international") or not _is_port(store, port):
        return False
    known = store.candidates(town.removesuffix(" international"))
    if not known or known[0].weight * store.priors[known[0].number] < _FAR_AHEAD * store.priors[port.number]:
        return False
    return store.place(known[0].number).country != store.place(port.number).country


def end_at_airports(store: Store, found: list[Found]) -> list[Found]:
    """``found`` with towns called like their airport ("incheon") taken as it, where another airport is named."""
    if len(found) < 2 or not any(_is_port(store, item.candidates[0]) for item in found):
        return found
    return [_port_first(store, item) for item in found]


def _port_first(store: Store, item: Found) -> Found:
    ports = tuple(packed for packed in item.candidates if packed.weight == WEIGHTS[OWN] and _is_port(store, packed))
    return item._replace(candidates=ports) if ports else item


def _is_port(store: Store, packed: Packed) -> bool:
    return store.rows[packed.number].startswith("iata:")


def _named(store: Store, sentence: Sentence, item: Found) -> Found:
    end = _end_of_name(sentence, item.last)
    if end == item.last or item.code:
        return item
    ports = tuple(dict.fromkeys(port for town in item.candidates if (port := _port_of(store, town)) is not None))
    best = _port_of(store, item.candidates[0])
    if best is None:
        return item
    return Found(item.first, end, ports, item.weight)


def _end_of_name(sentence: Sentence, last: int) -> int:
    """Past "airport", "intl", "international airport", or "international" where no other noun follows it."""
    follower = sentence.after(last)
    if follower == "international":
        behind = sentence.after(last + 1)
        if behind == "airport":
            return last + 2
        return last + 1 if not behind or behind in CLOSING else last
    if follower in _AIRPORT:
        return last + 2 if follower == "intl" and sentence.after(last + 1) == "airport" else last + 1
    return last


def _port_of(store: Store, town: Packed) -> Packed | None:
    """The one airport that everybody means by the town's name, None when there is none of its own or several."""
    place = store.place(town.number)
    if place.kind == "airport":
        return town
    numbers = [store.codes[code] for code in place.airports if code in store.codes]
    if place.kind == "city":
        numbers = [number for number in numbers if store.place(number).city == place.city]
    elif len(numbers) > 1:
        return None
    named = [number for number in numbers if store.place(number).name.startswith(place.name)]
    if len(named) == 1:
        return pack(named[0], OWN)
    if not numbers or (len(numbers) > 1 and store.priors[numbers[0]] < _FAR_AHEAD * store.priors[numbers[1]]):
        return None
    return pack(numbers[0], OWN)
