"""Who travels: adults, children with their ages, infants and the rooms they want, read from a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from world.folding import fold, mask
from world.numerals import count_of
from world.parties import patterns
from world.parties.tally import Tally, ages_in_months

__all__ = ["PartyMatch", "find_party"]


@dataclass(frozen=True)
class PartyMatch:
    """A party; what was not said is None. ``parts`` are the spans that said it, ``start`` and ``end`` their hull.

    ``children`` counts those from two years on, ``child_ages`` holds the ages in years that were said (it may be
    shorter than ``children``); ``infants`` are under two on the day of travel.
    """

    start: int
    end: int
    adults: int | None
    children: int | None
    child_ages: tuple[int, ...]
    infants: int | None
    rooms: int | None
    parts: tuple[tuple[int, int], ...]


def find_party(text: str) -> PartyMatch | None:
    """Everybody whom ``text`` counts, None when it counts nobody and no room."""
    tally = Tally()
    rest = patterns.SLURRED_AND.sub(" & ", fold(text))
    lone = patterns.LONE_AGES.fullmatch(rest)
    if lone and _is_age_answer(lone):
        tally.add_young("", 0, ages_in_months(lone["said"] or lone["ages"]))
        tally.parts.append((lone.start(), lone.end()))
    else:
        for reader in (_family, _aged, _young, _rooms, _counted_adults, _mates, _lone):
            rest = reader(rest, tally)
    if not tally.parts:
        return None
    tally.complete_family()
    inclusive = patterns.INCLUDING.search(rest) or patterns.TOTAL_LISTED.search(fold(text))
    adults = tally.grown_up(inclusive=bool(inclusive))
    start, end = min(tally.parts)[0], max(end for _, end in tally.parts)
    parts = tuple(sorted(tally.parts))
    return PartyMatch(start, end, adults, tally.children, tuple(tally.ages), tally.infants, tally.rooms, parts)


def _is_age_answer(lone: re.Match[str]) -> bool:
    """A whole message of numbers is about ages only when it says so ("she is 4", "20 months")."""
    return bool(lone["said"]) or any(match["unit"] for match in patterns.AGE.finditer(lone["ages"]))


def _take(match: re.Match[str], rest: str, tally: Tally) -> str:
    """Note the span as said and blot it out, so that no later pattern counts it again."""
    tally.parts.append(match.span())
    return mask(rest, [match.span()])


def _aged(rest: str, tally: Tally) -> str:
    for match in patterns.CHILDREN_WITH_AGES.finditer(rest):
        months = ages_in_months(match["ages"])
        tally.add_young(match["noun"], max(count_of(match["count"] or "") or 1, len(months)), months)
        rest = _take(match, rest, tally)
    for match in patterns.AGED_CHILDREN.finditer(rest):
        months = ages_in_months(match["ages"])
        each = count_of(match["count"] or "") or 1 if len(months) == 1 else 1  # "two 4-year-olds"
        tally.add_young("", 0, months * each)
        rest = _take(match, rest, tally)
    return rest


def _young(rest: str, tally: Tally) -> str:
    for match in patterns.CHILDREN_UNDER_TWO.finditer(rest):
        tally.add("infants", count_of(match["count"]) or 1)
        rest = _take(match, rest, tally)
    for match in patterns.NO_CHILDREN.finditer(rest):
        tally.add("children", 0)
        rest = _take(match, rest, tally)
    for match in patterns.CHILDREN.finditer(rest):
        if match["own"] and match["own"].endswith(("s", "ies", "ren")):
            continue  # "our kids": how many is not said
        tally.add_young(match["noun"] or match["own"], count_of(match["count"] or "") or 1, [])
        rest = _take(match, rest, tally)
    lone = patterns.LONE_YOUNG.search(rest)
    if lone and tally.children is None and tally.infants is None:
        tally.add_young(lone["noun"], 1, [])
        rest = _take(lone, rest, tally)
    return rest


def _family(rest: str, tally: Tally) -> str:
    for match in patterns.FAMILY.finditer(rest):
        tally.family = count_of(match["count"])
        rest = _take(match, rest, tally)
    return rest


def _rooms(rest: str, tally: Tally) -> str:
    for match in patterns.ROOMS.finditer(rest):
        tally.rooms = count_of(match["count"])
        rest = _take(match, rest, tally)
    return rest


def _counted_adults(rest: str, tally: Tally) -> str:
    for match in patterns.ADULTS.finditer(rest):
        if match["count"] in {"a", "an"} and not match["noun"].startswith(("adult", "grown", "senior")):
            continue
        tally.add("adults", count_of(match["count"]) or 1)
        rest = _take(match, rest, tally)
    for match in patterns.GROUP.finditer(rest):
        if match["party"]:
            tally.party = count_of(match["party"])
        else:
            said = match["count"] or match["we"]
            tally.group = count_of(said) if said else 2
        rest = _take(match, rest, tally)
    return rest


def _mates(rest: str, tally: Tally) -> str:
    if tally.counts_people:
        return rest
    with_me = False
    for match in patterns.MATES.finditer(rest):
        lead = patterns.MATE_LEAD.search(rest, max(0, match.start() - 24), match.start())
        after = patterns.MATE_AFTER.match(rest, match.end())
        chained = tally.mates is not None and patterns.MATE_WEAK_LEAD.search(
            rest, max(0, match.start() - 8), match.start()
        )
        if not (lead or after or chained):
            continue
        with_me |= bool(after) or bool(lead and lead["lead"] != "for")
        number = count_of(match["count"]) or 2 if match["count"] else (1 if match["one"] else 2)
        tally.add("mates", number)
        tally.parts.append((lead.start() if lead else match.start(), after.end() if after else match.end()))
    if with_me or (tally.mates is None and tally.parts and _me_and_young(rest, tally)):
        tally.add("mates", 1)
    return mask(rest, tally.parts)


def _me_and_young(rest: str, tally: Tally) -> bool:
    """Whether "me and" stands right before somebody young who was counted ("me and my son")."""
    return any(match.end() == start for match in patterns.ME_AND.finditer(rest) for start, _ in tally.parts)


def _lone(rest: str, tally: Tally) -> str:
    if tally.counts_people or tally.mates is not None:
        return rest
    for pattern, each in ((patterns.COUPLE, 2), (patterns.FOR_COUNT, 1), (patterns.SOLO, 1)):
        match = pattern.search(rest)
        if match:
            tally.adults = each * (count_of(match.groupdict().get("count") or "") or 1)
            return _take(match, rest, tally)
    return rest
