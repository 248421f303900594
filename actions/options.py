"""Which of the options of a question the words mean."""

from __future__ import annotations

from actions.search.picking import index_of
from actions.turn import Json, Turn

SHORT = 6
"""Words; a longer sentence with an intent of its own is not taken for a mere answer."""

COMPASS: dict[str, tuple[str, int]] = {
    "west": ("lon", 0),
    "east": ("lon", -1),
    "south": ("lat", 0),
    "north": ("lat", -1),
}


def matching_option(turn: Turn, question: Json) -> Json | None:
    """The option that the words mean: by its place in the list, its label or a part of its label."""
    options: list[Json] = question["ask"]["options"]
    index = index_of(turn, len(options))
    if index is not None and len(turn.text.split()) <= SHORT:
        return options[index]
    said = plain(turn.text)
    compass = _by_compass(said, options)
    if compass is not None:
        return compass
    for means in (_names, _hints_at):
        hits = [option for option in options if said and means(said, plain(option["label"]))]
        if hits:
            return hits[0] if len(hits) == 1 else None
    return None


def _by_compass(said: str, options: list[Json]) -> Json | None:
    """ "The west one", where the options are places."""
    directions = [name for name in COMPASS if any(word.startswith(name) for word in said.split())]
    places = [(option, entity["value"]) for option in options for entity in option["entities"]]
    known = [(option, place) for option, place in places if isinstance(place, dict) and "lon" in place]
    if len(directions) != 1 or len(known) != len(options) or not known:
        return None
    axis, end = COMPASS[directions[0]]
    return sorted(known, key=lambda one: one[1][axis])[end][0]


def _names(said: str, label: str) -> bool:
    """The whole label was said."""
    return f" {label} " in f" {said} "


def _hints_at(said: str, label: str) -> bool:
    """A word that was said begins a word of the label."""
    words = [word for word in said.split() if len(word) >= 3 and word not in ("the", "one", "please")]
    return any(part.startswith(word) for word in words for part in label.split())


def plain(text: str) -> str:
    """Small letters and digits, one blank between words."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
