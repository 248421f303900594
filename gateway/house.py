"""What the handlers work with; the wiring puts it together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from db.addresses import SqlAddresses
from db.bookings import SqlBookingStore
from db.callbacks import SqlCallbacks
from db.engine import Database
from db.idempotency import SqlIdempotency
from db.keys import SqlApiKeys
from db.outbox import SqlOutbox
from db.people import SqlAccounts, SqlErasures, SqlLinks, SqlSessions, SqlSignInCodes
from db.recommendations import SqlRecommendationStore
from db.talk import SqlConversationStore, SqlSummaries
from gateway.backlog import Backlog
from gateway.callbacks import Callbacks
from gateway.deliveries import Deliveries
from gateway.engine import EngineClient
from gateway.health import Health
from gateway.intake import Intake
from gateway.limits import Limits
from gateway.linking import Linking
from gateway.live import Live
from gateway.metrics import Metrics
from gateway.pictures import Pictures
from gateway.places import PlaceNames
from gateway.pushes import Pushes
from gateway.recommending import Recommending
from gateway.signals import Signals
from gateway.turns import Turns
from settings import Settings
from travel.booking.book import Counter
from wording import Wording


@dataclass(frozen=True)
class House:
    """Everything one gateway needs, built once."""

    settings: Settings
    clock: Callable[[], datetime]
    wording: Wording
    database: Database
    store: SqlConversationStore
    summaries: SqlSummaries
    bookings: SqlBookingStore
    counter: Counter
    impressions: SqlRecommendationStore
    repeats: SqlIdempotency
    outbox: SqlOutbox
    accounts: SqlAccounts
    codes: SqlSignInCodes
    sessions: SqlSessions
    erasures: SqlErasures
    keys: SqlApiKeys
    callback_store: SqlCallbacks
    callbacks: Callbacks
    addresses: SqlAddresses
    deliveries: Deliveries
    links: SqlLinks
    linking: Linking
    pushes: Pushes
    engine: EngineClient
    health: Health
    limits: Limits
    live: Live
    signals: Signals
    metrics: Metrics
    backlog: Backlog
    intake: Intake
    turns: Turns
    recommending: Recommending
    places: PlaceNames
    pictures: Pictures


HOUSE = web.AppKey("house", House)


def house_of(request: web.Request) -> House:
    """The house that serves a request."""
    return request.app[HOUSE]
