"""A bot as `rasa init` would leave it, trained and started with Rasa's own commands: the yardstick."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiohttp

from tests.fixtures.house import ENGINE_PYTHON
from tests.fixtures.ports import free_port

PROJECT = Path(__file__).parent / "plain"
TRAINING_SECONDS = 900.0
START_SECONDS = 180.0
PROBE = b'{"sender": "probe", "message": "hello"}'
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "2", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}


@dataclass(frozen=True)
class PlainBot:
    """A running one; times in seconds."""

    url: str
    trained_after: float
    ready_after: float


class PlainTalker:
    """One conversation over Rasa's REST channel."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = f"{url}/webhooks/rest/webhook"
        self._sender = uuid4().hex

    async def say(self, text: str) -> list[dict[str, Any]]:
        """The replies to a message."""
        async with self._session.post(self._url, json={"sender": self._sender, "message": text}) as response:
            response.raise_for_status()
            replies: list[dict[str, Any]] = await response.json()
            return replies


@contextmanager
def running_plain_bot() -> Iterator[PlainBot]:
    """Train in a folder of its own, start, and stop at the end."""
    with tempfile.TemporaryDirectory(prefix="plain-") as name:
        folder = Path(name) / "bot"
        shutil.copytree(PROJECT, folder)
        environment = {**os.environ, **QUIET, "RASA_CACHE_DIRECTORY": str(folder / "cache")}
        began = time.monotonic()
        _rasa(folder, environment, "train", "--quiet")
        trained = time.monotonic() - began
        port = free_port()
        command = [str(ENGINE_PYTHON), "-m", "rasa", "run", "--port", str(port), "--interface", "127.0.0.1"]
        with (folder / "run.log").open("wb") as log:
            process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            began = time.monotonic()
            url = f"http://127.0.0.1:{port}"
            _wait(url, process, folder / "run.log")
            yield PlainBot(url, trained, time.monotonic() - began)
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _rasa(folder: Path, environment: dict[str, str], *arguments: str) -> None:
    command = [str(ENGINE_PYTHON), "-m", "rasa", *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=TRAINING_SECONDS, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"rasa {arguments[0]}: {done.stdout[-2000:]}{done.stderr[-2000:]}")


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the bot answers: its REST channel says it is there before the model is loaded."""
    began = time.monotonic()
    while True:
        request = urllib.request.Request(f"{url}/webhooks/rest/webhook", PROBE, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                if b"text" in answer.read():
                    return
        except (urllib.error.URLError, OSError):
            pass
        if process.poll() is not None or time.monotonic() - began > START_SECONDS:
            raise RuntimeError(f"the plain bot is not ready:\n{log.read_text(errors='replace')[-3000:]}")
        time.sleep(0.2)
