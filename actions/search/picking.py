"""Which of the offers on screen a pick means."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from actions import cards
from actions.turn import Json, Turn
from travel.offers import Content, FlightOffer, Offer, StayOffer
from travel.search.filters import has_feature, meets
from travel.search.wishes import limits_in

ORDINAL = re.compile(r"\W*(?:the )?(?P<number>\d)(?:st|nd|rd|th)(?: one)?(?: please)?\W*")
""" "The 2nd" alone is a date, unless there is something to choose from."""

Key = Callable[[Content], Any]


def _minutes(content: Content) -> Any:
    return content.minutes if isinstance(content, FlightOffer) else 0


def _rating(content: Content) -> Any:
    return -content.rating if isinstance(content, StayOffer) else content.price.amount


def _distance(content: Content) -> Any:
    return content.distance_km if isinstance(content, StayOffer) else 0


SUPERLATIVES: dict[str, tuple[Key, bool]] = {
    "cheapest": (lambda content: content.price.amount, False),
    "cheaper": (lambda content: content.price.amount, False),
    "dearest": (lambda content: content.price.amount, True),
    "fastest": (_minutes, False),
    "earliest": (lambda content: content.starts, False),
    "latest": (lambda content: content.starts, True),
    "best": (_rating, False),
    "highest_rated": (_rating, False),
    "closest": (_distance, False),
}


def picked(turn: Turn, page: Sequence[Offer]) -> list[Offer]:
    """The offers on the page that the sentence means: one when it is clear, several when it is not."""
    pick: Json = turn.entities.get("pick") or {}
    if pick.get("superlative") in SUPERLATIVES:
        key, last_first = SUPERLATIVES[pick["superlative"]]
        return sorted(page, key=lambda offer: key(offer.content), reverse=last_first)[:1]
    if pick.get("features"):
        return [offer for offer in page if all(_has(offer.content, feature) for feature in pick["features"])]
    index = index_of(turn, len(page))
    if index is not None:
        return [page[index]]
    return _by_wishes(turn, page) or (list(page) if len(page) == 1 and not pick else [])


def index_of(turn: Turn, length: int) -> int | None:
    """The position that was said, counted from 0; None when none was, or there is no such position."""
    pick: Json = turn.entities.get("pick") or {}
    indexes = pick.get("indexes") or []
    if not indexes and "number" in turn.entities:
        indexes = [int(turn.entities["number"])]
    if not indexes and (ordinal := ORDINAL.fullmatch(turn.text.casefold())):
        indexes = [int(ordinal["number"])]
    if len(indexes) != 1 or indexes[0] == 0 or not -length <= indexes[0] <= length:
        return None
    return indexes[0] - 1 if indexes[0] > 0 else indexes[0] + length


def _by_wishes(turn: Turn, page: Sequence[Offer]) -> list[Offer]:
    """ "The one with breakfast" may have been read as a wish rather than a pick."""
    wishes = [*(turn.entities.get("refinements") or [])]
    if turn.entities.get("board"):
        wishes.append({"attr": "board", "op": "with", "value": turn.entities["board"]})
    if turn.entities.get("airline"):
        wishes.append({"attr": "carrier", "op": "only", "value": turn.entities["airline"]})
    wishes = [wish for wish in wishes if wish.get("op") in ("with", "only", "max", "window")]
    if not wishes or not page:
        return []
    wishes = limits_in(wishes, page[0].price.currency, turn.desk.rates)
    return [offer for offer in page if all(meets(offer.content, wish) for wish in wishes)]


def _has(content: Content, feature: Json) -> bool:
    attr, value = feature["attr"], feature["value"]
    if attr == "label":
        return str(value).casefold() in _label(content).casefold()
    if isinstance(content, FlightOffer):
        return _flight_has(content, attr, value)
    if attr == "stars":
        return content.stars == int(value)
    if attr in ("amenities", "board"):
        return has_feature(content, str(value))
    return attr == "near" and str(value).casefold() in content.neighbourhood.casefold()


def _flight_has(content: FlightOffer, attr: str, value: Any) -> bool:
    if attr == "carrier":
        return value in content.carriers
    if attr == "depart_time":
        return f"{content.starts:%H:%M}" == value or (value.endswith(":00") and f"{content.starts:%H}" == value[:2])
    if attr == "nonstop":
        return content.stops == 0
    if attr == "time_of_day":
        return meets(content, {"attr": "depart_time", "op": "window", "value": value})
    return attr == "cabin" and content.cabin == value


def _label(content: Content) -> str:
    if isinstance(content, FlightOffer):
        numbers = " ".join(segment.number for one in content.slices for segment in one.segments)
        return f"{cards.title(content)} {numbers}"
    return f"{content.name} {content.neighbourhood}"
