"""Who has an account, how they are known again, and who wants to be forgotten."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from db.tables.base import belongs_to, metadata, one_of
from db.tables.types import AutoId, Instant

# Triggers, made by the migrations, keep the address in small letters and the version growing. An account without an
# address is about to be erased.
users = Table(
    "users",
    metadata,
    Column("id", Text, primary_key=True),
    Column("email", Text),
    Column("name", Text),
    Column("locale", Text, nullable=False),
    Column("created", Instant, nullable=False),
    Column("home_airport", Text),
    Column("currency", Text),
    Column("language", Text),
    Column("preferences", JSON, nullable=False, server_default=text("'{}'")),
    Column("version", Integer, nullable=False, server_default=text("1")),
    UniqueConstraint("email"),
)

companions = Table(
    "companions",
    metadata,
    belongs_to("user_id", "users.id", key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("birth_date", Date),
)

# Of tokens and grants only the SHA-256 is kept: whoever reads the table cannot use them.
sessions = Table(
    "sessions",
    metadata,
    Column("digest", Text, primary_key=True),
    belongs_to("user_id", "users.id"),
    Column("kind", Text, nullable=False),
    Column("created", Instant, nullable=False),
    Column("renewed", Instant, nullable=False),
    Column("expires", Instant, nullable=False, index=True),
    one_of("kind", "cookie", "token"),
    Index("ix_sessions_user_id", "user_id"),
)

grants = Table(
    "grants",
    metadata,
    Column("digest", Text, primary_key=True),
    belongs_to("user_id", "users.id"),
    Column("conversation", Text, nullable=False),
    Column("expires", Instant, nullable=False, index=True),
    Column("used", Instant),
)

# ``user_id`` is the account whose address is to change.
sign_in_codes = Table(
    "sign_in_codes",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("purpose", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE")),
    Column("network", Text, nullable=False),
    Column("locale", Text, nullable=False),
    Column("salt", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("created", Instant, nullable=False),
    Column("expires", Instant, nullable=False, index=True),
    Column("tries", Integer, nullable=False),
    Column("used", Instant),
    one_of("purpose", "sign_in", "change_email"),
    Index("ix_sign_in_codes_email", "email", "created"),
    Index("ix_sign_in_codes_network", "network", "created"),
)

# Wrong codes, by where they came from.
wrong_codes = Table(
    "wrong_codes",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("network", Text, nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Index("ix_wrong_codes_network", "network", "at"),
)

# No reference to the account: the wish outlives its row. Once done, it names nobody.
erasures = Table(
    "erasures",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("user_id", Text),
    Column("email", Text),
    Column("asked", Instant, nullable=False),
    Column("leased_until", Instant),
    Column("done", Instant),
    Index(
        "ix_erasures_due",
        "asked",
        sqlite_where=text("done IS NULL"),
        postgresql_where=text("done IS NULL"),
    ),
)

erasure_conversations = Table(
    "erasure_conversations",
    metadata,
    Column("erasure", AutoId, ForeignKey("erasures.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("conversation", Text, primary_key=True),
    Index("ix_erasure_conversations_conversation", "conversation"),
)
