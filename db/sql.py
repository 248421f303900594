"""The few places where SQLite and PostgreSQL want other words for the same thing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, Text, any_, bindparam, column, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession


def insert_into(session: AsyncSession, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that knows ON CONFLICT."""
    return postgresql.insert(table) if _is_postgresql(session) else sqlite.insert(table)


def among(session: AsyncSession, where: Column[Any], values: Iterable[str]) -> ColumnElement[bool]:
    """``where IN values`` with one bound parameter, however many values: the statement stays prepared."""
    wanted = list(values)
    if _is_postgresql(session):
        return where == any_(bindparam(None, wanted, type_=postgresql.ARRAY(Text)))
    each = func.json_each(json.dumps(wanted)).table_valued(column("value", Text))
    return where.in_(select(each.c.value))


async def one_at_a_time(session: AsyncSession, name: str) -> None:
    """Let nobody else past the same name until this transaction ends; on SQLite there is one writer anyway."""
    if _is_postgresql(session):
        await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


def _is_postgresql(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "postgresql"
