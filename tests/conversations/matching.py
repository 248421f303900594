"""Whether replies are as expected; every function gives what is wrong, and nothing when all is well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tests.conversations.script import Expected

Json = dict[str, Any]
COMPARISONS = ("matches", "not", "at_least", "at_most", "ascending", "distinct", "contains", "lacks", "one_of", "some")


def problems(expected: Expected, replies: list[Json]) -> list[str]:
    """Everything in which the replies of a turn differ from what was expected."""
    return [
        *_texts(expected, said(replies)),
        *_cards(expected.cards, [card["kind"] for card in cards_of(replies)]),
        *_ask(expected.ask, ask_of(replies)),
        *_choices(expected.choices, [choice["label"] for choice in choices_of(replies)]),
        *_data(expected.data, replies),
        *([] if expected.replies in (None, len(replies)) else [f"{len(replies)} replies, not {expected.replies}"]),
    ]


def said(replies: list[Json]) -> str:
    """All texts, one a line."""
    return "\n".join(reply.get("text") or "" for reply in replies)


def cards_of(replies: list[Json]) -> list[Json]:
    """All cards in their order."""
    return [card for reply in replies for card in reply.get("cards") or []]


def choices_of(replies: list[Json]) -> list[Json]:
    """What can be tapped below the replies, not on their cards."""
    return [choice for reply in replies for choice in reply.get("choices") or []]


def ask_of(replies: list[Json]) -> Json | None:
    """What the assistant waits for after the turn."""
    asked = [reply["ask"] for reply in replies if reply.get("ask")]
    return asked[-1] if asked else None


def compare(what: str, actual: Any, wanted: Any) -> list[str]:
    """A literal must be equal; a mapping with one of COMPARISONS compares."""
    if not isinstance(wanted, dict):
        return [] if _equal(actual, wanted) else [f"{what} is {actual!r}, not {wanted!r}"]
    unknown = set(wanted) - set(COMPARISONS)
    if unknown or not wanted:
        raise ValueError(f"{what}: no such comparison: {unknown or 'empty'}")
    return [
        f"{what} is {actual!r}: not {name} {value!r}"
        for name, value in wanted.items()
        if not _holds(name, actual, value)
    ]


def look(root: Any, path: str) -> list[Any]:
    """What stands at a dotted path; ``*`` goes through a whole list."""
    found = [root]
    for part in path.split("."):
        found = [inner for one in found for inner in _inside(one, part)]
    return found


def _inside(value: Any, part: str) -> Iterator[Any]:
    if part == "*":
        yield from value
    elif isinstance(value, list) and part.lstrip("-").isdigit():
        if -len(value) <= int(part) < len(value):
            yield value[int(part)]
    elif isinstance(value, dict) and part in value:
        yield value[part]


def _texts(expected: Expected, text: str) -> list[str]:
    wanted = [expected.text] if isinstance(expected.text, str) else expected.text
    unwanted = [expected.not_text] if isinstance(expected.not_text, str) else expected.not_text
    return [
        *(f"nothing says /{one}/" for one in wanted if not _in(one, text)),
        *(f"it says /{one}/" for one in unwanted if _in(one, text)),
    ]


def _in(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None


def _cards(wanted: dict[str, int | str] | None, kinds: list[str]) -> list[str]:
    if wanted is None:
        return []
    shown, wrong = Counter(kinds), []
    for kind in {*wanted, *shown}:
        least, _, most = str(wanted.get(kind, 0)).partition("-")
        if not int(least) <= shown[kind] <= int(most or least):
            wrong.append(f"{shown[kind]} {kind} cards, not {wanted.get(kind, 0)}")
    return wrong


def _ask(wanted: Json | str | None, asked: Json | None) -> list[str]:
    if wanted is None:
        return []
    if wanted == "none" or asked is None:
        return [] if wanted == "none" and asked is None else [f"asked is {asked!r}, not {wanted!r}"]
    assert isinstance(wanted, dict)
    labels = {**asked, "options": [option["label"] for option in asked.get("options") or []]}
    return [wrong for key, value in wanted.items() for wrong in compare(f"ask.{key}", labels.get(key), value)]


def _choices(wanted: list[str], labels: list[str]) -> list[str]:
    missing = [one for one in wanted if not any(re.search(one, label, re.IGNORECASE) for label in labels)]
    return [f"no choice /{one}/ among {labels}" for one in missing]


def _data(wanted: Json, replies: list[Json]) -> list[str]:
    root, wrong = {"cards": cards_of(replies), "text": said(replies)}, []
    for path, value in wanted.items():
        found = look(root, path)
        many = "*" in path.split(".")
        together = isinstance(value, dict) and {"ascending", "distinct", "some"} & set(value)
        if not found:
            wrong.append(f"there is no {path}")
        elif many and together:
            wrong += compare(path, found, value)
        else:
            wrong += [problem for one in found for problem in compare(path, one, value)]
    return wrong


def _equal(actual: Any, wanted: Any) -> bool:
    if isinstance(wanted, str) or isinstance(actual, str):
        return str(actual) == str(wanted)
    return bool(actual == wanted)


def _holds(name: str, actual: Any, value: Any) -> bool:
    match name:
        case "matches":
            return _in(str(value), str(actual))
        case "not":
            return not _equal(actual, value)
        case "at_least":
            return Decimal(str(actual)) >= Decimal(str(value))
        case "at_most":
            return Decimal(str(actual)) <= Decimal(str(value))
        case "contains":
            return bool(value in actual)
        case "lacks":
            return bool(value not in actual)
        case "one_of":
            return any(_equal(actual, one) for one in value)
        case "some":
            return any(_in(str(value), str(one)) for one in actual)
        case "ascending":
            numbers = [Decimal(str(one)) for one in actual]
            return (numbers == sorted(numbers)) == value
        case _:
            return (len({str(one) for one in actual}) == len(actual)) == value
