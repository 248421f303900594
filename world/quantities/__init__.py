"""What a sentence says besides places, dates, money and people: class, comfort, bags, time of day, tastes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from world.folding import fold
from world.numerals import COUNT, count_of
from world.quantities.areas import find_near
from world.quantities.lexicon import AMENITIES, BOARD, COMPANIONS, INTERESTS, compiled

__all__ = ["Quantity", "find_quantities"]

USUAL_FLEXIBILITY = 3
"""Days on either side when dates are called flexible without a number."""


@dataclass(frozen=True)
class Quantity:
    """One value: ``name`` is stars, cabin, nonstop, one_way, time_of_day, bags, amenities, board, near, interests,
    companions or flexible_days; ``bound`` says "min" for "at least 3 stars"."""

    name: str
    value: str | int | bool
    start: int
    end: int
    text: str
    bound: str | None = None


_STARS = re.compile(
    r"(?P<min>(?:at least|min(?:imum)?(?: of)?|no less than|not less than) (?:a "
    r")?)?(?<![\w.,])(?P<stars>[1-5]|one|two|three|four|five)"
    r"(?: ?(?:-|or|to) ?(?P<upper>[1-5]|two|three|four|five))? ?-? ?(?:\*|stars?\b)(?:[- ]?rated)?"
    r"(?P<more>(?: hotels?)? ?(?:\+|(?:or|and) (?:better|more|above|up|higher|over)|minimum|at least|plus\b))?"
)
_RATED = re.compile(
    r"\b(?:star rating|rating|rated|stars?)(?: of| is|:)? (?P<stars>[1-5]|one|two|three|four|"
    r"five)(?![\w%.,:/]|\d)(?! (?:of|jan|feb))"
)
_CABIN = re.compile(
    r"\b(?:(?P<premium_economy>premium[- ](?:economy|eco)|economy plus|eco(?:nomy)? premium)|"
    r"(?P<first>first[- ]class|1st class|(?:fly(?:ing)?|in|travel) first(?= ?$|[,.;!?]))|"
    r"(?P<business>(?:business|biz|club)[- ]class|(?:in|fly(?:ing)?) (?:business|biz)(?! (?:trip|cent|"
    r"district))|business(?= (?:seats?|tickets?|fares?|cabin|flights?))|business(?= ?$))|"
    r"(?P<economy>economy(?:[- ]class)?|coach[- ]class|in coach|eco class|cattle class|standard class))\b"
)
_NOT_NONSTOP = (
    r"(?:not (?:necessarily )?(?:be )?|\w+n't (?:have to be|need to be|need) |needn't be )(?:direct|non-?stop)|"
    r"(?:layovers?|stop-?overs?|stops|a stop|one stop|1 stop|connections?|changing|changes) (?:is|are|"
    r"would be) (?:ok|okay|fine|no problem|alright)|"
    r"(?:don't|do not|wouldn't) mind (?:a |one |1 |any )?(?:stops?|layovers?|stop-?overs?|connections?|"
    r"changing|changes)|with (?:a |one |1 )?(?:stop|stop-?over|layover|connection)"
)
_NONSTOP = re.compile(
    rf"\b(?:(?P<no>{_NOT_NONSTOP})|(?P<yes>direct(?:ly)?(?! (?:me|message|debit|deposit|billing|line|to "
    rf"the))|non-? ?stops?|"
    r"(?:no|without|zero|0|any) (?:any )?(?:stops?|stop-?overs?|layovers?|connections?|changes|transfers)|"
    r"without (?:changing|stopping)))\b"
)
_ONE_WAY = re.compile(
    r"\b(?:(?P<yes>one[- ]?way|single(?: (?:ticket|fare|flight|journey|trip)| to\b)|(?:no|without|not) "
    r"(?:a )?return(?:ing)?(?: flight)?|only (?:there|outbound))|"
    r"(?P<no>round[- ]?trip|return (?:flights?|tickets?|fares?|trip|journey|train)|(?:there and|out and) "
    r"back(?: again)?|both ways|two[- ]way|flights? return))\b"
)
_PART = (
    r"(?P<morning>mornings?)|(?P<afternoon>afternoons?|midday|lunch ?time|noon)|(?P<evening>evenings?)|"
    r"(?P<night>red[- ]eye|overnight|late at night|night(?:time)?)"
)
_TIME_OF_DAY = re.compile(
    rf"(?<!good )\b(?:(?:in|during) (?:the )?(?:early |late )?(?:{_PART})|(?:at|by) (?P<night2>night)|"
    rf"(?:early |late )?(?P<morning2>mornings?)|(?P<afternoon2>afternoons?)|(?P<evening2>evenings?)|"
    rf"(?P<night3>red[- ]eye|overnight|night (?:flights?|trains?|bus))|(?P<afternoon3>around (?:noon|"
    rf"midday|lunchtime)))\b"
)
_NO_BAGS = (
    r"(?:hand|carry|cabin)[- ]?(?:on|luggage|baggage|bags?)?(?: (?:luggage|baggage|bags?))? only|only "
    r"(?:hand|carry|cabin)[- ]?(?:on|luggage|baggage)\w*|just (?:hand|carry|a carry|cabin)[- ]?(?:on|"
    r"luggage|baggage)\w*|(?:no|without|zero|0)(?: any)?(?: checked| hold)? (?:bags?|luggage|baggage|"
    r"suitcases?)"
)
_BAGS = re.compile(
    rf"(?<![\w-])(?:(?P<none>{_NO_BAGS})|(?P<count>{COUNT}) (?:checked[- ](?:in )?|hold |big |large |extra "
    rf"|free )*(?:bags?|suitcases?|cases|pieces? of luggage|luggage|baggage)\b|"
    rf"with (?P<some>(?:checked |hold )?(?:luggage|baggage|bags)))"
)
_FLEXIBLE = re.compile(
    rf"(?:\bgive or take|\+ ?/ ?-|±|\bplus or minus|\bplus/minus|\bplus-minus|\bflexible by|\bwithin) "
    rf"?(?P<days>{COUNT}) ?(?:days?\b|d\b)(?: (?:either (?:way|side)|of that))?|"
    rf"(?P<either>{COUNT}) days? (?:either (?:way|side)|earlier or later|before or after|more or less)|"
    r"(?P<not>\bnot (?:at all )?flexible|\bfixed dates|\bexact dates)|"
    r"(?P<yes>\bflexible(?! (?:tickets?|fares?|rates?|cancel\w*|booking))|\bflex dates|\bdates (?:are|can "
    r"be) (?:open|loose)|\bany dates?\b|\bdates don't matter)"
)
_NEGATED = re.compile(
    r"\b(?:no|not|without|don't (?:need|want|care about|like)|hate|avoid|except|isn't|aren't|never|"
    r"skip)(?: (?:a|an|any|the|too|in))* $"
)


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity that ``text`` says, by position; what is negated ("no pool") is left out."""
    folded = fold(text)
    found: list[Quantity] = []
    for reader in _READERS:
        found += reader(text, folded)
    return sorted(found, key=lambda quantity: (quantity.start, quantity.end))


