"""Bookings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.tables.types import Amount, AutoId, Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "codes",
        sa.Column("id", AutoId, nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("created", Instant, nullable=False),
        sa.Column("expires", Instant, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used", Instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codes")),
    )
    op.create_index("ix_codes_conversation", "codes", ["conversation", "created"])
    op.create_index(op.f("ix_codes_expires"), "codes", ["expires"])
    op.create_index("ix_codes_reference", "codes", ["reference", "created"])
    op.create_table(
        "offers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("expires", Instant, nullable=False),
        sa.CheckConstraint("kind IN ('flight', 'stay')", name=op.f("ck_offers_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    op.create_index(op.f("ix_offers_conversation"), "offers", ["conversation"])
    op.create_index(op.f("ix_offers_expires"), "offers", ["expires"])
    op.create_table(
        "quotes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=True),
        sa.Column("subjects", sa.JSON(), nullable=False),
        sa.Column("amount", Amount, nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("passengers", sa.JSON(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("created", Instant, nullable=False),
        sa.Column("expires", Instant, nullable=False),
        sa.CheckConstraint("kind IN ('book', 'cancel')", name=op.f("ck_quotes_kind")),
        sa.CheckConstraint("length(currency) = 3", name=op.f("ck_quotes_currency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotes")),
    )
    op.create_index(op.f("ix_quotes_conversation"), "quotes", ["conversation"])
    op.create_index(op.f("ix_quotes_expires"), "quotes", ["expires"])
    op.create_table(
        "stock",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.CheckConstraint("taken BETWEEN 0 AND capacity", name=op.f("ck_stock_taken")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_stock")),
    )
    op.create_table(
        "bookings",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("order_key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("price", Amount, nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("refund", Amount, nullable=True),
        sa.Column("created", Instant, nullable=False),
        sa.Column("deadline", Instant, nullable=True),
        sa.Column("starts", Instant, nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(status = 'cancelled') = (refund IS NOT NULL)", name=op.f("ck_bookings_refund_once_cancelled")
        ),
        sa.CheckConstraint("(status = 'held') = (deadline IS NOT NULL)", name=op.f("ck_bookings_deadline_while_held")),
        sa.CheckConstraint(
            "status IN ('held', 'confirmed', 'changed', 'cancelled', 'expired')", name=op.f("ck_bookings_status")
        ),
        sa.CheckConstraint("length(currency) = 3", name=op.f("ck_bookings_currency")),
        sa.CheckConstraint("price >= 0", name=op.f("ck_bookings_price")),
        sa.CheckConstraint("refund BETWEEN 0 AND price", name=op.f("ck_bookings_refund")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_bookings_user_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_bookings")),
        sa.UniqueConstraint("order_key", "position", name=op.f("uq_bookings_order_key_position")),
    )
    op.create_index(op.f("ix_bookings_conversation"), "bookings", ["conversation"])
    op.create_index(
        "ix_bookings_deadline",
        "bookings",
        ["deadline"],
        sqlite_where=sa.text("status = 'held'"),
        postgresql_where=sa.text("status = 'held'"),
    )
    op.create_index(op.f("ix_bookings_last_day"), "bookings", ["last_day"])
    op.create_index(op.f("ix_bookings_user_id"), "bookings", ["user_id"])
    op.create_table(
        "booking_access",
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("booking", sa.Text(), nullable=False),
        sa.Column("granted", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["booking"], ["bookings.reference"], name=op.f("fk_booking_access_booking"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation", "booking", name=op.f("pk_booking_access")),
    )
    op.create_table(
        "booking_items",
        sa.Column("booking", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("price", Amount, nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('flight', 'stay', 'car', 'activity')", name=op.f("ck_booking_items_kind")),
        sa.CheckConstraint("price >= 0", name=op.f("ck_booking_items_price")),
        sa.ForeignKeyConstraint(
            ["booking"], ["bookings.reference"], name=op.f("fk_booking_items_booking"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("booking", "position", name=op.f("pk_booking_items")),
    )
    op.create_table(
        "passengers",
        sa.Column("booking", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('adult', 'child', 'infant')", name=op.f("ck_passengers_kind")),
        sa.ForeignKeyConstraint(
            ["booking"], ["bookings.reference"], name=op.f("fk_passengers_booking"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("booking", "position", name=op.f("pk_passengers")),
    )


def downgrade() -> None:
    op.drop_table("passengers")
    op.drop_table("booking_items")
    op.drop_table("booking_access")
    op.drop_table("bookings")
    op.drop_table("stock")
    op.drop_table("quotes")
    op.drop_table("offers")
    op.drop_table("codes")
