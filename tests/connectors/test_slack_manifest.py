"""The manifest asks for what the channel uses, and for nothing else."""

from __future__ import annotations

import ast
from typing import Any

import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient

from gateway.channels import slack_app
from tests.fixtures.house import ROOT

MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "slack-manifest.yaml").read_text(encoding="utf-8"))
NEEDED = {
    "chat_postMessage": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_open": {"im:write"},
    "conversations_history": {"channels:history", "groups:history", "im:history", "metadata.message:read"},
    "conversations_replies": {"channels:history", "groups:history", "im:history", "metadata.message:read"},
    "users_info": {"users:read"},
    "views_open": set(),
    "views_publish": set(),
    "auth_test": set(),
}
"""What each call of the Web API needs, by its documentation."""
CALLS = {name for name in dir(AsyncWebClient) if "_" in name.strip("_")} - {"base_url", "api_call"}
EVENTS = {
    "app_mention": {"app_mentions:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "app_home_opened": set(),
}


def _calls() -> set[str]:
    """Of the client, in the modules of the channel."""
    found = set()
    for file in (ROOT / "gateway" / "channels").glob("slack*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("client"):
                found.add(node.attr)
    return {name for name in found if name in CALLS}


def test_the_scopes_are_those_that_are_used() -> None:
    used = set().union({"commands"}, *(NEEDED[call] for call in _calls()), *EVENTS.values())
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == used


def test_the_events_and_callbacks_are_those_that_are_listened_to() -> None:
    assert set(MANIFEST["settings"]["event_subscriptions"]["bot_events"]) == set(EVENTS)
    shortcuts = {one["type"]: one["callback_id"] for one in MANIFEST["features"]["shortcuts"]}
    assert shortcuts == {"global": slack_app.PLAN, "message": slack_app.ABOUT}


@pytest.mark.parametrize("text", ["**Messages Tab**", "connections:write", *MANIFEST["oauth_config"]["scopes"]["bot"]])
def test_the_paper_names_it(text: str) -> None:
    assert text in (ROOT / "docs" / "channels.md").read_text(encoding="utf-8")
