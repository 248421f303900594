"""Messengers that the gateway itself serves: each when its token is set, each on its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Protocol

from aiohttp import web

from gateway.house import House


class Channel(Protocol):
    """A messenger; where it cannot be reached, the others and the web go on."""

    name: str

    def start(self) -> None:
        """Begin to connect; the loop must be running."""
        ...

    async def stop(self) -> None:
        """Take nothing more."""
        ...

    async def check(self) -> None:
        """Raises ``gateway.health.Away`` while the messenger cannot be used."""
        ...


CHANNELS: web.AppKey[dict[str, Any]] = web.AppKey("channels", dict)
"""The channels that are served, by name."""


@asynccontextmanager
async def open_channels(house: House) -> AsyncIterator[dict[str, Channel]]:
    """For the life of a gateway; ``/readyz`` tells of each."""
    channels = {channel.name: channel for channel in _served(house)}
    for name, channel in channels.items():
        house.health.watch(name, channel.check)
        channel.start()
    try:
        yield channels
    finally:
        for channel in channels.values():
            await channel.stop()


def _served(house: House) -> list[Channel]:
    served: list[Channel] = []
    # Here and not above: their libraries take long to load, and most gateways serve the web alone.
    if house.settings.telegram_token is not None:
        from gateway.channels.telegram import TelegramChannel

        served.append(TelegramChannel(house))
    if house.settings.slack_bot_token is not None:
        from gateway.channels.slack import SlackChannel

        served.append(SlackChannel(house))
    return served
