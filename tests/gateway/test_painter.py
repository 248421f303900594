"""The process that draws: started when it is needed, anew when it has died, and gone when nobody needs it."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from gateway import painter as module
from gateway.painter import NotDrawn, Painter
from gateway.pictures import BEGINS, ENDS
from gateway.wiring import ROOT

DRAWN_FROM = ROOT / "models" / "pictures"


@pytest.fixture
async def painter() -> AsyncIterator[Painter]:
    made = Painter(DRAWN_FROM)
    yield made
    await made.stop()
    assert not made.running


def whole(path: Path) -> bool:
    content = path.read_bytes()
    return content.startswith(BEGINS) and content.endswith(ENDS)


async def test_it_draws_one_after_the_other_in_one_process(painter: Painter, tmp_path: Path) -> None:
    assert not painter.running
    names = ("lisbon", "porto", "madeira")
    await asyncio.gather(*(painter.draw(name, tmp_path / f"{name}.png") for name in names))
    assert painter.running
    assert all(whole(tmp_path / f"{name}.png") for name in names)
    assert len({(tmp_path / f"{name}.png").read_bytes() for name in names}) == 3
    assert len(os.listdir(tmp_path)) == 3, "nothing unfinished is left"


async def test_the_loop_goes_on_while_it_draws(painter: Painter, tmp_path: Path) -> None:
    await painter.draw("lisbon", tmp_path / "first.png")
    drawing = asyncio.create_task(painter.draw("singapore", tmp_path / "second.png"))
    beats = 0
    while not drawing.done():
        await asyncio.sleep(0.001)
        beats += 1
    await drawing
    assert beats > 10


async def test_one_that_died_is_started_anew(painter: Painter, tmp_path: Path) -> None:
    await painter.draw("lisbon", tmp_path / "first.png")
    assert painter._process is not None
    os.kill(painter._process.pid, signal.SIGKILL)
    await painter.draw("lisbon", tmp_path / "second.png")
    assert whole(tmp_path / "second.png")


async def test_what_cannot_be_drawn_is_told_and_the_next_can(painter: Painter, tmp_path: Path) -> None:
    with pytest.raises(NotDrawn, match="KeyError"):
        await painter.draw("atlantis", tmp_path / "a.png")
    with pytest.raises(NotDrawn, match="FileNotFoundError"):
        await painter.draw("lisbon", tmp_path / "missing" / "a.png")
    await painter.draw("lisbon", tmp_path / "a.png")
    assert whole(tmp_path / "a.png")


async def test_a_caller_that_goes_away_leaves_no_answer_for_the_next(painter: Painter, tmp_path: Path) -> None:
    await painter.draw("lisbon", tmp_path / "a.png")
    gone = asyncio.create_task(painter.draw("atlantis", tmp_path / "b.png"))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    await painter.draw("porto", tmp_path / "c.png")
    assert whole(tmp_path / "c.png")


async def test_one_that_hangs_is_ended(painter: Painter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await painter.draw("lisbon", tmp_path / "a.png")
    assert painter._process is not None
    os.kill(painter._process.pid, signal.SIGSTOP)
    monkeypatch.setattr(module, "SECONDS", 0.2)
    with pytest.raises(NotDrawn, match="TimeoutError"):
        await painter.draw("lisbon", tmp_path / "b.png")
    assert not painter.running


async def test_without_its_files_it_says_so(tmp_path: Path) -> None:
    painter = Painter(tmp_path)
    with pytest.raises(NotDrawn, match="does not stay"):
        await painter.draw("lisbon", tmp_path / "a.png")
    await painter.stop()


async def test_it_ends_when_nothing_was_wanted_for_a_while(tmp_path: Path) -> None:
    painter = Painter(DRAWN_FROM, idle=0.1)
    await painter.draw("lisbon", tmp_path / "a.png")
    assert painter._process is not None
    await asyncio.wait_for(painter._process.wait(), 5)
    assert not painter.running
    await painter.draw("porto", tmp_path / "b.png")
    assert whole(tmp_path / "b.png")
    await painter.stop()
