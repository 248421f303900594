"""Finding flights for a query and the wishes about them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from travel.offers import FlightOffer, Offer
from travel.ports import ExchangeRates, FlightSupplier, OfferStore
from travel.search.filters import fitting
from travel.search.queries import FlightQuery
from travel.search.wishes import Wish, limits_in

KEPT = 15
"""Offers stored for one search: three pages."""


@dataclass(frozen=True)
class Found:
    """Offers in the order to show. ``lifted``: nothing met the wishes, so these do without them."""

    offers: list[Offer]
    lifted: bool = False


async def search_flights(
    query: FlightQuery,
    wishes: Sequence[Wish],
    *,
    flexible_days: int,
    conversation: str,
    supplier: FlightSupplier,
    offers: OfferStore,
    rates: ExchangeRates,
    now: datetime,
    today: datetime,
    lifetime: timedelta,
) -> Found:
    """Search all days within ``flexible_days`` (at most 3), keep what meets the wishes, store it.

    Raises BadQuery, UnknownCurrency. ``today`` is ``now`` in the traveller's zone.
    """
    query.check(today.date())
    found = await _search_days(query, min(flexible_days, 3), supplier, now, today)
    kept = fitting(found, limits_in(wishes, found[0].price.currency, rates)) if found else []
    lifted = bool(found) and not kept
    chosen = _varied(found if lifted else kept)[:KEPT]
    stored = await offers.save(conversation, chosen, now=now, lifetime=lifetime) if chosen else []
    return Found(stored, lifted)


async def _search_days(
    query: FlightQuery, flexible: int, supplier: FlightSupplier, now: datetime, today: datetime
) -> list[FlightOffer]:
    days = [timedelta(days=offset) for offset in range(-flexible, flexible + 1)]
    queries = [
        replace(query, depart=query.depart + day, back=query.back + day if query.back else None)
        for day in days
        if query.depart + day >= today.date()
    ]
    results = await asyncio.gather(*(supplier.search(one, now=now) for one in queries))
    return sorted((offer for result in results for offer in result), key=lambda offer: offer.price.amount)


def _varied(flights: Sequence[FlightOffer]) -> list[FlightOffer]:
    """Each way out once before any of them comes again with another way back or fare."""
    seen: set[tuple[str, ...]] = set()
    first: list[FlightOffer] = []
    further: list[FlightOffer] = []
    for flight in flights:
        way_out = tuple(f"{segment.number} {segment.departs.date()}" for segment in flight.slices[0].segments)
        (further if way_out in seen else first).append(flight)
        seen.add(way_out)
    return first + further
