"""Quotes that stand: a summary that is shown again is no new one while nothing in it has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from travel.booking.bookings import Quote
from travel.errors import NoSuchQuote
from travel.ports import QuoteStore


async def standing(quotes: QuoteStore, quote: Quote, earlier: str | None, *, now: datetime) -> Quote:
    """The quote with the id ``earlier`` when it still holds and says the same as ``quote``, else ``quote``, stored.

    Offers never change once they are stored: the same subjects have the same rules.
    """
    before = await _find(quotes, quote, earlier) if earlier else None
    if before is not None and now <= before.expires and _alike(before, quote):
        return before
    await quotes.save(quote)
    return quote


async def _find(quotes: QuoteStore, quote: Quote, earlier: str) -> Quote | None:
    try:
        return await quotes.get(quote.owner, earlier)
    except NoSuchQuote:
        return None


def _alike(before: Quote, quote: Quote) -> bool:
    """Everything but identity and time."""
    return replace(before, id=quote.id, created=quote.created, expires=quote.expires) == quote
