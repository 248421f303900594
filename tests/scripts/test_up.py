"""Starting: one clear line when it cannot."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.up import ROOT, environment
from settings import Settings
from tests.fixtures.ports import free_port, free_ports

TOKENS = {"ENGINE_TOKEN": "e" * 16, "ACTIONS_TOKEN": "a" * 16}
LOCAL = {"GATEWAY_HOST": "127.0.0.1", "GATEWAY_PORT": "1", "ENGINE_PORT": "1", "ACTIONS_PORT": "1"}


def run(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    own = {name.upper() for name in Settings.model_fields}
    inherited = {name: value for name, value in os.environ.items() if name not in own}
    given = {**inherited, "PYTHONPATH": str(ROOT), **TOKENS, **variables}
    command = [sys.executable, str(ROOT / "scripts" / script)]
    return subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, timeout=30, check=False)


@pytest.fixture
def taken() -> Iterator[socket.socket]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening


@pytest.mark.parametrize("name", ["GATEWAY_PORT", "ENGINE_PORT", "ACTIONS_PORT"])
def test_a_busy_port_is_one_line_that_names_it(tmp_path: Path, taken: socket.socket, name: str):
    ports = dict(zip(("GATEWAY_PORT", "ENGINE_PORT", "ACTIONS_PORT"), map(str, free_ports(3)), strict=True))
    busy = str(taken.getsockname()[1])
    done = run("up.py", tmp_path, **{**LOCAL, **ports, name: busy})
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert busy in line
    assert name in line


@pytest.mark.parametrize("script", ["up.py", "status.py"])
def test_a_broken_setting_is_one_line_that_names_it(tmp_path: Path, script: str):
    (tmp_path / ".env").write_text("GATEWAY_PORT=many\n")
    done = run(script, tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "GATEWAY_PORT" in line


def test_status_without_a_gateway_says_how_to_start_it(tmp_path: Path):
    done = run("status.py", tmp_path, GATEWAY_PORT=str(free_port()))
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert "make up" in line


def test_the_processes_are_told_what_the_settings_say():
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        engine_token=TOKENS["ENGINE_TOKEN"],
        actions_token=TOKENS["ACTIONS_TOKEN"],
        engine_port=6001,
        actions_port=6002,
        gateway_port=6003,
    )
    told = environment(settings)
    assert (told["ENGINE_TOKEN"], told["ACTIONS_TOKEN"]) == (TOKENS["ENGINE_TOKEN"], TOKENS["ACTIONS_TOKEN"])
    assert told["ENGINE_PORT"] == "6001"
    assert told["ACTIONS_URL"] == "http://127.0.0.1:6002/webhook"
    assert told["GATEWAY_PUSH_URL"].startswith("http://127.0.0.1:6003/")


def test_the_procfile_starts_all_three_through_the_keeper():
    lines = [line.split(": ", 1) for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()]
    assert [name for name, _ in lines] == ["engine", "actions", "gateway"]
    assert all("scripts/keep.py" in command and command.startswith("exec ") for _, command in lines)


def test_the_house_may_lie_in_a_folder_with_a_blank_in_its_name(tmp_path: Path):
    python = tmp_path / "two words" / "python"
    python.parent.mkdir()
    python.write_text('#!/bin/sh\nprintf "%s|" "$@"\n')
    python.chmod(0o755)
    told = {**os.environ, "APP_PYTHON": str(python), "ENGINE_PYTHON": str(python)}
    for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines():
        name, command = line.split(": ", 1)
        done = subprocess.run(["sh", "-c", command], env=told, capture_output=True, text=True, check=True)
        assert done.stdout.startswith(f"scripts/keep.py|{python}|-m|"), name
