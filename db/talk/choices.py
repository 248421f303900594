"""What may be tapped: opaque tokens of one conversation, each good once and for seven days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.ids import new_id
from db.tables import choices, messages

LIFETIME = timedelta(days=7)


class ChoiceRefused(Exception):
    """A tapped choice that is not taken."""


class UnknownChoice(ChoiceRefused):
    """Never issued, or to another conversation."""


class UsedChoice(ChoiceRefused):
    """Another message took it."""


class ExpiredChoice(ChoiceRefused):
    """Too old."""


@dataclass(frozen=True)
class ChoicePayload:
    """What a tap means: ``entities`` as the engine takes them, a list of ``{"entity", "value"}`` or a mapping."""

    label: str
    intent: str
    entities: list[dict[str, Any]] | dict[str, Any]


@dataclass(frozen=True)
class IssuedChoice:
    """A payload with the token (``c_`` and 16 characters) that stands for it in a reply."""

    token: str
    payload: ChoicePayload


def issue(payloads: Iterable[ChoicePayload]) -> list[IssuedChoice]:
    """Make the tokens; they count once ``SqlConversationStore.answer`` or ``push`` has stored them."""
    return [IssuedChoice(new_id("c"), payload) for payload in payloads]


async def store(session: AsyncSession, conversation: str, issued: Sequence[IssuedChoice], now: datetime) -> None:
    """Write issued choices in the caller's transaction."""
    rows = [
        {
            "token": one.token,
            "conversation": conversation,
            "label": one.payload.label,
            "intent": one.payload.intent,
            "entities": one.payload.entities,
            "expires": now + LIFETIME,
        }
        for one in issued
    ]
    if rows:
        await session.execute(insert(choices), rows)


async def take(session: AsyncSession, conversation: str, token: str, message_id: str, now: datetime) -> ChoicePayload:
    """Use the choice up for this message; the same message may take it again."""
    mine = (choices.c.token == token, choices.c.conversation == conversation)
    taken = await session.execute(
        update(choices)
        .where(*mine, choices.c.expires > now)
        .where(or_(choices.c.used_by.is_(None), choices.c.used_by == message_id))
        .values(used_by=message_id)
        .returning(choices.c.label, choices.c.intent, choices.c.entities)
    )
    if (row := taken.one_or_none()) is None:
        raise await _refusal(session, conversation, token)
    await session.execute(
        update(messages)
        .where(messages.c.conversation == conversation, messages.c.message_id == message_id)
        .values(said=row.label)
    )
    return ChoicePayload(*row)


async def _refusal(session: AsyncSession, conversation: str, token: str) -> ChoiceRefused:
    query = select(choices.c.used_by).where(choices.c.token == token, choices.c.conversation == conversation)
    row = (await session.execute(query)).one_or_none()
    if row is None:
        return UnknownChoice(token)
    return ExpiredChoice(token) if row.used_by is None else UsedChoice(token)
