"""Ideas where to go for callers of the REST interface; catalogue and encoder are loaded when first asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from db.recommendations import Saved
from gateway.later import Later
from gateway.problems import invalid
from gateway.shapes import RecommendationQuery
from gateway.tasks import Tasks
from recommender.alike import is_example
from recommender.arrivals import booked_at
from recommender.asking import Euros, origin_of, wish_of
from recommender.catalogue import Destination
from recommender.wish import Origin, Reason, Suggestion, Wish
from travel.booking.bookings import Booking, Owner
from travel.errors import UnknownCurrency
from travel.ports import FlightSupplier, RecommendationLog
from travel.recommendations import Impression
from wording import Wording
from world.places import Gazetteer
from world.places.model import country_name, to_slot

if TYPE_CHECKING:
    from recommender.advising import Advice, Missed

Json = dict[str, Any]
Clock = Callable[[], datetime]
STOP_SECONDS = 2.0
"""For outcomes under way when the house closes."""


class Ranker(Protocol):
    """What knows destinations; ``recommender.Recommender`` does."""

    model: str

    def destination(self, destination_id: str) -> Destination | None:
        """A destination by its id."""
        ...

    def explain(self, destination: Destination, wish: Wish, *, today: date) -> tuple[Reason, ...]:
        """Why a destination was suggested for a wish."""
        ...


class Adviser(Protocol):
    """What ranks destinations; ``recommender.advising.Advisor`` does."""

    async def advise(self, wish: Wish, *, today: date, limit: int) -> Advice:
        """The best destinations that meet every hard wish, or what comes nearest."""
        ...


@dataclass(frozen=True)
class Knowledge:
    """The ranker, the advisor, rates of exchange, and how a place is found by what it is called."""

    ranker: Ranker
    advisor: Adviser
    euros: Euros
    locate: Callable[[str], Origin | None]


def load_knowledge(
    models: Path, catalogue: Path, places: Callable[[], Gazetteer], flights: FlightSupplier, clock: Clock
) -> Knowledge:
    """Read catalogue, embeddings, encoder and gazetteer: about a second. Raises what is missing."""
    # Here and not above: numpy and ONNX Runtime would cost every gateway start-up and memory, asked or not.
    from encoder import Encoder
    from recommender.advising import Advisor
    from recommender.countries import FileCountries
    from recommender.fares import SupplierFares
    from recommender.recommender import Recommender
    from suppliers.ecb import EcbRates

    gazetteer, rates = places(), EcbRates()
    countries = FileCountries(catalogue.parent)
    ranker = Recommender.load(models, Encoder.load(models / "encoder"), catalogue, countries)

    def locate(text: str) -> Origin | None:
        found = gazetteer.find(text)
        return origin_of(to_slot(found[0])) if found else None

    def euros(amount: Decimal, currency: str) -> Decimal | None:
        try:
            return rates.convert(amount, currency, "EUR")[0]
        except UnknownCurrency:
            return None

    return Knowledge(ranker, Advisor(ranker, SupplierFares(flights, clock)), euros, locate)


class Recommending:
    """Recommends and keeps what was shown, so that feedback has something to refer to."""

    def __init__(self, load: Callable[[], Knowledge], shown: RecommendationLog, wording: Wording) -> None:
        self._knowledge = Later(load, "The recommender's models have not been built.")
        self._shown = shown
        self._wording = wording
        self._tasks = Tasks("outcome_broke")

    async def recommend(self, query: RecommendationQuery, read: Json, owner: Owner, now: datetime) -> Json:
        """Recommendations for a query and the slots that were read from its words; what is given apart wins.

        Where nothing meets every hard wish, the nearest alternative comes instead, with what it misses.

        Raises Problem 422 for an origin that nobody knows and 503 when the models have not been built.
        """
        knowledge = await self._knowledge.ready()
        reactions = await self._shown.reactions(owner)
        wish = replace(_wish(query, read, knowledge), reactions=reactions)
        advice = await knowledge.advisor.advise(wish, today=now.date(), limit=query.limit)
        found = [*advice.suggestions, *([advice.alternative] if advice.alternative else [])]
        shown = _impressions(query, wish.month, found, knowledge.ranker.model, owner)
        ids = await self._shown.record(shown, now=now)
        cards = [
            self._card(one_id, one.destination, one.score, one.reasons) for one_id, one in zip(ids, found, strict=True)
        ]
        if advice.alternative is None:
            return {"recommendations": cards}
        missed = [{"wish": one.name, "text": self._missed(one)} for one in advice.missed]
        return {"recommendations": [], "nearest": cards[0], "missed": missed}

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
                reasons = await asyncio.to_thread(ranker.explain, place, wish, today=one.shown.date())
                cards.append({**self._card(one.id, place, one.score, reasons), "saved_at": one.at.isoformat()})
        return cards

    def booked(self, owner: Owner, made: Sequence[Booking], now: datetime) -> None:
        """Keep, by and by, which recommended destinations were booked; the booking does not wait for it."""
        self._tasks.begin(self._keep_booked(owner, made, now))

    async def close(self) -> None:
        """Let outcomes that are being kept be kept."""
        await self._tasks.drain(STOP_SECONDS)

    async def _keep_booked(self, owner: Owner, made: Sequence[Booking], now: datetime) -> None:
        recommended = await self._shown.recommended(owner)
        if not recommended:
            return
        ranker = (await self._knowledge.ready()).ranker
        ideas = [place for place in map(ranker.destination, recommended) if place is not None]
        meant = {place.id for place in (booked_at(one.content, ideas) for one in made) if place}
        for destination in sorted(meant):
            await self._shown.came_of(owner, destination, "booked", now=now)

    def _missed(self, missed: Missed) -> str:
        if missed.name == "fare":
            return self._wording.say("utter_recommend_destinations_unknown_fare")
        return self._wording.say(f"utter_missed_{missed.name}", **missed.values)

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


def _wish(query: RecommendationQuery, read: Json, knowledge: Knowledge) -> Wish:
    """What is given apart wins over what was read in the words."""
    place = read.get("place")
    named = None if place and is_example(query.query, place["text"]) else place
    wish = wish_of(query.query, read, knowledge.euros, named)
    if query.origin is not None:
        if (origin := knowledge.locate(query.origin)) is None:
            raise invalid("origin", "names no place that is known")
        wish = replace(wish, origin=origin)
    if query.month is not None and query.month != wish.month:
        wish = replace(wish, month=query.month, depart=None, back=None)
    return wish if query.budget is None else replace(wish, budget=query.budget)


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
