"""Block Kit as Slack takes it: what is wrong with blocks and views, by the documented limits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

_ENTITY = re.compile(r"&(amp|lt|gt);")
_LINK = re.compile(r"<(https?://[^\s<>|]+|mailto:[^\s<>|]+)(\|[^<>]*)?>")
MOST = {"message": 50, "modal": 100, "home": 100}


def problems(blocks: Any, surface: str = "message") -> list[str]:
    """Empty when Slack would show the blocks."""
    if not isinstance(blocks, list):
        return ["blocks are a list"]
    found = [] if len(blocks) <= MOST[surface] else [f"more than {MOST[surface]} blocks"]
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        found.append("a block_id stands twice")
    for block in blocks:
        found += [f"{block.get('type')}: {one}" for one in _block(block, surface)]
    return found


def view_problems(view: Json) -> list[str]:
    """Of a modal or a Home tab."""
    found = problems(view.get("blocks"), view["type"])
    if view["type"] == "modal":
        for name in ("title", "submit", "close"):
            found += _plain(view.get(name), 24)
        if len(view.get("private_metadata", "")) > 3000:
            found.append("private_metadata is too long")
    return found


def _block(block: Json, surface: str) -> Iterator[str]:
    if len(block.get("block_id", "-")) > 255 or not block.get("block_id", "-"):
        yield "block_id has 1 to 255 characters"
    check = {
        "section": _section,
        "actions": _actions,
        "context": _context,
        "header": lambda one: iter(_plain(one.get("text"), 150)),
        "divider": lambda one: iter(()),
        "image": lambda one: iter(() if one.get("image_url") and one.get("alt_text") else ("needs url and alt_text",)),
        "input": lambda one: _input(one, surface),
    }.get(block.get("type", ""))
    if check is None:
        yield "no such block"
    else:
        yield from check(block)


def _section(block: Json) -> Iterator[str]:
    yield from _mrkdwn(block.get("text"), 3000)
    if "accessory" in block:
        yield from _element(block["accessory"])


def _actions(block: Json) -> Iterator[str]:
    elements = block.get("elements") or []
    if not 1 <= len(elements) <= 25:
        yield "has 1 to 25 elements"
    ids = [one.get("action_id") for one in elements]
    if len(ids) != len(set(ids)):
        yield "an action_id stands twice"
    for one in elements:
        yield from _element(one)


def _context(block: Json) -> Iterator[str]:
    if not 1 <= len(block.get("elements") or []) <= 10:
        yield "has 1 to 10 elements"
    for one in block["elements"]:
        yield from _mrkdwn(one, 3000)


def _input(block: Json, surface: str) -> Iterator[str]:
    if surface == "message":
        yield "not in a message, for our purposes"
    yield from _plain(block.get("label"), 2000)
    yield from _plain(block.get("hint", block["label"]), 2000)
    yield from _element(block["element"])


def _element(one: Json) -> Iterator[str]:
    if not 1 <= len(one.get("action_id", "")) <= 255:
        yield "an element needs an action_id"
    kind = one.get("type")
    if kind == "button":
        yield from _plain(one.get("text"), 75)
        if len(one.get("value", "")) > 2000:
            yield "a button's value is too long"
        if one.get("style") not in (None, "primary", "danger"):
            yield "no such style"
    elif kind == "static_select":
        yield from _select(one)
    elif kind == "datepicker":
        yield from _plain(one.get("placeholder"), 150)
    elif kind == "number_input":
        if not isinstance(one.get("is_decimal_allowed"), bool):
            yield "a number needs is_decimal_allowed"
    elif kind not in ("plain_text_input", "email_text_input"):
        yield f"no such element: {kind}"


def _select(one: Json) -> Iterator[str]:
    yield from _plain(one.get("placeholder"), 150)
    if not 1 <= len(one.get("options") or []) <= 100:
        yield "a select has 1 to 100 options"
    for option in one.get("options") or []:
        yield from _plain(option.get("text"), 75)
        if not 1 <= len(option.get("value", "")) <= 150:
            yield "an option's value has 1 to 150 characters"


def _plain(text: Any, longest: int) -> list[str]:
    if not isinstance(text, dict) or text.get("type") != "plain_text":
        return ["plain text is needed"]
    return [] if 1 <= len(text["text"]) <= longest else [f"plain text has 1 to {longest} characters"]


def _mrkdwn(text: Any, longest: int) -> list[str]:
    if not isinstance(text, dict) or text.get("type") != "mrkdwn":
        return ["mrkdwn is needed"]
    wrong = [] if 1 <= len(text["text"]) <= longest else [f"mrkdwn has 1 to {longest} characters"]
    bare = _LINK.sub("", _ENTITY.sub("", text["text"]))
    return [*wrong, *(["an & < or > that is not escaped"] if re.search(r"[&<>]", bare) else [])]


def shown(blocks: list[Json]) -> str:
    """What people read of blocks, without markup."""
    texts = []
    for block in blocks:
        for part in (block.get("text"), *(one for one in block.get("elements", ()) if "text" in one)):
            if isinstance(part, dict):
                text = part["text"] if isinstance(part["text"], str) else part["text"]["text"]
                texts.append(text)
    plain = re.sub(r"<(?:mailto:)?([^<>|]+)(\|[^<>]*)?>", r"\1", "\n".join(texts)).replace("\u200b", "")
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """(block, element) for everything that can be used."""
    for block in blocks:
        if "accessory" in block:
            yield block, block["accessory"]
        if block.get("type") == "actions":
            yield from ((block, one) for one in block["elements"])


def decoded(value: str) -> Any:
    """A form's field: JSON where it is JSON."""
    try:
        return json.loads(value) if value[:1] in "[{" else value
    except ValueError:
        return value
