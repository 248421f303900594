"""A gateway that serves Telegram, in front of a fake engine and a fake Bot API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from gateway.channels import telegram, telegram_bot
from gateway.house import House
from tests.fakes.telegram import TOKEN, FakeTelegram, Person
from tests.gateway.conftest import until


@pytest.fixture
async def api() -> AsyncIterator[FakeTelegram]:
    fake = FakeTelegram()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture
def overrides(api: FakeTelegram) -> dict[str, Any]:
    return {"telegram_token": TOKEN, "telegram_api_url": api.url}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times as fast as Telegram allows; a test that is about its pace sets it back."""
    monkeypatch.setattr(telegram_bot, "EACH_CHAT", 0.105)
    monkeypatch.setattr(telegram_bot, "OVERALL", 280.0)
    monkeypatch.setattr(telegram, "FIRST_PAUSE", 0.05)


@pytest.fixture
async def connected(house: House, api: FakeTelegram) -> House:
    """The house, once it listens to Telegram."""
    await until(lambda: api.made("getUpdates"))
    return house


@pytest.fixture
def ines(api: FakeTelegram) -> Person:
    return Person(api, 501)
