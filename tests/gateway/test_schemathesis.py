"""Whatever fits the description, and much that does not, is answered as described, and never by a failure of ours.

Requests are made up by schemathesis from the description of a gateway that listens on loopback, in front of a fake
engine; as a guest who has a conversation, and as somebody signed in.
"""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
import requests
import schemathesis
from aiohttp import web
from hypothesis import HealthCheck, Phase, assume, given, settings, strategies
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from gateway.house import HOUSE, House
from gateway.ids import new_conversation
from gateway.openapi import describe
from gateway.routes import ROUTES
from gateway.wiring import build
from settings import Settings
from tests.db import samples
from tests.db.accounts import sign_in
from tests.gateway.fakes import TOKEN, FakeActions, FakeEngine
from travel.booking.bookings import Owner
from travel.recommendations import Impression

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 12
"""For each operation, caller and kind of data: all of them together take half a minute."""
SECONDS = 30.0
LONGEST_QUERY = 600
"""Characters, of which each may take twelve; the HTTP server refuses 8 kB by itself, before the gateway sees it."""

Result = TypeVar("Result")


@dataclass(frozen=True)
class Gateway:
    """A gateway in a thread of its own."""

    address: str
    house: House
    loop: asyncio.AbstractEventLoop

    def run(self, coroutine: Coroutine[Any, Any, Result]) -> Result:
        """Do something in the gateway's thread."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(SECONDS)


@dataclass(frozen=True)
class Somebody:
    """A caller with a conversation, a booking, an offer and an idea; ``headers`` say who it is."""

    headers: dict[str, str]
    ids: dict[str, str]
    offer: str


@pytest.fixture(scope="module")
def gateway(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    folder = tmp_path_factory.mktemp("schemathesis")
    shutil.copy(empty_database, folder / "tripwright.sqlite")
    loop = asyncio.new_event_loop()
    # A thread that does not keep the tests from ending, whatever becomes of them.
    threading.Thread(target=loop.run_forever, daemon=True).start()

    def run(coroutine: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(coroutine, loop).result(SECONDS)

    engine, actions = FakeEngine(), FakeActions()
    runner, address = run(_serve(folder, engine, actions))
    yield Gateway(address, runner.app[HOUSE], loop)
    for stop in (runner.cleanup(), engine.stop(), actions.stop()):
        run(stop)
    loop.call_soon_threadsafe(loop.stop)


async def _serve(folder: Path, engine: FakeEngine, actions: FakeActions) -> tuple[web.AppRunner, str]:
    await engine.start()
    await actions.start()
    values: dict[str, Any] = {
        "engine_token": TOKEN,
        "actions_token": "actions-token-of-the-tests",
        "engine_port": engine.port,
        "actions_port": actions.port,
        "database_url": f"sqlite:///{folder}/tripwright.sqlite",
        "mail_dir": folder / "mail",
        "rate_limit_per_minute": 0,
        "smtp_url": None,
    }
    runner = web.AppRunner(build(Settings(_env_file=None, **values)), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"


async def _guest(house: House, user: str | None = None) -> Somebody:
    """A conversation with something in it, of an account when ``user`` is given."""
    now, conversation = house.clock(), new_conversation()
    await house.intake.open(conversation, "en-GB", "UTC", user)
    order = samples.order(samples.flight(f"flight:{conversation}"), owner=Owner(conversation, user))
    await house.bookings.hold(order, now=now, deadline=now + timedelta(minutes=15))
    (booking,) = await house.bookings.confirm(order.key, now=now)
    lifetime = timedelta(hours=1)
    (offer,) = await house.counter.offers.save(conversation, [samples.stay()], now=now, lifetime=lifetime)
    shown = Impression(conversation, user, "beach", "lisbon", 0, 0.5, {}, "v1")
    (idea,) = await house.impressions.record([shown], now=now)
    await house.impressions.outcome(idea, "liked", now=now)
    ids = {
        "channel": "telegram",
        "conversation": conversation,
        "reference": booking.reference,
        "id": idea,
        "user": user or "me",
    }
    return Somebody({}, ids, offer.id)


async def _signed_in(house: House) -> Somebody:
    name = new_conversation().lower()
    user = await sign_in(house.database, f"{name}@example.org", now=house.clock(), network=name)
    token = await house.sessions.open(user, now=house.clock(), kind="token")
    somebody = await _guest(house, user)
    return Somebody({"Authorization": f"Bearer {token}"}, somebody.ids, somebody.offer)


SCHEMA = schemathesis.openapi.from_dict(describe(ROUTES, title="Tripwright", version="1", url="http://localhost"))
OPERATIONS = [result.ok() for result in SCHEMA.get_all_operations()]
# Of a path's words every one fits the description; there must be something else to get wrong.
FALLIBLE = [one for one in OPERATIONS if one.body or one.query or one.headers]
TRIED = [(one, GenerationMode.POSITIVE) for one in OPERATIONS] + [(one, GenerationMode.NEGATIVE) for one in FALLIBLE]


def test_the_description_tried_is_the_one_served(gateway: Gateway) -> None:
    served = requests.get(f"{gateway.address}/api/openapi.json", timeout=10).json()
    assert {one.label for one in OPERATIONS} == {
        f"{method.upper()} {path}" for path, methods in served["paths"].items() for method in methods
    }


@pytest.mark.parametrize("caller", [_guest, _signed_in])
@pytest.mark.parametrize(("operation", "mode"), TRIED, ids=lambda one: getattr(one, "label", None) or one.value)
def test_answers_are_as_described(operation: Any, mode: GenerationMode, caller: Any, gateway: Gateway) -> None:
    somebody = gateway.run(caller(gateway.house))

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), own=strategies.booleans())
    def tried(case: Any, own: bool) -> None:
        if own:
            _of_somebody(case, somebody)
        assume(len(str(case.query)) < LONGEST_QUERY)
        case.call_and_validate(base_url=gateway.address, headers=somebody.headers, checks=CHECKS)

    tried()


def _of_somebody(case: Any, somebody: Somebody) -> None:
    """Make the request one about what the caller has."""
    ids = somebody.ids
    for name in case.path_parameters or {}:
        case.path_parameters[name] = ids["user"] if name == "id" and "/users/" in case.path else ids[name]
    for part in (case.query, case.body):
        if isinstance(part, dict) and "conversation" in part:
            part["conversation"] = ids["conversation"]
    if isinstance(case.body, dict) and isinstance(case.body.get("offers"), list):
        case.body["offers"] = [somebody.offer]
