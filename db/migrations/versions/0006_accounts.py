"""Accounts: profile, companions, sessions, sign-in codes, and who wants to be forgotten.

Triggers keep addresses in small letters, so that one address is one account, and versions growing, so that nobody
overwrites a change that they have not seen.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.tables.types import AutoId, Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SQLITE = [
    *(
        f"""
        CREATE TRIGGER users_email_{verb.lower()} BEFORE {verb} ON users WHEN NEW.email <> lower(NEW.email)
        BEGIN SELECT RAISE(ABORT, 'addresses are kept in small letters'); END
        """
        for verb in ("INSERT", "UPDATE")
    ),
    """
    CREATE TRIGGER users_version BEFORE UPDATE ON users WHEN NEW.version < OLD.version
    BEGIN SELECT RAISE(ABORT, 'the version of an account only grows'); END
    """,
]

POSTGRESQL = [
    """
    CREATE FUNCTION users_rules() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.email <> lower(NEW.email) THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'addresses are kept in small letters';
        END IF;
        IF TG_OP = 'UPDATE' AND NEW.version < OLD.version THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'the version of an account only grows';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER users_rules BEFORE INSERT OR UPDATE ON users
    FOR EACH ROW EXECUTE FUNCTION users_rules()
    """,
]

PROFILE = ("home_airport", "currency", "language")


def upgrade() -> None:
    for name in PROFILE:
        op.add_column("users", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("users", sa.Column("preferences", sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
    op.add_column("users", sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("1")))
    for statement in POSTGRESQL if _is_postgresql() else SQLITE:
        op.execute(statement)
    _people()
    _codes()
    _erasures()


def _people() -> None:
    op.create_table(
        "companions",
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        _of_user("companions"),
        sa.PrimaryKeyConstraint("user_id", "position", name=op.f("pk_companions")),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("created", Instant, nullable=False),
        sa.Column("renewed", Instant, nullable=False),
        sa.Column("expires", Instant, nullable=False),
        sa.CheckConstraint("kind IN ('cookie', 'token')", name=op.f("ck_sessions_kind")),
        _of_user("sessions"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_expires"), "sessions", ["expires"])
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    op.create_table(
        "grants",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("expires", Instant, nullable=False),
        sa.Column("used", Instant, nullable=True),
        _of_user("grants"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_grants")),
    )
    op.create_index(op.f("ix_grants_expires"), "grants", ["expires"])


def _codes() -> None:
    op.create_table(
        "sign_in_codes",
        sa.Column("id", AutoId, nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=True),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("created", Instant, nullable=False),
        sa.Column("expires", Instant, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used", Instant, nullable=True),
        sa.CheckConstraint("purpose IN ('sign_in', 'change_email')", name=op.f("ck_sign_in_codes_purpose")),
        _of_user("sign_in_codes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_codes")),
    )
    op.create_index("ix_sign_in_codes_email", "sign_in_codes", ["email", "created"])
    op.create_index(op.f("ix_sign_in_codes_expires"), "sign_in_codes", ["expires"])
    op.create_index("ix_sign_in_codes_network", "sign_in_codes", ["network", "created"])
    op.create_table(
        "wrong_codes",
        sa.Column("id", AutoId, nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong_codes")),
    )
    op.create_index(op.f("ix_wrong_codes_at"), "wrong_codes", ["at"])
    op.create_index("ix_wrong_codes_network", "wrong_codes", ["network", "at"])


def _erasures() -> None:
    op.create_table(
        "erasures",
        sa.Column("id", AutoId, nullable=False),
        sa.Column("user_id", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("asked", Instant, nullable=False),
        sa.Column("leased_until", Instant, nullable=True),
        sa.Column("done", Instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
    )
    op.create_index(
        "ix_erasures_due",
        "erasures",
        ["asked"],
        sqlite_where=sa.text("done IS NULL"),
        postgresql_where=sa.text("done IS NULL"),
    )
    op.create_table(
        "erasure_conversations",
        sa.Column("erasure", AutoId, autoincrement=False, nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["erasure"], ["erasures.id"], name=op.f("fk_erasure_conversations_erasure"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("erasure", "conversation", name=op.f("pk_erasure_conversations")),
    )
    op.create_index("ix_erasure_conversations_conversation", "erasure_conversations", ["conversation"])


def _of_user(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_user_id")
    return sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=name, ondelete="CASCADE")


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def downgrade() -> None:
    for table in ("erasure_conversations", "erasures", "wrong_codes", "sign_in_codes"):
        op.drop_table(table)
    for table in ("grants", "sessions", "companions"):
        op.drop_table(table)
    if _is_postgresql():
        op.execute("DROP FUNCTION users_rules CASCADE")
    else:
        for name in ("users_email_insert", "users_email_update", "users_version"):
            op.execute(f"DROP TRIGGER {name}")
    for name in ("version", "preferences", *reversed(PROFILE)):
        op.drop_column("users", name)
