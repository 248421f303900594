"""Who is named on the booking: adults first, then children and infants in the order of their ages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from actions.booking.swapped_names import swapped_names
from actions.turn import Turn
from travel.booking.bookings import Passenger
from travel.offers import FlightOffer, Offer
from travel.party import Party
from world.names import read_names

MOST = 9
CLEARLY = 10
"""Points of a hundred by which one known name must be more like the corrected one than the next."""
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


@dataclass(frozen=True)
class Missing:
    """How many names are still wanted, of how many."""

    expected: int
    given: int
    known: tuple[str, ...]
    guest_only: bool

    @property
    def number(self) -> int:
        """Names still to give; any wrong number counts."""
        return abs(self.expected - self.given) if self.given != self.expected else 0

    @property
    def too_many(self) -> bool:
        return self.given > self.expected


def remember_names(turn: Turn) -> None:
    """Take the names of an answer; a complete new list replaces the old one, a part is added to it."""
    names = [name for name in read_names(turn.text, MOST) if name]
    before = list(turn.get("travellers") or [])
    known = {_key(name) for name in before}
    added = [name for name in names if _key(name) not in known]
    complete = len(before) and len(names) >= len(before) and len(added) == len(names)
    turn.set("travellers", names if complete and not _adding(turn) else [*before, *added])


def correct_names(turn: Turn) -> None:
    """Take a correction: "the second name is …", "… not …", or a name that shares a word with a known one.

    What cannot be told apart is asked again.
    """
    known = list(turn.get("travellers") or [])
    swapped = swapped_names(turn.text, known)
    if swapped:
        turn.set("travellers", swapped)
        return
    said = turn.entities.get("name")
    names = [said] if said else read_names(turn.text, MOST)
    if len(names) >= len(known) > 0:
        turn.set("travellers", names)
        return
    place = _place_meant(turn.text.casefold(), known, names)
    if names and place is not None:
        known[place] = names[0]
    turn.set("travellers", known if names and place is not None else [])


def _place_meant(text: str, known: list[str], names: list[str]) -> int | None:
    ordinals = [index for index, word in enumerate(ORDINALS) if re.search(rf"\b{word}\b", text)]
    if len(ordinals) == 1 and ordinals[0] < len(known):
        return ordinals[0]
    words = {word for name in names for word in name.casefold().split()}
    shared = [index for index, name in enumerate(known) if words & set(name.casefold().split())]
    if len(shared) > 1 and len(names) == 1:
        shared = _likest(names[0], known, shared)
    return shared[0] if len(shared) == 1 else None


def _likest(name: str, known: list[str], places: list[int]) -> list[int]:
    """Of several with the same surname the one that is spelt most alike: "Eva Nowak" is meant for Ewa."""
    likeness = sorted((fuzz.ratio(name.casefold(), known[place].casefold()), place) for place in places)
    clear = likeness[-1][0] - likeness[-2][0] >= CLEARLY
    return [likeness[-1][1]] if clear else []


def _adding(turn: Turn) -> bool:
    question = turn.get("question") or {}
    return bool(question.get("note", {}).get("more")) or bool(re.match(r"\s*(and|plus)\b", turn.text.casefold()))


def missing_names(turn: Turn, offers: Sequence[Offer]) -> Missing:
    """What is missing for these offers; a stay alone needs one name."""
    known = tuple(turn.get("travellers") or ())
    flights = [offer for offer in offers if isinstance(offer.content, FlightOffer)]
    if not flights:
        return Missing(1, min(len(known), 1), known[:1], guest_only=True)
    expected = flights[0].content.party.people
    if len(known) > expected:
        turn.set("travellers", [])
    return Missing(expected, len(known), known, guest_only=False)


def passengers_of(turn: Turn, offers: Sequence[Offer]) -> list[Passenger]:
    """The named travellers with what they are on the day of travel."""
    names = list(turn.get("travellers") or [])
    flights = [offer for offer in offers if isinstance(offer.content, FlightOffer)]
    if not flights:
        return [Passenger(name) for name in names]
    return [_passenger(name, position, flights[0].content.party) for position, name in enumerate(names)]


def _passenger(name: str, position: int, party: Party) -> Passenger:
    if position < party.adults:
        return Passenger(name)
    child = position - party.adults
    if child < len(party.child_ages):
        return Passenger(name, "child", party.child_ages[child])
    return Passenger(name, "infant", 0)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
