"""Why a destination was suggested: two or three statements, each computed from the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from recommender.catalogue import Destination
from recommender.lexicon import Meaning
from recommender.passages import words
from recommender.reach import By, hours
from recommender.wish import Origin, Reason, Wish

MONTHS = tuple("January February March April May June July August September October November December".split())
KNOWN_FOR = 0.6
MOST = 3


def reasons(
    destination: Destination, wish: Wish, meaning: Meaning, month: int, resembles: str | None = None
) -> tuple[Reason, ...]:
    """Two or three true reasons, what answers the wish first; ``resembles`` is a liked place with much in common."""
    found: list[Reason] = []
    for reason in _answers(destination, wish, meaning, month, resembles):
        if reason.kind not in {one.kind for one in found}:
            found.append(reason)
        if len(found) == MOST:
            break
    return tuple(found)


def _answers(
    destination: Destination, wish: Wish, meaning: Meaning, month: int, resembles: str | None
) -> Iterator[Reason]:
    if meaning.limit and wish.origin:
        yield _distance(destination, wish.origin, meaning.limit.by)
    asked_climate = bool(meaning.climate) or wish.month is not None
    if asked_climate:
        yield _climate(destination, month)
    if resembles:
        yield Reason("resembles", {"place": resembles})
    if "quiet" in meaning.tags and destination.crowds[month - 1] <= 2:
        yield Reason("quiet", {"month": MONTHS[month - 1]})
    wanted = [tag for tag in meaning.tags if destination.tags.get(tag, 0) >= KNOWN_FOR]
    if wanted:
        yield Reason("tag", {"tag": words(max(sorted(wanted), key=lambda tag: destination.tags[tag]))})
    if "beach" in meaning.tags and destination.climate.sea:
        yield Reason("sea", {"sea": destination.climate.sea[month - 1], "month": MONTHS[month - 1]})
    suited = sorted(meaning.audiences & set(destination.for_whom))
    if suited:
        yield Reason("audience", {"audience": words(suited[0])})
    if wish.origin is not None:
        yield _distance(destination, wish.origin, "flight")
    if wish.budget is not None or "budget" in meaning.tags:
        yield Reason("cost", {"cost": destination.cost.low})
    if month in destination.best_months and wish.month is not None:
        yield Reason("best_month", {"month": MONTHS[month - 1]})
    best = max(sorted(destination.tags), key=lambda tag: destination.tags[tag])
    yield Reason("tag", {"tag": words(best)})
    yield _climate(destination, month)
    yield Reason("sight", {"sight": destination.sights[0].name})


def _distance(destination: Destination, origin: Origin, by: By) -> Reason:
    if by == "drive":
        return Reason("drive", {"hours": f"{hours(origin, destination, by):.1f}", "origin": origin.name})
    return Reason("near", {"hours": f"{hours(origin, destination):.1f}", "origin": origin.name})


def _climate(destination: Destination, month: int) -> Reason:
    climate = destination.climate
    return Reason(
        "climate",
        {"high": climate.high[month - 1], "rain_days": climate.rain_days[month - 1], "month": MONTHS[month - 1]},
    )
