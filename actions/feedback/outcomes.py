"""What came of ideas later: that one was searched or booked. It never holds up, or breaks, what the traveller does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

import structlog

from actions.turn import Json, Turn
from recommender.arrivals import booked_at, searched_for
from recommender.catalogue import Destination
from travel.booking.bookings import Booking
from travel.recommendations import Outcome

log = structlog.get_logger()

PATIENCE = 0.5
"""Seconds that keeping an outcome may take; a database that is busier than that has better things to do."""


async def note_search(turn: Turn, place: Json) -> None:
    """Keep that offers were searched for a place that was recommended here, or to this account."""
    await _note(turn, "searched", lambda ideas: [searched_for(place, ideas)])


async def note_booking(turn: Turn, bookings: Iterable[Booking]) -> None:
    """Keep that a recommended destination was booked, by a flight that lands there or a stay."""
    await _note(turn, "booked", lambda ideas: [booked_at(one.content, ideas) for one in bookings])


async def _note(turn: Turn, kind: Outcome, which: Callable[[list[Destination]], Iterable[Destination | None]]) -> None:
    log_of_ideas = turn.desk.impressions
    try:
        async with asyncio.timeout(PATIENCE):
            known = [turn.desk.recommender.destination(one) for one in await log_of_ideas.recommended(turn.owner)]
            meant = {one.id for one in which([one for one in known if one]) if one}
            for destination in sorted(meant):
                await log_of_ideas.came_of(turn.owner, destination, kind, now=turn.now)
    except Exception:
        log.warning("outcome_not_kept", kind=kind, exc_info=True)
