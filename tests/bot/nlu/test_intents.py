"""The component as Rasa uses it: train, store, load, process; train again when its inputs change."""

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import artifacts
from bot.nlu.intents import SentenceIntents, example_of
from bot.nlu.noise import Example

RESOURCE = Resource("intents")
CONTEXT = ExecutionContext(GraphSchema({}))


def _data(examples: list[Example]) -> TrainingData:
    return TrainingData([Message.build(example.text, example.intent) for example in examples])


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage.create(tmp_path)


def test_train_store_load_process(storage: LocalModelStorage, examples: list[Example]) -> None:
    few = [example for example in examples if example.intent in ("greet", "stop", "ask_visa")]
    fresh = SentenceIntents.create({}, storage, RESOURCE, CONTEXT)
    assert fresh.train(_data(few)) == RESOURCE
    loaded = SentenceIntents.load({}, storage, RESOURCE, CONTEXT)
    [message] = loaded.process([Message.build("do we need visas for Laos")])
    assert message.get("intent")["name"] == "ask_visa"
    assert message.get("intent_ranking")[0] == message.get("intent")
    assert {"intent", "intent_ranking"} <= message.output_properties


def test_a_message_without_text_is_not_understood(storage: LocalModelStorage, examples: list[Example]) -> None:
    few = [example for example in examples if example.intent in ("greet", "stop")]
    component = SentenceIntents.create({}, storage, RESOURCE, CONTEXT)
    component.train(_data(few))
    [message] = component.process([Message({})])
    assert message.get("intent")["name"] == "nlu_fallback"


def test_untrained_it_refuses(storage: LocalModelStorage) -> None:
    with pytest.raises(RuntimeError, match="not been trained"):
        SentenceIntents.create({}, storage, RESOURCE, CONTEXT).process([Message.build("hi")])


def test_a_lost_model_is_an_error_and_not_silence(storage: LocalModelStorage) -> None:
    with pytest.raises(ValueError, match="intents"):
        SentenceIntents.load({}, storage, RESOURCE, CONTEXT)


def test_fingerprint_follows_the_encoder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = SentenceIntents.fingerprint_addon({})
    assert SentenceIntents.fingerprint_addon({}) == before
    manifest = (artifacts.UNDERSTANDING / "manifest.json").read_text()
    (tmp_path / "encoder").mkdir()
    (tmp_path / "encoder" / "manifest.json").write_text(manifest.replace('"model.onnx": "', '"model.onnx": "0'))
    monkeypatch.setattr(artifacts, "UNDERSTANDING", tmp_path / "encoder")
    assert SentenceIntents.fingerprint_addon({}) != before


def test_marked_values_reach_the_trainer() -> None:
    entity = {"entity": "place", "start": 11, "end": 15, "value": "Oslo"}
    found = example_of(Message.build("weather in Oslo", "ask_weather", entities=[entity]))
    assert found == Example("weather in Oslo", "ask_weather", ((11, 15, "place"),))
