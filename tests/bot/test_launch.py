"""Refusing to start, in one line, whenever the engine would not be what the house relies on."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from rasa.core.actions.action import RemoteAction

from bot import internals
from bot.action_check import BAD_ANSWERS, GOOD_ANSWER, _accepts
from bot.internals import UnknownRasa, check_internals
from bot.settings import SettingsError, load_settings

ROOT = Path(__file__).parent.parent.parent
TOKEN = "0123456789abcdef"


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *arguments]
    given = {key: value for key, value in os.environ.items() if not key.startswith("ENGINE_")}
    return subprocess.run(
        command, cwd=ROOT, env={**given, **environment}, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("token", ["", "short", "0123456789abcde"])
def test_no_token_no_start(token: str, tmp_path: Path) -> None:
    done = start("--model", str(tmp_path), ENGINE_TOKEN=token)
    assert done.returncode == 2
    assert done.stderr.startswith("engine: ENGINE_TOKEN must be set")
    assert len(done.stderr.splitlines()) == 1


def test_a_missing_model_is_refused_even_when_there_is_another(tmp_path: Path, model: Path) -> None:
    (tmp_path / "newer.tar.gz").write_bytes(model.read_bytes())
    done = start("--model", str(tmp_path), ENGINE_TOKEN=TOKEN)
    assert done.returncode == 2
    assert done.stderr.startswith("engine: no trained model at ")
    assert len(done.stderr.splitlines()) == 1


def test_a_database_or_model_that_cannot_be_opened_is_one_line(tmp_path: Path, model: Path) -> None:
    damaged = tmp_path / "tripwright.tar.gz"
    damaged.write_bytes(model.read_bytes()[:100])
    for arguments in (["--model", str(model), "--db", str(tmp_path)], ["--model", str(damaged)]):
        done = start(*arguments, ENGINE_TOKEN=TOKEN, ENGINE_DATABASE_URL=str(tmp_path / "engine.sqlite"))
        assert done.returncode == 2
        assert done.stderr.splitlines()[-1].startswith("engine: cannot open the database or the model: ")
        assert "Traceback" not in done.stderr


def test_a_port_in_use_is_a_failure(tmp_path: Path, model: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        arguments = ["--model", str(model), "--port", port, "--db", str(tmp_path / "engine.sqlite")]
        done = start(*arguments, ENGINE_TOKEN=TOKEN)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"engine: cannot listen on 127.0.0.1:{port}"


def test_settings_come_from_the_environment_and_the_command_line_wins(tmp_path: Path) -> None:
    archive = tmp_path / "rasa" / "tripwright.tar.gz"
    archive.parent.mkdir()
    archive.touch()
    environment = {
        "ENGINE_TOKEN": TOKEN,
        "ENGINE_PORT": "6000",
        "MODELS_DIR": str(tmp_path),
        "ENGINE_DATABASE_URL": "a.sqlite",
    }
    settings = load_settings(environment)
    assert (settings.port, settings.model, settings.database) == (6000, archive, "a.sqlite")
    assert load_settings(environment, port=7000, database="b.sqlite").port == 7000
    assert TOKEN not in repr(settings)


@pytest.mark.parametrize("port", ["0", "65536", "x", "-1"])
def test_wrong_ports(port: str) -> None:
    with pytest.raises(SettingsError, match="ENGINE_PORT"):
        load_settings({"ENGINE_TOKEN": TOKEN, "ENGINE_PORT": port})


def test_the_installed_rasa_is_the_pinned_one() -> None:
    check_internals()


def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(internals.rasa, "__version__", "3.6.22")
    with pytest.raises(UnknownRasa, match=r"3\.6\.22 is installed"):
        check_internals()


def test_changed_sources_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(internals.PINNED, "RemoteAction.run", (RemoteAction.name, "0" * 16))
    with pytest.raises(UnknownRasa, match=r"RemoteAction\.run"):
        check_internals()


@pytest.mark.usefixtures("patched")
def test_the_patched_check_takes_good_answers_and_refuses_bad_ones() -> None:
    action = RemoteAction("action_x", None)
    assert _accepts(RemoteAction._validate_action_result, action, GOOD_ANSWER)
    assert not any(_accepts(RemoteAction._validate_action_result, action, bad) for bad in BAD_ANSWERS)
