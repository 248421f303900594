"""Print the JSON schema of a reply, from which the widget's types are made: ``python -m scripts.schema``."""

from __future__ import annotations

import json
import sys
from typing import Any

from messages import Reply


def schema() -> dict[str, Any]:
    """The schema of a reply as it leaves the gateway, without titles, which would each become a type of its own."""
    return plain(Reply.model_json_schema(mode="serialization"))


def plain(node: Any, *, named: bool = False) -> Any:
    """A schema without its titles. ``named``: keys are names of fields or shapes, so "title" among them is no title."""
    if isinstance(node, list):
        return [plain(one) for one in node]
    if not isinstance(node, dict):
        return node
    kept = node if named else {key: value for key, value in node.items() if key != "title"}
    return {key: plain(value, named=not named and key in ("properties", "$defs")) for key, value in kept.items()}


if __name__ == "__main__":
    json.dump(schema(), sys.stdout)
