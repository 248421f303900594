"""Training sentences: enough of them, each for one intent, none of them a sentence that measures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from tests.house.tree import ROOT, capabilities, domain_parts, plain, read_yaml
from tests.nlu.cases import load_held_out, load_negatives, load_places

FEWEST = 50
HELD_OUT = "held_out.yml"
LONG = 4
"""Words; "yes please" is said in every test and in every training set."""


def _examples() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "data" / "nlu").rglob("*.yml")):
        for entry in read_yaml(path)["nlu"]:
            lines = entry["examples"].splitlines()
            found.setdefault(entry["intent"], []).extend(line.removeprefix("- ") for line in lines if line.strip())
    return found


EXAMPLES = _examples()


def _measuring() -> Iterator[tuple[str, str]]:
    """Sentences that tests give to the trained model, with the file they stand in; a parser's own cases are none."""
    yield from ((HELD_OUT, text) for texts in load_held_out().values() for text in texts)
    yield from (("places.yml", case.text) for case in load_places())
    yield from (("negatives.yml", text) for text in load_negatives())
    for path in sorted((ROOT / "tests" / "conversations").rglob("*.yml")):
        for step in (read_yaml(path) or {}).get("steps") or []:
            if isinstance(step.get("say"), str):
                yield path.name, step["say"]
    yield from _judged()


def _judged() -> Iterator[tuple[str, str]]:
    for name in ("judged.yml", "judged_fresh.yml"):
        yield from ((name, query["text"]) for query in read_yaml(ROOT / "tests" / "recommender" / name))


@pytest.mark.parametrize("intent", sorted(name for _, name in capabilities()))
def test_an_intent_has_enough_sentences(intent: str):
    assert len({plain(one) for one in EXAMPLES.get(intent, [])}) >= FEWEST


def test_no_sentence_is_for_an_unknown_intent():
    assert set(EXAMPLES) == {name for _, name in capabilities()}


def test_a_sentence_stands_in_one_intent():
    intents = defaultdict(set)
    for intent, sentences in EXAMPLES.items():
        for sentence in sentences:
            intents[plain(sentence)].add(intent)
    assert {sentence: sorted(found) for sentence, found in intents.items() if len(found) > 1} == {}


def test_no_training_sentence_is_measured_with():
    trained = {plain(sentence) for sentences in EXAMPLES.values() for sentence in sentences}
    copied = {
        (file, said)
        for file, said in _measuring()
        if plain(said) in trained and (file == HELD_OUT or len(plain(said).split()) >= LONG)
    }
    assert sorted(copied) == []


def test_no_known_wish_is_measured_with():
    folder = ROOT / "recommender" / "data" / "wishes"
    known = {plain(said) for path in folder.glob("*.yml") for one in read_yaml(path) for said in one["said"]}
    assert known
    assert sorted((file, said) for file, said in _judged() if plain(said) in known) == []


def test_annotations_name_entities_of_the_domain():
    known = {name for _, content in domain_parts() for name in content.get("entities") or []}
    used = {name for said in EXAMPLES.values() for one in said for name in re.findall(r"\[[^\]]+\]\((\w+)\)", one)}
    assert sorted(used - known) == []
