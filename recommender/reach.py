"""How far a wish wants to go from where it starts: "a short flight", "within four hours", "drivable", "by train"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np

from recommender.catalogue import Destination
from recommender.wish import Origin
from world.folding import fold
from world.places.ranking import distance_km

By = Literal["flight", "drive", "train"]
SHORT_HOURS, NOT_LONG_HOURS, DRIVE_HOURS, TRAIN_HOURS = 4.0, 5.5, 7.0, 8.0
"""What "a short flight", "no long flight" and "by car" allow."""
BOARDING_HOURS, FLIGHT_KMH = 0.5, 800.0
DETOUR, DRIVE_KMH, TRAIN_KMH = 1.3, 85.0, 120.0
ACROSS_WATER = frozenset({"island", "archipelago"})

_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_HOURS = re.compile(
    rf"\b(?P<number>\d{{1,2}}(?:[.,]\d)?|{'|'.join(_WORDS)})(?P<half> and a half)?[ -]?(?:hours?|hrs?|h)\b"
)
_AT_MOST = re.compile(
    r"\b(?:within|under|less than|fewer than|below|up to|at most|(?:no|not) (?:more|longer|further|farther) than|"
    r"max\.?|maximum(?: of)?|only|not over|in)(?: an?| about| around| roughly)?$"
)
_AT_MOST_BEHIND = re.compile(
    r" ?(?:(?:of )?(?:flights?|flying|drive|driving|by (?:car|plane|air)|away|from home)[ ,]*)*"
    r"(?:or less|at most|max\b|tops)"
)
_ARTICLE, _JOURNEY = re.compile(r"\ban?$"), re.compile(r" ?(?:flight|drive)\b")
_TRAVEL = re.compile(r"\b(?:flights?|fly(?:ing)?|plane|in the air|away|reach|drive|driving|by car|car ride|from)\b")
_DRIVING = re.compile(
    r"\b(?:driv(?:e|es|ing|able|eable)|by car|(?:take|taking|in|with) (?:the|our|my) (?:own )?car|car ride)\b"
)
_DRIVABLE = re.compile(
    r"\b(?:driv(?:e)?able|driving distance|(?:short|easy|not too long an?) drive|"
    r"(?:reach\w*|go|travel|get there) by car|"
    r"(?:we|i)(?:'ll| will| want to| would like to|'d like to| can)? (?:drive|go by car|take (?:the|our|my) car))\b"
)
_BY_TRAIN = re.compile(
    r"\b(?:(?:reach\w*|go|get|travel|come|arrive|days?|away|hours?)(?: there)? (?:only )?(?:by|on the) (?:train|rail)|"
    r"by (?:train|rail) from|(?:no|without(?: a)?) (?:planes?|flying|flights?)|(?:don't|do not|won't|refuse to) fly)\b"
)
_SHORT = re.compile(
    r"\bshort(?:er|ish)?(?:[ -]haul)?(?: (?:and|cheap|direct|easy|nonstop))* ?(?:flights?|hop|haul)\b|"
    r"\bquick flights?\b|\b(?:not|isn't|nothing|nowhere) (?:(?:too|so|that|very) )*far\b(?! from (?:the|a) )|"
    r"\bclose (?:to home|by)\b|\bnear home\b|"
    r"\b(?:don't|do not|not) (?:want to |wanna )?(?:fly|travel|go) (?:too |very |so )?(?:far|long)\b"
)
_LONG_FLIGHT = r"long(?:er)?(?:[ -](?:haul|distance))*(?: (?:flights?|journeys?)|(?<=haul))"
_NOT_LONG = re.compile(
    r"\b(?:without|no|not|avoid(?:ing)?|hates?|don't (?:want|like|fancy)|nothing with|skip)(?: \w+){0,2}? "
    rf"{_LONG_FLIGHT}\b|\bnot too long an? flight\b|\bflights?(?: \w+){{0,3}}? ?(?:not|n't)(?: be)?(?: \w+)? long\b"
)


@dataclass(frozen=True)
class Limit:
    """At most so many ``hours`` from the origin."""

    hours: float
    by: By


def limit_said(text: str) -> Limit | None:
    """How far the wish is ready to go; None when it says nothing of it."""
    plain = fold(text)
    by: By = "train" if _BY_TRAIN.search(plain) else "drive" if _DRIVING.search(plain) else "flight"
    for match in _HOURS.finditer(plain):
        left, right = plain[: match.start()].rstrip(), plain[match.end() :]
        travels = _TRAVEL.search(plain[max(0, match.start() - 40) : match.end() + 40])
        a_journey = _ARTICLE.search(left) and _JOURNEY.match(right)
        if travels and (_AT_MOST.search(left) or _AT_MOST_BEHIND.match(right) or a_journey):
            return Limit(_number(match), by)
    if by == "train":
        return Limit(TRAIN_HOURS, "train")
    if _DRIVABLE.search(plain):
        return Limit(DRIVE_HOURS, "drive")
    if _SHORT.search(plain):
        return Limit(SHORT_HOURS, "flight")
    return Limit(NOT_LONG_HOURS, "flight") if _NOT_LONG.search(plain) else None


Km = TypeVar("Km", float, np.ndarray)


def hours_of(km: Km, by: By = "flight") -> Km:
    """Hours under way over a distance: as a crow flies in a jet, or along roads and rails that turn somewhat."""
    if by == "flight":
        return BOARDING_HOURS + km / FLIGHT_KMH
    return km * DETOUR / (DRIVE_KMH if by == "drive" else TRAIN_KMH)


def hours(origin: Origin, destination: Destination, by: By = "flight") -> float:
    """Hours under way from an origin to a destination."""
    return hours_of(distance_km(origin.lat, origin.lon, destination.lat, destination.lon), by)


def _number(match: re.Match[str]) -> float:
    said = match["number"]
    whole = float(_WORDS.index(said) + 1) if said in _WORDS else float(said.replace(",", "."))
    return whole + (0.5 if match["half"] else 0.0)
