"""What the trained model says of sentences that it was not trained on."""

import dataclasses
import math
import random
from pathlib import Path

import pytest

from bot.nlu import trainer
from bot.nlu.model import FALLBACK, OUT_OF_SCOPE, RANKED, Gate, IntentModel, is_mash
from bot.nlu.noise import Example, mash
from encoder import Encoder


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Sounds lovely. What sort of weather should we be ready for up in Tromso?", "ask_weather"),
        ("wil it rian in cork on thrusday", "ask_weather"),
        ("do my parents need visas for a week in Oman", "ask_visa"),
        ("ok forget the whole thing", "stop"),
        ("please wipe all the stuff you keep about me", "forget_me"),
        ("hello hello", "greet"),
        ("two adults and a five year old", "inform"),
        ("repaint my kitchen ceiling", OUT_OF_SCOPE),
        ("what is the boiling point of mercury", OUT_OF_SCOPE),
        ("lkjh poiu wqex", FALLBACK),
        ("zzt", FALLBACK),
        ("   ", FALLBACK),
    ],
)
def test_unseen_sentences(trained: IntentModel, encoder: Encoder, text: str, intent: str) -> None:
    assert trained.classify(text, encoder).intent == intent


@pytest.mark.parametrize("text", ["will it rain in Gent", "lkjh poiu", "unclog my sink", "", "\ud800", "x" * 4000])
def test_ranking_starts_with_the_verdict_and_holds_each_name_once(
    trained: IntentModel, encoder: Encoder, text: str
) -> None:
    verdict = trained.classify(text, encoder)
    names = [name for name, _ in verdict.ranking]
    assert verdict.ranking[0] == (verdict.intent, verdict.confidence)
    assert len(set(names)) == len(names) <= RANKED
    assert all(0 <= confidence <= 1 and math.isfinite(confidence) for _, confidence in verdict.ranking)


def test_the_gate_is_calibrated_between_the_extremes(trained: IntentModel) -> None:
    assert 0.05 < trained.gate.threshold < 0.9
    assert 0.2 < trained.gate.cosine < 0.9
    assert trained.gate.threshold < trained.gate.mash < 0.95


def test_random_letters_hardly_ever_pass(trained: IntentModel, encoder: Encoder) -> None:
    texts = mash(random.Random(99), 100)  # another seed than the trainer's
    passed = [text for text in texts if trained.classify(text, encoder).intent not in (FALLBACK, OUT_OF_SCOPE)]
    assert len(passed) <= 5, passed


def test_a_closed_gate_refuses_and_says_why(trained: IntentModel, encoder: Encoder) -> None:
    unsure = dataclasses.replace(trained, gate=Gate(threshold=1.1, cosine=0.0))
    assert unsure.classify("will it rain in Lyon tomorrow", encoder).intent == FALLBACK
    foreign = dataclasses.replace(trained, gate=Gate(threshold=1.1, cosine=1.1))
    assert foreign.classify("will it rain in Lyon tomorrow", encoder).intent == OUT_OF_SCOPE


def test_saved_and_loaded_it_says_the_same(trained: IntentModel, encoder: Encoder, tmp_path: Path) -> None:
    trained.save(tmp_path)
    loaded = IntentModel.load(tmp_path)
    for text in ("is there snow in Davos", "forget it", "peel a mango", "qwx zxcv"):
        before, after = trained.classify(text, encoder), loaded.classify(text, encoder)
        assert after.intent == before.intent
        assert after.confidence == pytest.approx(before.confidence, abs=0.02)


def test_the_file_holds_plain_arrays(trained: IntentModel, tmp_path: Path) -> None:
    trained.save(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["intents.npz"]
    assert (tmp_path / "intents.npz").stat().st_size < 20_000_000


def test_training_twice_gives_the_same(examples: list[Example], encoder: Encoder) -> None:
    few = [example for example in examples if example.intent in ("greet", "stop", "deny")]
    first, second = (trainer.train(few, encoder) for _ in range(2))
    assert first.gate == second.gate
    assert (first.head.grams == second.head.grams).all()


def test_hardly_any_sentences_still_train(encoder: Encoder) -> None:
    model = trainer.train([Example("hi", "greet"), Example("go away", "stop")], encoder)
    assert model.gate == Gate(0.0, 0.0, model.gate.mash)
    assert model.classify("go away", encoder).intent == "stop"


def test_mash_is_not_a_word(encoder: Encoder) -> None:
    assert is_mash("asdkj qwe", encoder)
    assert is_mash("привет", encoder)
    assert not is_mash("asdkj hotel", encoder)
