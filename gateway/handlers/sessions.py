"""Signing in by a code or a grant, who is signed in, signing out."""

from __future__ import annotations

import json
from typing import cast

from aiohttp import web

from db.people.sessions import LIFETIME
from gateway.cookies import set_session
from gateway.house import House, house_of
from gateway.identity import caller_of
from gateway.limits import network_of
from gateway.origins import foreign
from gateway.problems import BAD_CODE, Problem, forbidden_origin, invalid, too_many
from gateway.profiles import user_json
from gateway.remotes import remote_of
from gateway.routing import BODY, QUERY
from gateway.shapes import EverywhereQuery, SessionBody
from gateway.signing import begin, end
from travel.account.ports import SignInRequest
from travel.errors import BadCode, BadEmail, NoSuchUser, NotYours, TooManyTries

TRY_AGAIN_SECONDS = 600


async def open_session(request: web.Request) -> web.Response:
    """Ask for a code, which leaves by mail, or sign in with it.

    Nothing tells whether an address has an account: it is made at the first sign-in. Codes are good once, for ten
    minutes and five tries.
    """
    house, body = house_of(request), cast(SessionBody, request[BODY])
    if foreign(request, house.settings):
        # With a form alone a foreign page could sign its visitor in as somebody else.
        raise forbidden_origin()
    await house.limits.address(remote_of(request))
    try:
        if body.email is not None and body.code is None:
            return await _send_code(request, body.email, body.locale)
        return await _sign_in(request, body, await _user(request, body))
    except (BadCode, NoSuchUser):
        raise Problem(BAD_CODE, "This is not the code, or it was used or is too old; ask for another.") from None
    except TooManyTries:
        raise too_many(TRY_AGAIN_SECONDS) from None


async def session(request: web.Request) -> web.Response:
    """Who is signed in; a browser's cookie is good for another thirty days from now."""
    house, caller = house_of(request), caller_of(request)
    try:
        user = None if caller.user is None else await user_json(house, caller.user)
    except NoSuchUser:
        # Erased a moment ago.
        user = None
    response = web.json_response({"user": user})
    if user is not None and caller.by_cookie and caller.token is not None:
        set_session(response, house.settings, caller.token, int(LIFETIME.total_seconds()))
    return response


async def close_session(request: web.Request) -> web.Response:
    """Sign out, here or everywhere; repeatable."""
    response = web.Response(status=204)
    await end(request, response, everywhere=cast(EverywhereQuery, request[QUERY]).everywhere)
    return response


async def _send_code(request: web.Request, email: str, locale: str | None) -> web.Response:
    house = house_of(request)
    wanted = SignInRequest(email, network_of(remote_of(request)), locale or house.settings.default_locale)
    try:
        await house.codes.request(wanted, now=house.clock())
    except BadEmail:
        raise invalid("email", "is no address that a mail could reach") from None
    return web.json_response({"sent": True}, status=202)


async def _user(request: web.Request, body: SessionBody) -> str:
    house = house_of(request)
    if body.grant is not None:
        user = await house.sessions.redeem(body.grant, now=house.clock())
        if user is None:
            raise BadCode
        return user
    assert body.email is not None
    assert body.code is not None
    network = network_of(remote_of(request))
    return await house.codes.redeem(body.email, body.code, now=house.clock(), network=network)


async def _sign_in(request: web.Request, body: SessionBody, user: str) -> web.Response:
    house = house_of(request)
    bound = await _bind(house, user, body.conversation)
    response = web.Response(status=201, content_type="application/json")
    token, expires = await begin(request, response, user, body.kind)
    answer = {"user": await user_json(house, user), "expires": expires.isoformat(), "conversation": bound}
    response.text = json.dumps({**answer, "token": token} if body.kind == "token" else answer)
    return response


async def _bind(house: House, user: str, conversation: str | None) -> str | None:
    """Take the conversation over; one that is gone or another's must not stand in the way of signing in."""
    if conversation is None:
        return None
    try:
        # Only of the web: on other channels an id opens nothing.
        await house.intake.known(conversation, user)
        await house.accounts.bind(user, conversation, now=house.clock())
    except (Problem, NotYours):
        return None
    house.signals.bound(conversation, user)
    return conversation
