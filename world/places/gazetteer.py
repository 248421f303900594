"""The gazetteer: places in a text, by id, by code, around a point, and by the first letters."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians
from pathlib import Path

from world.places.completion import Completion
from world.places.found import Found
from world.places.merging import merge_airports
from world.places.model import Place, PlaceMatch, Role
from world.places.ports import end_at_airports, name_airports
from world.places.ranking import distance_km, rank
from world.places.roles import find_roles, pair_codes
from world.places.scan import scan
from world.places.sentence import Sentence
from world.places.store import Store, read_store
from world.places.typos import Typos


class Gazetteer:
    """All places, loaded once per process; every method is safe to call from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._typos = Typos(store.important)
        airports = [number for code, number in store.codes.items() if store.rows[number].startswith("iata:")]
        self._airports = [store.place(number) for number in sorted(airports)]
        self._completion: Completion | None = None

    @classmethod
    def load(cls, path: Path) -> Gazetteer:
        """Read the compiled file, given itself or its folder.

        FileNotFoundError when there is none, ValueError when it is of another format.
        """
        return cls(read_store(path))

    def find(self, text: str, country_hint: str | None = None) -> list[PlaceMatch]:
        """The places named in ``text``, left to right, not overlapping.

        ``country_hint`` (ISO alpha-2) favours namesakes there.
        """
        sentence = Sentence(text)
        if not sentence.words:
            return []
        found = name_airports(self._store, sentence, scan(self._store, self._typos, sentence))
        found = end_at_airports(self._store, merge_airports(self._store, sentence, found))
        if not found:
            return []
        roles = find_roles(sentence, [match.span for match in found])
        self._pair_codes(sentence, found, roles)
        return [self._match(sentence, item, role, country_hint) for item, role in zip(found, roles, strict=True)]

    def by_id(self, id: str) -> Place | None:
        """The place with that id, or None."""
        number = self._store.numbers.get(id)
        return None if number is None else self._store.place(number)

    def airport(self, iata: str) -> Place | None:
        """The airport with that IATA code (any case), or None when it has no scheduled traffic."""
        return self.by_id(f"iata:{iata.upper()}")

    def airports(self) -> Sequence[Place]:
        """All airports with scheduled traffic, busiest first; ``prior`` is the weight of their traffic."""
        return tuple(self._airports)

    def cities(self, min_population: int) -> Sequence[Place]:
        """Cities with at least that many inhabitants, most famous first."""
        store = self._store
        rows = (number for number, row in enumerate(store.rows) if row.startswith("gn:"))
        cities = (store.place(n) for n in rows if int(store.rows[n].rsplit("\t", 2)[1]) >= min_population)
        return tuple(cities)

    def near(self, lat: float, lon: float, km: float) -> list[Place]:
        """Airports within ``km`` of a point in degrees, nearest first."""
        rows = km / 111.0 + 0.01
        columns = rows / max(0.02, cos(radians(min(89.0, abs(lat) + rows))))
        close = (
            a for a in self._airports if abs(a.lat - lat) <= rows and abs((a.lon - lon + 180) % 360 - 180) <= columns
        )
        measured = [(distance_km(lat, lon, airport.lat, airport.lon), airport) for airport in close]
        return [airport for away, airport in sorted(measured, key=lambda pair: pair[0]) if away <= km]

    def complete(self, prefix: str, limit: int = 8) -> list[Place]:
        """Places that have a name, or a code, beginning with ``prefix``, most famous first.

        From four letters on one of them may be wrong, missing, too many or swapped; such names come last.
        """
        if self._completion is None:
            self._completion = Completion(self._store)
        return self._completion.complete(prefix, limit)

    def _match(self, sentence: Sentence, found: Found, role: Role | None, hint: str | None) -> PlaceMatch:
        place, score, others = rank(self._store, found.candidates, hint)
        start, end = sentence.starts[found.first], sentence.ends[found.last - 1]
        if "(" in sentence.text[start:end] and sentence.text[end : end + 1] == ")":
            end += 1
        return PlaceMatch(start, end, sentence.text[start:end], place, round(score * found.weight, 4), others, role)

    def _pair_codes(self, sentence: Sentence, found: list[Found], roles: list[Role | None]) -> None:
        for number in range(len(found) - 1):
            left, right = found[number], found[number + 1]
            if left.code and right.code and left.last == right.first and not sentence.stops(right.first):
                pair_codes(roles, number)
