"""The training sentences: enough of them, none twice, only entities that the domain knows."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
FILES = sorted((ROOT / "data" / "nlu").rglob("*.yml"))
FLOORS = {"out_of_scope": 250, "inform": 150, "ask_weather": 100}
MARK = re.compile(r"\[([^\]]+)\]\((\w+)\)")


def _sentences(path: Path) -> list[tuple[str, str]]:
    blocks = yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
    return [(block["intent"], line[2:].strip()) for block in blocks for line in block["examples"].splitlines()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_one_intent(path: Path) -> None:
    assert {intent for intent, _ in _sentences(path)} == {path.stem}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_there_are_enough_sentences(path: Path) -> None:
    assert len(_sentences(path)) >= FLOORS.get(path.stem, 60)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_marked_entities_are_in_the_domain(path: Path) -> None:
    known = set(yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["entities"])
    assert {entity for _, text in _sentences(path) for _, entity in MARK.findall(text)} <= known


def test_no_sentence_stands_for_two_intents() -> None:
    intents: dict[str, set[str]] = defaultdict(set)
    for path in FILES:
        for intent, text in _sentences(path):
            intents[MARK.sub(r"\1", text).lower().strip(" .!?")].add(intent)
    assert {text: names for text, names in intents.items() if len(names) > 1} == {}
