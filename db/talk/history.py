"""What was said, page by page."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, NotRequired, TypedDict

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.tables import messages


class HistoryItem(TypedDict):
    """One bubble: a traveller's has ``text``, an assistant's ``reply``; ``cursor`` continues before its turn."""

    role: Literal["traveller", "assistant"]
    message_id: str
    text: NotRequired[str]
    reply: NotRequired[dict[str, Any]]
    at: datetime
    cursor: str


async def history(session: AsyncSession, conversation: str, before: str | None, limit: int) -> list[HistoryItem]:
    """The turns before a cursor, newest kept, oldest first."""
    query = select(messages).where(messages.c.conversation == conversation)
    if before is not None:
        query = query.where(messages.c.id < _row_id(before))
    pages: list[list[HistoryItem]] = []
    room = limit
    for row in await session.execute(query.order_by(messages.c.id.desc()).limit(limit)):
        turn = _turn(row)
        room -= len(turn)
        if room < 0 and pages:
            break
        pages.append(turn)
    return [item for turn in reversed(pages) for item in turn]


def _row_id(cursor: str) -> int:
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) <= 18):
        raise ValueError("not a cursor of this history")
    return int(cursor)


def _turn(row: Row[Any]) -> list[HistoryItem]:
    cursor = str(row.id)
    said: list[HistoryItem] = []
    if row.said is not None:
        said.append(
            {"role": "traveller", "message_id": row.message_id, "text": row.said, "at": row.received, "cursor": cursor}
        )
    for reply in row.replies:
        at = row.answered or row.received
        said.append({"role": "assistant", "message_id": row.message_id, "reply": reply, "at": at, "cursor": cursor})
    return said
