"""A route and its description are one object, so that what is described is what is served."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from gateway.idempotency import once
from gateway.identity import identify
from gateway.problems import INVALID, MALFORMED, TOO_LARGE, Kind, Problem

BODY_LIMIT = 16 * 1024
"""Bytes of a request's body."""
BODY = web.RequestKey("body", BaseModel)
QUERY = web.RequestKey("query", BaseModel)

Model = TypeVar("Model", bound=BaseModel)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Route:
    """What is served where: ``answers`` by status are models or, for anything else, media types.

    ``session``: whether it matters whose session calls ("known"), or whether there must be one ("needed"). Only then is
    the caller looked up, before anything else of the request is read. ``key``: whether an API key raises the limit
    ("optional") or opens the route ("needed"). ``guard`` sees the body's bytes before they are parsed; ``headers`` are
    those it needs, with what they hold. ``calls_back``: what is posted to the caller's own address afterwards.
    """

    method: str
    path: str
    handler: Handler
    summary: str
    answers: Mapping[int, type[BaseModel] | str] = field(default_factory=dict)
    body: type[BaseModel] | None = None
    query: type[BaseModel] | None = None
    problems: Sequence[Kind] = ()
    limit: int = BODY_LIMIT
    described: bool = True
    session: Literal["", "known", "needed"] = ""
    once: Literal["", "optional", "needed"] = ""
    key: Literal["", "optional", "needed"] = ""
    guard: Callable[[web.Request, bytes], Awaitable[None]] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    calls_back: type[BaseModel] | None = None


def register(app: web.Application, routes: Sequence[Route]) -> None:
    """Serve the routes; bodies and queries are checked against their models before the handler sees them."""
    for route in routes:
        handler = _checked(route)
        app.router.add_route(route.method, route.path, handler)
        if route.method == "GET":
            # What watches a page or an address often asks for the headers alone.
            app.router.add_route("HEAD", route.path, handler)


def _checked(route: Route) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        if route.session:
            await identify(request, needed=route.session == "needed")
        if route.query is not None:
            request[QUERY] = _validated(route.query, read_query(request), "query")
        raw = await read_body(request, route.limit) if route.body is not None or route.once else b""
        if route.guard is not None:
            await route.guard(request, raw)
        if route.body is not None:
            request[BODY] = read_model(route.body, raw)
        if not route.once:
            return await route.handler(request)
        name, needed = f"{route.method} {route.path}", route.once == "needed"
        named = request.get(BODY) or request.get(QUERY)
        conversation: str | None = getattr(named, "conversation", None)
        return await once(request, route.handler, name=name, conversation=conversation, body=raw, needed=needed)

    return handle


async def read_body(request: web.Request, limit: int) -> bytes:
    """At most ``limit`` bytes. Raises Problem 413; nothing beyond the limit is kept in memory."""
    problem = Problem(TOO_LARGE, f"A body has at most {limit} bytes.")
    if (request.content_length or 0) > limit:
        raise problem
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.content.iter_any():
        size += len(chunk)
        if size > limit:
            raise problem
        chunks.append(chunk)
    return b"".join(chunks)


def read_model(model: type[Model], raw: bytes | str) -> Model:
    """The body as a model. Raises Problem 400 for broken JSON and 422 for anything that does not fit."""
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError):
        raise Problem(MALFORMED, "The body could not be read as JSON.") from None
    return _validated(model, content, "body")


def read_query(request: web.Request) -> dict[str, str]:
    """The query's parameters; of one given twice the last counts."""
    return dict(request.query)


def _validated(model: type[Model], content: Any, whole: str) -> Model:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise _problem(error, whole) from None


def _problem(error: ValidationError, whole: str) -> Problem:
    """Say which fields are wrong and why, never what they held."""
    errors = []
    for one in error.errors(include_url=False, include_input=False, include_context=False)[:10]:
        name = ".".join(str(part) for part in one["loc"]) or whole
        # A stranger's field name comes back into the answer: keep it short and printable.
        name = "".join(char if char.isprintable() else "?" for char in name[:40])
        errors.append({"field": name, "message": one["msg"].removeprefix("Value error, ")})
    detail = "; ".join(f"{one['field']}: {one['message']}" for one in errors)
    return Problem(INVALID, detail, errors=errors)
