"""A small intent model, trained once on some of our own sentences."""

from pathlib import Path

import pytest
from rasa.shared.importers.utils import training_data_from_paths

from bot.nlu import trainer
from bot.nlu.intents import example_of
from bot.nlu.model import IntentModel
from bot.nlu.noise import Example
from encoder import Encoder

ROOT = Path(__file__).resolve().parents[3]
SOME = ("greet", "stop", "deny", "ask_weather", "ask_visa", "forget_me", "out_of_scope", "inform")


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder.load(ROOT / "models" / "encoder")


@pytest.fixture(scope="session")
def examples() -> list[Example]:
    paths = [str(path) for path in sorted((ROOT / "data" / "nlu").rglob("*.yml")) if path.stem in SOME]
    return [example_of(message) for message in training_data_from_paths(paths, "en").intent_examples]


@pytest.fixture(scope="session")
def trained(examples: list[Example], encoder: Encoder) -> IntentModel:
    return trainer.train(examples, encoder)
