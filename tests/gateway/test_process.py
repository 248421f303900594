"""The process as an operator meets it: start, one clear line for what is wrong, an orderly stop, quiet logs."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from gateway.wiring import ROOT
from settings import Settings
from tests.fixtures.ports import free_port
from tests.gateway.conftest import until
from tests.gateway.fakes import FakeEngine, text

SECRETIVE = "Marta Kowalska marta@example.org"


def environment(settings: Settings, port: int, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "ENGINE_TOKEN": settings.engine_token.get_secret_value(),
        "ACTIONS_TOKEN": settings.actions_token.get_secret_value(),
        "ENGINE_PORT": str(settings.engine_port),
        "ACTIONS_PORT": str(settings.actions_port),
        "DATABASE_URL": settings.database_url,
        "MAIL_DIR": str(settings.mail_dir),
        "GATEWAY_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        **more,
    }


@asynccontextmanager
async def running(variables: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "gateway", cwd=ROOT, env=variables, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def alive(port: int) -> bool:
    try:
        async with aiohttp.request("GET", f"http://127.0.0.1:{port}/healthz") as response:
            return response.status == 200
    except aiohttp.ClientError:
        return False


async def chat(port: int, body: Any) -> Any:
    async with aiohttp.request("POST", f"http://127.0.0.1:{port}/api/chat", json=body) as response:
        return await response.json()


async def test_a_stop_lets_turns_finish_and_the_logs_name_nobody(settings: Settings, engine: FakeEngine) -> None:
    async def slow(body: dict[str, Any]) -> Any:
        await asyncio.sleep(1.0)
        return text("finished")

    port = free_port()
    engine.behaviour = slow
    async with running(environment(settings, port)) as process:
        await until(lambda: alive(port), 20)
        asked = asyncio.ensure_future(chat(port, {"text": SECRETIVE}))
        await until(lambda: engine.turns)
        process.send_signal(signal.SIGTERM)
        answer = await asked
        assert answer["replies"][0]["text"] == "finished"
        assert process.stderr is not None
        logged = (await asyncio.wait_for(process.stderr.read(), 10)).decode()
        assert await process.wait() == 0
    assert "Marta" not in logged
    assert answer["conversation"] not in logged
    # `alive` asked for it all the time.
    assert "/healthz" not in logged
    lines = [json.loads(line) for line in logged.splitlines()]
    (request,) = [line for line in lines if line["event"] == "request" and line["route"] == "/api/chat"]
    assert request["status"] == 200
    assert request["request_id"] == engine.turns[0]["metadata"]["request_id"]


async def test_errors_are_logged_without_words(settings: Settings, engine: FakeEngine, tmp_path: Any) -> None:
    port = free_port()
    (tmp_path / "tripwright.sqlite").unlink()
    async with running(environment(settings, port)) as process:
        await until(lambda: alive(port), 20)
        answer = await chat(port, {"text": SECRETIVE})
        assert answer["status"] == 503
        process.terminate()
        assert process.stderr is not None
        logged = (await asyncio.wait_for(process.stderr.read(), 10)).decode()
    assert "database_failed" in logged
    assert "Marta" not in logged
    assert "INSERT" not in logged
    assert all(json.loads(line) for line in logged.splitlines())


async def test_a_stop_does_not_wait_for_a_turn_that_hangs(settings: Settings, engine: FakeEngine) -> None:
    async def hangs(body: dict[str, Any]) -> Any:
        await asyncio.sleep(60)

    port = free_port()
    engine.behaviour = hangs
    async with running(environment(settings, port)) as process:
        await until(lambda: alive(port), 20)
        asked = asyncio.ensure_future(chat(port, {"text": "hello"}))
        await until(lambda: engine.turns)
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), 12)
        asked.cancel()


async def _refused(variables: dict[str, str]) -> tuple[int | None, str]:
    async with running(variables) as process:
        _, said = await asyncio.wait_for(process.communicate(), 20)
        return process.returncode, said.decode()


async def test_a_busy_port_is_one_clear_line(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = await _refused(environment(settings, port, LOG_LEVEL="WARNING"))
    assert code == 2
    assert said == f"gateway: port {port} is in use: set GATEWAY_PORT\n"


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("GATEWAY_PORT", "http", "gateway: GATEWAY_PORT: "),
        ("ENGINE_TOKEN", "short", "gateway: ENGINE_TOKEN: "),
        ("DATABASE_URL", "mysql://x", "gateway: DATABASE_URL: must be "),
        ("PUBLIC_URL", "trips.example.org", "gateway: PUBLIC_URL: must look like "),
        ("ALLOWED_ORIGINS", "www.example.org", "gateway: ALLOWED_ORIGINS: must be "),
        ("ALLOWED_ORIGINS", "https://www.example.org/", "gateway: ALLOWED_ORIGINS: must be "),
        ("BRAND_COLOUR", "green", "gateway: BRAND_COLOUR: "),
        ("SMTP_URL", "mail.example.org", "gateway: SMTP_URL must look like "),
    ],
)
async def test_a_wrong_setting_is_one_clear_line(variable: str, value: str, words: str, settings: Settings) -> None:
    code, said = await _refused({**environment(settings, free_port()), variable: value})
    assert code == 2
    assert said.startswith(words)
    assert said.count("\n") == 1
