"""Reading `.env` as python-dotenv does, with nothing installed: set-up runs before there is any environment."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_BLANK = re.compile(r"[^\S\n]*")
_EXPORT = re.compile(r"(?:export[^\S\n]+)?")
_QUOTED_NAME, _NAME = re.compile(r"'([^']+)'"), re.compile(r"([^=#\s]+)")
_SINGLE, _DOUBLE = re.compile(r"'((?:\\.|[^'\\])*)'", re.DOTALL), re.compile(r'"((?:\\.|[^"\\])*)"', re.DOTALL)
_PLAIN = re.compile(r"([^\n]*)")
_END = re.compile(r"[^\S\n]*(?:#[^\n]*)?(?:\n|\Z)")
_VARIABLE = re.compile(r"\$\{(?P<name>[^}:]*)(?::-(?P<default>[^}]*))?\}")


@dataclass(frozen=True)
class EnvFile:
    """``values`` by name, later lines win; a name without ``=`` has "". ``unreadable`` are numbers of lines."""

    values: dict[str, str]
    unreadable: list[int]


class _Unreadable(Exception):
    """No assignment begins here."""


def read_env_file(path: Path, environment: Mapping[str, str]) -> EnvFile:
    """What stands in the file, with ``${NAME}`` filled in; nothing when there is none. Raises OSError, ValueError."""
    if not path.is_file():
        return EnvFile({}, [])
    cursor = _Cursor(path.read_text(encoding="utf-8-sig"))
    values: dict[str, str] = {}
    unreadable = []
    while cursor.skip_blank_lines():
        begins = cursor.place
        try:
            name, value = cursor.assignment()
        except _Unreadable:
            unreadable.append(cursor.text.count("\n", 0, begins) + 1)
            cursor.take(_PLAIN)
            continue
        if name:
            values[name] = _filled(value, {**environment, **values})
    return EnvFile(values, unreadable)


class _Cursor:
    """Goes through the text; what does not match raises _Unreadable."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0

    def skip_blank_lines(self) -> bool:
        """Go to the next line that says something; False at the end."""
        self.place += len(self.text[self.place :]) - len(self.text[self.place :].lstrip())
        return self.place < len(self.text)

    def assignment(self) -> tuple[str, str]:
        """``NAME=value``, ``export NAME=value``, ``NAME`` alone or a comment, to the end of its line."""
        self.take(_EXPORT)
        name = "" if self._at("#") else self.take(_QUOTED_NAME if self._at("'") else _NAME)
        self.take(_BLANK)
        value = ""
        if self._at("="):
            self.place += 1
            value = self._value(spaced=bool(self.take(_BLANK)))
        self.take(_END)
        return name, value

    def take(self, pattern: re.Pattern[str]) -> str:
        """The pattern's first group, or all of it."""
        found = pattern.match(self.text, self.place)
        if found is None:
            raise _Unreadable
        self.place = found.end()
        return found[1] if pattern.groups else found[0]

    def _value(self, *, spaced: bool) -> str:
        if self._at("'"):
            return _unescaped(r"\\[\\']", self.take(_SINGLE))
        if self._at('"'):
            return _unescaped(r"\\[\\'\"abfnrtv]", self.take(_DOUBLE))
        if spaced and self._at("#"):
            return ""
        return re.sub(r"\s+#.*", "", self.take(_PLAIN)).rstrip()

    def _at(self, character: str) -> bool:
        return self.text.startswith(character, self.place)


def _unescaped(escapes: str, text: str) -> str:
    return re.sub(escapes, lambda found: codecs.decode(found[0], "unicode-escape"), text)


def _filled(text: str, known: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda found: known.get(found["name"], found["default"] or ""), text)
