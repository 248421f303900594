"""Flights and stays to sell in tests; everything that matters to a rule can be said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from travel.booking.bookings import Owner
from travel.money import Money
from travel.offers import FlightOffer, Segment, Slice, StayOffer, StockUse
from travel.party import Party
from travel.rules import Rule

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MARTA = Owner("conversation-of-marta")
JAN = Owner("conversation-of-jan")
EMAIL = "marta@example.org"
BERLIN, LISBON = timezone(timedelta(hours=1)), UTC
OUT, BACK = date(2027, 2, 12), date(2027, 2, 19)
ONE, TWO = Party(1), Party(2)
HALF = Rule(refund_share=Decimal("0.5"), change_fee=Money(Decimal("60.00"), "EUR"))


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def journey(
    day: date = OUT,
    leaves: str = "09:10",
    *,
    carrier: str = "TP",
    number: str = "TP535",
    origin: str = "BER",
    destination: str = "LIS",
    via: str | None = None,
    minutes: int = 235,
) -> Slice:
    """One direction; with ``via`` it stops there for an hour half way."""
    departs = datetime.combine(day, datetime.strptime(leaves, "%H:%M").time(), BERLIN)  # noqa: DTZ007
    arrives = (departs + timedelta(minutes=minutes)).astimezone(LISBON)
    name = {"TP": "TAP Air Portugal", "LH": "Lufthansa", "FR": "Ryanair", "HV": "Transavia", "TO": "Transavia France"}[
        carrier
    ]
    if via is None:
        return Slice((Segment(carrier, name, number, origin, destination, departs, arrives, "A20N"),))
    half = departs + timedelta(minutes=(minutes - 60) // 2)
    first = Segment(carrier, name, number, origin, via, departs, half, "A20N")
    onward = half + timedelta(hours=1)
    return Slice((first, Segment(carrier, name, f"{number}1", via, destination, onward, arrives, "A20N")))


def flight(
    *slices: Slice,
    price: str = "171.80",
    party: Party = ONE,
    rule: Rule = HALF,
    capacity: int = 9,
    cabin: Any = "economy",
    bags: int = 1,
    key: str = "",
) -> FlightOffer:
    """A flight; its stock is that of its first flight number and day."""
    flown = slices or (journey(),)
    stock = key or f"flight:{flown[0].segments[0].number}:{flown[0].departs:%Y-%m-%d}"
    return FlightOffer(
        key=f"demo:{stock}",
        slices=tuple(flown),
        cabin=cabin,
        fare="classic",
        bags=bags,
        party=party,
        price=eur(price),
        rule=rule,
        stock=(StockUse(stock, party.seats, capacity),),
        supplier="demo",
    )


def stay(
    name: str = "Casa da Rua",
    *,
    price: str = "792.00",
    check_in: date = OUT,
    check_out: date = date(2027, 2, 20),
    stars: int = 3,
    rating: float = 8.7,
    amenities: tuple[str, ...] = ("wifi",),
    board: Any = "room_only",
    distance_km: float = 0.8,
    neighbourhood: str = "Alfama",
    party: Party = TWO,
    rooms: int = 1,
    capacity: int = 3,
    rule: Rule | None = None,
    property_id: str = "",
) -> StayOffer:
    """A stay in Lisbon; refundable until two days before unless ``rule`` says otherwise."""
    at = datetime.combine(check_in, datetime.min.time().replace(hour=15), LISBON)
    identity = property_id or name.casefold().replace(" ", "-")
    return StayOffer(
        key=f"demo:stay:{identity}:{board}",
        property_id=identity,
        name=name,
        place="Lisbon",
        country="PT",
        neighbourhood=neighbourhood,
        lat=38.71,
        lon=-9.13,
        stars=stars,
        rating=rating,
        amenities=amenities,
        room="double",
        rooms=rooms,
        board=board,
        check_in=check_in,
        check_out=check_out,
        check_in_at=at,
        distance_km=distance_km,
        party=party,
        price=eur(price),
        rule=rule or Rule(refund_share=Decimal(1), refund_until=at - timedelta(days=2)),
        stock=(StockUse(f"stay:{identity}:{check_in}", rooms, capacity),),
        supplier="demo",
    )
