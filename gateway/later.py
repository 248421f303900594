"""Costly knowledge that is read when it is first asked for, so that a gateway starts at once and stays small."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

import structlog

from gateway.problems import UNAVAILABLE, Problem

log = structlog.get_logger()

Thing = TypeVar("Thing")


class Later(Generic[Thing]):
    """What ``make`` makes, made once, at the first use; a failure is tried again at the next."""

    def __init__(self, make: Callable[[], Thing], missing: str) -> None:
        self._make = make
        self._missing = missing
        self._made: Thing | None = None
        self._making = threading.Lock()

    def get(self) -> Thing:
        """Blocks while it is made; raises what ``make`` raises."""
        if self._made is None:
            with self._making:
                if self._made is None:
                    self._made = self._make()
        return self._made

    async def ready(self) -> Thing:
        """Made in a thread. Raises Problem 503 with the sentence ``missing`` when files are missing or damaged."""
        if self._made is not None:
            return self._made
        try:
            return await asyncio.to_thread(self.get)
        except (OSError, ValueError, LookupError) as error:
            log.error("knowledge_missing", kind=type(error).__name__, what=self._missing)
            raise Problem(UNAVAILABLE, self._missing) from None
