"""Who takes a turn: the capability of its intent, unless it answers the open question.

Rasa's rules give every intent its action; an answer such as "Lisbon", "two" or "Marta Kowalska" means
nothing without the question, so the question may claim it.
"""

from __future__ import annotations

import re

from actions.booking.swapped_names import swapped_names
from actions.search.picking import index_of
from actions.turn import Json, Turn
from world.ages import read_ages
from world.kinds import mentioned_kinds
from world.languages import find_languages
from world.names import read_names
from world.places import to_slot

WEAK = frozenset({"inform", "nlu_fallback", "out_of_scope", "affirm", "deny", "select_option"})
"""Intents that say little by themselves; the open question decides what they are about."""

REMARKS = frozenset({"like", "dislike", "refine_search", "set_preference", "select_option", "inform"})
"""Intents that, while ideas are on screen, say more about the wish or choose among them."""

ALWAYS = frozenset({"stop", "restart", "help", "bot_challenge", "request_human", "repeat", "goodbye"})
"""Intents that are never an answer, when understood with some certainty."""

NO_DAYS = ("past_date", "impossible_date")
DATES = ("date", "depart_date", "return_date", "check_in", "check_out", "start_date", "end_date", *NO_DAYS)
FITTING = {
    "date": (*DATES, "nights", "one_way"),
    "date_range": (*DATES, "nights"),
    "place": ("place", "origin", "destination"),
    "number": ("number", "nights", "adults", "rooms", "child_ages", "children", "date"),
    "party": ("number", "adults", "children", "infants", "child_ages"),
    "email": ("email",),
}
NAME_WORDS = re.compile(r"\b(?:names?|passengers?|spel(?:t|led|ling))\b")
YES = re.compile(r"\W*(?:yes|yep|yeah|yup|ok|okay|sure|alright|all right|go ahead|please do)\b")
NEGATED = re.compile(r"\b(?:not|no|never)\b|n['\u2019]t\b")
GLUE = frozenset("a an and at for from in it is on or please the then to until".split())
SHORT = 6
"""Words; a longer sentence with an intent of its own is not taken for a mere answer."""


def claimed_by(turn: Turn) -> str | None:
    """The owner of the open question when this turn answers it, else None."""
    question = turn.question
    if not question or (turn.intent in ALWAYS and turn.confidence >= 0.5):
        return None
    if turn.intent.startswith("ask_") and turn.intent != question["owner"] and _says_more_than_data(turn):
        return None
    return question["owner"] if _answers(turn, question) else None


def _answers(turn: Turn, question: Json) -> bool:
    slot, kind = question["slot"], question["ask"]["kind"]
    if slot == "option" and (turn.get("shown") or {}).get("kind") == "destination" and turn.intent in REMARKS:
        return True
    if slot == "option":
        return turn.intent in ("affirm", "deny", "inform", "nlu_fallback", "out_of_scope") and turn.has("pick")
    if slot == "name":
        return _are_names(turn)
    if slot == "email" and "@" in turn.text:
        return True
    if question["owner"] == "book" and _corrects_travellers(turn):
        return True
    if slot == "confirm" and turn.has(*FACTS):
        return False
    if question["owner"] == "cancel_booking" and slot == "confirm" and _asks_about_other(turn):
        return True
    if slot == "confirm" and _says_yes_in_full(turn, question):
        turn.intent = "affirm"
        return True
    if question["owner"] == "cancel_booking" and kind == "choice" and _asks_about_other(turn):
        return True
    if slot == "child_ages":
        return bool(read_ages(turn.text)) or turn.has("child_ages", "infants")
    if kind == "place" and not turn.has(*FITTING["place"]):
        _take_bare_place(turn)
    if slot == "language" and find_languages(turn.text):
        return True
    if slot == "code":
        return turn.has("code", "number") and turn.intent in (*WEAK, "show_trips")
    if kind == "choice" and matching_option(turn, question) is not None:
        return turn.intent in WEAK or len(turn.text.split()) <= SHORT
    if turn.intent in ("affirm", "deny"):
        return kind in ("yes_no", "date") or turn.has(*FITTING.get(kind, ()))
    if kind == "yes_no":
        return False
    short = len(turn.text.split()) <= SHORT or question["owner"] == turn.intent
    return turn.has(*FITTING.get(kind, ())) and (turn.intent in WEAK or short)


def _says_more_than_data(turn: Turn) -> bool:
    """ "Is Naples safe" is a question in between, though its place would fit the open one; "tomorrow" is an answer."""
    data = {word for phrase in turn.phrases.values() for word in _plain(phrase).split()}
    return bool(set(_plain(turn.text).split()) - data - GLUE)


def _take_bare_place(turn: Turn) -> None:
    """ "Nice" is a compliment, unless a place was asked for."""
    said = turn.text.strip(" .!?")
    found = turn.desk.gazetteer.find(f"to {said}")
    if len(found) == 1 and found[0].text.casefold() == said.casefold():
        turn.entities["place"] = to_slot(found[0])
        turn.intent = "inform"


def _are_names(turn: Turn) -> bool:
    if turn.has("refinements", "pick") and turn.intent not in WEAK:
        return False
    if turn.intent in ("affirm", "deny", "show_more", "refine_search", "cancel_booking") and turn.confidence > 0.8:
        return False
    given = turn.has("name") or bool(read_names(turn.text, 9))
    travelling = turn.has("depart_date", "return_date", "start_date", "check_in", "budget")
    return given and not travelling


def matching_option(turn: Turn, question: Json) -> Json | None:
    """The option that the words mean: by its place in the list, its label or a part of its label."""
    options: list[Json] = question["ask"]["options"]
    index = index_of(turn, len(options))
    if index is not None and len(turn.text.split()) <= SHORT:
        return options[index]
    said = _plain(turn.text)
    compass = _by_compass(said, options)
    if compass is not None:
        return compass
    for means in (_names, _hints_at):
        hits = [option for option in options if said and means(said, _plain(option["label"]))]
        if hits:
            return hits[0] if len(hits) == 1 else None
    return None


FACTS = (*DATES, *FITTING["place"], "nights", "shift", "adults", "children", "infants", "rooms", "cabin", "refinements")
"""What changes a trip: a yes or no that comes with one of these is no answer to a summary."""


def _asks_about_other(turn: Turn) -> bool:
    """ "And the flight?" while the question is whether to cancel the stay."""
    short = len(turn.text.split()) <= SHORT
    return short and turn.intent != "cancel_booking" and bool(mentioned_kinds(turn.text))


def _says_yes_in_full(turn: Turn, question: Json) -> bool:
    """ "Yes, book it" repeats what was asked; "book it" alone is not taken for the yes."""
    said = turn.text.casefold()
    repeated = turn.intent == question["owner"] and not turn.has("pick", "booking_reference")
    return repeated and YES.match(said) is not None and NEGATED.search(said) is None


def _corrects_travellers(turn: Turn) -> bool:
    """Names and the e-mail can be corrected until the yes."""
    if swapped_names(turn.text, turn.get("travellers") or []):
        return True
    if turn.intent in ("affirm", "deny") and turn.confidence > 0.9 and not turn.has("email", "name"):
        return False
    about_names = turn.has("name") or NAME_WORDS.search(turn.text.casefold()) is not None
    return turn.has("email") or (about_names and not turn.has("depart_date", "return_date", "check_in", "budget"))


COMPASS: dict[str, tuple[str, int]] = {
    "west": ("lon", 0),
    "east": ("lon", -1),
    "south": ("lat", 0),
    "north": ("lat", -1),
}


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


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
