"""Listing, showing and cancelling bookings for the operator."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime

from rich.console import Console
from rich.prompt import Confirm
from rich.table import Table
from rich.text import Text

from db.bookings import SqlBookingStore
from db.cli.context import Places, opened
from db.ids import tidy_reference
from db.operator import AuditRow, find_booking, find_bookings
from travel.booking.bookings import Booking
from travel.booking.cancel_booking import refund_of
from travel.offers import FlightOffer

TIME = "%Y-%m-%d %H:%M"


async def run_list(arguments: Namespace, places: Places, console: Console) -> int:
    async with opened(places.url) as database:
        found = await find_bookings(database, status=arguments.status, limit=arguments.limit)
    table = Table("Reference", "Status", "What", "Starts (local)", "People", "Price", "Booked (UTC)")
    for one in found:
        table.add_row(*(Text(cell) for cell in _cells(one)))
    console.print(table if found else "No bookings.")
    return 0


async def run_show(arguments: Namespace, places: Places, console: Console) -> int:
    async with opened(places.url) as database:
        booking, history = await find_booking(database, tidy_reference(arguments.reference))
    console.print(_card(booking))
    console.print(_audit(history))
    return 0


async def run_cancel(arguments: Namespace, places: Places, console: Console) -> int:
    reference, now = tidy_reference(arguments.reference), datetime.now(UTC)
    async with opened(places.url) as database:
        booking, _ = await find_booking(database, reference)
        if booking.status == "cancelled":
            console.print(f"{reference} is cancelled already; refund {booking.refund}.", highlight=False)
            return 0
        refund = refund_of(booking, now=now)
        console.print(_card(booking))
        console.print(f"Refund when cancelled now: {refund} of {booking.price}.", highlight=False)
        if not arguments.yes and not Confirm.ask(f"Cancel {reference}?", console=console, default=False):
            console.print("Nothing was changed.")
            return 1
        await SqlBookingStore(database).cancel_as_operator(reference, refund=refund, now=now)
    console.print(f"{reference} is cancelled; a mail to the traveller is on its way.", highlight=False)
    return 0


def _title(booking: Booking) -> str:
    content = booking.content
    if isinstance(content, FlightOffer):
        return ", ".join(f"{one.origin} → {one.destination}" for one in content.slices)
    return f"{content.name}, {content.nights} nights"


def _cells(booking: Booking) -> tuple[str, ...]:
    return (
        booking.reference,
        booking.status,
        _title(booking),
        booking.starts.strftime(TIME),
        str(booking.content.party.people),
        str(booking.price),
        booking.created.strftime(TIME),
    )


def _card(booking: Booking) -> Table:
    table = Table(show_header=False, title=booking.reference)
    rows = {
        "Status": booking.status,
        "What": _title(booking),
        "Starts": booking.starts.strftime(f"{TIME} %z"),
        "Travellers": ", ".join(one.name for one in booking.passengers),
        "E-mail": booking.email,
        "Price": str(booking.price),
        "Refunded": str(booking.refund or "—"),
    }
    for label, value in rows.items():
        table.add_row(label, Text(value))
    return table


def _audit(history: list[AuditRow]) -> Table:
    table = Table("At (UTC)", "Who", "What", "Detail", title="Audit")
    for row in history:
        detail = ", ".join(f"{key} {value}" for key, value in row.detail.items())
        table.add_row(row.at.strftime(TIME), Text(row.actor), row.action, Text(detail))
    return table
