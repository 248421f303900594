"""The month that was asked for when something was recommended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recommendations", sa.Column("month", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("recommendations", "month")
