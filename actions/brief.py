"""What is known of the trip: taking facts from a sentence, and deriving what was not said.

A fact said for one thing serves the others: a stay takes place and dates from the flight, unless they were
said for the stay itself.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from actions.days import after, said_days, shifted
from actions.party import PARTY
from actions.turn import Json, Turn
from world.folding import fold
from world.places.ranking import distance_km
from world.quantities.areas import find_near

FLIGHT = (
    "origin",
    "destination",
    "depart_date",
    "return_date",
    "one_way",
    "cabin",
    "nonstop",
    "time_of_day",
    "airline",
)
STAY = ("place", "check_in", "check_out", "nights", "rooms", "stars", "board", "near", "amenities")
OTHER = ("via", "start_date", "end_date", "date", "flexible_days", "budget", "interests", "companions", "bags")
DIALOGUE = ("question", "task", "shown", "filters", "chosen", "wishes", "travellers", "quote", "searched", "booked")

YES = re.compile(r"\W*(?:yes|yep|yeah|yup|sure|right|correct)\b")
SAME_TOWN_KM = 15


def forget_trip(turn: Turn) -> None:
    """Drop everything under way; bookings are not touched."""
    turn.clear(*FLIGHT, *STAY, *PARTY, *OTHER, *DIALOGUE, "infant_months")


def remember_flight(turn: Turn, answering: str | None = None) -> None:
    """Take route, dates and wishes for a flight from the sentence."""
    said = turn.entities
    _remember_route(turn, answering)
    _remember_flight_dates(turn, answering)
    for slot in ("cabin", "nonstop", "time_of_day", "airline", "flexible_days", "budget", "bags"):
        if slot in said:
            turn.set(slot, said[slot])


def _remember_route(turn: Turn, answering: str | None) -> None:
    said = turn.entities
    origin, destination, place = said.get("origin"), said.get("destination"), said.get("place")
    if answering == "origin" and not origin:
        origin, destination = place or destination, None
    elif place and not destination and answering != "origin":
        destination = place
    if destination:
        if not _same(destination, turn.get("destination")):
            turn.clear("place")
        turn.set("destination", destination)
    if origin:
        turn.set("origin", origin)
    if not turn.get("destination") and turn.get("place"):
        turn.set("destination", turn.get("place"))


def _remember_flight_dates(turn: Turn, answering: str | None) -> None:
    said = turn.entities
    before = turn.get("depart_date")
    known = before or turn.get("check_in") or turn.get("start_date")
    start, end = said_days(turn, known, end_asked=answering == "return_date")
    start, end = shifted(turn, start, end, (before, turn.get("return_date")), leave="start")
    if start:
        _move_start(turn, before, start)
    if said.get("one_way") is True or (answering == "return_date" and not end and _says_yes(turn)):
        turn.set("one_way", True)
        turn.clear("return_date")
    elif "nights" in said and isinstance(turn.get("depart_date"), str) and not end:
        end = after(turn.get("depart_date"), int(said["nights"]))
    if end:
        turn.set("return_date", end)
        turn.set("one_way", False)
    if start or end:
        turn.clear("check_in", "check_out", "nights")
    if not turn.get("depart_date") and isinstance(turn.get("check_in"), str):
        turn.set("depart_date", turn.get("check_in"))
        turn.set("return_date", turn.get("check_out"))


def _says_yes(turn: Turn) -> bool:
    """A plain yes, or one at the head of further facts ("yep, just me")."""
    return turn.intent == "affirm" or YES.match(turn.text.casefold()) is not None


def _move_start(turn: Turn, before: Any, start: Any) -> None:
    """Move the departure; a return that would come too early moves along, keeping the length."""
    back = turn.get("return_date")
    turn.set("depart_date", start)
    if isinstance(start, str) and isinstance(back, str) and isinstance(before, str) and start > back:
        turn.set("return_date", after(start, (date.fromisoformat(back) - date.fromisoformat(before)).days))


def remember_stay(turn: Turn, answering: str | None = None) -> None:
    """Take place, dates and wishes for a stay from the sentence."""
    said = turn.entities
    place, known = said.get("place") or said.get("destination"), turn.get("place") or turn.get("destination")
    if place and known and (area := _area_of(turn, place, known)):
        said["near"] = area
    elif place:
        if not _same(place, known):
            turn.clear("near")
        turn.set("place", place)
    stay = stay_of(turn)
    start, end = said_days(turn, stay["check_in"], end_asked=answering in ("check_out", "nights"))
    start, end = shifted(turn, start, end, (stay["check_in"], stay["check_out"]), leave="end")
    if answering == "nights" and "number" in said and "nights" not in said:
        said["nights"] = int(said["number"])
    if start:
        turn.set("check_in", start)
        turn.clear("check_out")
    if end:
        turn.set("check_out", end)
        turn.clear("nights")
    if "nights" in said:
        turn.set("nights", int(said["nights"]))
        if not end:
            turn.clear("check_out")
    remember_comfort(turn)


def _area_of(turn: Turn, place: Json, known: Json) -> str | None:
    """The words of "near the Vatican" while a stay in Rome is looked for: a part of town, not another town."""
    near = find_near(fold(turn.text))
    if near is None or known["kind"] not in ("city", "airport"):
        return None
    words = turn.text[near[1] : near[2]]
    named = turn.phrases.get("place") or turn.phrases.get("destination") or ""
    within = distance_km(place["lat"], place["lon"], known["lat"], known["lon"]) <= SAME_TOWN_KM
    overlap = words.casefold() in named.casefold() or named.casefold() in words.casefold()
    return words if named and within and overlap else None


def remember_comfort(turn: Turn) -> None:
    """Take what a stay should be like, also from a sentence that asks for a flight first."""
    for slot in ("rooms", "stars", "board", "near", "amenities", "budget"):
        if slot in turn.entities:
            turn.set(slot, turn.entities[slot])


def stay_of(turn: Turn) -> Json:
    """Place and dates of the stay: as said for it, else as the flight has them."""
    place = turn.get("place") or turn.get("destination")
    start = turn.get("check_in") or turn.get("depart_date") or turn.get("start_date")
    end = turn.get("check_out")
    nights = turn.get("nights")
    if end is None and nights and isinstance(start, str):
        end = after(start, int(nights))
    if end is None:
        end = turn.get("return_date") or turn.get("end_date")
    return {"place": place, "check_in": start, "check_out": end, "nights": nights}


def _same(one: Json | None, other: Json | None) -> bool:
    return bool(one and other and one["id"] == other["id"])
