"""Numbers, days, lists and rules as people read them, wherever they are said: in chat, in mails, in the interface."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from travel.rules import Rule
from wording import Wording


def count(number: int, noun: str, plural: str | None = None) -> str:
    """``1 flight``, ``5 flights``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def joined(parts: Sequence[str], word: str = "and") -> str:
    """``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def day(value: date | str, *, year: bool = True) -> str:
    """``Fri 12 Feb 2027``."""
    when = date.fromisoformat(value) if isinstance(value, str) else value
    text = f"{when:%a} {when.day} {when:%b}"
    return f"{text} {when.year}" if year else text


def moment(value: datetime) -> str:
    """``Wed 10 Feb 2027, 18:00``, local to ``value``."""
    return f"{day(value.date())}, {value:%H:%M}"


def rule_line(
    wording: Wording, rule: Rule, starts: datetime, *, changeable: bool, shown: Callable[[datetime], str]
) -> str:
    """What changing and cancelling cost, in one line; ``shown`` writes a deadline, which is local to the place.

    ``starts`` is the deadline of a refund that names none. A stay is not ``changeable``: it is cancelled.
    """
    refund = _refund(
        wording, rule, starts, shown, "utter_rule_refund" if changeable else "utter_rule_free_cancellation"
    )
    text = f"{_change(wording, rule)}, {refund}" if changeable else refund
    return f"{text[:1].upper()}{text[1:]}."


def _change(wording: Wording, rule: Rule) -> str:
    if rule.change_fee is None:
        return wording.say("utter_rule_no_change")
    if not rule.change_fee.amount:
        return wording.say("utter_rule_change_free")
    return wording.say("utter_rule_change", fee=rule.change_fee)


def _refund(wording: Wording, rule: Rule, starts: datetime, shown: Callable[[datetime], str], free: str) -> str:
    if not rule.refund_share:
        return wording.say("utter_rule_no_refund")
    until = shown((rule.refund_until or starts).astimezone(starts.tzinfo))
    if rule.refund_share == 1:
        return wording.say(free, until=until)
    return wording.say("utter_rule_refund_part", percent=int(rule.refund_share * 100), until=until)
