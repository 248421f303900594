"""OpenAPI 3.1 from the routes and their models; there is no second list to keep up."""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from gateway import idempotency
from gateway.identity import COOKIE
from gateway.origins import SAFE_METHODS
from gateway.problems import (
    BAD_TOKEN,
    CONTENT_TYPE,
    FORBIDDEN_ORIGIN,
    INVALID,
    KEY_REUSED,
    KEY_UNDER_WAY,
    KINDS,
    MISSING_SCOPE,
    QUOTE_CHANGED,
    SIGN_IN_NEEDED,
    WRONG_KEY,
    Kind,
)
from gateway.routing import Route
from gateway.shapes import MovedProblem, ProblemBody

Json = dict[str, Any]
Ways = list[dict[str, list[str]]]
Mode = Literal["validation", "serialization"]
_SCHEMES: Json = {
    "cookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "For pages; POST /api/sessions sets it.",
    },
    "bearer": {"type": "http", "scheme": "bearer", "description": "For programs; POST /api/sessions with kind token."},
    "key": {"type": "http", "scheme": "bearer", "description": "For programs of their own; `python -m db keys add`."},
}
_IN_PATHS: dict[str, Json] = {
    "conversation": {"description": "The conversation's id, which opens it", "example": "uWq3rP1bT0mC2vXzK9aLdQ"},
    "reference": {"description": "A booking's reference, in capitals or not", "example": "TW-7K2M9Q"},
    "channel": {"description": "A messenger's name, as `channels` of the account lists it", "example": "telegram"},
}
_IF_NONE_MATCH: Json = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of an answer before: what has not changed since is not sent again.",
    "schema": {"type": "string"},
}
_PROBLEM: tuple[type[BaseModel], Mode] = (ProblemBody, "serialization")
_MOVED: tuple[type[BaseModel], Mode] = (MovedProblem, "serialization")
_REF = "#/components/schemas/{model}"


def describe(routes: Sequence[Route], *, title: str, version: str, url: str) -> Json:
    """The document; ``url`` is where the interface is reached."""
    shown = [route for route in routes if route.described]
    refs, schemas = _schemas(shown)
    paths: dict[str, Json] = {}
    for route in shown:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, refs)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": version,
            "description": "Errors are problem details (RFC 9457). Every answer carries X-Request-ID; one that the "
            "caller sends is kept.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": url}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": _SCHEMES},
        "x-problems": {kind.slug: {"status": kind.status, "title": kind.title} for kind in KINDS},
    }


def _schemas(routes: Sequence[Route]) -> tuple[dict[tuple[type[BaseModel], Mode], Json], Json]:
    wanted: dict[tuple[type[BaseModel], Mode], None] = dict.fromkeys([_PROBLEM, _MOVED])
    for route in routes:
        if route.body is not None:
            wanted[route.body, "validation"] = None
        for answer in route.answers.values():
            if not isinstance(answer, str):
                wanted[answer, "serialization"] = None
        if route.calls_back is not None:
            wanted[route.calls_back, "serialization"] = None
    refs, document = models_json_schema(list(wanted), ref_template=_REF)
    return {key: refs[key] for key in wanted}, _readable(document["$defs"])


def _operation(route: Route, refs: dict[tuple[type[BaseModel], Mode], Json]) -> Json:
    operation: Json = {
        "operationId": route.handler.__name__,
        "summary": route.summary,
        "description": _prose(inspect.getdoc(route.handler)),
        "responses": {},
        "security": _security(route),
    }
    if parameters := [*_path_parameters(route), *_query_parameters(route), *_header_parameters(route)]:
        operation["parameters"] = parameters
    if route.body is not None:
        schema = refs[route.body, "validation"]
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    for status, answer in route.answers.items():
        operation["responses"][str(status)] = _answer(status, answer, refs)
    problems = dict.fromkeys([*_refusals(route), *route.problems])
    for status in sorted({kind.status for kind in problems}):
        kinds = [kind for kind in problems if kind.status == status]
        operation["responses"].setdefault(
            str(status), _problem(kinds, refs[_MOVED if QUOTE_CHANGED in kinds else _PROBLEM])
        )
    if route.calls_back is not None:
        operation["callbacks"] = _callbacks(route.calls_back, refs)
    return operation


