"""Column types that keep a time's zone and an amount's cents on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Numeric
from sqlalchemy.types import TypeDecorator, TypeEngine

PLACES = 3
"""Decimal places kept of an amount: enough for every currency."""

AutoId = BigInteger().with_variant(Integer, "sqlite")
"""A key counted up by the database; SQLite does so for INTEGER alone."""


class Instant(TypeDecorator[datetime]):
    """An aware datetime, stored and given back in UTC; a naive one is refused with ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs its zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Amount(TypeDecorator[Decimal]):
    """An exact amount: NUMERIC on PostgreSQL, whole thousandths on SQLite, whose NUMERIC is a float.

    More than three decimal places are refused with ValueError instead of being rounded.
    """

    impl = Numeric(14, PLACES)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else Numeric(14, PLACES))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        thousandths = value.scaleb(PLACES)
        if thousandths != thousandths.to_integral_value():
            raise ValueError(f"{value} has more than {PLACES} decimal places")
        return int(thousandths) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        if value is None:
            return None
        return Decimal(value).scaleb(-PLACES) if dialect.name == "sqlite" else Decimal(value)
