"""Rasa's intent classifier of this project: MiniLM vectors with a logistic head and a gate for what is not ours."""

from __future__ import annotations

import hashlib
import inspect
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import artifacts, features, head, model, noise, spelling, split, trainer
from bot.nlu.model import IntentModel
from bot.nlu.noise import Example
from encoder import fingerprint

TRAINER = (features, head, model, noise, spelling, split, trainer)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SentenceIntents(GraphComponent, IntentClassifier):
    """Sets `intent` and `intent_ranking` (ten names) of each message.

    What is not ours becomes `out_of_scope`; what is unclear or no language becomes `nlu_fallback`.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, trained: IntentModel | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._trained = trained
        self._encoder = artifacts.encoder()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceIntents:
        """An untrained component; raises EncoderMissing when the encoder has not been built."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceIntents:
        """The trained component; raises when the stored model is missing, as silence would misunderstand everything."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, IntentModel.load(Path(folder)))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Rasa trains again when the encoder's weights or the trainer's source have changed."""
        digest = hashlib.sha256(fingerprint(artifacts.UNDERSTANDING).encode())
        for module in TRAINER:
            digest.update(inspect.getsource(module).encode())
        return digest.hexdigest()

    # Rasa reads the annotation to learn that training leaves a resource.
    def train(self, training_data: TrainingData) -> Resource:
        """Train on the sentences with an intent and keep the model as .npz."""
        self._trained = trainer.train([example_of(message) for message in training_data.intent_examples], self._encoder)
        with self._storage.write_to(self._resource) as folder:
            self._trained.save(Path(folder))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Classify each message, about 3 ms."""
        if self._trained is None:
            raise RuntimeError("the intent classifier has not been trained")
        for message in messages:
            verdict = self._trained.classify(message.get(TEXT) or "", self._encoder)
            message.set(INTENT, _ranked(verdict.intent, verdict.confidence), add_to_output=True)
            ranking = [_ranked(name, confidence) for name, confidence in verdict.ranking]
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages


def _ranked(name: str, confidence: float) -> dict[str, Any]:
    return {"name": name, "confidence": confidence}


def example_of(message: Message) -> Example:
    """A training message with its marked values."""
    spans = [(entity["start"], entity["end"], entity["entity"]) for entity in message.get(ENTITIES) or ()]
    return Example(message.get(TEXT), message.get(INTENT), tuple(spans))
