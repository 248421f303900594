"""An account, for its owner alone: read, changed, handed out, erased."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, cast

from aiohttp import ETag, web

from gateway.answers import unless_known
from gateway.house import House, house_of
from gateway.identity import user_of
from gateway.limits import network_of
from gateway.problems import BAD_CODE, EMAIL_TAKEN, MOVED, UNKNOWN_USER, Problem, invalid, too_many
from gateway.routing import BODY, QUERY
from gateway.shapes import CompanionBody, ConversationPage, UserPatch
from gateway.signing import end
from travel.account.ports import SignInRequest
from travel.account.profile import FIELDS, PREFERENCES, Companion, Profile, ProfileChange
from travel.errors import BadCode, BadEmail, BadProfile, EmailTaken, NoSuchUser, ProfileMoved, TooManyTries

ME = "me"
LONGEST_WORDS = 120
TRY_AGAIN_SECONDS = 600
KEPT = "utter_forget_me_stays"

Json = dict[str, Any]


async def user(request: web.Request) -> web.Response:
    """The account; ``me`` is whoever calls, another's id is unknown."""
    house = house_of(request)
    profile = await _profile(house, _mine(request))
    if any(one.value in (_tag(profile), "*") for one in request.if_none_match or ()):
        response = web.Response(status=304)
    else:
        response = web.json_response(await shown(house, profile))
    response.etag = ETag(_tag(profile))
    return response


async def change_user(request: web.Request) -> web.Response:
    """Change what is given; with ``If-Match`` only when nobody else has changed it meanwhile."""
    house, mine = house_of(request), _mine(request)
    await house.limits.address(request.remote)
    body = cast(UserPatch, request[BODY])
    version = await _version(request, house, mine)
    try:
        profile = await house.accounts.change(mine, _change(body), now=house.clock(), version=version)
        pending = None
        if body.email is not None and body.code is not None:
            profile = await house.codes.redeem_change(mine, body.email, body.code, now=house.clock())
        elif body.email is not None and body.email.lower() != profile.email.lower():
            pending = await _mail_code(request, house, profile, body.email)
    except ProfileMoved:
        raise _moved() from None
    except BadProfile as error:
        raise invalid(error.field, error.problem) from None
    except BadCode:
        raise Problem(BAD_CODE, "This is not the code, or it was used or is too old; ask for another.") from None
    except EmailTaken:
        raise Problem(EMAIL_TAKEN, "The address belongs to another account; sign in there instead.") from None
    except TooManyTries:
        raise too_many(TRY_AGAIN_SECONDS) from None
    house.signals.changed(None, mine, "profile")
    answer = await shown(house, profile)
    response = web.json_response(answer if pending is None else {**answer, "pending_email": pending})
    response.etag = ETag(_tag(profile))
    return response


async def erase_user(request: web.Request) -> web.Response:
    """Erase the account and everything of it; every session ends at once. Says what has to be kept."""
    house, mine = house_of(request), _mine(request)
    await house.erasures.ask(now=house.clock(), user=mine)
    response = web.json_response({"erased": True, "kept": house.wording.say(KEPT)}, status=202)
    house.signals.signed_out_everywhere(mine, "forgotten")
    await end(request, response)
    return response


async def export_user(request: web.Request) -> web.Response:
    """Everything that is kept of the account, as a file."""
    house, mine = house_of(request), _mine(request)
    await house.limits.address(request.remote)
    try:
        content = await house.accounts.export(mine)
    except NoSuchUser:
        raise _unknown() from None
    text = json.dumps(content, ensure_ascii=False, indent=1)
    disposition = f'attachment; filename="account-{house.clock():%Y-%m-%d}.json"'
    return web.Response(text=text, content_type="application/json", headers={"Content-Disposition": disposition})


async def user_conversations(request: web.Request) -> web.Response:
    """The account's conversations on the web, last used first."""
    house, mine, page = house_of(request), _mine(request), cast(ConversationPage, request[QUERY])
    found = await house.summaries.list(mine, after=page.after, limit=page.limit + 1)
    items = [
        {"id": one.id, "last_seen": one.last_seen.isoformat(), "last_text": _short(one.last_text)}
        for one in found[: page.limit]
    ]
    return unless_known(request, {"conversations": items, "next": items[-1]["id"] if len(found) > page.limit else None})


async def user_json(house: House, user: str) -> Json:
    """The account in the shape of the interface. Raises NoSuchUser."""
    return await shown(house, await house.accounts.profile(user))


async def shown(house: House, profile: Profile) -> Json:
    """A profile in the shape of the interface."""
    companions = [{"name": one.name, "birth_date": _day(one.birth_date)} for one in profile.companions]
    return {
        "id": profile.user,
        "email": profile.email,
        "name": profile.name,
        "home_airport": profile.home_airport,
        "currency": profile.currency,
        "language": profile.language,
        "companions": companions,
        "preferences": dict(profile.preferences),
        "channels": await house.summaries.channels(profile.user),
        "created": profile.created.isoformat(),
        "version": profile.version,
    }


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
    if all(one.value != _tag(profile) for one in wanted):
        raise _moved()
    return profile.version


def _change(body: UserPatch) -> ProfileChange:
    given = body.model_fields_set
    companions = None
    if "companions" in given:
        companions = tuple(_companion(place, one) for place, one in enumerate(body.companions or ()))
    return ProfileChange(
        values={name: getattr(body, name) for name in FIELDS & given},
        preferences=_preferences(body, given),
        companions=companions,
    )


def _preferences(body: UserPatch, given: set[str]) -> Json:
    if "preferences" in given and body.preferences is None:
        return dict.fromkeys(PREFERENCES)
    return body.preferences or {}


def _companion(place: int, one: CompanionBody) -> Companion:
    if one.birth_date is None:
        return Companion(one.name)
    try:
        return Companion(one.name, date.fromisoformat(one.birth_date))
    except ValueError:
        raise invalid(f"companions.{place}.birth_date", "is not an ISO 8601 date, such as 1988-04-12") from None


async def _mail_code(request: web.Request, house: House, profile: Profile, email: str) -> str:
    locale = profile.language or house.settings.default_locale
    network = network_of(request.remote)
    wanted = SignInRequest(email, network, locale, purpose="change_email", user=profile.user)
    try:
        await house.codes.request(wanted, now=house.clock())
    except BadEmail:
        raise invalid("email", "is no address that a mail could reach") from None
    return email


def _short(text: str | None) -> str | None:
    return text if text is None or len(text) <= LONGEST_WORDS else f"{text[: LONGEST_WORDS - 1]}…"


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _tag(profile: Profile) -> str:
    return f"v{profile.version}"


def _moved() -> Problem:
    return Problem(MOVED, "The account has been changed meanwhile; read it again.")


def _unknown() -> Problem:
    return Problem(UNKNOWN_USER, "There is no such account here.")
