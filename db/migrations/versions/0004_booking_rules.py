"""Triggers that hold bookings to their rules, whoever writes.

A booking starts as held and moves held -> confirmed -> changed | cancelled, or held -> expired; a changed one may be
cancelled. Once confirmed, its price is the sum of its items, in one currency, and the items stay as they are.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOVES = "('held>confirmed', 'held>expired', 'confirmed>changed', 'confirmed>cancelled', 'changed>cancelled')"

SUM_DIFFERS = """(
    EXISTS (SELECT 1 FROM booking_items WHERE booking = NEW.reference AND currency <> NEW.currency)
    OR NEW.price <> (SELECT coalesce(sum(price), -1) FROM booking_items WHERE booking = NEW.reference)
)"""

SQLITE = [
    """
    CREATE TRIGGER bookings_start BEFORE INSERT ON bookings WHEN NEW.status <> 'held'
    BEGIN SELECT RAISE(ABORT, 'a booking starts as held'); END
    """,
    f"""
    CREATE TRIGGER bookings_move BEFORE UPDATE OF status ON bookings
    WHEN NEW.status <> OLD.status AND OLD.status || '>' || NEW.status NOT IN {MOVES}
    BEGIN SELECT RAISE(ABORT, 'a booking cannot move like that'); END
    """,
    f"""
    CREATE TRIGGER bookings_sum BEFORE UPDATE OF status, price, currency ON bookings
    WHEN NEW.status IN ('confirmed', 'changed') AND {SUM_DIFFERS}
    BEGIN SELECT RAISE(ABORT, 'the price of a booking is the sum of its items'); END
    """,
    *(
        f"""
        CREATE TRIGGER booking_items_{verb.lower()} BEFORE {verb} ON booking_items
        WHEN (SELECT status FROM bookings WHERE reference = {row}.booking) <> 'held'
        BEGIN SELECT RAISE(ABORT, 'the items of a booking stay once it is confirmed'); END
        """
        for verb, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
    ),
]

POSTGRESQL = [
    f"""
    CREATE FUNCTION bookings_rules() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' THEN
            IF NEW.status <> 'held' THEN
                RAISE integrity_constraint_violation USING MESSAGE = 'a booking starts as held';
            END IF;
            RETURN NEW;
        END IF;
        IF NEW.status <> OLD.status AND OLD.status || '>' || NEW.status NOT IN {MOVES} THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'a booking cannot move like that';
        END IF;
        IF NEW.status IN ('confirmed', 'changed') AND {SUM_DIFFERS} THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'the price of a booking is the sum of its items';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER bookings_rules BEFORE INSERT OR UPDATE OF status, price, currency ON bookings
    FOR EACH ROW EXECUTE FUNCTION bookings_rules()
    """,
    """
    CREATE FUNCTION booking_items_rules() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE item booking_items := CASE TG_OP WHEN 'INSERT' THEN NEW ELSE OLD END;
    BEGIN
        IF (SELECT status FROM bookings WHERE reference = item.booking) <> 'held' THEN
            RAISE integrity_constraint_violation
                USING MESSAGE = 'the items of a booking stay once it is confirmed';
        END IF;
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END $$
    """,
    """
    CREATE TRIGGER booking_items_rules BEFORE INSERT OR UPDATE OR DELETE ON booking_items
    FOR EACH ROW EXECUTE FUNCTION booking_items_rules()
    """,
]


def upgrade() -> None:
    statements = POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION bookings_rules CASCADE")
        op.execute("DROP FUNCTION booking_items_rules CASCADE")
        return
    for name in ("bookings_start", "bookings_move", "bookings_sum"):
        op.execute(f"DROP TRIGGER {name}")
    for verb in ("insert", "update", "delete"):
        op.execute(f"DROP TRIGGER booking_items_{verb}")
