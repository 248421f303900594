"""What has been built before the first message is no longer looked at by the garbage collector."""

from __future__ import annotations

import asyncio
import gc
from types import ModuleType
from typing import Any

import pytest
from aiohttp import web

import actions.__main__ as actions_process
import gateway.__main__ as gateway_process
from startup import leave_alone_what_stays


async def test_a_full_collection_leaves_it_alone():
    built = [[number] for number in range(1000)]
    try:
        await leave_alone_what_stays(web.Application())
        assert gc.get_freeze_count() > len(built)
        assert not any(one is built for one in gc.get_objects())
    finally:
        gc.unfreeze()


@pytest.mark.parametrize("process", [actions_process, gateway_process], ids=["actions", "gateway"])
def test_both_processes_do_it_once_everything_is_built(process: ModuleType, monkeypatch: pytest.MonkeyPatch):
    """After the parts that ``build`` opens at start-up, so last."""
    started: list[web.Application] = []

    def run_app(app: web.Application, loop: asyncio.AbstractEventLoop | None = None, **_: Any) -> None:
        started.append(app)
        if loop is not None:
            loop.close()

    for name in ("ENGINE_TOKEN", "ACTIONS_TOKEN"):
        monkeypatch.setenv(name, "t" * 16)
    monkeypatch.setattr(process.web, "run_app", run_app)
    monkeypatch.setattr(process, "configure", lambda level: None)
    assert process.main() == 0
    assert started[0].on_startup[-1] is leave_alone_what_stays
