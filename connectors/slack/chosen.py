"""A message after a choice: what was asked is answered, and cannot be tapped again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from connectors.slack.markup import escape
from connectors.slack.taps import Tap

Json = dict[str, Any]


def settled(tap: Tap) -> Json | None:
    """The arguments of ``chat.update``; None where there is nothing to update.

    In place of the block that was tapped stands what was chosen. The question's other blocks go with it; other cards
    stay as they are, because somebody may change their mind.
    """
    if tap.message is None or tap.message.get("ts") is None:
        return None
    blocks: list[Json] = []
    for block in tap.message.get("blocks", ()):
        blocks += _after(block, tap)
    text = tap.message.get("text") or tap.label
    return {"channel": tap.place.channel, "ts": tap.message["ts"], "text": text, "blocks": blocks}


def _after(block: Mapping[str, Any], tap: Tap) -> list[Json]:
    chosen = {"type": "context", "elements": [{"type": "mrkdwn", "text": f"✓ {escape(tap.label)}", "verbatim": True}]}
    if block.get("block_id") == tap.block:
        rest = {key: value for key, value in block.items() if key != "accessory"}
        return [chosen] if block["type"] == "actions" else [rest, chosen]
    if block.get("block_id", "").startswith(("choices:", "ask:")) and block["type"] == "actions":
        return []
    return [dict(block)]
