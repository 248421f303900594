"""Fine-tuning: what it reads, that it can be repeated, and that a change of its inputs is noticed.

torch is imported by the test that needs it: it takes longer than collecting all others.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.nlu.noise import Example
from training.encoder.source import pinned_weights
from training.understanding.inputs import digest
from training.understanding.sentences import read_example, read_examples

SENTENCES = {
    "search_flights": ["fly to Rome", "flights from Graz to Oslo", "a plane to Lima in May", "book me a seat to Nice"],
    "search_stays": ["a hotel in Rome", "rooms in Graz for two", "somewhere to sleep in Oslo", "a hostel in Lima"],
}
EXAMPLES = [Example(text, intent) for intent, texts in SENTENCES.items() for text in texts] * 3


def test_marks_become_spans():
    read = read_example("fly from [Graz](origin) to [New York](destination) now", "search_flights")
    assert read.text == "fly from Graz to New York now"
    assert [(read.text[start:end], entity) for start, end, entity in read.spans] == [
        ("Graz", "origin"),
        ("New York", "destination"),
    ]


def test_a_folder_without_sentences_is_an_error(tmp_path: Path):
    with pytest.raises(ValueError, match="no training sentences"):
        read_examples(tmp_path)


def test_tuning_moves_the_upper_layers_only_and_can_be_repeated():
    import torch
    from transformers import AutoModel

    from training.understanding.tune import FROZEN, tune

    first, second = (tune(EXAMPLES, pinned_weights(), epochs=2).transformer.state_dict() for _ in range(2))
    assert all(torch.equal(first[name], second[name]) for name in first)
    plain = AutoModel.from_pretrained(str(pinned_weights()), add_pooling_layer=False).state_dict()
    moved = {name for name in first if not torch.equal(first[name], plain[name])}
    assert not any(name.startswith("embeddings") for name in moved)
    assert {int(name.split(".")[2]) for name in moved} == set(range(FROZEN, 6))


def test_a_changed_sentence_or_trainer_changes_the_digest(tmp_path: Path):
    for name in ("data/nlu/a.yml", "training/understanding/tune.py", "bot/nlu/noise.py", "bot/nlu/split.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one")
    seen = {digest(tmp_path)}
    for name in ("data/nlu/a.yml", "training/understanding/tune.py", "bot/nlu/noise.py"):
        (tmp_path / name).write_text("two")
        seen.add(digest(tmp_path))
    assert len(seen) == 4
