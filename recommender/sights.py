"""What there is to see and do at a destination, for a question about it: which sights, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recommender.catalogue import Destination, Sight
from recommender.sight_words import CHILDREN, FREE, GROUPS, OUTSIDE, RAIN, UNWANTED, Group
from world.folding import fold
from world.places.ranking import distance_km

SAME_KM, NEAR_KM = 15.0, 100.0
"""How far apart two points of one town can lie, and how far away a destination still helps."""
WITH_CHILDREN = frozenset({"family", "toddler"})


@dataclass(frozen=True)
class Asked:
    """What a question asks for: ``groups`` any of which will do, what it must suit, and kinds that are not wanted."""

    groups: tuple[Group, ...] = ()
    children: bool = False
    rain: bool = False
    free: bool = False
    unwanted: frozenset[str] = frozenset()

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of sights that were asked for by name; none when any will do."""
        return frozenset(kind for group in self.groups for kind in group.kinds)

    def meets(self, sight: Sight) -> bool:
        """Whether a sight is what was asked for in every respect."""
        return (
            (not self.groups or sight.kind in self.kinds)
            and (not self.children or suits_children(sight))
            and (not self.rain or under_a_roof(sight))
        )

    @property
    def anything(self) -> bool:
        """Whether nothing in particular was asked for."""
        return not (self.groups or self.children or self.rain)


@dataclass(frozen=True)
class Found:
    """Sights in the order in which they are shown; ``met`` says whether they are what was asked for."""

    sights: tuple[Sight, ...]
    met: bool


def asked(text: str, companions: str | None = None) -> Asked:
    """What the words of a question ask for; places in it should have been taken out."""
    left = fold(text)
    wanted: list[Group] = []
    unwanted: set[str] = set()
    for group in GROUPS:
        for match in group.pattern.finditer(left):
            if UNWANTED.search(left[: match.start()].rstrip()):
                unwanted |= group.kinds
            elif group not in wanted:
                wanted.append(group)
        left = group.pattern.sub(lambda match: "_" * len(match.group()), left)
    kinds = {kind for group in wanted for kind in group.kinds}
    return Asked(
        groups=tuple(wanted),
        children=CHILDREN.pattern.search(left) is not None or companions in WITH_CHILDREN,
        rain=RAIN.pattern.search(left) is not None,
        free=FREE.search(fold(text)) is not None,
        unwanted=frozenset(unwanted - kinds),
    )


def suits_children(sight: Sight) -> bool:
    """Whether it is of a kind that children enjoy."""
    return sight.kind in CHILDREN.kinds


def under_a_roof(sight: Sight) -> bool:
    """Whether rain does not matter there, as far as kind and name tell."""
    return sight.kind in RAIN.kinds and OUTSIDE.search(fold(sight.name)) is None


def best_sights(destination: Destination, wish: Asked, closed_on: Collection[str] = ()) -> Found:
    """The sights that answer a question, in the catalogue's order, what is closed on ``closed_on`` last.

    Where nothing meets all of it, what meets the kinds that were named; where there is none of these either, all.
    """
    left = [sight for sight in destination.sights if sight.kind not in wish.unwanted] or destination.sights
    fitting = [sight for sight in left if wish.meets(sight)]
    named = [sight for sight in left if sight.kind in wish.kinds]
    chosen = fitting or named or left
    return Found(tuple(sorted(chosen, key=lambda sight: sight.closed in closed_on)), bool(fitting))


def destination_of(destinations: Sequence[Destination], place: Mapping[str, Any]) -> Destination | None:
    """The destination that a town (in the shape of its slot) is: by its id, or by its name at the same spot."""
    for one in destinations:
        if place["id"] in (f"gn:{one.geonames}", f"dest:{one.id}"):
            return one
    here = [one for one in destinations if _km(place, one) <= SAME_KM]
    names = {fold(place[key]) for key in ("name", "city") if place.get(key)}
    return next((one for one in here if fold(one.name) in names), None)


def nearest(destinations: Sequence[Destination], place: Mapping[str, Any]) -> tuple[Destination, float] | None:
    """The nearest destination within 100 km, with its distance in km."""
    measured = min(((_km(place, one), one.id, one) for one in destinations), default=None)
    return (measured[2], measured[0]) if measured and measured[0] <= NEAR_KM else None


def with_sight(destinations: Sequence[Destination], name: str) -> Destination | None:
    """The destination that has a sight of this name, or of one that holds it: "the Prado", "Eiffel Tower"."""
    wanted = f" {fold(name).removeprefix('the ')} "
    return next((one for one in destinations for sight in one.sights if wanted in f" {fold(sight.name)} "), None)


def in_turns(destinations: Sequence[Destination], wish: Asked) -> list[tuple[Destination, Sight]]:
    """The sights of several destinations that answer a question: the first of each, then the second, and so on.

    Destinations that have nothing of what was asked for are left out, unless that leaves none.
    """
    found = [(one, best_sights(one, wish)) for one in destinations]
    having = [(one, best) for one, best in found if best.met] or found
    rounds = range(max((len(best.sights) for _, best in having), default=0))
    return [(one, best.sights[place]) for place in rounds for one, best in having if place < len(best.sights)]


def _km(place: Mapping[str, Any], one: Destination) -> float:
    return distance_km(place["lat"], place["lon"], one.lat, one.lon)
