"""The training sentences of ``data/nlu`` with their marked values, read without Rasa."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from bot.nlu.noise import Example, Span

MARK = re.compile(r"\[(?P<value>[^\]]+)\]\((?P<entity>\w+)\)")
BULLET = "- "


def read_examples(folder: Path) -> list[Example]:
    """Every sentence below ``folder``, in the order of the files' names. Raises ValueError when there is none."""
    found: list[Example] = []
    for path in sorted(folder.rglob("*.yml")):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for block in content["nlu"]:
            lines = (line.strip() for line in block.get("examples", "").splitlines())
            found += [read_example(line.removeprefix(BULLET), block["intent"]) for line in lines if line]
    if not found:
        raise ValueError(f"{folder} holds no training sentences")
    return found


def read_example(line: str, intent: str) -> Example:
    """``fly to [Rome](destination)`` as its plain text with the spans of its values."""
    text, spans, end = "", list[Span](), 0
    for mark in MARK.finditer(line):
        text += line[end : mark.start()]
        spans.append((len(text), len(text) + len(mark["value"]), mark["entity"]))
        text, end = text + mark["value"], mark.end()
    return Example(text + line[end:], intent, tuple(spans))
