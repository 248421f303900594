"""Offers, orders and a clock for the store's tests."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from db.engine import Database
from db.tables import stock
from travel.booking.bookings import Order, Owner, Passenger
from travel.money import Money
from travel.offers import FlightOffer, Offer, Segment, Slice, StayOffer, StockUse
from travel.party import Party
from travel.rules import Rule

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=15)
MARTA = Owner("conversation-of-marta")
JAN = Owner("conversation-of-jan")
EMAIL = "marta@example.org"
BERLIN = timezone(timedelta(hours=1))


def flight(
    stock_key: str = "flight:TP535",
    *,
    units: int = 1,
    capacity: int = 9,
    price: str = "171.80",
    departs: datetime = datetime(2027, 2, 12, 9, 10, tzinfo=BERLIN),
) -> FlightOffer:
    """A flight from Berlin to Lisbon, half refundable."""
    arrives = (departs + timedelta(hours=3, minutes=55)).astimezone(UTC)
    leg = Segment("TP", "TAP Air Portugal", "TP535", "BER", "LIS", departs, arrives, "A20N")
    return FlightOffer(
        key=f"demo:{stock_key}",
        slices=(Slice((leg,)),),
        cabin="economy",
        fare="classic",
        bags=1,
        party=Party(adults=1),
        price=Money(Decimal(price), "EUR"),
        rule=Rule(refund_share=Decimal("0.5"), change_fee=Money(Decimal("60.00"), "EUR")),
        stock=(StockUse(stock_key, units, capacity),),
        supplier="demo",
    )


def stay(stock_key: str = "stay:alfama:2027-02-12", *, capacity: int = 3, price: str = "792.00") -> StayOffer:
    """Eight nights in Lisbon, refundable until two days before."""
    check_in = datetime(2027, 2, 12, 15, 0, tzinfo=UTC)
    return StayOffer(
        key=f"demo:{stock_key}",
        property_id="alfama-1",
        name="Casa da Rua",
        place="2267057",
        country="PT",
        neighbourhood="Alfama",
        lat=38.71,
        lon=-9.13,
        stars=3,
        rating=8.7,
        amenities=("breakfast", "wifi"),
        room="double",
        rooms=1,
        board="breakfast",
        check_in=date(2027, 2, 12),
        check_out=date(2027, 2, 20),
        check_in_at=check_in,
        distance_km=0.8,
        party=Party(adults=2),
        price=Money(Decimal(price), "EUR"),
        rule=Rule(refund_share=Decimal(1), refund_until=check_in - timedelta(days=2)),
        stock=(StockUse(stock_key, 1, capacity),),
        supplier="demo",
    )


def order(*contents: FlightOffer | StayOffer, key: str | None = None, owner: Owner = MARTA) -> Order:
    """An order for these contents, as if they had been offered to the owner."""
    offers = tuple(
        Offer(f"of_{place}", owner.conversation, content, NOW + timedelta(minutes=30))
        for place, content in enumerate(contents)
    )
    people = (Passenger("Marta Kowalska"), Passenger("Ida Kowalska", "child", 7))
    return Order(key or f"q_{secrets.token_hex(8)}", owner, offers, people, EMAIL, "de-DE")


async def taken(database: Database, key: str) -> int:
    """Units of a stock that are sold or held."""
    async with database.read() as session:
        return await session.scalar(select(stock.c.taken).where(stock.c.key == key)) or 0


async def count(database: Database, table: Any, *where: Any) -> int:
    """Rows of a table."""
    async with database.read() as session:
        return await session.scalar(select(func.count()).select_from(table).where(*where)) or 0
