"""What a sentence says of a traveller's habits, and how it joins what is known already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from travel.account.profile import MAX_TEXT, PREFERENCES
from travel.account.pushes_said import read_pushes
from world.carriers import Carrier, carriers, find_carriers

SEATS = {
    "window": r"\bwindow",
    "aisle": r"\baisle",
    "exit row": r"\b(?:emergency )?exit(?: row)?\b",
    "extra legroom": r"\bleg-?room",
    "over the wing": r"\bover the wing",
    "front": r"\b(?:front|first rows?)\b",
}
MEALS = {
    "gluten-free": r"\bgluten|\bc(?:o)?eliac",
    "lactose-free": r"\blactose|\bdairy[- ]free",
    "vegan": r"\bvegan",
    "vegetarian": r"\bvegetarian|\bveggie|(?:\bnot|n't|\bno|\bnever) (?:eat )?meat\b",
    "halal": r"\bhalal",
    "kosher": r"\bkosher",
    "diabetic": r"\bdiabetic",
}
UNITS = {
    "imperial": r"\bfahrenheit|\bin miles|\buse (?:the )?miles|\bimperial",
    "metric": r"\bcelsius|\bkilomet(?:re|er)s|\bmetric",
}
NOT_SEATED = re.compile(r"\b(?:room|hotel|sea|view)s?\b")
NEGATED = re.compile(r"\b(?:never|not|no|nor|avoid|skip|refuse|hate|dislike|without|except|dont|leave out)\b|n't\b")
DENIED = re.compile(r"(?:\b(?:not|no|never)|n't)\b(?: an?| the| at| by)*\W*$")
DOUBLE = re.compile(r"\b(?:never|not|no|n't)\b.*\bwithout\b")
NO_STOPS = re.compile(
    r"(?:\b(?:never|no|not|without|hate|avoid)|n't)\b[\w\s]{0,24}"
    r"\b(?:stop-?overs?|lay-?overs?|connections?|chang(?:e|ing) planes?)\b"
)
SOME_STOPS = re.compile(r"\b(?:long|short|under|over|less|more|hours?|minutes?|overnight)\b")
STOPS_FINE = re.compile(
    r"(?:n't|not) mind (?:a |the )?(?:stops?|stop-?overs?|lay-?overs?|chang)|\bstop(?:-?over)?s? (?:are|is) (?:fine|ok)"
)
SPECIAL = re.compile(
    r"\ballerg|\bwheelchair|\bdiabet|\bmobility|\bstep-free|\bassistance|\b(?:dog|cat|pet)s?\b|\bcot\b|\bstick\b|\bstairs"
)
"""Needs that nobody may lose: they are kept in the traveller's own words as well."""
TAKEN_BACK = re.compile(
    r"(?<!n't )(?<!not )(?<!never )\b(?:forget|remove|delete|drop|clear|no longer|any ?more|any longer)\b"
)
TOPICS = {
    "seat": r"\bseat",
    "meal": r"\bmeal|\bdiet|\bfood",
    "cabin": r"\bcabin|\bclass\b",
    "airlines": r"\bfavou?rite airline|\bpreferred airline",
    "avoid_airlines": r"\bavoided|\bblocked",
    "notes": r"\bnotes?\b",
    "stars": r"\bstars?\b",
    "interests": r"\binterests?\b",
    "bags": r"\bbags?\b|\bluggage",
    "time_of_day": r"\btime of day",
    "nonstop": r"\bdirect|\bnon-?stop",
    "amenities": r"\bamenit",
}
NOTHING = r"(?!)"
EVERY = re.compile(r"\b(?:all|every(?:thing)?)\b.*\b(?:preferences?|habits?|like|prefer)\b")
AIR = re.compile(r"\b(?:avoid|skip|airline|carrier|loyal to|miles|fly|flown|flying)\b")
OPEN = re.compile(r"\bpreferences?\b|^\W*(?:how|where) (?:do|can|could|may)\b")
COMPANY = re.compile(r" (?:Air ?[Ll]ines?|Airways|Air)$")
CLAUSE = re.compile(r"[,;.!?]|\bbut\b|\brather than\b|\binstead of\b")
CONTRARY = {"airlines": "avoid_airlines", "avoid_airlines": "airlines"}


@dataclass(frozen=True)
class Habits:
    """Values by name of PREFERENCES, and what is taken back: whole preferences by name, or items of its lists."""

    values: Mapping[str, Any] = field(default_factory=dict)
    dropped: Mapping[str, Any] = field(default_factory=dict)


