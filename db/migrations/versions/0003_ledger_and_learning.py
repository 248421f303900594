"""Ledger and learning."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.tables.types import AutoId, Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", AutoId, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("created", Instant, nullable=False),
        sa.Column("deliver_after", Instant, nullable=False),
        sa.Column("dead_after", Instant, nullable=False),
        sa.Column("leased_until", Instant, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["deliver_after"],
        sqlite_where=sa.text("done = 0"),
        postgresql_where=sa.text("NOT done"),
    )
    op.create_table(
        "recommendations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=True),
        sa.Column("user_id", sa.Text(), nullable=True),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("created", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendations")),
    )
    op.create_index(op.f("ix_recommendations_conversation"), "recommendations", ["conversation"])
    op.create_index(op.f("ix_recommendations_created"), "recommendations", ["created"])
    op.create_index(op.f("ix_recommendations_destination"), "recommendations", ["destination"])
    op.create_table(
        "feedback",
        sa.Column("recommendation", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.CheckConstraint(
            "kind IN ('shown', 'opened', 'liked', 'disliked', 'searched', 'booked')", name=op.f("ck_feedback_kind")
        ),
        sa.ForeignKeyConstraint(
            ["recommendation"], ["recommendations.id"], name=op.f("fk_feedback_recommendation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("recommendation", "kind", name=op.f("pk_feedback")),
    )
    op.create_table(
        "audit",
        sa.Column("id", AutoId, nullable=False),
        sa.Column("booking", sa.Text(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["booking"], ["bookings.reference"], name=op.f("fk_audit_booking"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_booking", "audit", ["booking", "id"])


def downgrade() -> None:
    op.drop_table("audit")
    op.drop_table("feedback")
    op.drop_table("recommendations")
    op.drop_table("outbox")
