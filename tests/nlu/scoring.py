"""Scores of understanding: how often the intent, the places and their absence are right.

Pure over ``understand``, which takes a text and gives what ``POST /api/understand`` answers: ``{"intent": {"name", …},
"slots": {…}, …}``. The cases are those of cases.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.nlu.cases import ExpectedPlace, PlaceCase

ONE_PLACE = ("origin", "destination", "place")

Understand = Callable[[str], Mapping[str, Any]]


@dataclass(frozen=True)
class Share:
    """So many of so many; the share of nothing is 0."""

    right: int
    total: int

    @property
    def share(self) -> float:
        return self.right / self.total if self.total else 0.0


@dataclass(frozen=True)
class IntentScore:
    """``confusions`` counts (meant, understood), wrong ones only; ``misses`` are (text, meant, understood)."""

    overall: Share
    by_intent: dict[str, Share]
    confusions: Counter[tuple[str, str]]
    misses: list[tuple[str, str, str]]


@dataclass(frozen=True)
class PlaceScore:
    """``found``: places found in any slot; ``in_role``: those in the right one; ``whole``: sentences with all their
    places in role and no other place; ``misses``: (text, expected, found) of the sentences that are not whole."""

    found: Share
    in_role: Share
    whole: Share
    by_group: dict[str, Share]
    misses: list[tuple[str, str, str]]


@dataclass(frozen=True)
class NegativeScore:
    """``clean``: sentences without any place found; ``misses``: (text, found)."""

    clean: Share
    misses: list[tuple[str, str]]


def score_intents(cases: Mapping[str, Sequence[str]], understand: Understand) -> IntentScore:
    """How many sentences are understood as meant."""
    read = [(text, meant, _intent(understand(text))) for meant, texts in cases.items() for text in texts]
    misses = [(text, meant, got) for text, meant, got in read if got != meant]
    wrong = Counter(meant for _, meant, _ in misses)
    return IntentScore(
        overall=Share(len(read) - len(misses), len(read)),
        by_intent={intent: Share(len(texts) - wrong[intent], len(texts)) for intent, texts in cases.items()},
        confusions=Counter((meant, got) for _, meant, got in misses),
        misses=misses,
    )


def score_places(cases: Sequence[PlaceCase], understand: Understand) -> PlaceScore:
    """How many places are found; by group, the whole sentences."""
    read = [(case, list(places_of(understand(case.text)))) for case in cases]
    pairs = [(expected, found) for case, found in read for expected in case.places]
    whole = [_is_whole(case.places, found) for case, found in read]
    groups = {
        group: Share(sum(ok for case, ok in zip(cases, whole, strict=True) if case.group == group), total)
        for group, total in Counter(case.group for case in cases).items()
    }
    return PlaceScore(
        found=Share(sum(any(want.is_met_by(slot) for _, slot in found) for want, found in pairs), len(pairs)),
        in_role=Share(sum(any(_fits(want, *one) for one in found) for want, found in pairs), len(pairs)),
        whole=Share(sum(whole), len(cases)),
        by_group={str(group): share for group, share in groups.items()},
        misses=[
            (case.text, _wanted(case.places), named(found))
            for (case, found), ok in zip(read, whole, strict=True)
            if not ok
        ],
    )


def score_negatives(texts: Sequence[str], understand: Understand) -> NegativeScore:
    """How many sentences stay without a place."""
    read = [(text, list(places_of(understand(text)))) for text in texts]
    misses = [(text, named(found)) for text, found in read if found]
    return NegativeScore(Share(len(texts) - len(misses), len(texts)), misses)


def places_of(answer: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(slot, value) of every place in an answer."""
    slots = answer.get("slots") or {}
    yield from ((name, slots[name]) for name in ONE_PLACE if slots.get(name))
    yield from (("via", value) for value in slots.get("via") or [])


def named(found: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    """Places that were found, for a reader."""
    return "; ".join(f"{slot}: {value.get('name')}, {value.get('country')}" for slot, value in found) or "nothing"


def _fits(want: ExpectedPlace, slot: str, value: Mapping[str, Any]) -> bool:
    return want.role in (None, slot) and want.is_met_by(value)


def _is_whole(wanted: Sequence[ExpectedPlace], found: Sequence[tuple[str, Mapping[str, Any]]]) -> bool:
    all_there = all(any(_fits(want, *one) for one in found) for want in wanted)
    return all_there and all(any(_fits(want, *one) for want in wanted) for one in found)


def _wanted(places: Sequence[ExpectedPlace]) -> str:
    return "; ".join(f"{place.role or 'any'}: {place.told()}" for place in places)


def _intent(answer: Mapping[str, Any]) -> str:
    return str((answer.get("intent") or {}).get("name"))
