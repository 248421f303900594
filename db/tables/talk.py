"""Conversations: what was said, what was answered, what may be tapped."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Table, Text, UniqueConstraint, text

from db.tables.base import belongs_to, metadata, one_of
from db.tables.types import AutoId, Instant

conversations = Table(
    "conversations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("user_id", Text, ForeignKey("users.id", ondelete="SET NULL"), index=True),
    Column("locale", Text, nullable=False),
    Column("time_zone", Text, nullable=False),
    Column("created", Instant, nullable=False),
    Column("last_seen", Instant, nullable=False, index=True),
)

# One row for each turn: a message with its replies, or replies that were pushed. ``said`` is what history shows;
# ``channel`` and ``sender`` tell who said it, where that is not the conversation's own page.
messages = Table(
    "messages",
    metadata,
    Column("id", AutoId, primary_key=True),
    belongs_to("conversation", "conversations.id"),
    Column("message_id", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("body", JSON(none_as_null=True)),
    Column("said", Text),
    Column("replies", JSON, nullable=False),
    Column("received", Instant, nullable=False),
    Column("answered", Instant),
    Column("leased_until", Instant),
    Column("channel", Text),
    Column("sender", Text),
    one_of("state", "waiting", "answered", "pushed"),
    UniqueConstraint("conversation", "message_id"),
    Index("ix_messages_conversation", "conversation", "id"),
    Index(
        "ix_messages_waiting",
        "received",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
)

choices = Table(
    "choices",
    metadata,
    Column("token", Text, primary_key=True),
    belongs_to("conversation", "conversations.id"),
    Column("label", Text, nullable=False),
    Column("intent", Text, nullable=False),
    Column("entities", JSON, nullable=False),
    Column("expires", Instant, nullable=False, index=True),
    Column("used_by", Text),
    Index("ix_choices_conversation", "conversation"),
)
