"""Who travels: taken from sentences, as old as on the day of travel."""

from __future__ import annotations

from datetime import date
from typing import Any

from actions.turn import Turn
from travel.party import Party
from world.ages import read_ages, read_months_now

PARTY = ("adults", "children", "child_ages", "infants")
INFANT_UNTIL = 2
"""Years on the day of travel; younger children sit on a lap."""


def remember_party(turn: Turn, answering: str | None = None) -> None:
    """Take who travels from the sentence; numbers count when people were asked for."""
    said = turn.entities
    if answering == "child_ages":
        _remember_ages(turn)
        return
    if answering == "adults" and "adults" not in said and "number" in said:
        turn.set("adults", int(said["number"]))
    for slot in PARTY:
        if slot in said:
            turn.set(slot, said[slot])
    if "children" in said and "child_ages" not in said:
        turn.clear("child_ages")
    if "infants" in said and "children" not in said and ages_missing(turn):
        turn.set("children", max(0, int(turn.get("children")) - int(said["infants"])))
    if "infants" in said:
        turn.set("infant_months", read_months_now(turn.text))
    if answering == "adults" and turn.get("adults") is None and turn.has("children", "infants"):
        turn.set("adults", 1)  # who names only the young comes along


def settle_ages(turn: Turn, travels: Any) -> None:
    """Whoever is an infant today and two on the day of travel (once that is known) flies as a child."""
    if not isinstance(travels, str):
        return
    day = date.fromisoformat(travels)
    until = (day.year - turn.today.year) * 12 + day.month - turn.today.month - (day.day < turn.today.day)
    grown = [months for months in turn.get("infant_months") or [] if months + until >= INFANT_UNTIL * 12]
    if grown:
        turn.set("infant_months", [months for months in turn.get("infant_months") if months not in grown])
        turn.set("infants", int(turn.get("infants") or 0) - len(grown))
        turn.set("children", int(turn.get("children") or 0) + len(grown))
        ages = [(months + until) // 12 for months in grown]
        turn.set("child_ages", [*(turn.get("child_ages") or []), *ages])


def _remember_ages(turn: Turn) -> None:
    """Take the ages that were asked for; who is under two becomes an infant on a lap."""
    known = list(turn.get("child_ages") or [])
    ages = read_ages(turn.text)
    wanted = int(turn.get("children") or len(ages)) - len(known)
    infants = [age for age in ages[:wanted] if age < INFANT_UNTIL]
    children = [*known, *(age for age in ages[:wanted] if age >= INFANT_UNTIL)]
    turn.set("child_ages", children)
    turn.set("children", int(turn.get("children") or len(ages)) - len(infants))
    turn.set("infants", int(turn.get("infants") or 0) + len(infants))


def party_of(turn: Turn) -> Party | None:
    """The party as known; None while nobody said how many. Raises BadQuery."""
    adults = turn.get("adults")
    if adults is None:
        return None
    return Party(int(adults), tuple(turn.get("child_ages") or ()), int(turn.get("infants") or 0))


def ages_missing(turn: Turn) -> bool:
    """Whether children travel whose ages nobody said."""
    return len(turn.get("child_ages") or ()) < int(turn.get("children") or 0)
