"""Where Slack is not served, or listens by socket, its address is not there."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from tests.fakes.slack import APP_TOKEN, BOT_TOKEN


@pytest.fixture(params=["not served", "by socket"])
def overrides(request: pytest.FixtureRequest, api: Any) -> dict[str, Any]:
    by_socket = {"slack_bot_token": BOT_TOKEN, "slack_app_token": APP_TOKEN, "slack_api_url": api.url}
    return {} if request.param == "not served" else by_socket


async def test_there_is_no_such_address(client: TestClient[Any, Any]) -> None:
    assert (await client.post("/channels/slack", json={})).status == 404
