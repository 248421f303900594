"""What a profile wishes of every search, until something else is said."""

from __future__ import annotations

from travel.account.profile import Profile
from travel.account.set_preference import carrier_named
from travel.search.wishes import Wish

BOARDS = frozenset({"breakfast", "half_board", "full_board", "all_inclusive"})
"""Kept among the amenities; a search knows them as board."""
FOR_FLIGHTS = frozenset({"cabin", "nonstop", "avoid_airlines", "bags", "time_of_day"})
FOR_STAYS = frozenset({"stars", "amenities"})


def flight_wishes(profile: Profile) -> list[Wish]:
    """Direct, not with these airlines, with bags, at that time of day; the cabin goes with the query itself."""
    known = profile.preferences
    wishes: list[Wish] = [{"attr": "stops", "op": "max", "value": 0}] if known.get("nonstop") else []
    avoided = [carrier_named(str(name)) for name in known.get("avoid_airlines") or []]
    wishes += [{"attr": "carrier", "op": "not", "value": one.code} for one in avoided if one]
    if known.get("bags"):
        wishes.append({"attr": "bags", "op": "with", "value": known["bags"]})
    if known.get("time_of_day"):
        wishes.append({"attr": "depart_time", "op": "window", "value": known["time_of_day"]})
    return wishes


def stay_wishes(profile: Profile) -> list[Wish]:
    """At least so many stars, and what the house must have."""
    known = profile.preferences
    wishes: list[Wish] = [{"attr": "stars", "op": "min", "value": known["stars"]}] if known.get("stars") else []
    for name in known.get("amenities") or []:
        wishes.append({"attr": "board" if name in BOARDS else "amenity", "op": "with", "value": name})
    return wishes
