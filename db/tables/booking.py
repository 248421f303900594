"""Offers, what waits for a yes, bookings and the stock they take."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from db.tables.base import belongs_to, metadata, one_of
from db.tables.types import Amount, AutoId, Instant

offers = Table(
    "offers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("conversation", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("expires", Instant, nullable=False, index=True),
    one_of("kind", "flight", "stay"),
)

quotes = Table(
    "quotes",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("conversation", Text, nullable=False, index=True),
    Column("user_id", Text),
    Column("subjects", JSON, nullable=False),
    Column("amount", Amount, nullable=False),
    Column("currency", Text, nullable=False),
    Column("passengers", JSON, nullable=False),
    Column("email", Text, nullable=False),
    Column("created", Instant, nullable=False),
    Column("expires", Instant, nullable=False, index=True),
    one_of("kind", "book", "cancel"),
    CheckConstraint("length(currency) = 3", name="currency"),
)

# Triggers, made by the migrations, hold the status to its transitions and the price to the sum of the items.
bookings = Table(
    "bookings",
    metadata,
    Column("reference", Text, primary_key=True),
    Column("order_key", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("conversation", Text, nullable=False, index=True),
    Column("user_id", Text, ForeignKey("users.id", ondelete="SET NULL"), index=True),
    Column("status", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("locale", Text, nullable=False),
    Column("price", Amount, nullable=False),
    Column("currency", Text, nullable=False),
    Column("refund", Amount),
    Column("created", Instant, nullable=False),
    Column("deadline", Instant),
    Column("starts", Instant, nullable=False),
    Column("last_day", Date, nullable=False, index=True),
    one_of("status", "held", "confirmed", "changed", "cancelled", "expired"),
    CheckConstraint("price >= 0", name="price"),
    CheckConstraint("length(currency) = 3", name="currency"),
    CheckConstraint("refund BETWEEN 0 AND price", name="refund"),
    CheckConstraint("(status = 'held') = (deadline IS NOT NULL)", name="deadline_while_held"),
    CheckConstraint("(status = 'cancelled') = (refund IS NOT NULL)", name="refund_once_cancelled"),
    UniqueConstraint("order_key", "position"),
    Index(
        "ix_bookings_deadline",
        "deadline",
        sqlite_where=text("status = 'held'"),
        postgresql_where=text("status = 'held'"),
    ),
)

booking_items = Table(
    "booking_items",
    metadata,
    belongs_to("booking", "bookings.reference", key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("price", Amount, nullable=False),
    Column("currency", Text, nullable=False),
    one_of("kind", "flight", "stay", "car", "activity"),
    CheckConstraint("price >= 0", name="price"),
)

passengers = Table(
    "passengers",
    metadata,
    belongs_to("booking", "bookings.reference", key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("age", Integer),
    one_of("kind", "adult", "child", "infant"),
)

stock = Table(
    "stock",
    metadata,
    Column("key", Text, primary_key=True),
    Column("capacity", Integer, nullable=False),
    Column("taken", Integer, nullable=False),
    CheckConstraint("taken BETWEEN 0 AND capacity", name="taken"),
)

# Conversations that found a booking of another one by its code.
booking_access = Table(
    "booking_access",
    metadata,
    Column("conversation", Text, primary_key=True),
    belongs_to("booking", "bookings.reference", key=True),
    Column("granted", Instant, nullable=False),
)

# Requests for unknown references are rows too: they count, and take as long.
codes = Table(
    "codes",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("conversation", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("salt", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("created", Instant, nullable=False),
    Column("expires", Instant, nullable=False, index=True),
    Column("tries", Integer, nullable=False),
    Column("used", Instant),
    Index("ix_codes_reference", "reference", "created"),
    Index("ix_codes_conversation", "conversation", "created"),
)
