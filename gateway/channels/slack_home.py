"""The Home tab of each user: what lies ahead in all of their conversations."""

from __future__ import annotations

from collections.abc import Iterable

from slack_sdk.web.async_client import AsyncWebClient

from connectors.slack import CHANNEL, Trip, Words, home_view
from db.members import SqlMembers
from gateway.channels.slack_bot import insist
from gateway.house import House
from gateway.shown import local_time
from travel.booking.bookings import Booking, Owner
from travel.offers import FlightOffer

AHEAD = ("confirmed", "changed")


class SlackHome:
    """Publishes Home tabs, each for its user alone."""

    def __init__(self, house: House, client: AsyncWebClient, words: Words) -> None:
        self._house = house
        self._client = client
        self._words = words
        self._members = SqlMembers(house.database)

    async def publish(self, team: str, user: str) -> None:
        """Show the tab as it is now; a failure does not matter, it is shown anew when it is opened again."""
        view = home_view([_trip(one) for one in await self.upcoming(team, user)], self._words)
        await insist(lambda: self._client.views_publish(user_id=user, view=view))

    async def upcoming(self, team: str, user: str) -> list[Booking]:
        """Bookings that begin later, the next one first."""
        found: dict[str, Booking] = {}
        now = self._house.clock()
        for conversation in await self._members.conversations(CHANNEL, team, user):
            known = await self._house.store.find(conversation)
            if known is not None:
                owner = Owner(conversation, known.user)
                booked = await self._house.bookings.list(owner, upcoming_from=now.date())
                found |= {one.reference: one for one in booked}
        return _in_order(one for one in found.values() if one.status in AHEAD and one.starts > now)


def _in_order(bookings: Iterable[Booking]) -> list[Booking]:
    return sorted(bookings, key=lambda one: (one.starts, one.reference))


def _trip(booking: Booking) -> Trip:
    content, total = booking.content, booking.price.rounded()
    if isinstance(content, FlightOffer):
        names = dict.fromkeys(part.carrier_name for one in content.slices for part in one.segments)
        title = f"{' + '.join(names)} {content.slices[0].origin} → {content.slices[0].destination}"
    else:
        title = content.name
    price = f"{total.amount} {total.currency}"
    return Trip(booking.reference, title, local_time(booking.starts), price, booking.status)
