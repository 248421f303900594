"""The process that draws pictures: started when the first is wanted, ended when none has been for a while."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from pathlib import Path

import structlog

from gateway.tasks import Tasks

log = structlog.get_logger()

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 20.0
"""For one picture, the start of the process included."""
IDLE_SECONDS = 120.0
STOP_SECONDS = 2.0
TRIES = 2


class NotDrawn(Exception):
    """The picture could not be drawn; the message is a kind of error."""


class Painter:
    """Draws one picture after the other from what set-up has put into ``folder``."""

    def __init__(self, folder: Path, idle: float = IDLE_SECONDS) -> None:
        self._folder = folder
        self._idle = idle
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._rest: asyncio.TimerHandle | None = None
        self._ending = Tasks("painter_broke")

    async def draw(self, destination: str, path: Path) -> None:
        """Write the picture of a destination into a file, by its absolute path, at once as a whole. Raises NotDrawn."""
        async with self._turn:
            if self._rest is not None:
                self._rest.cancel()
            try:
                said = await asyncio.wait_for(self._asked(f"{destination}\t{path}\n"), SECONDS)
            except (OSError, TimeoutError) as error:
                self._end()
                raise NotDrawn(type(error).__name__) from None
            except BaseException:
                # An answer that nobody has read would be taken for the next one's.
                self._end()
                raise
            self._rest = asyncio.get_running_loop().call_later(self._idle, self._end)
        if said != "ok":
            raise NotDrawn(said)

    @property
    def running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None and self._process.returncode is None

    async def stop(self) -> None:
        """End the process and wait until it is gone."""
        if self._rest is not None:
            self._rest.cancel()
        self._end()
        await self._ending.drain(STOP_SECONDS)

    async def _asked(self, line: str) -> str:
        """What the process says to a line; one that has died is started anew, once."""
        for _ in range(TRIES):
            process = await self._started()
            assert process.stdin is not None, "it was started with a pipe"
            assert process.stdout is not None, "it was started with a pipe"
            with contextlib.suppress(ConnectionError):
                process.stdin.write(line.encode())
                await process.stdin.drain()
            if said := await process.stdout.readline():
                return said.decode().strip()
            self._end()
        return "the process does not stay"

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "recommender.pictures",
                str(self._folder.absolute()),
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
            log.info("painter_started", pid=self._process.pid)
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            self._ending.begin(process.wait())
