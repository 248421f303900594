"""``make eval``: how well held-out sentences are understood, asked of a running house of its own.

Prints accuracy by intent and every miss. Nothing is asserted: a floor belongs into a test.
"""

from __future__ import annotations

import json
import time
import urllib.request
from pathlib import Path

import yaml
from rich.console import Console
from rich.table import Table

from tests.fixtures.house import open_house

CASES = Path(__file__).with_name("held_out.yml")


def main() -> None:
    """Start a house on free ports, ask, print."""
    cases: dict[str, list[str]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    with open_house() as house:
        began = time.perf_counter()
        found = {(intent, text): _intent(house.url, text) for intent, texts in cases.items() for text in texts}
        milliseconds = (time.perf_counter() - began) * 1000 / len(found)
    _print(found, milliseconds)


def _intent(url: str, text: str) -> str:
    body = json.dumps({"text": text}).encode()
    request = urllib.request.Request(f"{url}/api/understand", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return str(json.load(answer)["intent"]["name"])


def _print(found: dict[tuple[str, str], str], milliseconds: float) -> None:
    console, table = Console(), Table("said", "meant", "understood", title="Not understood")
    for (intent, text), got in found.items():
        if got != intent:
            table.add_row(text, intent, got)
    right = sum(got == intent for (intent, _), got in found.items())
    console.print(f"intents: {right} of {len(found)} = {right / len(found):.3f}; {milliseconds:.0f} ms a sentence")
    if table.row_count:
        console.print(table)


if __name__ == "__main__":
    main()
