"""Places in sentences: what is named, which one is meant, which part it plays, and when the traveller must be asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from world.places import Gazetteer, label

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:48] or "empty")
def test_case(gazetteer: Gazetteer, case: dict[str, Any]) -> None:
    matches = gazetteer.find(case["text"], case.get("hint"))

    got = [[match.text, match.place.name, match.place.country, match.role] for match in matches]
    assert got == case["places"]
    rivals = [label(rival) for match in matches for rival in match.others]
    assert set(case.get("ask", ())) <= set(rivals)
    assert bool(case.get("ask")) == bool(rivals), rivals


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:48] or "empty")
def test_spans_are_ordered_and_say_what_they_cover(gazetteer: Gazetteer, case: dict[str, Any]) -> None:
    end = 0
    for match in gazetteer.find(case["text"]):
        assert end <= match.start < match.end
        assert case["text"][match.start : match.end] == match.text
        end = match.end
