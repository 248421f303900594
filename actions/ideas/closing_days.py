"""The days on which a traveller is somewhere, and what is closed on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from actions import formatting as form
from actions.brief import stay_of
from actions.turn import Turn
from recommender.catalogue import Destination, Sight
from recommender.sights import NEAR_KM
from world.places.ranking import distance_km

LONGEST = 14
"""Days of a trip for which closing days are pointed out; on longer ones every day comes several times."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def weekdays(days: Sequence[date]) -> set[str]:
    """Their names, as the catalogue has them."""
    return {WEEKDAYS[day.weekday()] for day in days}


def closed_on(sight: Sight, days: Sequence[date]) -> list[date]:
    """On which of the days it is closed."""
    return [day for day in days if WEEKDAYS[day.weekday()] == sight.closed]


def closing_note(turn: Turn, page: Sequence[Sight], days: Sequence[date]) -> str:
    """What is closed on days of the trip, in one sentence; nothing when nothing is."""
    closed = [(sight, closed_on(sight, days)) for sight in page]
    said = [
        turn.words(
            "utter_find_attractions_closed_one",
            sight=sight.name,
            days=form.joined([form.day(day, year=False) for day in on]),
        )
        for sight, on in closed
        if on
    ]
    return turn.words("utter_find_attractions_closed", sights=form.joined(said)) if said else ""


def said_day(turn: Turn) -> str | None:
    """The one day that the sentence names, ISO."""
    said = turn.entities.get("date") or turn.entities.get("start_date")
    return said if isinstance(said, str) and "end_date" not in turn.entities else None


def days_there(turn: Turn, one: Destination) -> list[date]:
    """The days that the sentence names, else those of the trip when it goes there."""
    if said := said_day(turn):
        return [date.fromisoformat(said)]
    stay = stay_of(turn)
    start, end, place = stay["check_in"], stay["check_out"], stay["place"]
    goes_there = place is None or distance_km(place["lat"], place["lon"], one.lat, one.lon) <= NEAR_KM
    if not (isinstance(start, str) and isinstance(end, str) and goes_there):
        return []
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    count = (last - first).days + 1
    return [first + timedelta(days=day) for day in range(count)] if count <= LONGEST else []
