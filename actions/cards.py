"""Offers, bookings and places as cards; ``data`` follows the Reply contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from actions import formatting as form
from actions.figures import climate_rows, pin, places_of
from actions.turn import Json, Turn, choice
from recommender.catalogue import Destination, Sight
from recommender.passages import words
from travel.booking.bookings import Booking
from travel.money import Money
from travel.offers import Content, FlightOffer, Offer, Segment, Slice, StayOffer


def price(value: Money) -> Json:
    """The Price shape, always the total."""
    rounded = value.rounded()
    return {"amount": str(rounded.amount), "currency": rounded.currency, "per": "total"}


def offer_card(turn: Turn, offer: Offer) -> Json:
    """A flight or stay that can be chosen."""
    card = _content_card(turn, offer.content)
    pick = choice(turn.label("choose"), "select_option", offer=offer.id)
    data = {"offer": offer.id, **_data(turn, offer.content)}
    return {**card, "kind": offer.kind, "id": offer.id, "price": price(offer.price), "choices": [pick], "data": data}


def booking_card(turn: Turn, booking: Booking) -> Json:
    """A stored booking; it can be cancelled from here while that is possible."""
    card = _content_card(turn, booking.content)
    facts = [_fact("Reference", booking.reference), _fact("Status", booking.status), *card["facts"]]
    facts.append(_fact("Names", form.joined([passenger.name for passenger in booking.passengers])))
    if booking.refund is not None:
        facts.append(_fact("Refund", form.money(booking.refund)))
    live = booking.status in ("confirmed", "changed") and booking.starts > turn.now
    cancel = [choice(turn.label("cancel"), "cancel_booking", booking_reference=booking.reference)] if live else []
    counted = "passengers" if booking.kind == "flight" else "guests"
    item = {"kind": booking.kind, **_data(turn, booking.content), counted: booking.content.party.people}
    data = {
        "reference": booking.reference,
        "status": booking.status,
        "items": [item],
        "total": price(booking.price),
        "places": places_of(turn, [booking.content]),
        **({} if booking.refund is None else {"refund": price(booking.refund)}),
    }
    return {
        **card,
        "kind": "booking",
        "id": booking.reference,
        "facts": facts,
        "price": price(booking.price),
        "choices": cancel,
        "data": data,
    }


def itinerary_card(turn: Turn, offers: Sequence[Offer], total: Money) -> Json:
    """The summary that waits for a yes."""
    facts: list[Json] = []
    for offer in offers:
        facts.append(_fact(offer.kind.capitalize(), f"{_line(offer.content)}: {form.money(offer.price)}"))
        facts.append(_fact("Rule", form.offer_rule(turn.desk.wording, offer.content)))
    note = turn.words("utter_book_demo")
    facts.append(_fact("Note", note))
    items = [
        {"kind": offer.kind, "offer": offer.id, "price": price(offer.price), **_data(turn, offer.content)}
        for offer in offers
    ]
    places = places_of(turn, [offer.content for offer in offers])
    return {
        "kind": "itinerary",
        "id": offers[0].id,
        "title": form.joined([title(offer.content) for offer in offers]),
        "facts": facts,
        "price": price(total),
        "data": {"items": items, "total": price(total), "places": places, "note": note},
    }


def destination_card(turn: Turn, destination: Destination, country: str, reasons: list[str], month: int | None) -> Json:
    """A place worth a trip, with true reasons."""
    value = destination_value(destination)
    image = turn.desk.pictures.get(destination.id)
    data: Json = {
        "destination": destination.id,
        **({"month": month} if month else {}),
        "climate": climate_rows(destination.climate),
        "places": [pin(destination.name, destination.lat, destination.lon)],
    }
    return {
        "kind": "destination",
        "id": destination.id,
        "title": destination.name,
        "subtitle": country,
        "reasons": reasons,
        **({"image": image} if image else {}),
        "choices": [
            choice(turn.label("flights"), "search_flights", destination=value),
            choice(turn.label("stays"), "search_stays", place=value),
            choice(turn.label("more_like_this"), "like", destination=value, next_step="more"),
            choice(turn.label("not_for_me"), "dislike", destination=value),
        ],
        "data": data,
    }


def activity_card(
    turn: Turn, destination: Destination, sight: Sight, closed_on: Sequence[date], reasons: list[str]
) -> Json:
    """A sight, with the time it needs and its closing day; ``closed_on`` are days of the trip on which it is closed."""
    facts = [_fact("Time", form.time_needed(sight.hours))]
    if sight.closed:
        on = f" ({form.joined([form.day(one, year=False) for one in closed_on])})" if closed_on else ""
        facts.append(_fact("Closed", f"{sight.closed.capitalize()}s{on}"))
    kind = words(sight.kind).capitalize()
    return {
        "kind": "activity",
        "id": f"{destination.id}:{destination.sights.index(sight)}",
        "title": sight.name,
        "subtitle": turn.words("utter_find_attractions_subtitle", kind=kind, place=destination.name),
        "facts": facts,
        "reasons": reasons,
        "data": {
            "destination": destination.id,
            "kind": sight.kind,
            "hours": sight.hours,
            **({"closed": sight.closed} if sight.closed else {}),
        },
    }


def destination_value(destination: Destination) -> Json:
    """A catalogue destination in the shape of a place slot."""
    return {
        "id": f"gn:{destination.geonames}" if destination.geonames else f"dest:{destination.id}",
        "text": destination.name,
        "name": destination.name,
        "kind": "city",
        "city": destination.name,
        "country": destination.country,
        "airports": destination.airports,
        "lat": destination.lat,
        "lon": destination.lon,
        "tz": "",
    }


def title(content: Content) -> str:
    """``TAP Air Portugal Berlin → Lisbon`` or the name of the stay."""
    if isinstance(content, FlightOffer):
        first = content.slices[0]
        return f"{_carriers(content)} {first.origin} → {first.destination}"
    return content.name


def option_label(content: Content) -> str:
    """What tells an offer from the others of its page: ``TAP Air Portugal 09:10, back 18:20``."""
    if isinstance(content, FlightOffer):
        out, *back = (f"{one.departs:%H:%M}" for one in content.slices)
        return f"{_carriers(content)} {', back '.join([out, *back])}"
    return content.name


def flight_line(content: FlightOffer) -> str:
    """``TAP, out Fri 12 Feb 09:10–12:05, back …``."""
    parts = [f"out {_times(content.slices[0])}"]
    parts += [f"back {_times(one)}" for one in content.slices[1:]]
    return f"{_carriers(content)}, {', '.join(parts)}"


def _line(content: Content) -> str:
    """What is bought, with its days and times, in one line."""
    if isinstance(content, FlightOffer):
        return flight_line(content)
    dates = form.days(content.check_in.isoformat(), content.check_out.isoformat())
    return f"{content.name}, {dates}, {content.room}, {form.BOARDS[content.board]}"


def _content_card(turn: Turn, content: Content) -> Json:
    if isinstance(content, FlightOffer):
        return {"title": title(content), "subtitle": _times(content.slices[0]), "facts": _flight_facts(turn, content)}
    stars = "★" * content.stars
    place = f"{stars} {content.neighbourhood}, {content.place}".strip()
    return {"title": content.name, "subtitle": place, "facts": _stay_facts(turn, content)}


def _flight_facts(turn: Turn, content: FlightOffer) -> list[Json]:
    names = ("Out", "Back") if len(content.slices) <= 2 else tuple(f"Leg {n + 1}" for n in range(len(content.slices)))
    facts = [_fact(name, _journey(one)) for name, one in zip(names, content.slices, strict=False)]
    bags = form.count(content.bags, "checked bag") + " each" if content.bags else "no checked bag"
    facts.append(_fact("Fare", f"{content.fare}, {form.CABINS[content.cabin]}, {bags}"))
    facts.append(_fact("For", form.party(content.party)))
    facts.append(_fact("Rule", form.offer_rule(turn.desk.wording, content)))
    facts.append(_fact("Sold by", content.supplier))
    return facts


def _stay_facts(turn: Turn, content: StayOffer) -> list[Json]:
    amenities = ", ".join(name.replace("_", " ") for name in content.amenities[:6])
    nights = f"{form.days(content.check_in.isoformat(), content.check_out.isoformat())}"
    return [
        _fact("When", f"{nights}, {form.count(content.nights, 'night')}"),
        _fact("Room", f"{form.count(content.rooms, 'room')}, {content.room}, {form.BOARDS[content.board]}"),
        _fact("Rating", f"{content.rating:.1f} of 10"),
        *([_fact("Has", amenities)] if amenities else []),
        _fact("Where", f"{content.distance_km:.1f} km from the centre"),
        _fact("For", form.party(content.party)),
        _fact("Rule", form.offer_rule(turn.desk.wording, content)),
        _fact("Sold by", content.supplier),
    ]


def _data(turn: Turn, content: Content) -> Json:
    rule = form.offer_rule(turn.desk.wording, content)
    if isinstance(content, FlightOffer):
        slices = [_slice(one) for one in content.slices]
        return {"slices": slices, "cabin": content.cabin, "bags": content.bags, "rule": rule}
    return {
        "name": content.name,
        "stars": content.stars,
        "check_in": content.check_in.isoformat(),
        "check_out": content.check_out.isoformat(),
        "rooms": content.rooms,
        "board": content.board,
        "rule": rule,
    }


def _slice(one: Slice) -> Json:
    return {
        "origin": one.origin,
        "destination": one.destination,
        "departs": one.departs.isoformat(),
        "arrives": one.arrives.isoformat(),
        "stops": one.stops,
        "flights": [segment.number for segment in one.segments],
    }


def _journey(one: Slice) -> str:
    stops = "direct" if not one.stops else f"{form.count(one.stops, 'stop')} in {_stops(one.segments)}"
    numbers = ", ".join(segment.number for segment in one.segments)
    return f"{_times(one)}, {form.duration(one.minutes)}, {stops} ({numbers})"


def _stops(segments: Sequence[Segment]) -> str:
    return " and ".join(segment.destination for segment in segments[:-1])


def _times(one: Slice) -> str:
    return f"{form.day(one.departs.date(), year=False)} {one.departs:%H:%M}–{one.arrives:%H:%M}{_later(one)}"


def _later(one: Slice) -> str:
    days = (one.arrives.date() - one.departs.date()).days
    return f" (+{days})" if days > 0 else ""


def _carriers(content: FlightOffer) -> str:
    names = dict.fromkeys(segment.carrier_name for one in content.slices for segment in one.segments)
    return " + ".join(names)


def _fact(label: str, value: Any) -> Json:
    return {"label": label, "value": value.isoformat() if isinstance(value, datetime) else str(value)}
