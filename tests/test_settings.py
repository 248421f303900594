"""Settings come from the environment and `.env`; a wrong one is one line that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from settings import Settings, SettingsError, load_settings, main

TOKEN = "x" * 16


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder and none of our variables."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "secrets.env").write_text(f"ENGINE_TOKEN={TOKEN}\nACTIONS_TOKEN={TOKEN}\n")
    return tmp_path


def test_the_defaults_are_embedded_and_complete():
    settings = load_settings()
    assert settings.database_url.startswith("sqlite:///")
    assert settings.smtp_url is None
    assert (settings.engine_url, settings.actions_url) == ("http://127.0.0.1:5005", "http://127.0.0.1:5055")


def test_the_environment_beats_the_file_and_the_file_beats_the_default(alone: Path, monkeypatch: pytest.MonkeyPatch):
    (alone / ".env").write_text("GATEWAY_PORT=8100\nBRAND_NAME=Nomad\nENGINE_PORT=\n")
    monkeypatch.setenv("GATEWAY_PORT", "8200")
    settings = load_settings()
    assert (settings.gateway_port, settings.brand_name, settings.engine_port) == (8200, "Nomad", 5005)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GATEWAY_PORT", "70000"),
        ("GATEWAY_PORT", "eight"),
        ("DEFAULT_CURRENCY", "euro"),
        ("LOG_LEVEL", "loud"),
        ("ENGINE_TOKEN", "short"),
        ("DATABASE_URL", "mysql://trips"),
        ("ENGINE_DATABASE_URL", "engine.sqlite"),
        ("REDIS_URL", "localhost:6379"),
        ("RATE_LIMIT_PER_MINUTE", "-1"),
        ("GUEST_RETENTION_DAYS", "0"),
        ("TURN_TIMEOUT_SECONDS", "0"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(alone: Path, name: str, value: str):
    (alone / ".env").write_text(f"{name}={value}\n")
    with pytest.raises(SettingsError) as refusal:
        load_settings()
    assert str(refusal.value).startswith(f"{name}: ")
    assert "\n" not in str(refusal.value)


def test_missing_secrets_are_named(alone: Path):
    (alone / "var" / "secrets.env").unlink()
    with pytest.raises(SettingsError, match="ENGINE_TOKEN: field required"):
        load_settings()


def test_secrets_are_not_printed(alone: Path):
    settings = load_settings()
    assert TOKEN not in repr(settings)
    assert TOKEN not in str(settings.model_dump())


def test_settings_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        load_settings().gateway_port = 1  # type: ignore[misc]


def test_one_folder_holds_everything_that_is_written(alone: Path):
    (alone / ".env").write_text("VAR_DIR=kept\n")
    (alone / "var").rename(alone / "kept")
    settings = load_settings()
    assert settings.engine_token.get_secret_value() == TOKEN
    assert settings.database_url == "sqlite:///kept/tripwright.sqlite"
    assert settings.engine_database_url == "sqlite:///kept/engine.sqlite"
    assert settings.mail_dir == Path("kept/mail")


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104
        ("::", "http://[::1]:8000"),
        ("192.0.2.7", "http://192.0.2.7:8000"),
        ("fd00::7", "http://[fd00::7]:8000"),
        ("trips.example", "http://trips.example:8000"),
    ],
)
def test_programs_on_this_machine_reach_the_gateway_where_it_listens(alone: Path, host: str, url: str):
    (alone / ".env").write_text(f"GATEWAY_HOST={host}\n")
    assert load_settings().local_url == load_settings().address == url


def test_a_file_that_cannot_be_read_is_named(alone: Path, capsys: pytest.CaptureFixture[str]):
    (alone / ".env").write_bytes("BRAND_NAME=Löwe".encode("latin-1"))
    assert main() == 2
    assert capsys.readouterr().err == ".env is not a text in UTF-8\n"


def test_checking_says_what_is_wrong(alone: Path, capsys: pytest.CaptureFixture[str]):
    assert main() == 0
    (alone / ".env").write_text("GATEWAY_PORT=many\n")
    assert main() == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("GATEWAY_PORT: ")
