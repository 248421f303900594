"""Travellers with accounts, as the tests of the web need them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp.test_utils import TestClient

from gateway.identity import COOKIE

MARTA = "marta@example.org"
CODE = "402817"
"""Every one-time code of the tests that ask for ``known_codes``."""
ORIGIN = "Origin"


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in: headers for each way of showing the session."""

    id: str
    token: str
    own_origin: str

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def cookie(self) -> dict[str, str]:
        return {"Cookie": f"{COOKIE}={self.token}", ORIGIN: self.own_origin}

    @property
    def cookie_elsewhere(self) -> dict[str, str]:
        return {"Cookie": f"{COOKIE}={self.token}", ORIGIN: "https://evil.example"}


def own_origin(client: TestClient[Any, Any]) -> str:
    """The origin of the pages that the gateway serves."""
    return str(client.make_url("/")).rstrip("/")


async def call(
    client: TestClient[Any, Any], method: str, path: str, *, json: Any = None, headers: dict[str, str] | None = None
) -> tuple[int, Any, aiohttp.ClientResponse]:
    """A request without any memory of cookies: status, body and response."""
    async with (
        aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session,
        session.request(method, client.make_url(path), json=json, headers=headers, allow_redirects=False) as response,
    ):
        raw = await response.read()
        is_json = "json" in (response.content_type or "")
        return response.status, await response.json(content_type=None) if raw and is_json else raw, response


async def sign_in(client: TestClient[Any, Any], email: str, **more: Any) -> Person:
    """Ask for a code and sign in with it, as a page does."""
    status, _, _ = await call(client, "POST", "/api/sessions", json={"email": email})
    assert status == 202
    status, body, response = await call(client, "POST", "/api/sessions", json={"email": email, "code": CODE, **more})
    assert status == 201, body
    token = body.get("token") or response.cookies[COOKIE].value
    return Person(body["user"]["id"], token, own_origin(client))
