"""Holidays by name: "Christmas Eve", "Easter Monday 2028", "Thanksgiving weekend", "the early May bank holiday"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from world.dates import feasts
from world.dates.arithmetic import Span, month_span, weekend_around
from world.dates.context import year_of
from world.dates.feasts import Feast, from_easter, nth, on
from world.dates.grammar import Found, Meaning, Rule, rule
from world.dates.pieces import Piece, coming, day, floating, from_today, stay, window

_MOON_SIGHTED = frozenset({feasts.eid, feasts.eid_al_fitr, feasts.eid_al_adha, feasts.ramadan})
_GREETINGS = frozenset("happy merry".split())

_THINGS = frozenset("market markets island islands cruise cruises shopping lights tree dress".split())

# Names in the notation of the rules; the first word of each is where it begins.
_NAMES: dict[str, Feast] = {
    "christmas ": on(12, 25), "christmas day ": on(12, 25), "christmas eve ": on(12, 24), "boxing day ": on(12, 26),
    "christmas (?:holiday|holidays|break|period|time) ": feasts.between((12, 21), (1, 3)),
    "new year ": on(1, 1), "new year day ": on(1, 1), "new year eve ": on(12, 31), "nye ": on(12, 31),
    "epiphany ": on(1, 6), "valentine (?:day )?": on(2, 14), "st (?:\\. )?valentine (?:day )?": on(2, 14),
    "st (?:\\. )?patrick (?:day )?": on(3, 17), "patrick day ": on(3, 17), "halloween ": on(10, 31),
    "all saints (?:day )?": on(11, 1), "M5 day ": on(5, 1),
    "independence day ": on(7, 4), "juneteenth ": on(6, 19), "veteran day ": on(11, 11), "bastille day ": on(7, 14),
    "canada day ": on(7, 1), "australia day ": on(1, 26), "anzac day ": on(4, 25),
    "mlk (?:day )?": nth(1, 0, 3), "martin luther king (?:jr )?(?:\\. )?(?:day )?": nth(1, 0, 3),
    "president day ": nth(2, 0, 3), "memorial day ": nth(5, 0, -1), "labor day ": nth(9, 0, 1),
    "columbus day ": nth(10, 0, 2), "thanksgiving (?:day )?": nth(11, 3, 4), "black W4 ": feasts.black_friday,
    "early M5 bank holiday ": nth(5, 0, 1), "P1 M5 bank holiday ": nth(5, 0, 1), "late M5 bank holiday ": nth(5, 0, -1),
    "P2 M5 bank holiday ": nth(5, 0, -1), "last M5 bank holiday ": nth(5, 0, -1), "S0 bank holiday ": nth(5, 0, -1),
    "M5 bank holiday ": feasts.either(nth(5, 0, 1), nth(5, 0, -1)),
    "M8 bank holiday ": nth(8, 0, -1), "late M8 bank holiday ": nth(8, 0, -1), "S1 bank holiday ": nth(8, 0, -1),
    "carnival ": from_easter(-51, -47), "mardi gras ": from_easter(-47), "shrove W1 ": from_easter(-47),
    "ash W2 ": from_easter(-46), "palm W6 ": from_easter(-7), "good W4 ": from_easter(-2), "easter ": from_easter(0),
    "easter (?:W6|day) ": from_easter(0), "easter W5 ": from_easter(-1), "easter W0 ": from_easter(1),
    "easter W4 ": from_easter(-2), "ascension (?:day )?": from_easter(39), "corpus christi ": from_easter(60),
    "pentecost ": from_easter(49), "whitsun ": from_easter(49), "whit W6 ": from_easter(49),
    "whit W0 ": from_easter(50), "pentecost W0 ": from_easter(50), "oktoberfest ": feasts.oktoberfest,
    "chinese new year (?:day )?": feasts.lunar_new_year, "lunar new year (?:day )?": feasts.lunar_new_year,
    "diwali ": feasts.diwali, "deepavali ": feasts.diwali, "divali ": feasts.diwali,
    "eid ": feasts.eid, "eid (?:al |ul )?(?:- )?fitr ": feasts.eid_al_fitr, "eid al - fitr ": feasts.eid_al_fitr,
    "eid (?:al |ul )?(?:- )?adha ": feasts.eid_al_adha, "eid al - adha ": feasts.eid_al_adha,
    "ramadan ": feasts.ramadan,
}  # fmt: skip


def _resolver(feast: Feast, make: Callable[[Span], Piece]) -> Callable[[Found], Meaning | None]:
    @lru_cache(maxsize=16)
    def following(anchor: date) -> Piece:
        spans = [span for ahead in (-1, 0, 1, 2) for span in feast(anchor.year + ahead)]
        return coming(make, spans, anchor)

    def resolve(found: Found) -> Meaning | None:
        if found.before() in _GREETINGS or found.after() in _THINGS:
            return None
        approximate = feast in _MOON_SIGHTED or found.before() == "over"
        if (year := year_of(found)) is not None:
            spans = feast(year)
            if not spans:
                return None
            return replace(from_today(make(spans[0]), found.today), approximate=approximate)

        def build(anchor: date) -> Piece:
            return replace(following(anchor), approximate=approximate)

        return floating(build, found.today)

    return resolve


def _as_said(span: Span) -> Piece:
    return day(span[0], "holiday") if span[0] == span[1] else window(span)


def _new_year_month(found: Found) -> Meaning | None:
    """ "in the new year" is not its first day but the weeks after it."""
    return window(month_span(found.today.year + 1, 1))


def _rules() -> list[Rule]:
    made = [rule("in", "in the new year (?!day |eve )", _new_year_month)]
    made.append(rule("easter", "easter weekend <YEAR>?", _resolver(from_easter(-2, 1), stay)))
    for name, feast in _NAMES.items():
        start = name[0] if name[0].isupper() else name.split(" ")[0]
        made.append(rule(start, name + "<YEAR>?", _resolver(feast, _as_said)))
        made.append(rule(start, name + "weekend <YEAR>?", _resolver(feast, lambda span: stay(weekend_around(span[0])))))
    return made


RULES = tuple(_rules())
