"""Pictures of destinations: each drawn once, when it is first asked for, and kept in a folder."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Protocol

import structlog

from gateway.later import Later
from gateway.painter import NotDrawn
from gateway.problems import UNAVAILABLE, UNKNOWN_DESTINATION, Problem
from gateway.tasks import Tasks
from recommender.pictures.places import Place, read_places

log = structlog.get_logger()

BEGINS, ENDS = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
STOP_SECONDS = 1.0


class Draws(Protocol):
    """What draws; ``gateway.painter.Painter`` does."""

    async def draw(self, destination: str, path: Path) -> None:
        """Write the picture of a destination into a file, at once as a whole. Raises NotDrawn."""
        ...

    async def stop(self) -> None:
        """Let go of what it needs."""
        ...


class Pictures:
    """PNG files by destination and version. ``source``: what set-up has built; ``kept``: the folder of this cache.

    There is at most one file for each destination: when the list of places is read, others are removed.
    """

    def __init__(self, source: Path, kept: Path, painter: Draws) -> None:
        self._kept = kept.absolute()
        self._painter = painter
        self._places = Later(partial(self._opened, source), "What pictures are drawn from has not been built.")
        self._tasks = Tasks("picture_broke")
        self._drawn: dict[str, asyncio.Task[bytes]] = {}

    async def version(self, destination: str) -> str:
        """What changes with the picture. Raises Problem 404 for an unknown id, 503 when nothing has been built."""
        place = (await self._places.ready()).get(destination)
        if place is None:
            raise Problem(UNKNOWN_DESTINATION, "There is no destination with this id.")
        return place.version

    async def picture(self, destination: str) -> bytes:
        """The PNG. Raises Problem 404 for an unknown id, 503 when it cannot be drawn now."""
        path = self._kept / _name(destination, await self.version(destination))
        content = await asyncio.to_thread(_whole, path)
        if content is not None:
            return content
        task = self._drawn.get(destination)
        if task is None:
            task = self._drawn[destination] = self._tasks.begin(self._draw(destination, path))
        # Who goes away does not take the picture from the others who wait for it.
        return await asyncio.shield(task)

    async def stop(self) -> None:
        """Draw nothing more."""
        await self._tasks.drain(STOP_SECONDS)
        await self._painter.stop()

    async def _draw(self, destination: str, path: Path) -> bytes:
        try:
            self._kept.mkdir(parents=True, exist_ok=True)
            await self._painter.draw(destination, path)
            content = await asyncio.to_thread(_whole, path)
            if content is None:
                raise NotDrawn("nothing was written")
            return content
        except (NotDrawn, OSError) as error:
            log.error("picture_not_drawn", destination=destination, reason=str(error))
            raise Problem(UNAVAILABLE, "The picture cannot be drawn at the moment.") from None
        finally:
            self._drawn.pop(destination, None)

    def _opened(self, source: Path) -> Mapping[str, Place]:
        places = read_places(source)
        current = {_name(place.id, place.version) for place in places.values()}
        for path in self._kept.glob("*"):
            if path.name not in current:
                path.unlink(missing_ok=True)
        return places


def _name(destination: str, version: str) -> str:
    return f"{destination}-{version}.png"


def _whole(path: Path) -> bytes | None:
    """The file's content; None when it is missing or damaged."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    return content if content.startswith(BEGINS) and content.endswith(ENDS) else None
