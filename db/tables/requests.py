"""Answers kept for callers that repeat a request."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from db.tables.base import metadata
from db.tables.types import Instant

# ``caller`` is ``user:…``, ``conversation:…`` or ``network:…``; without a status the first request is under way.
idempotency = Table(
    "idempotency",
    metadata,
    Column("caller", Text, primary_key=True),
    Column("route", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("lease", Text, nullable=False),
    Column("leased_until", Instant, nullable=False),
    Column("expires", Instant, nullable=False, index=True),
    Column("status", Integer),
    Column("content_type", Text),
    Column("answer", Text),
)
