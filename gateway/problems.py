"""Errors as RFC 9457 problem details: named here, raised anywhere, written by one middleware."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from db.talk import ChoiceRefused, ExpiredChoice, UnknownChoice, UsedChoice

log = structlog.get_logger()

CONTENT_TYPE = "application/problem+json"
REQUEST_ID = web.RequestKey("request_id", str)


@dataclass(frozen=True)
class Kind:
    """One kind of problem; its type is an anchor of the rendered description, which explains it."""

    slug: str
    status: int
    title: str

    @property
    def type(self) -> str:
        return f"/api/docs#{self.slug}"


MALFORMED = Kind("malformed-json", 400, "The body is not valid JSON")
SIGN_IN_NEEDED = Kind("sign-in-needed", 401, "This needs a session")
BAD_TOKEN = Kind("bad-token", 401, "The bearer token opens no session")
FORBIDDEN_ORIGIN = Kind("forbidden-origin", 403, "Pages of this origin may not do this")
WRONG_KEY = Kind("wrong-key", 401, "The API key is unknown, wrong or revoked")
WRONG_SIGNATURE = Kind("wrong-signature", 401, "The request is not signed as it must be")
MISSING_SCOPE = Kind("missing-scope", 403, "The API key may not do this")
NOT_FOUND = Kind("not-found", 404, "Nothing is here")
UNKNOWN_CONVERSATION = Kind("unknown-conversation", 404, "There is no such conversation")
UNKNOWN_CHOICE = Kind("unknown-choice", 404, "There is no such choice in this conversation")
UNKNOWN_BOOKING = Kind("unknown-booking", 404, "There is no such booking for this conversation")
UNKNOWN_USER = Kind("unknown-user", 404, "There is no such account")
UNKNOWN_RECOMMENDATION = Kind("unknown-recommendation", 404, "There is no such recommendation")
UNKNOWN_DESTINATION = Kind("unknown-destination", 404, "There is no such destination")
UNKNOWN_OFFER = Kind("unknown-offer", 404, "There is no such offer in this conversation")
UNKNOWN_QUOTE = Kind("unknown-quote", 404, "Nothing waits for a yes under this id")
WRONG_METHOD = Kind("wrong-method", 405, "This address takes other methods")
USED_CHOICE = Kind("used-choice", 409, "This choice has been taken already")
QUOTE_CHANGED = Kind("quote-changed", 409, "Price or rule moved since the quote")
SOLD_OUT = Kind("sold-out", 409, "Somebody else took the last one")
NOT_CANCELLABLE = Kind("not-cancellable", 409, "The booking cannot be cancelled any more")
KEY_UNDER_WAY = Kind("idempotency-key-under-way", 409, "The first request with this key is still under way")
EMAIL_TAKEN = Kind("email-taken", 409, "Another account has this address")
EXPIRED_CHOICE = Kind("expired-choice", 410, "This choice is too old")
QUOTE_EXPIRED = Kind("quote-expired", 410, "The quote is too old")
MOVED = Kind("moved", 412, "It has been changed meanwhile")
TOO_LARGE = Kind("too-large", 413, "The body is too large")
INVALID = Kind("invalid", 422, "The request does not fit the description")
PARTY_MISMATCH = Kind("party-mismatch", 422, "The travellers are not those of the offers")
MIXED_CURRENCIES = Kind("mixed-currencies", 422, "The offers are priced in several currencies")
KEY_REUSED = Kind("idempotency-key-reused", 422, "This key came with another request before")
BAD_CODE = Kind("bad-code", 422, "The code is wrong, used or too old")
NO_WEB_SOCKET = Kind("no-web-socket", 426, "This address is a web socket's")
TOO_MANY_SOCKETS = Kind("too-many-sockets", 429, "Too many sockets follow this conversation")
TOO_MANY = Kind("too-many-requests", 429, "Too many requests")
UNEXPECTED = Kind("unexpected", 500, "Something went wrong here")
UNAVAILABLE = Kind("unavailable", 503, "A part that is needed is not available")

KINDS = tuple(value for value in list(globals().values()) if isinstance(value, Kind))
_BY_STATUS = {404: NOT_FOUND, 405: WRONG_METHOD, 413: TOO_LARGE}
_CHOICES: dict[type[ChoiceRefused], tuple[Kind, str]] = {
    UnknownChoice: (UNKNOWN_CHOICE, "This choice was not offered in this conversation."),
    UsedChoice: (USED_CHOICE, "This choice was taken before; each is good for one tap."),
    ExpiredChoice: (EXPIRED_CHOICE, "This choice was offered too long ago; please ask again."),
}


class Problem(Exception):
    """A refusal for the caller: ``detail`` in words, ``errors`` by field, ``headers`` such as Retry-After.

    ``more`` are further members, such as the quote that takes the place of one that no longer holds.
    """

    def __init__(
        self,
        kind: Kind,
        detail: str,
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(kind.slug)
        self.kind = kind
        self.detail = detail
        self.errors = errors
        self.headers = dict(headers or {})
        self.more = dict(more or {})

    def body(self, request_id: str) -> dict[str, Any]:
        """The members of RFC 9457, and ``errors`` where fields are at fault; ``instance`` finds the log lines."""
        kind = self.kind
        body: dict[str, Any] = {"type": kind.type, "title": kind.title, "status": kind.status, "detail": self.detail}
        body |= {"instance": f"urn:tripwright:request:{request_id}", **self.more}
        return {**body, "errors": [dict(one) for one in self.errors]} if self.errors else body


def invalid(field: str, message: str) -> Problem:
    """One wrong field."""
    return Problem(INVALID, f"{field}: {message}", errors=[{"field": field, "message": message}])


def unknown_conversation() -> Problem:
    """For an id that opens nothing, or nothing here."""
    return Problem(UNKNOWN_CONVERSATION, "The conversation is unknown; leave it out to begin a new one.")


def forbidden_origin() -> Problem:
    """For a page that is neither ours nor one of ALLOWED_ORIGINS."""
    return Problem(FORBIDDEN_ORIGIN, "Calls with a cookie come from our own pages or from one of ALLOWED_ORIGINS.")


def choice_refused(refusal: ChoiceRefused) -> Problem:
    """What to say about a choice that is not taken."""
    kind, detail = _CHOICES[type(refusal)]
    return Problem(kind, detail)


def too_many(seconds: float) -> Problem:
    """Come back later; whole seconds, at least one."""
    wait = max(1, int(seconds + 0.999))
    plural = "" if wait == 1 else "s"
    return Problem(
        TOO_MANY, f"Too much at once; please wait {wait} second{plural}.", headers={"Retry-After": str(wait)}
    )


def storage_problem() -> Problem:
    """The database does not answer."""
    return Problem(UNAVAILABLE, "The database cannot be reached; nothing was done.", headers={"Retry-After": "5"})


@web.middleware
async def problems(request: web.Request, handler: Any) -> web.StreamResponse:
    """Turn every failure into a problem; unexpected ones are logged without their words."""
    try:
        response: web.StreamResponse = await handler(request)
        return response
    except Problem as problem:
        return write(request, problem)
    except web.HTTPException as error:
        if error.status < HTTPStatus.BAD_REQUEST:
            raise
        return write(request, _of_status(error))
    except SQLAlchemyError:
        log.exception("database_failed")
        return write(request, storage_problem())
    except Exception:
        log.exception("request_failed")
        return write(request, Problem(UNEXPECTED, "It has been logged. Please try again."))


def write(request: web.Request, problem: Problem) -> web.Response:
    """The problem as a response."""
    return web.json_response(
        problem.body(request[REQUEST_ID]),
        status=problem.kind.status,
        headers=problem.headers,
        content_type=CONTENT_TYPE,
    )


def _of_status(error: web.HTTPException) -> Problem:
    kind = _BY_STATUS.get(error.status) or Kind(f"status-{error.status}", error.status, error.reason)
    details = {404: "There is no such address.", 405: "The method is not allowed here.", 413: "The body is too large."}
    allow = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else {}
    return Problem(kind, details.get(error.status, error.reason), headers=allow)
