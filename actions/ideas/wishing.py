"""The wish behind the ideas: gathered over several sentences, and said back."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from typing import Any

from actions import formatting as form
from actions.turn import Json, Turn
from recommender.alike import is_example
from recommender.asking import people_of, wish_of
from recommender.reach import Limit, limit_said
from recommender.reasons import MONTHS
from recommender.wish import Wish
from travel.errors import UnknownCurrency

KNOWN = ("origin", "end_date", "nights", "budget", "companions", "adults", "children")
"""Slots of a trip that an idea must fit."""
REFUSES = re.compile(
    r"\bnot for (?:me|us)\b|\b(?:don't|do not|doesn't|does not) (?:like|want|need|care|fancy|appeal)|"
    r"\b(?:hate|dislike)\b|\b(?:skip|drop|lose|forget|without|anything but|not) the \w+|\bno (?:thanks|way|to the)\b"
)
ALIKE = re.compile(r"\bmore (?:\w+ )?(?:like|of)\b|\bsimilar\b|\b(?:places?|something) like (?:this|that)\b")


def refuses(turn: Turn) -> bool:
    """ "Not for me: the first one": what is pointed at is turned down."""
    return REFUSES.search(turn.text.casefold()) is not None


def wants_alike(turn: Turn) -> bool:
    """ "More like the second": others that resemble one."""
    return ALIKE.search(turn.text.casefold()) is not None


def ideas_of(turn: Turn) -> Json:
    """What is remembered of the ideas: ``text`` and ``place`` of the wish, ``shown`` ids with their impressions."""
    ideas: Json = (turn.get("searched") or {}).get("ideas") or {}
    return ideas


def remember_ideas(turn: Turn, **known: Any) -> None:
    """Keep these on top of what is remembered of the ideas."""
    turn.set("searched", {**(turn.get("searched") or {}), "ideas": {**ideas_of(turn), **known}})


def wish_said(turn: Turn, new: bool) -> Wish:
    """The wish as known by now; a further remark adds to the words of the first."""
    before = {} if new else ideas_of(turn)
    said = str(turn.entities.get("wish") or turn.text)
    text = f"{before['text']}. {said}" if before else said
    remember_ideas(turn, text=text, place=_place_said(turn) or before.get("place"))
    return wish_known(turn)


def wish_known(turn: Turn) -> Wish:
    """The wish as it was said before, with what is known of the trip."""
    ideas = ideas_of(turn)
    slots = {name: turn.get(name) for name in KNOWN} | {"interests": turn.entities.get("interests")}
    slots["start_date"] = turn.get("start_date") or turn.get("depart_date")
    return wish_of(ideas.get("text") or "", slots, partial(_euros, turn), ideas.get("place"))


def _euros(turn: Turn, amount: Decimal, currency: str) -> Decimal | None:
    """In the currency of the catalogue; a budget without a rate is left out, and said so."""
    try:
        return turn.desk.rates.convert(amount, currency, "EUR")[0]
    except UnknownCurrency:
        turn.say("utter_refine_search_no_rate", currency=currency)
        turn.clear("budget")
        return None


def _place_said(turn: Turn) -> Json | None:
    place: Json | None = turn.entities.get("place") or turn.entities.get("destination")
    return None if place and is_example(turn.text, place["text"]) else place


def wish_echo(turn: Turn, wish: Wish) -> str:
    """What was understood of the wish: ``Italy in May, from Vienna, up to 600 EUR``."""
    place = ideas_of(turn).get("place")
    month = MONTHS[wish.month - 1] if wish.month else ""
    where = " in ".join(part for part in (place["name"] if place else "", month) if part)
    parts = [where] if where else []
    if wish.origin:
        parts.append(turn.words("utter_recommend_destinations_part_origin", origin=wish.origin.name))
    if wish.origin and (limit := limit_said(wish.text)):
        parts.append(_limit(turn, limit))
    if wish.budget is not None or wish.a_day is not None:
        parts.append(_budget(turn))
    if not parts:
        return turn.words("utter_recommend_destinations_wish_any")
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _budget(turn: Turn) -> str:
    """The budget as it was said, and for how many people it is."""
    budget, people = turn.get("budget"), people_of({name: turn.get(name) for name in KNOWN})
    shared = people > 1 and budget.get("per") not in ("person", "day")
    if shared:
        return turn.words("utter_recommend_destinations_shared_budget", budget=form.budget(budget), people=people)
    return turn.words("utter_recommend_destinations_budget", budget=form.budget(budget))


def _limit(turn: Turn, limit: Limit) -> str:
    """How far it may be, in words."""
    return turn.words(f"utter_recommend_destinations_part_{limit.by}", hours=f"{limit.hours:g}")
