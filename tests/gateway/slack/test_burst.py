"""Hundreds of messages at once, at the pace that Slack allows."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from gateway.house import House
from tests.fakes.slack import APP_TOKEN, BOT_TOKEN, FakeSlack
from tests.fakes.slack_people import Person
from tests.gateway.conftest import until
from tests.gateway.fakes import FakeEngine


@pytest.fixture
def overrides(api: FakeSlack) -> dict[str, Any]:
    given = {"slack_bot_token": BOT_TOKEN, "slack_app_token": APP_TOKEN, "slack_api_url": api.url}
    return {**given, "turn_timeout_seconds": 100}


PEOPLE, TURNS = 60, 5


async def test_hundreds_at_once_are_each_answered_once(connected: House, api: FakeSlack, engine: FakeEngine) -> None:
    api.pace = 0.05
    people = [Person(api, f"U{number:04d}") for number in range(PEOPLE)]
    for turn in range(TURNS):
        for one in people:
            await one.say(f"message {turn}")
    await until(lambda: sum(len(one.messages()) for one in people) >= PEOPLE * TURNS, seconds=150)
    await asyncio.sleep(0.5)
    for one in people:
        assert one.texts() == [f"echo: message {turn}" for turn in range(TURNS)]
    assert len(engine.ran) == PEOPLE * TURNS
    assert api.unacknowledged() == []
