"""Messengers: where people are reached, codes that link them to accounts, who said a message, what is sent to whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.tables.types import Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "channel_addresses",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=True),
        sa.Column("address", sa.JSON(), nullable=False),
        sa.Column("last_used", Instant, nullable=False),
        sa.Column("unreachable_since", Instant, nullable=True),
        _reference("channel_addresses", "conversation", "conversations.id"),
        sa.PrimaryKeyConstraint("channel", "sender", name=op.f("pk_channel_addresses")),
    )
    op.create_index("ix_channel_addresses_conversation", "channel_addresses", ["conversation"])
    op.create_index("ix_channel_addresses_last_used", "channel_addresses", ["last_used"])
    op.create_table(
        "link_codes",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("created", Instant, nullable=False),
        sa.Column("expires", Instant, nullable=False),
        sa.Column("used_by", sa.Text(), nullable=True),
        _reference("link_codes", "user_id", "users.id"),
        _reference("link_codes", "conversation", "conversations.id"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_link_codes")),
    )
    op.create_index("ix_link_codes_expires", "link_codes", ["expires"])
    op.create_index("ix_link_codes_user_id", "link_codes", ["user_id", "created"])
    op.create_table(
        "channel_bots",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seen", Instant, nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_channel_bots")),
    )
    for name in ("channel", "sender"):
        op.add_column("messages", sa.Column(name, sa.Text(), nullable=True))
    # SQLite makes the table anew for that, which is short: what was sent is cleaned away every hour.
    with op.batch_alter_table("outbox") as table:
        table.add_column(sa.Column("conversation", sa.Text(), nullable=True))
        table.add_column(sa.Column("progress", sa.Integer(), nullable=False, server_default=sa.text("0")))
        table.create_foreign_key(
            op.f("fk_outbox_conversation"), "conversations", ["conversation"], ["id"], ondelete="CASCADE"
        )
    op.create_index("ix_outbox_conversation", "outbox", ["conversation"])


def downgrade() -> None:
    op.drop_index("ix_outbox_conversation", "outbox")
    with op.batch_alter_table("outbox") as table:
        table.drop_column("progress")
        table.drop_column("conversation")
    for name in ("sender", "channel"):
        op.drop_column("messages", name)
    for table_name in ("channel_bots", "link_codes", "channel_addresses"):
        op.drop_table(table_name)


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE")
