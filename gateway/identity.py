"""Who calls: an account by its session, shown in a cookie or as a bearer token, or a guest."""

from __future__ import annotations

from aiohttp import web

from gateway.callers import GUEST, Caller
from gateway.house import House, house_of
from gateway.origins import SAFE_METHODS, trusted
from gateway.problems import BAD_TOKEN, SIGN_IN_NEEDED, Problem, forbidden_origin

COOKIE = "tripwright_session"
TOKEN_PREFIX = "s_"
LONGEST_TOKEN = 128
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="tripwright"'}
CALLER = web.RequestKey("caller", Caller)


def caller_of(request: web.Request) -> Caller:
    """Who calls a route that knows identities; the route has looked it up before."""
    return request[CALLER]


def user_of(request: web.Request) -> str:
    """The account that calls a route which needs one."""
    user = caller_of(request).user
    assert user is not None, "the route needs a session"
    return user


async def identify(request: web.Request, *, needed: bool) -> Caller:
    """The caller, looked up once; nothing is looked up without a cookie or a bearer token.

    Another door's bearer token (not ``s_…``) and a cookie that has ended make a guest. Raises Problem 401 for a
    session's bearer token that opens nothing, and for a guest where a session is ``needed``; 403 for a cookie that
    comes with an unsafe method or a web socket from a page that is not trusted.
    """
    caller = await _bearer(request) or await _cookie(request)
    if needed and caller.user is None:
        raise Problem(SIGN_IN_NEEDED, "Sign in first: POST /api/sessions.", headers=CHALLENGE)
    request[CALLER] = caller
    return caller


async def still_signed_in(house: House, caller: Caller) -> bool:
    """Whether the caller's session goes on, true for guests: for sockets, which outlive their handshake."""
    return caller.token is None or await house.sessions.find(caller.token, now=house.clock()) == caller.user


async def _bearer(request: web.Request) -> Caller | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token.startswith(TOKEN_PREFIX):
        return None
    if (user := await _user(request, token)) is None:
        raise Problem(BAD_TOKEN, "The session is unknown or has ended; sign in again.", headers=CHALLENGE)
    return Caller(user, token)


async def _cookie(request: web.Request) -> Caller:
    token = request.cookies.get(COOKIE)
    if not token:
        return GUEST
    if _writes(request) and not trusted(request, house_of(request).settings):
        raise forbidden_origin()
    user = await _user(request, token)
    return GUEST if user is None else Caller(user, token, by_cookie=True)


async def _user(request: web.Request, token: str) -> str | None:
    if len(token) > LONGEST_TOKEN or not token.isascii() or not token.isprintable():
        return None
    house = house_of(request)
    return await house.sessions.find(token, now=house.clock())


def _writes(request: web.Request) -> bool:
    return request.method not in SAFE_METHODS or request.headers.get("Upgrade", "").lower() == "websocket"
