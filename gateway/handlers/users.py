"""An account, for its owner alone: read, changed, handed out, erased."""

from __future__ import annotations

import asyncio
import json
import re
from typing import cast

import structlog
from aiohttp import ETag, web
from sqlalchemy.exc import SQLAlchemyError

from gateway.answers import unless_known
from gateway.erasing import erase_due
from gateway.house import House, house_of
from gateway.identity import user_of
from gateway.limits import network_of
from gateway.problems import BAD_CODE, EMAIL_TAKEN, MOVED, UNKNOWN_USER, Problem, invalid, too_many
from gateway.profiles import change_of, shown, tag_of
from gateway.remotes import remote_of
from gateway.routing import BODY, QUERY
from gateway.shapes import ConversationPage, UserPatch
from gateway.signing import end
from travel.account.ports import SignInRequest
from travel.account.profile import Profile
from travel.errors import (
    BadCode,
    BadEmail,
    BadProfile,
    EmailTaken,
    NoSuchUser,
    ProfileMoved,
    TooManyTries,
    TravelError,
)

log = structlog.get_logger()

ME = "me"
CHANNEL = re.compile(r"[a-z_]{2,20}")
ERASING_SECONDS = 2.0
LONGEST_WORDS = 120
TRY_AGAIN_SECONDS = 600
KEPT = "utter_forget_me_stays"


async def user(request: web.Request) -> web.Response:
    """The account; ``me`` is whoever calls, another's id is unknown."""
    house = house_of(request)
    profile = await _profile(house, _mine(request))
    if any(one.value in (tag_of(profile), "*") for one in request.if_none_match or ()):
        response = web.Response(status=304)
    else:
        response = web.json_response(await shown(house, profile))
    response.etag = ETag(tag_of(profile))
    return response


async def change_user(request: web.Request) -> web.Response:
    """Change what is given; with ``If-Match`` only when nobody else has changed it meanwhile."""
    house, mine = house_of(request), _mine(request)
    await house.limits.address(remote_of(request))
    body = cast(UserPatch, request[BODY])
    try:
        profile, pending = await _changed(request, mine, body)
    except TravelError as error:
        raise _refused(error, body) from None
    house.signals.changed(None, mine, "profile")
    answer = await shown(house, profile)
    response = web.json_response(answer if pending is None else {**answer, "pending_email": pending})
    response.etag = ETag(tag_of(profile))
    return response


async def erase_user(request: web.Request) -> web.Response:
    """Erase the account and everything of it; every session ends at once. Says what has to be kept."""
    house, mine = house_of(request), _mine(request)
    await house.erasures.ask(now=house.clock(), user=mine)
    await _try_at_once(house)
    response = web.json_response({"erased": True, "kept": house.wording.say(KEPT)}, status=202)
    house.signals.signed_out_everywhere(mine, "forgotten")
    await end(request, response)
    return response


async def export_user(request: web.Request) -> web.Response:
    """Everything that is kept of the account, as a file."""
    house, mine = house_of(request), _mine(request)
    await house.limits.address(remote_of(request))
    try:
        content = await house.accounts.export(mine)
    except NoSuchUser:
        raise _unknown() from None
    text = json.dumps(content, ensure_ascii=False, indent=1)
    disposition = f'attachment; filename="account-{house.clock():%Y-%m-%d}.json"'
    return web.Response(text=text, content_type="application/json", headers={"Content-Disposition": disposition})


async def unlink_channel(request: web.Request) -> web.Response:
    """Let nobody use the account from a messenger any more; repeatable. Whoever writes there is a guest again."""
    house, mine = house_of(request), _mine(request)
    await house.limits.address(remote_of(request))
    channel = request.match_info["channel"]
    if CHANNEL.fullmatch(channel) and await house.links.unlink(mine, channel, now=house.clock()):
        house.signals.changed(None, mine, "profile")
    return web.Response(status=204)


async def user_conversations(request: web.Request) -> web.Response:
    """The account's conversations on the web, last used first."""
    house, mine, page = house_of(request), _mine(request), cast(ConversationPage, request[QUERY])
    found = await house.summaries.list(mine, after=page.after, limit=page.limit + 1)
    items = [
        {"id": one.id, "last_seen": one.last_seen.isoformat(), "last_text": _short(one.last_text)}
        for one in found[: page.limit]
    ]
    return unless_known(request, {"conversations": items, "next": items[-1]["id"] if len(found) > page.limit else None})


async def _changed(request: web.Request, mine: str, body: UserPatch) -> tuple[Profile, str | None]:
    """The account afterwards, and the new address that waits for its code."""
    house = house_of(request)
    version = await _version(request, house, mine)
    profile = await house.accounts.change(mine, change_of(body), now=house.clock(), version=version)
    if body.email is not None and body.code is not None:
        return await house.codes.redeem_change(mine, body.email, body.code, now=house.clock()), None
    if body.email is None or body.email.lower() == profile.email.lower():
        return profile, None
    locale = profile.language or house.settings.default_locale
    wanted = SignInRequest(body.email, network_of(remote_of(request)), locale, purpose="change_email", user=mine)
    await house.codes.request(wanted, now=house.clock())
    return profile, body.email


def _refused(error: TravelError, body: UserPatch) -> Problem:
    match error:
        case BadProfile():
            in_preferences = error.field in (body.preferences or ())
            return invalid(f"preferences.{error.field}" if in_preferences else error.field, error.problem)
        case BadEmail():
            return invalid("email", "is no address that a mail could reach")
        case ProfileMoved():
            return _moved()
        case BadCode():
            return Problem(BAD_CODE, "This is not the code, or it was used or is too old; ask for another.")
        case EmailTaken():
            return Problem(EMAIL_TAKEN, "The address belongs to another account; sign in there instead.")
        case TooManyTries():
            return too_many(TRY_AGAIN_SECONDS)
        case NoSuchUser():
            return _unknown()
    raise error


async def _try_at_once(house: House) -> None:
    """What cannot be done now, the worker does as soon as it can."""
    try:
        async with asyncio.timeout(ERASING_SECONDS):
            await erase_due(house)
    except (TimeoutError, SQLAlchemyError) as error:
        log.warning("erasure_later", kind=type(error).__name__)


def _mine(request: web.Request) -> str:
    mine = user_of(request)
    if request.match_info["id"] not in (ME, mine):
        raise _unknown()
    return mine


async def _profile(house: House, user: str) -> Profile:
    try:
        return await house.accounts.profile(user)
    except NoSuchUser:
        raise _unknown() from None


async def _version(request: web.Request, house: House, user: str) -> int | None:
    """The version that ``If-Match`` wants, which must be the newest; None without the header. Raises Problem 412."""
    wanted = request.if_match
    if not wanted or any(one.value == "*" for one in wanted):
        return None
    profile = await _profile(house, user)
    if all(one.value != tag_of(profile) for one in wanted):
        raise _moved()
    return profile.version


def _short(text: str | None) -> str | None:
    return text if text is None or len(text) <= LONGEST_WORDS else f"{text[: LONGEST_WORDS - 1]}…"


def _moved() -> Problem:
    return Problem(MOVED, "The account has been changed meanwhile; read it again.")


def _unknown() -> Problem:
    return Problem(UNKNOWN_USER, "There is no such account here.")
