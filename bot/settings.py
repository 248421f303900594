"""The engine's settings, read from the environment once; the rest of the house has its own reader."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MODEL_NAME = "tripwright"
MINIMUM_TOKEN = 16


class SettingsError(ValueError):
    """A setting is missing or wrong; the message names it in one line."""


@dataclass(frozen=True)
class Settings:
    """Where the engine listens, what it loads, which actions it calls. Secrets never appear in its repr."""

    token: str
    port: int
    model: Path
    database: str
    actions_url: str
    actions_token: str

    def __repr__(self) -> str:
        return f"Settings(port={self.port}, model={self.model})"


def load_settings(
    environment: Mapping[str, str] = os.environ,
    *,
    port: int | None = None,
    model: str | None = None,
    database: str | None = None,
) -> Settings:
    """Read the environment; command-line values win. Raises SettingsError naming the first wrong setting."""
    models = Path(environment.get("MODELS_DIR") or "models")
    return Settings(
        token=read_token(environment),
        port=_port(environment.get("ENGINE_PORT") or "5005") if port is None else port,
        model=model_file(Path(model) if model else models / "rasa"),
        database=database or environment.get("ENGINE_DATABASE_URL") or "var/engine.sqlite",
        actions_url=environment.get("ACTIONS_URL") or "http://127.0.0.1:5055/webhook",
        actions_token=environment.get("ACTIONS_TOKEN") or "",
    )


def model_file(path: Path) -> Path:
    """The one archive meant by a file or a folder. Rasa would silently take the newest file that it finds."""
    archive = path / f"{MODEL_NAME}.tar.gz" if path.is_dir() else path
    if not archive.is_file():
        raise SettingsError(f"no trained model at {archive}: run `python -m bot.train` first")
    return archive


def read_token(environment: Mapping[str, str] = os.environ) -> str:
    """The gateway's token. Raises SettingsError when it is missing or easy to guess."""
    token = environment.get("ENGINE_TOKEN") or ""
    if len(token) < MINIMUM_TOKEN or not token.isascii() or not token.isprintable():
        raise SettingsError(f"ENGINE_TOKEN must be set, at least {MINIMUM_TOKEN} printable ASCII characters")
    return token


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise SettingsError("ENGINE_PORT must be a number between 1 and 65535")
    return int(text)
