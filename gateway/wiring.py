"""The one place where the gateway's parts are built."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import aiohttp
from aiohttp import web

from db.addresses import SqlAddresses
from db.bookings import SqlBookingStore, SqlStockReader
from db.callbacks import SqlCallbacks
from db.deliveries import SqlDeliveries
from db.engine import Database, open_database
from db.idempotency import SqlIdempotency
from db.keys import SqlApiKeys
from db.offers import SqlOfferStore, SqlQuoteStore
from db.outbox import SqlOutbox
from db.people import SqlAccounts, SqlErasures, SqlLinks, SqlSessions, SqlSignInCodes
from db.recommendations import SqlRecommendationStore
from db.talk import SqlConversationStore, SqlSummaries
from db.urls import driver_url
from gateway.answering import Answering
from gateway.backlog import Backlog
from gateway.callbacks import Callbacks
from gateway.channels import CHANNELS, open_channels
from gateway.deliveries import Deliveries
from gateway.engine import EngineClient
from gateway.handlers.description import DESCRIPTION
from gateway.handlers.pages import STATIC
from gateway.handlers.push import engine_only
from gateway.headers import add_headers
from gateway.health import Health
from gateway.house import HOUSE, House
from gateway.ids import conversation_secret
from gateway.intake import Intake
from gateway.later import Later
from gateway.limits import Limits
from gateway.linking import Linking
from gateway.logs import requests
from gateway.mail import FolderPost, Letters, Post, SmtpPost
from gateway.metrics import Metrics
from gateway.openapi import describe
from gateway.origins import add_cors, preflight
from gateway.painter import Painter
from gateway.pictures import Pictures
from gateway.places import PlaceNames
from gateway.problems import problems
from gateway.pushes import Pushes
from gateway.recommending import Recommending, load_knowledge
from gateway.routes import ROUTES
from gateway.routing import register
from gateway.selling import LaterFlights, LaterStays, load_suppliers
from gateway.shared import Shared, open_shared
from gateway.signals import Signals
from gateway.turns import Turns
from gateway.worker import Worker, jobs
from settings import Settings
from travel.booking.book import Counter
from wording import Wording
from world.places import Gazetteer

ROOT = Path(__file__).resolve().parent.parent
DRAIN_SECONDS = 5.0
PATIENCE_MARGIN = 1.0
"""Seconds beyond the engine's time-out for which a caller is kept waiting in the queue of its conversation."""

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


def build(settings: Settings, *, clock: Clock = utc_now) -> web.Application:
    """The application. Connections are opened when it starts; no other part needs to be there then or later.

    Raises ValueError for a DATABASE_URL or SMTP_URL that cannot be meant.
    """
    driver_url(settings.database_url)
    app = web.Application(middlewares=[requests, problems, preflight, engine_only])
    register(app, ROUTES)
    app.router.add_static("/static", STATIC)
    app[DESCRIPTION] = describe(ROUTES, title=settings.brand_name, version=_version(), url=settings.address)
    app.on_response_prepare.append(add_headers)
    app.on_response_prepare.append(add_cors)
    app.on_shutdown.append(_drain)
    post: Post = SmtpPost(settings.smtp_url.get_secret_value()) if settings.smtp_url else FolderPost(settings.mail_dir)
    app.cleanup_ctx.append(partial(_open, settings=settings, clock=clock, post=post))
    return app


async def _open(app: web.Application, *, settings: Settings, clock: Clock, post: Post) -> AsyncIterator[None]:
    database = open_database(settings.database_url)
    headers = {"Authorization": f"Bearer {settings.engine_token.get_secret_value()}"}
    connections = aiohttp.TCPConnector(limit=0, keepalive_timeout=30)
    async with (
        aiohttp.ClientSession(headers=headers, connector=connections) as engine_session,
        aiohttp.ClientSession() as session,
        aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as callback_session,
        open_shared(settings) as shared,
    ):
        house = _house(settings, clock, database, shared, engine_session, session, callback_session)
        app[HOUSE] = house
        async with open_channels(house) as channels:
            app[CHANNELS] = channels
            worker = Worker(jobs(house, Letters(settings, house.wording), post))
            worker.start()
            house.deliveries.start()
            yield
            await worker.stop()
            # The channels go last: what is being sent still needs them.
            await house.deliveries.stop()
            await house.callbacks.stop()
            await house.backlog.stop()
            await house.pictures.stop()
    await database.close()


