"""Hand a late answer to the gateway, which shows it to whoever is still there."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

import aiohttp

from bot.logs import short_id

logger = logging.getLogger(__name__)

PAUSES = (0.0, 1.0, 3.0)
"""Seconds before each attempt: enough for a gateway that restarts."""


class GatewayPush:
    """Posts `{"conversation", "message_id", "state", "replies"}` to the gateway with the engine's token."""

    def __init__(self, url: str, token: str, pauses: Sequence[float] = PAUSES) -> None:
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}
        self._pauses = pauses

    async def __call__(self, conversation: str, message_id: str, answer: dict[str, Any]) -> None:
        """Try a few times; a result that cannot be handed over stays for a retry with the same message id."""
        body = {"conversation": conversation, "message_id": message_id, **answer}
        for pause in self._pauses:
            await asyncio.sleep(pause)
            try:
                status = await self._post(body)
            except (aiohttp.ClientError, asyncio.TimeoutError) as error:  # noqa: UP041 -- distinct on 3.10
                logger.info("push for %s: %s", short_id(conversation), type(error).__name__)
                continue
            if status < 300:
                return
            logger.warning("push for %s was answered with %d", short_id(conversation), status)
        logger.error("a late answer for %s could not be handed to the gateway", short_id(conversation))

    async def _post(self, body: dict[str, Any]) -> int:
        timeout = aiohttp.ClientTimeout(total=5)
        async with (
            aiohttp.ClientSession(headers=self._headers, timeout=timeout) as session,
            session.post(self._url, json=body) as response,
        ):
            return response.status
