"""JSON log lines without personal data: ids, kinds and places in the code, never words or addresses.

Exceptions are reduced to their kinds and where they happened: their messages, and the variables that structlog would
print with them, may hold what a traveller wrote.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

_FRAMES = 6


def configure(level: str) -> None:
    """Send structlog and the standard library's logging to stderr, one JSON object a line."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        reduce_exception,
    ]
    render = structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[*shared, render],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, _only_origin],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def reduce_exception(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Put ``error``, the kinds and places of an exception and its causes, in place of the exception."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    event.pop("exception", None)
    kinds: list[dict[str, Any]] = []
    while isinstance(error, BaseException) and len(kinds) < _FRAMES:
        frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
        where = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in reversed(frames)]
        kinds.append({"kind": type(error).__name__, "where": where})
        error = error.__cause__ or error.__context__
    if kinds:
        event["error"] = kinds
    return event


def _only_origin(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Of a library's line keep who wrote it and where; its words are not ours to vouch for."""
    record = event.get("_record")
    if isinstance(record, logging.LogRecord):
        event["event"] = "library"
        event["logger"] = record.name
        event["where"] = f"{record.filename}:{record.lineno} {record.funcName}"
    return event
