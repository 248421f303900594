"""What was recommended, and what came of it."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Double, Integer, Table, Text

from db.tables.base import belongs_to, metadata, one_of
from db.tables.types import Instant

recommendations = Table(
    "recommendations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("conversation", Text, index=True),
    Column("user_id", Text),
    Column("query", Text, nullable=False),
    Column("destination", Text, nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("score", Double, nullable=False),
    Column("parts", JSON, nullable=False),
    Column("model", Text, nullable=False),
    Column("month", Integer),
    Column("created", Instant, nullable=False, index=True),
)

feedback = Table(
    "feedback",
    metadata,
    belongs_to("recommendation", "recommendations.id", key=True),
    Column("kind", Text, primary_key=True),
    Column("at", Instant, nullable=False),
    one_of("kind", "shown", "opened", "liked", "disliked", "searched", "booked"),
)