def _callbacks(model: type[BaseModel], refs: dict[tuple[type[BaseModel], Mode], Json]) -> Json:
    """The address is the one registered with the key, which the body may repeat."""
    called = {
        "summary": "An answer, signed as the request was",
        "requestBody": {"required": True, "content": {"application/json": {"schema": refs[model, "serialization"]}}},
        "responses": {"2XX": {"description": "Taken; after anything else it is sent again"}},
    }
    return {"answer": {"{$request.body#/callback}": {"post": called}}}


def _security(route: Route) -> Ways:
    """The ways in; an empty one is for guests."""
    sessions: Ways = [{"cookie": []}, {"bearer": []}]
    by_session: dict[str, Ways] = {"": [], "known": [{}, *sessions], "needed": sessions}
    by_key: dict[str, Ways] = {"": [], "optional": [{}, {"key": []}], "needed": [{"key": []}]}
    ways = by_session[route.session]
    return [*ways, *(way for way in by_key[route.key] if way not in ways)]


def _refusals(route: Route) -> list[Kind]:
    """What every route that knows keys or sessions, or answers once, may refuse."""
    keys = [WRONG_KEY, MISSING_SCOPE] if route.key else []
    repeated = [KEY_UNDER_WAY, KEY_REUSED, INVALID] if route.once else []
    return [*keys, *_session_refusals(route), *repeated]


def _session_refusals(route: Route) -> list[Kind]:
    if not route.session:
        return []
    refusals = [BAD_TOKEN] if route.session == "known" else [SIGN_IN_NEEDED, BAD_TOKEN]
    return refusals if route.method in SAFE_METHODS and 101 not in route.answers else [*refusals, FORBIDDEN_ORIGIN]


def _answer(status: int, answer: type[BaseModel] | str, refs: dict[tuple[type[BaseModel], Mode], Json]) -> Json:
    if not isinstance(answer, str):
        summary = _prose(inspect.getdoc(answer)).split("\n\n")[0]
        return {"description": summary, "content": {"application/json": {"schema": refs[answer, "serialization"]}}}
    if "/" in answer:
        return {"description": HTTPStatus(status).phrase, "content": {answer: {}}}
    return {"description": answer.capitalize()}


def _problem(kinds: Sequence[Kind], schema: Json) -> Json:
    content = {CONTENT_TYPE: {"schema": schema}}
    return {"description": "; ".join(f"{kind.title} ({kind.slug})" for kind in kinds), "content": content}


def _path_parameters(route: Route) -> list[Json]:
    names = re.findall(r"\{(\w+)\}", route.path)
    text = {"type": "string"}
    return [{"name": name, "in": "path", "required": True, "schema": text, **_IN_PATHS.get(name, {})} for name in names]


def _query_parameters(route: Route) -> list[Json]:
    if route.query is None:
        return []
    schema = route.query.model_json_schema()
    required = schema.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": part}
        for name, part in _readable(schema["properties"]).items()
    ]


def _header_parameters(route: Route) -> list[Json]:
    needed = [
        {"name": name, "in": "header", "required": True, "description": holds, "schema": {"type": "string"}}
        for name, holds in route.headers.items()
    ]
    repeated = [idempotency.parameter(needed=route.once == "needed")] if route.once else []
    return [*needed, *repeated, *([_IF_NONE_MATCH] if 304 in route.answers else [])]


def _prose(doc: str | None) -> str:
    """A docstring as CommonMark: a paragraph is a line, code has one backtick."""
    paragraphs = (doc or "").replace("``", "`").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _readable(schema: Any) -> Any:
    """A schema, or several, whose descriptions are prose."""
    if isinstance(schema, list):
        return [_readable(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _prose(part) if key == "description" and isinstance(part, str) else _readable(part)
        for key, part in schema.items()
    }
