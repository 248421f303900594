"""Keys of programs, whom they speak for, and which answers are called back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.tables.types import Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("callback", sa.Text(), nullable=True),
        sa.Column("created", Instant, nullable=False),
        sa.Column("last_used", Instant, nullable=True),
        sa.Column("revoked", Instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
    )
    op.create_table(
        "webhook_senders",
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("api_key", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["conversations.id"],
            name=op.f("fk_webhook_senders_conversation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["api_key"], ["api_keys.id"], name=op.f("fk_webhook_senders_api_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation", name=op.f("pk_webhook_senders")),
    )
    op.create_table(
        "callbacks",
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("queued", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name=op.f("fk_callbacks_conversation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation", "message_id", name=op.f("pk_callbacks")),
    )
    op.create_index(
        "ix_outbox_recipient",
        "outbox",
        ["recipient", "id"],
        sqlite_where=sa.text("done = 0"),
        postgresql_where=sa.text("NOT done"),
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_recipient", "outbox")
    op.drop_table("callbacks")
    op.drop_table("webhook_senders")
    op.drop_table("api_keys")
