"""Every conversation under this folder, played against the real engine, actions and gateway."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.conversations.player import Failed, Player
from tests.conversations.script import read
from tests.fixtures.house import ROOT, House

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.yml"))
RULES = range(1, 11)
"""Of section "How it talks"; the last is about where wording lies, which no conversation can show."""


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.stem}" for path in FILES])
def test_conversation(path: Path, house: House, clock: Path) -> None:
    trouble = ""
    try:
        Player(house, clock, read(path)).play()
    except Failed as failed:
        trouble = str(failed)
    if trouble:
        pytest.fail(trouble, pytrace=False)


def test_every_built_capability_has_a_conversation() -> None:
    covered = {name for path in FILES for name in read(path).covers}
    areas = yaml.safe_load((ROOT / "capabilities.yml").read_text())
    known = {name: spec["state"] for area in areas.values() for name, spec in area.items()}
    assert covered <= set(known)
    assert {name for name, state in known.items() if state == "built"} <= covered


def test_every_rule_of_talking_has_a_conversation() -> None:
    assert {rule for path in FILES for rule in read(path).rules} == set(RULES) - {10}
