"""Build everything that the assistant needs, step by step; a step is skipped when its inputs have not changed.

Runs on any Python ≥ 3.11 with nothing installed: ``python3 scripts/setup.py [--dev]``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / ".venv"
ENGINE = ROOT / "bot" / ".venv"
MODELS = ROOT / (os.environ.get("MODELS_DIR") or "models")
VAR = ROOT / (os.environ.get("VAR_DIR") or "var")
STAMPS = VAR / "setup.json"
LOG = VAR / "log" / "setup.log"


class SetupError(Exception):
    """A step failed; the message is the one line to show."""


@dataclass(frozen=True)
class Step:
    """``inputs`` are files and folders whose contents decide whether ``run`` is needed; ``outputs`` must exist."""

    name: str
    inputs: tuple[str, ...]
    outputs: tuple[Path, ...]
    run: Callable[[], None]


def main() -> int:
    """Do every step that is needed; 1 with one clear line when one fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what the tests and checks need")
    parser.add_argument("--retrain", action="store_true", help="train the language model even when nothing changed")
    options = parser.parse_args()
    try:
        _check_machine()
        _run_steps(steps(dev=options.dev), {"language model"} if options.retrain else set())
    except SetupError as problem:
        print(f"\nsetup: {problem}", file=sys.stderr)
        return 1
    return 0


def steps(*, dev: bool) -> list[Step]:
    """The steps in their order."""
    wanted = "requirements-dev.txt" if dev else "requirements-training.txt"
    engine = ("bot/requirements-dev.txt",) if dev else ()
    knowledge = ("training/__init__.py", "requirements-training.txt")
    return [
        Step(
            "application environment", (wanted,), (APP / "bin" / "python",), lambda: _environment(APP, "3.11", wanted)
        ),
        Step(
            "engine environment",
            ("bot/requirements.txt", *engine),
            (ENGINE / "bin" / "python",),
            lambda: _environment(ENGINE, "3.10", "bot/requirements.txt", *engine),
        ),
        Step("secrets", (), (VAR / "secrets.env",), _secrets),
        _module("gazetteer", ("training/gazetteer", "world/data", "world/places", *knowledge)),
        _module("encoder", ("training/encoder", *knowledge), shown="sentence encoder"),
        _module("embeddings", ("training/embeddings", "training/encoder", "data/catalogue", "recommender", *knowledge)),
        Step(
            "language model",
            (
                "config.yml",
                "domain.yml",
                "domain",
                "data/nlu",
                "data/rules",
                "bot/nlu",
                "bot/importer.py",
                "bot/requirements.txt",
                "bot/train.py",
                "encoder",
                "training/encoder",
            ),
            (MODELS / "rasa" / "tripwright.tar.gz",),
            lambda: _command(ENGINE, "-m", "bot.train"),
        ),
        Step("database", ("db/migrations",), (VAR / "log",), lambda: _command(APP, "-m", "db", "migrate")),
    ]


def _module(name: str, inputs: tuple[str, ...], shown: str | None = None) -> Step:
    out = MODELS / name
    return Step(shown or name, inputs, (out,), lambda: _command(APP, "-m", f"training.{name}", "--out", str(out)))


def _run_steps(todo: list[Step], forced: set[str]) -> None:
    LOG.parent.mkdir(parents=True, exist_ok=True)
    stamps = json.loads(STAMPS.read_text()) if STAMPS.is_file() else {}
    began = time.monotonic()
    for number, step in enumerate(todo, start=1):
        label = f"[{number}/{len(todo)}] {step.name}"
        stamp = fingerprint(step.inputs)
        done = stamps.get(step.name) == stamp and all(path.exists() for path in step.outputs)
        if done and step.name not in forced and step.name != "database":
            print(f"{label}: up to date", flush=True)
            continue
        print(f"{label} …", end="", flush=True)
        started = time.monotonic()
        step.run()
        stamps[step.name] = stamp
        STAMPS.write_text(json.dumps(stamps, indent=1))
        print(f" {time.monotonic() - started:.1f} s", flush=True)
    print(f"ready to start after {time.monotonic() - began:.0f} s", flush=True)


def fingerprint(inputs: tuple[str, ...]) -> str:
    """A hash over the names and contents of all input files."""
    digest = hashlib.sha256()
    for path in sorted(_files(inputs)):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(inputs: tuple[str, ...]) -> Iterator[Path]:
    for name in inputs:
        path = ROOT / name
        if path.is_file():
            yield path
        else:
            kept = (one for one in path.rglob("*") if one.is_file() and one.suffix != ".pyc")
            yield from (one for one in kept if not {".venv", "__pycache__"} & set(one.relative_to(ROOT).parts))


def _check_machine() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 -- whatever Python the machine has runs this
        raise SetupError(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")


def _environment(folder: Path, version: str, *requirements: str) -> None:
    uv = _uv()
    if not (folder / "bin" / "python").exists():
        problem = f"no Python {version}, and uv could not fetch one: install it or set UV_PYTHON_INSTALL_MIRROR"
        _execute([uv, "venv", "--quiet", "--python", version, str(folder)], problem=problem)
    python = ["--python", str(folder / "bin" / "python")]
    files = [part for name in requirements for part in ("-r", name)]
    _execute([uv, "pip", "install", "--quiet", "--compile-bytecode", *python, *files], uv=True)


def _uv() -> str:
    found = shutil.which("uv")
    if found:
        return found
    own = VAR / "tools"
    if not (own / "bin" / "uv").exists():
        _execute(
            [sys.executable, "-m", "venv", str(own)], problem="this Python has no venv module: install python3-venv"
        )
        _execute([str(own / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"])
    return str(own / "bin" / "uv")


def _secrets() -> None:
    path = VAR / "secrets.env"
    lines = [f"{name}={secrets.token_urlsafe(24)}" for name in ("ENGINE_TOKEN", "ACTIONS_TOKEN")]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n")


def _command(environment: Path, *arguments: str) -> None:
    _execute([str(environment / "bin" / "python"), *arguments])


def _execute(command: list[str], *, uv: bool = False, problem: str = "") -> None:
    """Run with output to the log; on failure show its last lines."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false"}
    if uv:
        environment.setdefault("UV_FIND_LINKS", os.environ.get("PIP_FIND_LINKS", ""))
        if not environment["UV_FIND_LINKS"]:
            environment["UV_TORCH_BACKEND"] = "cpu"
    with LOG.open("ab") as log:
        log.write(f"\n$ {' '.join(command)}\n".encode())
        log.flush()
        code = subprocess.call(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    if code:
        tail = LOG.read_text(errors="replace").strip().splitlines()[-12:]
        print("\n" + "\n".join(f"  {line}" for line in tail), file=sys.stderr)
        raise SetupError(
            problem or f"`{Path(command[0]).name} {' '.join(command[1:3])}` failed; see {LOG.relative_to(ROOT)}"
        )


if __name__ == "__main__":
    sys.exit(main())
