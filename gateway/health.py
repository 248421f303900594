"""Which parts are up, and what is wrong with the others."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping

import aiohttp
from sqlalchemy.exc import SQLAlchemyError

from db.engine import Database
from gateway.engine import READY_SECONDS, EngineClient

READY = "ready"
_REMEMBERED = 1.0
"""Seconds; many callers at once ask the parts once."""


class Away(Exception):
    """A part cannot be used; the message says why, in a few words for the operator."""


class Health:
    """Asks the parts. Nothing here raises."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        engine: EngineClient,
        actions_url: str,
        database: Database,
        others: Mapping[str, Callable[[], Awaitable[object]]],
    ) -> None:
        self._session = session
        self._engine = engine
        self._actions_url = actions_url
        self._database = database
        self._others = dict(others)
        self._asked = (0.0, False)

    def watch(self, name: str, check: Callable[[], Awaitable[object]]) -> None:
        """From now on ``parts`` tells of this one too; ``check`` raises while it is away."""
        self._others[name] = check

    async def parts(self) -> dict[str, str]:
        """Every part with "ready" or the reason why not."""
        (engine, actions, database), others = await asyncio.gather(
            asyncio.gather(self._engine.readiness(), self._actions(), self._stored()),
            asyncio.gather(*map(self._other, self._others.values())),
        )
        answers, loaded = engine
        return {
            "engine": READY if answers else "does not answer",
            "model": READY if loaded else "is not loaded" if answers else "unknown while the engine does not answer",
            "actions": actions,
            "database": database,
            **dict(zip(self._others, others, strict=True)),
        }

    async def serving(self) -> bool:
        """Whether engine and actions are well, so that a failure is the message's own; known for a second."""
        if time.monotonic() - self._asked[0] > _REMEMBERED:
            (_, loaded), actions = await asyncio.gather(self._engine.readiness(), self._actions())
            self._asked = (time.monotonic(), loaded and actions == READY)
        return self._asked[1]

    async def _actions(self) -> str:
        timeout = aiohttp.ClientTimeout(total=READY_SECONDS)
        try:
            async with self._session.get(f"{self._actions_url}/healthz", timeout=timeout) as response:
                body = await response.json(content_type=None) if response.status == 200 else None
        except (aiohttp.ClientError, TimeoutError, OSError):
            return "does not answer"
        except ValueError:
            return "answers something else"
        return READY if isinstance(body, dict) and body.get("ready") is True else "is starting"

    async def _other(self, check: Callable[[], Awaitable[object]]) -> str:
        try:
            async with asyncio.timeout(READY_SECONDS):
                await check()
        except Away as reason:
            return str(reason)
        except Exception:
            # Whatever a client library raises, the part cannot be used.
            return "does not answer"
        return READY

    async def _stored(self) -> str:
        try:
            async with asyncio.timeout(READY_SECONDS):
                await self._database.check()
        except (SQLAlchemyError, OSError):
            return "cannot be read; has it been migrated?"
        except TimeoutError:
            return "does not answer"
        return READY
