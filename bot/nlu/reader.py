"""Rasa's extractor of this project: everything that a sentence says, read by `world.reading`."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.artifacts import models_dir
from bot.nlu.coverage import DATA, covered
from bot.nlu.model import FALLBACK, OUT_OF_SCOPE, RANKED
from bot.nlu.when import day_first, locale_of, moment
from world.places import Gazetteer
from world.reading import read

logger = logging.getLogger(__name__)

INFORM = "inform"
UNSURE = 0.7  # a guess below this gives way when the sentence is nothing but data
NEARLY_ALL = 0.8
UNREAD = (FALLBACK, OUT_OF_SCOPE)


@lru_cache(maxsize=2)
def gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer of that folder, loaded once per process."""
    return Gazetteer.load(folder)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class TravelReader(GraphComponent, EntityExtractorMixin):
    """Sets `entities` with JSON values; a bare answer such as "Lisbon" or "2 adults" becomes `inform`."""

    def __init__(self) -> None:
        self._gazetteer = gazetteer(models_dir() / "gazetteer")

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TravelReader:
        """The reader; raises FileNotFoundError when the gazetteer has not been built."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message; one that cannot be read keeps its intent and gets no entities."""
        for message in messages:
            text, metadata = message.get(TEXT) or "", message.get("metadata") or {}
            intent = message.get(INTENT) or {}
            entities = self._read(text, metadata, intent.get("name"))
            if _unsure(intent):
                bare = self._read(text, metadata, INFORM)
                if _nothing_but_data(text, bare):
                    entities = bare
                    _correct(message)
            message.set(ENTITIES, [*(message.get(ENTITIES) or []), *entities], add_to_output=True)
        return messages

    def _read(self, text: str, metadata: Mapping[str, Any], intent: str | None) -> list[dict[str, Any]]:
        locale = locale_of(metadata)
        try:
            reading = read(
                text,
                moment(metadata),
                day_first=day_first(locale),
                gazetteer=self._gazetteer,
                intent=intent,
                locale=locale,
            )
        except Exception as error:  # any text may come; a turn without entities beats a turn without an answer
            logger.error("reading failed: %s", type(error).__name__)  # never the text: it is the traveller's own
            return []
        return [self._entity(found.name, found.value, found.start, found.end) for found in reading.entities]

    def _entity(self, name: str, value: object, start: int, end: int) -> dict[str, Any]:
        extractor = type(self).__name__
        return {"entity": name, "value": value, "start": start, "end": end, "extractor": extractor}


def _unsure(intent: Mapping[str, Any]) -> bool:
    name = intent.get("name")
    return name is None or name in UNREAD or float(intent.get("confidence") or 0.0) < UNSURE


def _nothing_but_data(text: str, entities: list[dict[str, Any]]) -> bool:
    spans = [(found["start"], found["end"]) for found in entities if found["entity"] in DATA]
    return covered(text, spans) >= NEARLY_ALL


def _correct(message: Message) -> None:
    intent = {"name": INFORM, "confidence": UNSURE}
    ranking = [known for known in message.get(INTENT_RANKING_KEY) or [] if known.get("name") != INFORM]
    message.set(INTENT, intent, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [intent, *ranking][:RANKED], add_to_output=True)
