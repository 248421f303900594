"""Which response says which refusal of the rules, for those that no capability treats specially."""

from __future__ import annotations

from actions.turn import Turn
from travel.errors import NoSuchBooking, NoSuchOffer, OfferExpired, PartyMismatch, TravelError

RESPONSES: dict[type[TravelError], str] = {
    NoSuchOffer: "utter_refused_no_such_offer",
    OfferExpired: "utter_refused_no_such_offer",
    NoSuchBooking: "utter_refused_no_such_booking",
    PartyMismatch: "utter_refused_party_mismatch",
}


def refuse(turn: Turn, error: TravelError) -> None:
    """Say why it cannot be. Raises the error again when no response is known for it."""
    response = next((RESPONSES[kind] for kind in type(error).__mro__ if kind in RESPONSES), None)
    if response is None:
        raise error
    turn.set("question", None)
    turn.say(response)