def read_habits(text: str, read: Mapping[str, Any]) -> Habits:
    """What a sentence says; ``read`` are its entities as ``world.reading`` names them.

    What fits no preference is kept as a note in the traveller's words, unless it says nothing ("set a preference");
    special needs and mere interests are kept so as well, because more may have been meant than was understood.
    """
    said = text.casefold().replace("\u2019", "'")
    if pushes := read_pushes(said):
        return Habits(*pushes)
    values = {**_by_words(said), **_by_entities(said, read), **_airlines(text, said)}
    if TAKEN_BACK.search(said):
        every = EVERY.search(said) is not None
        topics = {name: None for name in PREFERENCES if every or re.search(TOPICS.get(name, NOTHING), said)}
        return Habits(dropped={**topics, **values})
    if "meal" in values and values.get("interests") == ["food"]:
        del values["interests"]  # of "vegan food" the food is no interest
    if SPECIAL.search(said) or (not set(values) - {"interests"} and not OPEN.search(said)):
        values["notes"] = [shortened(text)]
    return Habits(values)


def joined_with(known: Mapping[str, Any], habits: Habits) -> dict[str, Any]:
    """The preferences to change so that what was said holds; None takes one away. The last word counts."""
    change: dict[str, Any] = {}
    for name, value in habits.values.items():
        if PREFERENCES[name] is not list:
            change[name] = value
            continue
        change[name] = list(dict.fromkeys([*(known.get(name) or []), *value]))
        contrary = CONTRARY.get(name)
        if contrary and set(known.get(contrary) or ()) & set(value):
            change[contrary] = [one for one in known[contrary] if one not in value] or None
    for name, value in habits.dropped.items():
        kept = [one for one in known.get(name) or [] if one not in value] if isinstance(value, list) else []
        change[name] = kept or None
    return {name: value for name, value in change.items() if value != known.get(name)}


def shortened(text: str) -> str:
    """At most as long as a profile keeps, cut between words."""
    plain = " ".join(text.split())
    return plain if len(plain) <= MAX_TEXT else plain[: MAX_TEXT - 2].rpartition(" ")[0] + " …"


def carrier_named(name: str) -> Carrier | None:
    """The airline of a name or code as kept in a profile."""
    wanted = name.casefold().strip()
    found = (one for one in carriers() if wanted in {one.code.casefold(), one.name.casefold(), *_others(one)})
    return next(found, None)


def _others(one: Carrier) -> set[str]:
    return {name.casefold() for name in one.others}


def _by_words(said: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    seat = None if NOT_SEATED.search(said) else _first(said, SEATS)
    meal, units = _first(said, MEALS), _first(said, UNITS)
    found = {"seat": seat, "meal": meal, "units": units}
    values |= {name: value for name, value in found.items() if value}
    if STOPS_FINE.search(said):
        values["nonstop"] = False
    elif NO_STOPS.search(said) and not SOME_STOPS.search(said):
        values["nonstop"] = True
    return values


def _first(said: str, patterns: Mapping[str, str]) -> str | None:
    """The first of these that is named without a no right before it."""
    for value, pattern in patterns.items():
        match = re.search(pattern, said)
        before = said[max(0, match.start() - 18) : match.start()] if match else ""
        if match and not DENIED.search(before):
            return value
    return None


def _by_entities(said: str, read: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    wanted = not NEGATED.search(said) or DOUBLE.search(said) is not None
    for name in ("cabin", "stars"):
        if name in read:
            values[name] = read[name]
    if read.get("nonstop") and "nonstop" not in values:
        values["nonstop"] = True
    if "bags" in read and (wanted or read["bags"] == 0):
        values["bags"] = int(read["bags"])
    if wanted and isinstance(read.get("time_of_day"), str):
        values["time_of_day"] = read["time_of_day"]
    comforts = [*(read.get("amenities") or []), *([read["board"]] if read.get("board") else [])]
    for name, items in (("amenities", comforts), ("interests", read.get("interests") or [])):
        if wanted and items:
            values[name] = list(items)
    return values


def _airlines(text: str, said: str) -> dict[str, Any]:
    """Airlines by name, each wished or avoided as its own clause says."""
    liked: list[str] = []
    avoided: list[str] = []
    for start, name in _named(text, said):
        ends = [match.end() for match in CLAUSE.finditer(said) if match.end() <= start]
        clause = said[ends[-1] if ends else 0 : start]
        (avoided if NEGATED.search(clause) else liked).append(name)
    found = {"airlines": liked, "avoid_airlines": avoided}
    return {key: list(dict.fromkeys(names)) for key, names in found.items() if names}


def _named(text: str, said: str) -> Iterator[tuple[int, str]]:
    found = [(start, one.name) for start, _, one, _ in find_carriers(text)]
    yield from found
    if found or not AIR.search(said):
        return
    for one in carriers():  # names that are everyday words count here with a capital and a word of flying
        match = re.search(rf"(?<!^)\b{re.escape(COMPANY.sub('', one.name))}\b", text)
        if match:
            yield match.start(), one.name
