"""Lengths of stay: "5 nights", "a week", "a long weekend", "3-4 days"."""

from __future__ import annotations

from world.dates.grammar import Found, Meaning, rule
from world.dates.pieces import Duration
from world.dates.relative import duration_is_vague, duration_of

_RATES = frozenset("once twice times per € $ £ eur euro euros usd dollar dollars gbp pound pounds chf # D".split())
# "a night flight", "a 2 day pass" and the like say nothing of how long someone stays.
_THINGS = frozenset(
    "old pass passes ago rate notice forecast flight train bus ferry out club life market spa ticket".split()
)
_HALF_LENGTHS = frozenset("trip trips tour tours room out cruise".split())
_NOT_LENGTH = frozenset("the this next coming last every each on at any per".split())


def _length(found: Found) -> Meaning | None:
    duration = duration_of(found)
    if found.after() in _THINGS or (found.after(), found.after(2)) == ("in", "advance") or duration_is_vague(found):
        return None
    if found["art"]:
        if found.before() in _RATES or found.before()[:1] in ("N", "C", "D"):
            return None
        if duration.unit in ("day", "night") and found.after() in _HALF_LENGTHS:
            return None
    return duration


def _length_from(found: Found) -> Meaning | None:
    return Duration(found.number("n"), found["u"])


def _long_weekend(found: Found) -> Meaning | None:
    return Duration(3, "night")


def _bare_weekend(found: Found) -> Meaning | None:
    plural = found.line.text(found.start).lower().endswith("s")
    return None if plural or found.before() in _NOT_LENGTH else Duration(1, "weekend")


RULES = (
    rule("N C a an couple", r"<COUNT>(?:- )?(?:full |whole |more |extra |short )?<UNIT>", _length),
    rule("N C", r"[NC](?P<n>\d\d?) (?:or|to|-) [NC]\d\d? (?:- )?<UNIT>", _length_from),
    rule("a C N long", r"(?:a |[NC]1 )?long (?:bank holiday )?weekend ", _long_weekend),
    rule("weekend", r"weekend (?!(?:before|after|of|following) )", _bare_weekend),
)
