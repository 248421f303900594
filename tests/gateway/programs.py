"""A program that uses the webhook channel: it signs what it posts, and takes what is called back."""

from __future__ import annotations

import asyncio
import base64
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient

from connectors.webhook import check, sign
from db.keys import Scope, shown_signing_key
from gateway.house import House

ADDRESS = "/api/channels/webhook"
SECRET = "server-secret-of-the-tests"

Json = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One request to the callback address."""

    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> Json:
        """What was called back."""
        read: Json = json.loads(self.body)
        return read

    @property
    def texts(self) -> list[str]:
        """The words of its replies."""
        return [reply["text"] for reply in self.said["data"]["replies"]]


class CallbackServer:
    """Records every body; answers with the statuses in ``plan``, 200 when none is left, "late" when it should hang."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.plan: list[int | str] = []
        self.headers: dict[str, str] = {}
        self.url = ""
        self._end = asyncio.Event()
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self._take)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/answers"

    async def stop(self) -> None:
        self._end.set()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        self.calls.append(Call(dict(request.headers), await request.read()))
        step = self.plan.pop(0) if self.plan else 200
        if isinstance(step, str):
            await self._end.wait()
            return web.Response()
        return web.Response(status=step, headers=self.headers)


class Program:
    """Its key and signing secret as the operator got them; ``now`` is the gateway's clock."""

    def __init__(self, client: TestClient[Any, Any], house: House, key: str, token: str) -> None:
        self._client, self._house = client, house
        self.key, self.token = key, token
        shown = shown_signing_key(SECRET, key)
        self.secret = base64.b64decode(shown.removeprefix("whsec_"))

    async def post(
        self, body: Json | bytes, webhook_id: str | None = None, *, at: datetime | None = None, **headers: str
    ) -> tuple[int, Any]:
        """A signed request; ``headers`` replace its own, underscores for hyphens. Gives status and body."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        signed = sign(self.secret, webhook_id or f"msg_{secrets.token_hex(8)}", at or self._house.clock(), raw)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"Authorization": f"Bearer {self.token}", **signed, **given}
        async with self._client.post(ADDRESS, data=raw, headers=sent) as response:
            return response.status, await response.json()

    def proven(self, call: Call) -> str:
        """The webhook-id of a call that is signed with our secret; raises WrongSignature."""
        return check(
            self.secret,
            {name.lower(): value for name, value in call.headers.items()},
            call.body,
            now=self._house.clock(),
        )


async def new_program(
    client: TestClient[Any, Any], house: House, callback: str | None = None, scopes: Sequence[Scope] = ("chat",)
) -> Program:
    """A program with a key of its own."""
    return Program(client, house, *await house.keys.add("a program", scopes, callback, now=house.clock()))