def _quantity(
    text: str, match: re.Match[str], name: str, value: str | int | bool, bound: str | None = None
) -> Quantity:
    return Quantity(name, value, match.start(), match.end(), text[match.start() : match.end()], bound)


def _stars(text: str, folded: str) -> list[Quantity]:
    match = _STARS.search(folded) or _RATED.search(folded)
    if not match:
        return []
    said = match.groupdict()
    bound = "min" if said.get("min") or said.get("more") or said.get("upper") else None
    return [_quantity(text, match, "stars", count_of(match["stars"]) or 0, bound)]


def _named_group(name: str, pattern: re.Pattern[str]) -> Callable[[str, str], list[Quantity]]:
    """A reader whose value is the name of the group that matched, digits at its end left off."""

    def read(text: str, folded: str) -> list[Quantity]:
        return [
            _quantity(text, match, name, (match.lastgroup or "").rstrip("23")) for match in pattern.finditer(folded)
        ]

    return read


def _yes_or_no(name: str, pattern: re.Pattern[str]) -> Callable[[str, str], list[Quantity]]:
    def read(text: str, folded: str) -> list[Quantity]:
        return [_quantity(text, match, name, bool(match["yes"])) for match in pattern.finditer(folded)]

    return read


def _lexical(name: str, words: dict[str, str]) -> Callable[[str, str], list[Quantity]]:
    pattern, groups = compiled(words)

    def read(text: str, folded: str) -> list[Quantity]:
        return [
            _quantity(text, match, name, groups[match.lastgroup or ""])
            for match in pattern.finditer(folded)
            if not _NEGATED.search(folded, max(0, match.start() - 32), match.start())
        ]

    return read


def _bags(text: str, folded: str) -> list[Quantity]:
    match = _BAGS.search(folded)
    if not match:
        return []
    count = 0 if match["none"] else count_of(match["count"] or "a")
    return [] if count is None else [_quantity(text, match, "bags", count)]


def _near(text: str, folded: str) -> list[Quantity]:
    span = find_near(folded)
    if span is None:
        return []
    cue, start, end = span
    return [Quantity("near", text[start:end], cue, end, text[cue:end])]


def _flexible(text: str, folded: str) -> list[Quantity]:
    matches = list(_FLEXIBLE.finditer(folded))
    if not matches:
        return []
    match = next((one for one in matches if one["days"] or one["either"]), matches[0])
    said = match["days"] or match["either"]
    days = (count_of(said) if said else None) or USUAL_FLEXIBILITY
    return [_quantity(text, match, "flexible_days", 0 if match["not"] else days)]


_READERS: tuple[Callable[[str, str], list[Quantity]], ...] = (
    _stars,
    _named_group("cabin", _CABIN),
    _yes_or_no("nonstop", _NONSTOP),
    _yes_or_no("one_way", _ONE_WAY),
    _named_group("time_of_day", _TIME_OF_DAY),
    _bags,
    _lexical("amenities", AMENITIES),
    _lexical("board", BOARD),
    _near,
    _lexical("interests", INTERESTS),
    _lexical("companions", COMPANIONS),
    _flexible,
)