def _house(
    settings: Settings,
    clock: Clock,
    database: Database,
    shared: Shared,
    engine_session: aiohttp.ClientSession,
    session: aiohttp.ClientSession,
    callback_session: aiohttp.ClientSession,
) -> House:
    bell = asyncio.Event()
    store, wording = SqlConversationStore(database, queued=bell.set), Wording.read(ROOT)
    engine = EngineClient(engine_session, settings.engine_url, settings.turn_timeout_seconds)
    health = Health(session, engine, settings.actions_url, database, shared.checks)
    limits = Limits(settings.rate_limit_per_minute, shared.buckets)
    live, metrics, backlog = shared.live, Metrics(), Backlog()
    secret = conversation_secret(settings.engine_token.get_secret_value())
    addresses = SqlAddresses(database)
    intake = Intake(store, addresses, limits, clock, secret)
    sessions, links = SqlSessions(database), SqlLinks(database)
    signals = Signals(store, sessions, links, live, clock)
    impressions, outbox, callback_store = SqlRecommendationStore(database), SqlOutbox(database), SqlCallbacks(database)
    signing = None if settings.server_secret is None else settings.server_secret.get_secret_value()
    gazetteer = Later(partial(Gazetteer.load, settings.models_dir / "gazetteer"), "The gazetteer has not been built.")
    bookings = SqlBookingStore(database)
    counter = _counter(settings, database, gazetteer, bookings)
    return House(
        settings=settings,
        clock=clock,
        wording=wording,
        database=database,
        store=store,
        summaries=SqlSummaries(database),
        bookings=bookings,
        counter=counter,
        repeats=SqlIdempotency(database),
        impressions=impressions,
        outbox=outbox,
        accounts=SqlAccounts(database),
        codes=SqlSignInCodes(database),
        sessions=sessions,
        erasures=SqlErasures(database),
        keys=SqlApiKeys(database),
        callback_store=callback_store,
        callbacks=Callbacks(callback_store, outbox, callback_session, signing, metrics, clock),
        addresses=addresses,
        deliveries=Deliveries(SqlDeliveries(database), bell, metrics, clock),
        links=links,
        linking=Linking(links, store, live, signals, wording, clock),
        pushes=Pushes(addresses, store, live, wording, clock),
        engine=engine,
        health=health,
        limits=limits,
        live=live,
        signals=signals,
        metrics=metrics,
        backlog=backlog,
        intake=intake,
        turns=Turns(
            store=store,
            answering=Answering(store, engine, live, signals, backlog, wording, metrics, clock, health.serving),
            backlog=backlog,
            live=live,
            intake=intake,
            metrics=metrics,
            clock=clock,
            patience=settings.turn_timeout_seconds + PATIENCE_MARGIN,
        ),
        recommending=Recommending(
            partial(
                load_knowledge,
                settings.models_dir,
                settings.catalogue_dir,
                gazetteer.get,
                counter.flights,
                clock,
            ),
            impressions,
            wording,
        ),
        places=PlaceNames(gazetteer),
        pictures=_pictures(settings),
    )


def _counter(settings: Settings, database: Database, gazetteer: Later[Gazetteer], bookings: SqlBookingStore) -> Counter:
    sellers = Later(
        partial(load_suppliers, gazetteer.get, settings.catalogue_dir, SqlStockReader(database)),
        "What the demo market is made from has not been built.",
    )
    return Counter(
        offers=SqlOfferStore(database),
        quotes=SqlQuoteStore(database),
        bookings=bookings,
        flights=LaterFlights(sellers),
        stays=LaterStays(sellers),
        offer_lifetime=timedelta(minutes=settings.offer_minutes),
        hold_for=timedelta(minutes=settings.hold_minutes),
    )


def _pictures(settings: Settings) -> Pictures:
    source = settings.models_dir / "pictures"
    return Pictures(source, settings.var_dir / "pictures", Painter(source))


async def _drain(app: web.Application) -> None:
    """The process stops: let turns finish, then close the sockets."""
    await app[HOUSE].turns.drain(DRAIN_SECONDS)
    await app[HOUSE].recommending.close()
    app[HOUSE].live.end()


def _version() -> str:
    try:
        return version("tripwright")
    except PackageNotFoundError:
        return "0.1.0"
