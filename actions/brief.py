"""What is known of the trip: taking facts from a sentence, and deriving what was not said.

A fact said for one thing serves the others: a stay takes place and dates from the flight, unless they were
said for the stay itself.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from actions.turn import Json, Turn
from travel.party import Party
from world.ages import read_ages, read_months_now
from world.anchoring import anchored, anchored_window
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
PARTY = ("adults", "children", "child_ages", "infants")
OTHER = ("via", "start_date", "end_date", "date", "flexible_days", "budget", "interests", "companions", "bags")
DIALOGUE = ("question", "task", "shown", "filters", "chosen", "wishes", "travellers", "quote", "searched", "booked")

YES = re.compile(r"\W*(?:yes|yep|yeah|yup|sure|right|correct)\b")
INFANT_UNTIL = 2
"""Years on the day of travel; younger children sit on a lap."""

SAME_TOWN_KM = 15
STARTS = ("depart_date", "check_in", "start_date", "date")
ENDS = ("return_date", "check_out", "end_date")


def forget_trip(turn: Turn) -> None:
    """Drop everything under way; bookings are not touched."""
    turn.clear(*FLIGHT, *STAY, *PARTY, *OTHER, *DIALOGUE, "infant_months")


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
    start, end = _said_days(turn, known, end_asked=answering == "return_date")
    start, end = _shifted(turn, start, end, (before, turn.get("return_date")), leave="start")
    if start:
        _move_start(turn, before, start)
    if said.get("one_way") is True or (answering == "return_date" and not end and _says_yes(turn)):
        turn.set("one_way", True)
        turn.clear("return_date")
    elif "nights" in said and isinstance(turn.get("depart_date"), str) and not end:
        end = _after(turn.get("depart_date"), int(said["nights"]))
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
        turn.set("return_date", _after(start, (date.fromisoformat(back) - date.fromisoformat(before)).days))


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
    start, end = _said_days(turn, stay["check_in"], end_asked=answering in ("check_out", "nights"))
    start, end = _shifted(turn, start, end, (stay["check_in"], stay["check_out"]), leave="end")
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
        end = _after(start, int(nights))
    if end is None:
        end = turn.get("return_date") or turn.get("end_date")
    return {"place": place, "check_in": start, "check_out": end, "nights": nights}


def _said_days(turn: Turn, reference: Any, *, end_asked: bool) -> tuple[Any, Any]:
    """First and last day of the sentence; a lone day answers the question for the end when that is open.

    "The 20th" and "Sunday" are days of the trip that is known, not of this month.
    """
    names = (
        next((name for name in STARTS if turn.entities.get(name)), ""),
        next((name for name in ENDS if turn.entities.get(name)), ""),
    )
    start, end = (turn.entities.get(name) for name in names)
    start_phrase, end_phrase = (turn.phrases.get(name, "") for name in names)
    if end_asked and start and not end and names[0] != "depart_date":
        start, end, start_phrase, end_phrase = None, start, "", start_phrase
    known = reference.get("start") if isinstance(reference, dict) else reference
    if isinstance(start, dict) and known:
        window = (date.fromisoformat(start[edge]) for edge in ("start", "end"))
        first, last = anchored_window(start_phrase, *window, date.fromisoformat(known))
        start = {"start": first.isoformat(), "end": last.isoformat()}
    if isinstance(start, str) and known:
        moved = anchored(start_phrase, date.fromisoformat(start), date.fromisoformat(known), after=False)
        if isinstance(end, str):
            end = (date.fromisoformat(end) + (moved - date.fromisoformat(start))).isoformat()
        start = moved.isoformat()
    base = start or known
    if isinstance(end, str) and isinstance(base, str) and (not start or end < base):
        end = anchored(end_phrase, date.fromisoformat(end), date.fromisoformat(base), after=True).isoformat()
    return start, end


def _shifted(turn: Turn, start: Any, end: Any, known: tuple[Any, Any], *, leave: str) -> tuple[Any, Any]:
    """The days of the trip moved as the sentence says ("a day earlier", "2 nights longer"); they were known before.

    ``leave`` is the end of the trip that "leave" means. Where nothing can move, "a week later" is a length.
    """
    shift, (first, last) = turn.entities.get("shift"), known
    if not shift or start or not isinstance(first, str):
        return start, end
    edge = leave if shift["edge"] == "leave" else shift["edge"]
    if not isinstance(last, str) and (edge == "end" or turn.get("one_way") is not True):
        return start, end
    turn.entities.pop("nights", None)
    moved = [_after(day, int(shift["days"])) if isinstance(day, str) else None for day in known]
    return moved[0] if edge in ("start", "both") else None, moved[1] if edge in ("end", "both") else last


def _same(one: Json | None, other: Json | None) -> bool:
    return bool(one and other and one["id"] == other["id"])


def _after(day: str, nights: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=nights)).isoformat()
