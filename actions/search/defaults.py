"""A signed-in traveller's habits as the start of a search; whatever is said goes before them.

They are taken once for a destination: a wish that was lifted or contradicted does not come back by itself.
"""

from __future__ import annotations

from actions.search.shared import gist
from actions.turn import Json, Turn
from travel.account.defaults import flight_wishes, stay_wishes
from travel.account.profile import Profile
from travel.search.wishes import Wish, merge
from world.places.model import to_dict


async def take_flight_habits(turn: Turn, *, asked_origin: bool) -> None:
    """Home airport, cabin and wishes of the profile, where nothing else was said. A guest has none."""
    profile = await turn.profile()
    if profile is None:
        return
    if not asked_origin:
        _start_at_home(turn, profile)
    if _first_time(turn, "search_flights", gist(turn.get("destination"))):
        cabin = profile.preferences.get("cabin")
        if cabin and not turn.get("cabin"):
            turn.set("cabin", cabin)
        _take(turn, flight_wishes(profile))


async def take_stay_habits(turn: Turn, place: Json | None) -> None:
    """Stars and comforts of the profile, where nothing else was said. A guest has none."""
    profile = await turn.profile()
    if profile and _first_time(turn, "search_stays", gist(place)):
        _take(turn, stay_wishes(profile))


def _start_at_home(turn: Turn, profile: Profile) -> None:
    """A way that leads home does not start there."""
    destination = turn.get("destination")
    home = turn.desk.gazetteer.airport(profile.home_airport) if profile.home_airport else None
    if home is None or destination is None or turn.get("origin"):
        return
    if not set(home.airports) & set(destination["airports"]):
        turn.set("origin", to_dict(home, home.name))


def _first_time(turn: Turn, task: str, place: str) -> bool:
    """Whether this search is for another place than the habits were last taken for."""
    searched = turn.get("searched") or {}
    taken = searched.get("habits") or {}
    before = taken.get(task)
    turn.set("searched", {**searched, "habits": {**taken, task: place or before or ""}})
    return before is None or (before != "" and bool(place) and place != before)


def _take(turn: Turn, wishes: list[Wish]) -> None:
    turn.set("filters", merge(wishes, turn.get("filters") or []))
