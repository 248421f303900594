"""What happened to bookings, and the messages that must leave because of it."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, Table, Text, text

from db.tables.base import belongs_to, metadata
from db.tables.types import AutoId, Instant

audit = Table(
    "audit",
    metadata,
    Column("id", AutoId, primary_key=True),
    belongs_to("booking", "bookings.reference"),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("detail", JSON, nullable=False),
    Index("ix_audit_booking", "booking", "id"),
)

# ``conversation``: what leaves because of it, and goes with it. ``progress``: how many parts have left.
outbox = Table(
    "outbox",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("created", Instant, nullable=False),
    Column("deliver_after", Instant, nullable=False),
    Column("dead_after", Instant, nullable=False),
    Column("leased_until", Instant),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    Column("done", Boolean, nullable=False),
    Column("conversation", Text, ForeignKey("conversations.id", ondelete="CASCADE")),
    Column("progress", Integer, nullable=False, server_default=text("0")),
    Index("ix_outbox_due", "deliver_after", sqlite_where=text("done = 0"), postgresql_where=text("NOT done")),
    Index("ix_outbox_recipient", "recipient", "id", sqlite_where=text("done = 0"), postgresql_where=text("NOT done")),
    Index("ix_outbox_conversation", "conversation"),
)
