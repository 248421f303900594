"""Baggage: what the fare of a flight chosen, shown or booked includes; airlines' own rules are not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from actions import cards
from actions import formatting as form
from actions.capability import Capability
from actions.questions.on_screen import chosen_offers, shown_offers
from actions.search.picking import picked
from actions.turn import Turn
from travel.offers import Content, FlightOffer


class AskBaggage(Capability):
    name = "ask_baggage"
    digression = True

    async def handle(self, turn: Turn) -> None:
        page = [offer for offer in await shown_offers(turn) if offer.kind == "flight"]
        pointed = picked(turn, page)[:1] if page and turn.has("pick") else []
        flights = _flights(offer.content for offer in pointed or await chosen_offers(turn))
        if not flights and not page:
            bookings = await turn.desk.bookings.list(turn.owner, upcoming_from=turn.today)
            flights = _flights(one.content for one in bookings if one.status in ("confirmed", "changed"))
        if flights:
            told = [_of_fare(turn, one) for one in flights]
        elif page:
            told = [_of_page(turn, _flights(offer.content for offer in page))]
        else:
            told = [turn.words("utter_ask_baggage_general")]
        turn.tell(" ".join([*told, turn.words("utter_ask_baggage_airline")]))


def _flights(contents: Iterable[Content]) -> list[FlightOffer]:
    return [one for one in contents if isinstance(one, FlightOffer)]


def _of_fare(turn: Turn, flight: FlightOffer) -> str:
    return turn.words("utter_ask_baggage_flight", flight=cards.title(flight), fare=flight.fare, bags=_bags(flight.bags))


def _of_page(turn: Turn, flights: Sequence[FlightOffer]) -> str:
    """How many of the flights on screen include how much."""
    counts = sorted({flight.bags for flight in flights})
    if len(counts) == 1:
        return turn.words("utter_ask_baggage_all_shown", bags=_bags(counts[0]))
    groups = []
    for bags in counts:
        number = sum(flight.bags == bags for flight in flights)
        groups.append(f"{number} {'includes' if number == 1 else 'include'} {_bags(bags)}")
    return turn.words("utter_ask_baggage_shown", groups=form.joined(groups))


def _bags(bags: int) -> str:
    return f"{form.count(bags, 'checked bag')} per person" if bags else "no checked bag"
