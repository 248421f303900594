"""Programs that talk to us, with their keys and callbacks; and people on messengers, with where they are reached."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Table, Text

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

# Where somebody on a messenger is reached. ``conversation`` is the one that they are in, NULL before their first
# message: the one that follows from channel and sender, or the one that a code has brought them to.
channel_addresses = Table(
    "channel_addresses",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("sender", Text, primary_key=True),
    Column("conversation", Text, ForeignKey("conversations.id", ondelete="CASCADE")),
    Column("address", JSON, nullable=False),
    Column("last_used", Instant, nullable=False),
    Column("unreachable_since", Instant),
    Index("ix_channel_addresses_conversation", "conversation"),
    Index("ix_channel_addresses_last_used", "last_used"),
)

# Codes by which an account's traveller comes to a conversation from another channel; only the SHA-256 is kept.
link_codes = Table(
    "link_codes",
    metadata,
    Column("digest", Text, primary_key=True),
    belongs_to("user_id", "users.id"),
    belongs_to("conversation", "conversations.id"),
    Column("created", Instant, nullable=False),
    Column("expires", Instant, nullable=False),
    Column("used_by", Text),
    Index("ix_link_codes_expires", "expires"),
    Index("ix_link_codes_user_id", "user_id", "created"),
)

# The messengers that a gateway serves, and the name of our bot there.
channel_bots = Table(
    "channel_bots",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("seen", Instant, nullable=False),
)
