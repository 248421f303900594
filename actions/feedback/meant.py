"""Which of the ideas a like or a dislike is about."""

from __future__ import annotations

from actions.capability import Capability
from actions.cards import destination_value
from actions.ideas.wishing import ideas_of
from actions.turn import Json, Turn, choice
from recommender.catalogue import Destination
from recommender.sights import destination_of


def page_of(turn: Turn) -> list[str]:
    """Ids of the ideas on screen; none while there is something else or nothing."""
    shown = turn.get("shown") or {}
    return list(shown["page"]) if shown.get("kind") == "destination" else []


def place_named(turn: Turn) -> Json | None:
    """The place that the sentence names, or that a tapped choice carries."""
    said = turn.entities
    place: Json | None = said.get("destination") or said.get("place") or said.get("excluded_place")
    return place


def ideas_meant(turn: Turn) -> list[str]:
    """Ids of the ideas that are meant: named, pointed at by place in the list, or the only one in question."""
    page, place = page_of(turn), place_named(turn)
    if place is not None:
        named = destination_of(turn.desk.recommender.destinations, place)
        return [named.id] if named and named.id in (ideas_of(turn).get("shown") or {}) else []
    if page:
        pick = turn.entities.get("pick") or {}
        pointed = [place - 1 if place > 0 else place for place in pick.get("indexes") or []]
        return [page[one] for one in pointed if -len(page) <= one < len(page)] or (page if len(page) == 1 else [])
    return _taken(turn)


def _taken(turn: Turn) -> list[str]:
    """The idea that was taken up last, while nothing else has come on screen."""
    place = turn.get("destination")
    if turn.get("task") != "recommend_destinations" or turn.get("shown") or place is None:
        return []
    taken = destination_of(turn.desk.recommender.destinations, place)
    return [taken.id] if taken and taken.id in (ideas_of(turn).get("shown") or {}) else []


def ask_which(turn: Turn, clerk: Capability, text: str, *others: Json) -> None:
    """Ask which idea on screen is meant; ``others`` are further answers."""
    found = [turn.desk.recommender.destination(one) for one in page_of(turn)]
    options = [choice(one.name, clerk.name, destination=destination_value(one)) for one in found if one]
    turn.ask(clerk.name, "option", "choice", text, options=[*options, *others])


def names_of(turn: Turn, ids: list[str]) -> list[str]:
    """The names of destinations by their ids."""
    found: list[Destination | None] = [turn.desk.recommender.destination(one) for one in ids]
    return [one.name for one in found if one]
