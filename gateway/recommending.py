"""Ideas where to go for callers of the REST interface; catalogue and encoder are loaded when first asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from db.recommendations import Saved
from gateway.later import Later
from gateway.problems import invalid
from gateway.shapes import RecommendationQuery
from recommender.catalogue import Destination
from recommender.where import bounds_of
from recommender.wish import Origin, Reason, Suggestion, Wish
from travel.booking.bookings import Owner
from travel.ports import RecommendationLog
from travel.recommendations import Impression, Reactions
from wording import Wording
from world.places import Gazetteer
from world.places.model import country_name

Json = dict[str, Any]


class Ranker(Protocol):
    """What ranks destinations; ``recommender.Recommender`` does."""

    model: str

    def recommend(self, wish: Wish, *, today: date, limit: int = 5) -> list[Suggestion]:
        """The best destinations that meet every hard wish, best first."""
        ...

    def destination(self, destination_id: str) -> Destination | None:
        """A destination by its id."""
        ...

    def explain(self, destination: Destination, wish: Wish, *, today: date) -> tuple[Reason, ...]:
        """Why a destination was suggested for a wish."""
        ...


@dataclass(frozen=True)
class Knowledge:
    """The ranker, and how a place is found by what it is called."""

    ranker: Ranker
    locate: Callable[[str], Origin | None]


def load_knowledge(models: Path, catalogue: Path, places: Callable[[], Gazetteer]) -> Knowledge:
    """Read catalogue, embeddings, encoder and gazetteer: about a second. Raises what is missing."""
    # Here and not above: numpy and ONNX Runtime would cost every gateway start-up and memory, asked or not.
    from encoder import Encoder
    from recommender.recommender import Recommender

    gazetteer = places()
    ranker = Recommender.load(models, Encoder.load(models / "encoder"), catalogue)

    def locate(text: str) -> Origin | None:
        found = gazetteer.find(text)
        return Origin(found[0].place.name, found[0].place.lat, found[0].place.lon) if found else None

    return Knowledge(ranker, locate)


class Recommending:
    """Recommends and keeps what was shown, so that feedback has something to refer to."""

    def __init__(self, load: Callable[[], Knowledge], shown: RecommendationLog, wording: Wording) -> None:
        self._knowledge = Later(load, "The recommender's models have not been built.")
        self._shown = shown
        self._wording = wording

    async def recommend(self, query: RecommendationQuery, read: Json, owner: Owner, now: datetime) -> list[Json]:
        """Recommendations for a query and the slots that were read from its words; what is given apart wins.

        Raises Problem 422 for an origin that nobody knows and 503 when the models have not been built.
        """
        knowledge = await self._knowledge.ready()
        reactions = await self._shown.reactions(owner)
        wish = _wish(query, read, _origin(query, read, knowledge), reactions)
        found = await asyncio.to_thread(knowledge.ranker.recommend, wish, today=now.date(), limit=query.limit)
        shown = _impressions(query, wish.month, found, knowledge.ranker.model, owner)
        ids = await self._shown.record(shown, now=now)
        return [
            self._card(one_id, one.destination, one.score, one.reasons) for one_id, one in zip(ids, found, strict=True)
        ]

    async def saved(self, liked: Sequence[Saved]) -> list[Json]:
        """What was liked, as it is recommended; destinations that the catalogue has no longer are left out.

        Raises Problem 503.
        """
        if not liked:
            # Most have nothing saved; they need not wait until the knowledge has been read.
            return []
        ranker = (await self._knowledge.ready()).ranker
        cards = []
        for one in liked:
            if (place := ranker.destination(one.destination)) is not None:
                wish = Wish(text=one.query, month=one.month)
                reasons = ranker.explain(place, wish, today=one.shown.date())
                cards.append({**self._card(one.id, place, one.score, reasons), "saved_at": one.at.isoformat()})
        return cards

    def _card(self, recommendation: str, place: Destination, score: float, reasons: Sequence[Reason]) -> Json:
        return {
            "id": recommendation,
            "destination": {
                "id": place.id,
                "name": place.name,
                "country": place.country,
                "country_name": country_name(place.country),
                "region": place.region,
            },
            "score": score,
            "reasons": [self._wording.say(f"utter_reason_{reason.kind}", **reason.values) for reason in reasons],
        }


def _origin(query: RecommendationQuery, read: Json, knowledge: Knowledge) -> Origin | None:
    if query.origin is not None:
        if (found := knowledge.locate(query.origin)) is None:
            raise invalid("origin", "names no place that is known")
        return found
    said = read.get("origin")
    return Origin(said["name"], said["lat"], said["lon"]) if said else None


def _wish(query: RecommendationQuery, read: Json, origin: Origin | None, reactions: Reactions) -> Wish:
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
        liked=reactions.liked,
        disliked=reactions.disliked,
    )


def _month(start: Any) -> int | None:
    first = start.get("start") if isinstance(start, dict) else start
    return date.fromisoformat(first).month if first else None


def _impressions(
    query: RecommendationQuery, month: int | None, found: Sequence[Suggestion], model: str, owner: Owner
) -> list[Impression]:
    return [
        Impression(
            conversation=owner.conversation,
            user=owner.user,
            query=query.query,
            destination=one.destination.id,
            position=position,
            score=one.score,
            parts=one.parts,
            model=model,
            month=month,
        )
        for position, one in enumerate(found)
    ]
