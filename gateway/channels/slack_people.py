"""Locale and time zone of users, as they have set them in Slack."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

SECONDS = 1.0
"""For asking; the event must be acknowledged in three."""
GOOD_FOR = 12 * 3600.0
AGAIN_AFTER = 300.0
REMEMBERED = 10_000
_LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Person:
    """None where Slack does not say."""

    locale: str | None = None
    zone: str | None = None


class People:
    """Asks once for each user, and does without the answer where it takes too long."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: dict[str, tuple[float, Person]] = {}

    async def of(self, user: str) -> Person:
        """What is known of a user."""
        good_until, person = self._known.get(user, (0.0, Person()))
        if time.monotonic() < good_until:
            return person
        if len(self._known) > REMEMBERED:
            self._known.clear()
        try:
            person, good_for = await self._asked(user), GOOD_FOR
        except (SlackClientError, aiohttp.ClientError, OSError):
            good_for = AGAIN_AFTER
        self._known[user] = (time.monotonic() + good_for, person)
        return person

    async def _asked(self, user: str) -> Person:
        async with asyncio.timeout(SECONDS):
            answer = await self._client.users_info(user=user, include_locale=True)
        told = answer.get("user") or {}
        locale, zone = str(told.get("locale") or ""), str(told.get("tz") or "")
        return Person(locale if _LOCALE.fullmatch(locale) else None, zone if 0 < len(zone) <= 64 else None)
