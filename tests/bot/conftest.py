"""Tests of the engine's own environment: `bot/.venv/bin/python -m pytest tests/bot` (Rasa needs Python 3.10)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent

if find_spec("rasa") is None:
    collect_ignore_glob = ["*"]
else:
    from bot.launch import prepare_environment

    prepare_environment()


def pytest_report_header() -> str:
    """Say that nothing of this folder runs here, and how it does."""
    here = (
        "collected" if find_spec("rasa") else "need the engine's environment: bot/.venv/bin/python -m pytest tests/bot"
    )
    return f"tests/bot: {here}"


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture bot, trained by the command that trains the real one."""
    out = tmp_path_factory.mktemp("model")
    command = [sys.executable, "-m", "bot.train", "--root", str(HERE / "fixtures" / "bot"), "--out", str(out)]
    environment = {**os.environ, "RASA_CACHE_DIRECTORY": str(out / "cache")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out / "tripwright.tar.gz"


@pytest.fixture(scope="session")
def patched() -> Iterator[None]:
    """Rasa as the launcher leaves it; put back afterwards."""
    from rasa.core.actions.action import RemoteAction

    from bot.action_check import apply_patches

    originals = (RemoteAction.run, RemoteAction._validate_action_result)
    apply_patches()
    yield
    RemoteAction.run, RemoteAction._validate_action_result = originals
