"""The terminal's side of the gateway: one POST to begin, then the web socket."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from typing import Any

import aiohttp

Json = dict[str, Any]
_BEGIN = aiohttp.ClientTimeout(total=40, sock_connect=5)


class NotReachable(Exception):
    """Nobody answers at the address."""


class Refused(Exception):
    """The gateway says why not; the message is for people."""


def new_message_id() -> str:
    """Unique, so that a message sent again is known again."""
    return f"t_{secrets.token_urlsafe(9)}"


class Gateway:
    """One conversation with the gateway at ``url``."""

    def __init__(self, session: aiohttp.ClientSession, url: str, locale: str, time_zone: str) -> None:
        self._session = session
        self._url = url.rstrip("/")
        self._place = {"locale": locale, "time_zone": time_zone}
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self.conversation = ""

    async def begin(self, text: str) -> list[Json]:
        """Start a conversation with a first message; gives the replies. Raises NotReachable, Refused."""
        try:
            async with self._session.post(
                f"{self._url}/api/chat", json={"text": text, **self._place}, timeout=_BEGIN
            ) as response:
                body = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            raise NotReachable from None
        if response.status != 200:
            raise Refused(_detail(body))
        self.conversation = body["conversation"]
        replies: list[Json] = body["replies"]
        return replies

    async def last(self) -> list[Json]:
        """The newest bubbles of the conversation. Raises NotReachable, Refused when it is no longer there."""
        try:
            async with self._session.get(
                f"{self._url}/api/chat/{self.conversation}", params={"limit": "10"}, timeout=_BEGIN
            ) as response:
                body = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            raise NotReachable from None
        if response.status != 200:
            raise Refused(_detail(body))
        items: list[Json] = body["items"]
        return items

    async def send(self, message_id: str, said: Json) -> None:
        """Put ``{"text"}`` or ``{"choice"}`` on its way. Raises NotReachable."""
        if self._socket is None or self._socket.closed:
            raise NotReachable
        try:
            await self._socket.send_json({"message_id": message_id, **said, **self._place})
        except (ConnectionError, aiohttp.ClientError):
            raise NotReachable from None

    async def connect(self) -> None:
        """Open the web socket. Raises NotReachable."""
        url = f"{self._url}/api/chat/{self.conversation}/socket"
        try:
            self._socket = await self._session.ws_connect(url, heartbeat=25, max_msg_size=4 << 20)
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise NotReachable from None

    async def frames(self) -> AsyncIterator[Json]:
        """What the gateway sends, until the connection is lost."""
        assert self._socket is not None, "connect first"
        async for message in self._socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                yield message.json()

    async def close(self) -> None:
        """Close the web socket; repeatable."""
        if self._socket is not None:
            await self._socket.close()


def _detail(body: Any) -> str:
    return str(body.get("detail") or "the gateway refused") if isinstance(body, dict) else "the gateway refused"
