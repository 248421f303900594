"""Finding stays for a query and the wishes about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from travel.offers import StayOffer
from travel.ports import ExchangeRates, OfferStore, StaySupplier
from travel.search.filters import fitting
from travel.search.queries import StayQuery
from travel.search.search_flights import KEPT, Found
from travel.search.wishes import Wish, limits_in


async def search_stays(
    query: StayQuery,
    wishes: Sequence[Wish],
    *,
    conversation: str,
    supplier: StaySupplier,
    offers: OfferStore,
    rates: ExchangeRates,
    now: datetime,
    today: datetime,
    lifetime: timedelta,
) -> Found:
    """Search, keep what meets the wishes, one rate of each property first, and store it.

    Raises BadQuery, UnknownCurrency. ``today`` is ``now`` in the traveller's zone.
    """
    query.check(today.date())
    found = await supplier.search(query, now=now)
    kept = fitting(found, limits_in(wishes, found[0].price.currency, rates)) if found else []
    lifted = bool(found) and not kept
    chosen = _varied(found if lifted else kept)[:KEPT]
    stored = await offers.save(conversation, chosen, now=now, lifetime=lifetime) if chosen else []
    return Found(stored, lifted)


def _varied(stays: Sequence[StayOffer]) -> list[StayOffer]:
    """Each property once before any of them comes a second time."""
    seen: set[str] = set()
    first: list[StayOffer] = []
    further: list[StayOffer] = []
    for stay in stays:
        (further if stay.property_id in seen else first).append(stay)
        seen.add(stay.property_id)
    return first + further
