"""Programs that talk to us: their keys, whom they speak for, and which answers they want called back."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Table, Text

from db.tables.base import belongs_to, metadata
from db.tables.types import Instant

# ``digest`` is the SHA-256 of the whole key; the signing secret is derived and stored nowhere.
api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("callback", Text),
    Column("created", Instant, nullable=False),
    Column("last_used", Instant),
    Column("revoked", Instant),
)

webhook_senders = Table(
    "webhook_senders",
    metadata,
    belongs_to("conversation", "conversations.id", key=True),
    belongs_to("api_key", "api_keys.id"),
    Column("sender", Text, nullable=False),
)

# One row for each message whose answer goes to the callback; ``queued`` once that answer stands in the outbox.
callbacks = Table(
    "callbacks",
    metadata,
    belongs_to("conversation", "conversations.id", key=True),
    Column("message_id", Text, primary_key=True),
    Column("queued", Boolean, nullable=False),
)
