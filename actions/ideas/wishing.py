"""The wish behind the ideas: gathered over several sentences, and said back."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from actions import formatting as form
from actions.turn import Json, Turn
from recommender.reach import Limit, limit_said
from recommender.reasons import MONTHS
from recommender.where import bounds_of
from recommender.wish import Origin, Wish
from travel.errors import UnknownCurrency

ALIKE = re.compile(r"\bmore (?:\w+ )?(?:like|of)\b|\bsimilar\b|\b(?:places?|something) like (?:this|that)\b")


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
    origin = turn.get("origin")
    start = turn.get("start_date") or turn.get("depart_date")
    country, near = bounds_of(ideas.get("place"))
    return Wish(
        text=ideas.get("text") or "",
        month=_month(start),
        budget=_euros(turn),
        days=_days(turn, start),
        origin=Origin(origin["name"], origin["lat"], origin["lon"]) if origin else None,
        country=country,
        near=near,
        interests=tuple(turn.entities.get("interests") or ()),
        companions=turn.get("companions"),
    )


def _euros(turn: Turn) -> Decimal | None:
    """The budget for the whole trip in the currency of the catalogue; one without a rate is left out, and said so."""
    budget = turn.get("budget")
    if not budget or budget.get("per") not in ("total", "person", None):
        return None
    try:
        return turn.desk.rates.convert(Decimal(str(budget["amount"])), budget["currency"], "EUR")[0]
    except UnknownCurrency:
        turn.say("utter_refine_search_no_rate", currency=budget["currency"])
        turn.clear("budget")
        return None


def _month(start: Any) -> int | None:
    first = start.get("start") if isinstance(start, dict) else start
    return date.fromisoformat(first).month if first else None


def _days(turn: Turn, start: Any) -> int | None:
    end = turn.get("end_date")
    if isinstance(start, str) and isinstance(end, str):
        return (date.fromisoformat(end) - date.fromisoformat(start)).days
    return int(turn.get("nights")) if turn.get("nights") else None


def _place_said(turn: Turn) -> Json | None:
    return turn.entities.get("place") or turn.entities.get("destination")


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
    if wish.budget is not None:
        parts.append(turn.words("utter_recommend_destinations_part_budget", budget=form.budget(turn.get("budget"))))
    if not parts:
        return turn.words("utter_recommend_destinations_wish_any")
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _limit(turn: Turn, limit: Limit) -> str:
    """How far it may be, in words."""
    if limit.by == "drive":
        return turn.words("utter_recommend_destinations_part_drive", hours=f"{limit.hours:g}")
    return turn.words("utter_recommend_destinations_part_flight", hours=f"{limit.hours:g}")
