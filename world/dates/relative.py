"""Days counted from today: "tomorrow", "in 10 days", "within the next 3 months", "now"."""

from __future__ import annotations

from dataclasses import replace

from world.dates.arithmetic import add_months, days, month_span, week_span
from world.dates.context import DATE_PREPOSITIONS
from world.dates.grammar import Found, Meaning, rule
from world.dates.pieces import Duration, day, stay, window

_VAGUE = {"couple": 2, "couple of": 2, "few": 3, "several": 4}
_NAMED = {"today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2, "yesterday": -1, "day before yesterday": -2}
_NOT_NOW = frozenset("not for by until till just even".split())
_ORDERS = frozenset("book booking reserve reservation make buy pay purchase confirm cancel proceed order do".split())
_RATES = frozenset("once twice times per".split())


def duration_of(found: Found) -> Duration:
    """The length that the groups of <COUNT> and <UNIT> say."""
    count = _VAGUE[found["vague"]] if found["vague"] else 1 if found["art"] else found.number("n")
    return Duration(count, found["u"])


def duration_is_vague(found: Found) -> bool:
    """Whether the length is "a few" or "several", which count as 3 and 4."""
    return found["vague"] in ("few", "several")


def _named_day(found: Found) -> Meaning | None:
    word = found["word"].strip()
    when = found.today + days(_NAMED[word])
    part = "night" if word == "tonight" else None
    return replace(day(when, "relative"), part_of_day=part, past=when < found.today)


def _part_of_today(found: Found) -> Meaning | None:
    return replace(day(found.today, "relative"), part_of_day=found["part"])


def _now(found: Found) -> Meaning | None:
    """ "now" opens many sentences that speak of no day: it counts behind a preposition, or at the end where nothing is
    ordered ("book it now")."""
    if found["word"] == "now":
        before = found.before(2 if found.before() == "right" else 1)
        ends = found.after() in (".", "!", "?", "") or (found.after(), found.after(2)) == ("please", "")
        ordered = any(found.before(back) in _ORDERS for back in range(1, 7))
        if before in _NOT_NOW or not (before in DATE_PREPOSITIONS or (ends and not ordered)):
            return None
    return day(found.today, "relative")


def _in_a_while(found: Found) -> Meaning | None:
    duration = duration_of(found)
    if duration.unit in ("night", "weekend") or found.before() in _RATES or found.after() == "advance":
        return None
    return replace(day(duration.after(found.today), "relative"), approximate=duration_is_vague(found))


def _in_one_or_another(found: Found) -> Meaning | None:
    unit, one = found["u"], found.number("n1") if found["n1"] else 1
    two = found.number("n2") if found["n2"] else one
    ends = Duration(one, unit).after(found.today), Duration(two, unit).after(found.today)
    return window(ends) if two > one else replace(day(ends[0], "relative"), approximate=True)


def _within(found: Found) -> Meaning | None:
    duration = duration_of(found)
    span = found.today, duration.after(found.today)
    return replace(stay(span), nights=duration.nights) if duration.unit == "night" else window(span)


def _within_one(found: Found) -> Meaning | None:
    return window((found.today, Duration(1, found["u"]).after(found.today)))


def _week_after_next(found: Found) -> Meaning | None:
    return window(week_span(found.today + days(14)))


def _gone(found: Found) -> Meaning | None:
    """ "last week", "last month": understood, and marked as past."""
    monday = week_span(found.today - days(7))[0]
    if found["u"] == "month":
        last_month = add_months(found.today.replace(day=1), -1)
        return replace(window(month_span(last_month.year, last_month.month)), past=True)
    return replace(window((monday + days(4 if found["u"] == "weekend" else 0), monday + days(6))), past=True)


RULES = (
    rule(
        "today tonight tomorrow yesterday day",
        rf"(?P<word>{'|'.join(sorted(_NAMED, key=len, reverse=True))}) ",
        _named_day,
    ),
    rule("this later", r"(?:this|later this) (?P<part>morning|afternoon|evening|night) ", _part_of_today),
    rule("now asap as immediately", r"(?P<word>now|asap|as soon as possible|immediately) ", _now),
    rule("in", r"in (?:about |around |exactly |just )?<COUNT><UNIT>(?:' )?(?:time )?", _in_a_while),
    rule("in", r"in (?:an?|[NC](?P<n1>\d\d?)) <UNIT>or (?:[NC](?P<n2>\d\d?)|so) ", _in_one_or_another),
    rule("in", r"in [NC](?P<n1>\d\d?) (?:or|to|-) [NC](?P<n2>\d\d?) <UNIT>(?:' )?(?:time )?", _in_one_or_another),
    rule("within", r"within (?:the )?(?:next |coming )?<COUNT><UNIT>", _within),
    rule("next coming following", r"(?:next|coming|following) <COUNT><UNIT>", _within),
    rule("in within over during", r"(?:in|within|over|during) the (?:next|coming) <UNIT>", _within_one),
    rule("week", r"week after next ", _week_after_next),
    rule("last", r"last (?P<u>week|weekend|month) (?!of |in )", _gone),
)
