"""What belongs to one member of a workspace, who talks in several places of it."""

from __future__ import annotations

from sqlalchemy import or_, select

from db.engine import Database
from db.tables import channel_addresses

MOST = 50


class SqlMembers:
    """Reads addresses whose sender is ``workspace:user``, or ``workspace:place:…:user``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def conversations(self, channel: str, workspace: str, user: str) -> list[str]:
        """The conversations of a user's places, the last used first; at most fifty."""
        sender = channel_addresses.c.sender
        places = sender.startswith(f"{workspace}:", autoescape=True) & sender.endswith(f":{user}", autoescape=True)
        mine = or_(sender == f"{workspace}:{user}", places)
        query = select(channel_addresses.c.conversation).where(channel_addresses.c.channel == channel, mine)
        known = query.where(channel_addresses.c.conversation.is_not(None))
        async with self._database.read() as session:
            rows = await session.scalars(known.order_by(channel_addresses.c.last_used.desc()).limit(MOST))
            return list(dict.fromkeys(rows))
