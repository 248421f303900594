"""Who writes to us, as far as they have an account."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text, UniqueConstraint

from db.tables.base import belongs_to, metadata
from db.tables.types import Instant

users = Table(
    "users",
    metadata,
    Column("id", Text, primary_key=True),
    Column("email", Text),
    Column("name", Text),
    Column("locale", Text, nullable=False),
    Column("created", Instant, nullable=False),
    UniqueConstraint("email"),
)

identities = Table(
    "identities",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("sender", Text, primary_key=True),
    belongs_to("user_id", "users.id"),
    Column("created", Instant, nullable=False),
)
