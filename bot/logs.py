"""Log lines without what travellers wrote: ids and places in the code only.

Rasa puts user text and conversation ids (which are credentials here) into its error messages, and its structured log
prints everything to stdout unless it is configured. So: one handler, warnings and up from libraries, the current turn's
words replaced wherever they occur, and exceptions reduced to their kind and where they happened.
"""

from __future__ import annotations

import hashlib
import logging
import re
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType, TracebackType

import structlog

MASKED: ContextVar[Mapping[str, str]] = ContextVar("masked", default=MappingProxyType({}))
REQUEST: ContextVar[str] = ContextVar("request", default="")
LONGEST = 500
SHORTEST_MASKED = 4
"""Shorter words are left alone: masking "a" or "to" would make every line unreadable and hides nothing."""


def short_id(conversation: str) -> str:
    """A conversation's name in the log: not the id itself, which opens the conversation."""
    return hashlib.sha256(conversation.encode()).hexdigest()[:10]


@contextmanager
def masked(conversation: str, *texts: str, request: object = None) -> Iterator[None]:
    """Within the block (and tasks begun in it) log lines show neither the conversation's id nor these texts.

    They begin with the id of the gateway's ``request`` if it gave one, so that the logs of all processes can be joined.
    """
    masks = {conversation: f"<{short_id(conversation)}>"}
    masks.update({form: "<message>" for text in texts for form in (text, repr(text)[1:-1])})
    token = MASKED.set({word: mask for word, mask in masks.items() if len(word) >= SHORTEST_MASKED})
    bound = REQUEST.set(f"[{request}] " if isinstance(request, str) else "")
    try:
        yield
    finally:
        REQUEST.reset(bound)
        MASKED.reset(token)


class MaskingFormatter(logging.Formatter):
    """One line per record; an exception follows as its kind and the lines of code, without its message."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {REQUEST.get()}{record.name}: {self._message(record)}"
        return line + self._cause(record.exc_info[1]) if record.exc_info and record.exc_info[1] else line

    def _message(self, record: logging.LogRecord) -> str:
        text = record.getMessage()
        masks = MASKED.get()
        if masks:
            words = "|".join(re.escape(word) for word in sorted(masks, key=len, reverse=True))
            text = re.sub(rf"(?<!\w)(?:{words})(?!\w)", lambda found: masks[found[0]], text)
        return text[:LONGEST].replace("\n", " ")

    def _cause(self, error: BaseException | None) -> str:
        lines: list[str] = []
        while error is not None:
            lines.append(f"\n  {type(error).__name__} at {_place(error.__traceback__)}")
            error = error.__cause__ or error.__context__
        return "".join(lines)


def _place(where: TracebackType | None) -> str:
    frames = traceback.extract_tb(where)[-6:]
    return " < ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in reversed(frames))


def configure_logs() -> None:
    """Send everything through the masking formatter to stderr; libraries from WARNING, `bot` from INFO.

    Python warnings are left out: they tell developers of libraries about deprecations, a hundred lines at every start.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(MaskingFormatter())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("bot").setLevel(logging.INFO)
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    structlog.configure(
        processors=[structlog.stdlib.render_to_log_kwargs],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
