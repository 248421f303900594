"""Inline keyboards: buttons in rows by the length of their labels, a page at a time, and what their data mean.

Data of a choice is its value. Everything else begins with a sign and names the user it is meant for, because in a
group everybody sees the buttons: ``=user:text`` says a text, ``>user:page:call:message`` turns a page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from messages import Choice

MAX_ROWS = 8
MAX_DATA = 64
"""Bytes of a button's data."""
_WIDEST = {3: 11, 2: 19}
"""Characters that fit on a button where so many stand in a row of a small screen."""

_SAYING = re.compile(r"=(\d{1,20}):(.+)", re.DOTALL)
_TURNING = re.compile(r">(\d{1,20}):(\d{1,3}):(\d{1,3}):(.+)", re.DOTALL)

Rows = Sequence[Sequence[Choice]]


@dataclass(frozen=True)
class Words:
    """What stands on buttons that turn pages; ``site`` is where our own pictures are reached."""

    more: str
    back: str
    site: str = ""


@dataclass(frozen=True)
class Turning:
    """A page of a keyboard: that of the ``call``-th call of the replies to ``message_id``."""

    page: int
    call: int
    message_id: str


def saying(user: str, label: str, text: str) -> Choice | None:
    """A button that says a text; None when the text is too long for one."""
    data = f"={user}:{text}"
    return Choice(label=label, value=data) if len(data.encode()) <= MAX_DATA else None


def read_saying(data: str) -> tuple[str, str] | None:
    """User and text of a button that says a text."""
    found = _SAYING.fullmatch(data)
    return None if found is None else (found[1], found[2])


def turning(user: str, where: Turning) -> str:
    """The data of a button that turns a page."""
    return f">{user}:{where.page}:{where.call}:{where.message_id}"


def read_turning(data: str) -> tuple[str, Turning] | None:
    """User and page of a button that turns one."""
    found = _TURNING.fullmatch(data)
    return None if found is None else (found[1], Turning(int(found[2]), int(found[3]), found[4]))


def rows_of(choices: Sequence[Choice]) -> Rows:
    """Up to three in a row, fewer where a label is long; their order stays."""
    rows: list[list[Choice]] = []
    for choice in choices:
        row = [*rows[-1], choice] if rows else [choice]
        if rows and len(row) in _WIDEST and all(len(one.label) <= _WIDEST[len(row)] for one in row):
            rows[-1] = row
        else:
            rows.append([choice])
    return rows


def markup(rows: Rows, user: str, where: Turning, words: Words) -> InlineKeyboardMarkup | None:
    """The page of the rows, with buttons to the others where there are more; None without any row."""
    if not rows:
        return None
    first, most = where.page * MAX_ROWS, MAX_ROWS
    if len(turning(user, where).encode()) > MAX_DATA - 1:
        # A message of such a name cannot be found again from a button.
        first, most = 0, len(rows)
    shown = [[InlineKeyboardButton(one.label, callback_data=one.value) for one in row] for row in rows[first:][:most]]
    turns = [
        InlineKeyboardButton(label, callback_data=turning(user, Turning(page, where.call, where.message_id)))
        for label, page, there in (
            (words.back, where.page - 1, first > 0),
            (words.more, where.page + 1, len(rows) > first + most),
        )
        if there
    ]
    return InlineKeyboardMarkup([*shown, turns] if turns else shown)
