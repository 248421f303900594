"""A gateway that serves Slack, in front of a fake engine and a fake Slack."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from gateway.channels import slack
from gateway.house import House
from gateway.pauses import growing
from tests.fakes.slack import APP_TOKEN, BOT_TOKEN, FakeSlack
from tests.fakes.slack_people import Person
from tests.gateway.conftest import until


@pytest.fixture
async def api() -> AsyncIterator[FakeSlack]:
    fake = FakeSlack()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture
def overrides(api: FakeSlack) -> dict[str, Any]:
    return {"slack_bot_token": BOT_TOKEN, "slack_app_token": APP_TOKEN, "slack_api_url": api.url}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long to connect anew."""
    monkeypatch.setattr(slack, "pause_after", growing(0.05, 60.0))
    monkeypatch.setattr(slack, "LOOK_SECONDS", 0.1)
    monkeypatch.setattr(slack, "PING_SECONDS", 0.2)


@pytest.fixture
async def connected(house: House, api: FakeSlack) -> House:
    """The house, once it listens to Slack."""
    await until(lambda: api.connections)
    return house


@pytest.fixture
def ines(api: FakeSlack) -> Person:
    return Person(api)
