"""Why a destination was suggested: two or three statements, each computed from the catalogue or from a fare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from recommender.catalogue import Destination
from recommender.constraints import languages_wished, passport_wished
from recommender.fares import Cost
from recommender.meaning import Meaning
from recommender.passages import words
from recommender.reach import By, hours, limit_said
from recommender.wish import Origin, Reason, Wish
from world.languages import language_name
from world.nationalities import adjective
from world.places.model import country_name

MONTHS = tuple("January February March April May June July August September October November December".split())
KNOWN_FOR = 0.6
MEANT = 0.45
"""How much a theme or an audience must be meant to be named as a reason."""
MOST = 3
TIRED = 0.3
"""What a tag loses for every time that the same list has given it as a reason already."""
BESIDES = 0.4
"""What a tag that nobody asked for is worth as a reason, beside those that were."""
IMPLIED = frozenset({"budget", "quiet", "family", "romance", "winter_sun"})
"""Tags that other reasons say better: by money, crowds, people and climate."""


@dataclass(frozen=True)
class Why:
    """What is known when reasons are given; ``month`` is 1 to 12, ``resembles`` a liked place with much in common."""

    wish: Wish
    meaning: Meaning
    month: int
    resembles: str | None = None
    cost: Cost | None = None


def reasons(destination: Destination, why: Why, said: Counter[str] | None = None) -> tuple[Reason, ...]:
    """Two or three true reasons, what answers the wish first; ``said`` counts what the list has said, and goes on."""
    said = Counter() if said is None else said
    found: list[Reason] = []
    for reason in _answers(destination, why, said):
        if reason.kind not in {one.kind for one in found}:
            found.append(reason)
        if len(found) == MOST:
            break
    said.update(str(one.values["tag"]) for one in found if one.kind == "tag")
    return tuple(found)


def _answers(destination: Destination, why: Why, said: Counter[str]) -> Iterator[Reason]:
    wish, meaning, month = why.wish, why.meaning, why.month
    limit = limit_said(wish.text)
    if limit and wish.origin:
        yield _distance(destination, wish.origin, limit.by)
    yield from _money(why)
    yield from _entry(wish)
    yield from _theme(destination, meaning)
    if meaning.climate or wish.month is not None:
        yield _climate(destination, month)
    if why.resembles:
        yield Reason("resembles", {"place": why.resembles})
    if meaning.tags.get("quiet", 0) >= MEANT and destination.crowds[month - 1] <= 2:
        yield Reason("quiet", {"month": MONTHS[month - 1]})
    yield from _suits(destination, meaning)
    yield from _tag(destination, meaning, said)
    if "beach" in meaning.tags and destination.climate.sea:
        yield Reason("sea", {"sea": destination.climate.sea[month - 1], "month": MONTHS[month - 1]})
    if wish.origin is not None and (limit is None or limit.by == "flight"):
        yield _distance(destination, wish.origin, "flight")
    if wish.budget is not None or wish.a_day is not None or meaning.tags.get("budget", 0) >= MEANT:
        yield Reason("cost", {"cost": destination.cost.low})
    if month in destination.best_months and wish.month is not None:
        yield Reason("best_month", {"month": MONTHS[month - 1]})
    best = max(sorted(destination.tags), key=lambda tag: destination.tags[tag] - TIRED * said[words(tag)])
    yield Reason("tag", {"tag": words(best)})
    yield _climate(destination, month)
    yield Reason("sight", {"sight": destination.sights[0].name})


def _money(why: Why) -> Iterator[Reason]:
    if why.cost is None:
        return
    if why.wish.budget is not None:
        yield Reason("trip_cost", {"total": why.cost.total, "days": why.cost.days})
    else:
        yield Reason("fare", {"fare": why.cost.fare, "when": why.cost.when})


def _theme(destination: Destination, meaning: Meaning) -> Iterator[Reason]:
    """The theme that is meant most, if it is meant enough."""
    meant = {
        theme: max((part.get(theme.casefold(), 0.0) for part in meaning.themes), default=0.0)
        for theme in destination.themes
    }
    theme = max(meant, key=lambda one: meant[one], default=None)
    if theme is not None and meant[theme] >= MEANT:
        yield Reason("theme", {"theme": theme, "line": destination.themes[theme]})


def _suits(destination: Destination, meaning: Meaning) -> Iterator[Reason]:
    wanted = {
        who: weight for who, weight in meaning.audiences.items() if weight >= MEANT and who in destination.for_whom
    }
    for who in sorted(wanted, key=lambda one: (one not in destination.suits, -wanted[one], one)):
        if who in destination.suits:
            yield Reason("suits", {"audience": words(who), "line": destination.suits[who]})
        else:
            yield Reason("audience", {"audience": words(who)})
        return


def _tag(destination: Destination, meaning: Meaning, said: Counter[str]) -> Iterator[Reason]:
    """What it is known for among the wishes, rather something that the list has not said yet."""
    wanted = {
        tag: weight * destination.tags[tag] - TIRED * said[words(tag)]
        for tag, weight in meaning.tags.items()
        if destination.tags.get(tag, 0) >= KNOWN_FOR and weight >= MEANT
    }
    telling = {tag: worth for tag, worth in wanted.items() if tag not in IMPLIED} or wanted
    if telling:
        # What every place of the list is known for tells none from the others.
        telling |= {
            tag: BESIDES * strength - TIRED * said[words(tag)]
            for tag, strength in destination.tags.items()
            if strength >= KNOWN_FOR and tag not in telling and tag not in IMPLIED
        }
        yield Reason("tag", {"tag": words(max(sorted(telling), key=lambda tag: telling[tag]))})


def _entry(wish: Wish) -> Iterator[Reason]:
    """What was asked of language and visa: every suggestion meets it."""
    for code in languages_wished(wish.text)[:1]:
        yield Reason("language", {"language": language_name(code) or code})
    passport = passport_wished(wish)
    if passport:
        yield Reason("no_visa", {"passport": adjective(passport) or country_name(passport)})


def _distance(destination: Destination, origin: Origin, by: By) -> Reason:
    took = f"{hours(origin, destination, by):.1f}"
    if by == "flight":
        return Reason("near", {"hours": took, "origin": origin.name})
    if by == "drive":
        return Reason("drive", {"hours": took, "origin": origin.name})
    return Reason("train", {"hours": took, "origin": origin.name})


def _climate(destination: Destination, month: int) -> Reason:
    climate = destination.climate
    return Reason(
        "climate",
        {"high": climate.high[month - 1], "rain_days": climate.rain_days[month - 1], "month": MONTHS[month - 1]},
    )
