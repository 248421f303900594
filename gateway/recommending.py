"""Ideas where to go for callers of the REST interface; catalogue and encoder are loaded when first asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import structlog

from gateway.problems import UNAVAILABLE, Problem, invalid
from gateway.shapes import RecommendationQuery
from recommender.where import bounds_of
from recommender.wish import Origin, Suggestion, Wish
from travel.ports import RecommendationLog
from travel.recommendations import Impression
from wording import Wording
from world.places.model import country_name

log = structlog.get_logger()

Json = dict[str, Any]


class Ranker(Protocol):
    """What ranks destinations; ``recommender.Recommender`` does."""

    model: str

    def recommend(self, wish: Wish, *, today: date, limit: int = 5) -> list[Suggestion]:
        """The best destinations that meet every hard wish, best first."""
        ...


@dataclass(frozen=True)
class Knowledge:
    """The ranker, and how a place is found by what it is called."""

    ranker: Ranker
    locate: Callable[[str], Origin | None]


def load_knowledge(models: Path, catalogue: Path) -> Knowledge:
    """Read catalogue, embeddings, encoder and gazetteer: about a second. Raises what is missing."""
    # Here and not above: numpy and ONNX Runtime would cost every gateway start-up and memory, asked or not.
    from encoder import Encoder
    from recommender.recommender import Recommender
    from world.places import Gazetteer

    gazetteer = Gazetteer.load(models / "gazetteer")
    ranker = Recommender.load(models, Encoder.load(models / "encoder"), catalogue)

    def locate(text: str) -> Origin | None:
        found = gazetteer.find(text)
        return Origin(found[0].place.name, found[0].place.lat, found[0].place.lon) if found else None

    return Knowledge(ranker, locate)


class Recommending:
    """Recommends and keeps what was shown, so that feedback has something to refer to."""

    def __init__(self, load: Callable[[], Knowledge], shown: RecommendationLog, wording: Wording) -> None:
        self._load = load
        self._shown = shown
        self._wording = wording
        self._knowledge: Knowledge | None = None
        self._loading = asyncio.Lock()

    async def recommend(self, query: RecommendationQuery, read: Json, now: datetime) -> list[Json]:
        """Recommendations for a query and the slots that were read from its words; what is given apart wins.

        Raises Problem 422 for an origin that nobody knows and 503 when the models have not been built.
        """
        knowledge = await self._known()
        wish = _wish(query, read, _origin(query, read, knowledge))
        found = await asyncio.to_thread(knowledge.ranker.recommend, wish, today=now.date(), limit=query.limit)
        ids = await self._shown.record(_impressions(query, found, knowledge.ranker.model), now=now)
        return [self._card(one_id, one) for one_id, one in zip(ids, found, strict=True)]

    async def _known(self) -> Knowledge:
        async with self._loading:
            if self._knowledge is None:
                try:
                    self._knowledge = await asyncio.to_thread(self._load)
                except (OSError, ValueError, LookupError) as error:
                    log.error("recommender_missing", kind=type(error).__name__)
                    raise Problem(UNAVAILABLE, "The recommender's models have not been built.") from None
            return self._knowledge

    def _card(self, recommendation: str, one: Suggestion) -> Json:
        place = one.destination
        return {
            "id": recommendation,
            "destination": {
                "id": place.id,
                "name": place.name,
                "country": place.country,
                "country_name": country_name(place.country),
                "region": place.region,
            },
            "score": one.score,
            "reasons": [self._wording.say(f"utter_reason_{reason.kind}", **reason.values) for reason in one.reasons],
        }


def _origin(query: RecommendationQuery, read: Json, knowledge: Knowledge) -> Origin | None:
    if query.origin is not None:
        if (found := knowledge.locate(query.origin)) is None:
            raise invalid("origin", "names no place that is known")
        return found
    said = read.get("origin")
    return Origin(said["name"], said["lat"], said["lon"]) if said else None


def _wish(query: RecommendationQuery, read: Json, origin: Origin | None) -> Wish:
    place, budget = read.get("place"), read.get("budget") or {}
    country, near = bounds_of(place)
    whole_trip = budget.get("amount") is not None and budget.get("per") in ("total", "person", None)
    return Wish(
        text=query.query,
        month=query.month or _month(read.get("start_date")),
        budget=query.budget or (Decimal(str(budget["amount"])) if whole_trip else None),
        days=read.get("nights"),
        origin=origin,
        country=country,
        near=near,
        interests=tuple(read.get("interests") or ()),
        companions=read.get("companions"),
    )


def _month(start: Any) -> int | None:
    first = start.get("start") if isinstance(start, dict) else start
    return date.fromisoformat(first).month if first else None


def _impressions(query: RecommendationQuery, found: Sequence[Suggestion], model: str) -> list[Impression]:
    return [
        Impression("", None, query.query, one.destination.id, position, one.score, one.parts, model)
        for position, one in enumerate(found)
    ]
