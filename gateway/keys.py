"""Programs at the door: their keys, scopes and limits."""

from __future__ import annotations

from aiohttp import web

from db.keys import PREFIX, ApiKey, Scope
from gateway.house import House, house_of
from gateway.problems import MISSING_SCOPE, WRONG_KEY, Problem
from gateway.remotes import remote_of

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="tripwright"'}


async def key_of(request: web.Request, scope: Scope) -> ApiKey:
    """The key that the request bears, and that it may do this.

    Raises Problem 401 without a good key, 403 when it lacks the scope, 429 when an address tries too many.
    """
    house = house_of(request)
    key = await house.keys.find(_bearer(request) or "", now=house.clock())
    if key is None:
        # What is wrong costs the address something, so that nobody tries on and on.
        await house.limits.address(remote_of(request))
        raise Problem(WRONG_KEY, "Send a valid API key as Authorization: Bearer tw_…", headers=CHALLENGE)
    if scope not in key.scopes:
        raise Problem(MISSING_SCOPE, f"This key may not do this; it needs the scope {scope}.")
    return key


async def limit_reading(house: House, request: web.Request, scope: Scope) -> None:
    """One more costly read: a program with a key has a limit of its own, everybody else that of the address.

    Raises Problem as ``key_of`` and 429.
    """
    if (_bearer(request) or "").startswith(PREFIX):
        await house.limits.key_reader((await key_of(request, scope)).id)
    else:
        await house.limits.reader(remote_of(request))


def _bearer(request: web.Request) -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None
