"""Steps of set-up: each is skipped when its inputs have not changed, and writes what it does to one log."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TAIL = 12
WRONG_SETTING = 2
"""Exit code of our programs when a setting is wrong; their last line says which."""


class SetupError(Exception):
    """A step failed; the message is the one line to show."""


@dataclass(frozen=True)
class Places:
    """Where things are built and kept, all absolute."""

    models: Path
    var: Path
    catalogue: Path

    @property
    def log(self) -> Path:
        """What the steps print."""
        return self.var / "log" / "setup.log"

    @property
    def stamps(self) -> Path:
        """Which inputs each step was last done with."""
        return self.var / "setup.json"


@dataclass(frozen=True)
class Step:
    """``inputs`` are files and folders whose contents decide whether ``run`` is needed; ``outputs`` must exist."""

    name: str
    inputs: tuple[Path, ...]
    outputs: tuple[Path, ...]
    run: Callable[[], None]
    always: bool = False


class Builder:
    """Does steps and runs their programs."""

    def __init__(self, places: Places) -> None:
        self.places = places

    def do(self, todo: list[Step], forced: set[str]) -> None:
        """Do the steps that are needed, in their order. Raises SetupError, OSError."""
        self.places.log.parent.mkdir(parents=True, exist_ok=True)
        stamps = self._stamps()
        began = time.monotonic()
        for number, step in enumerate(todo, start=1):
            label = f"[{number}/{len(todo)}] {step.name}"
            stamp = fingerprint(step.inputs, step.outputs)
            done = stamps.get(step.name) == stamp and all(path.exists() for path in step.outputs)
            if done and step.name not in forced and not step.always:
                print(f"{label}: up to date", flush=True)
                continue
            print(f"{label} …", end="", flush=True)
            started = time.monotonic()
            step.run()
            stamps[step.name] = stamp
            self.places.stamps.write_text(json.dumps(stamps, indent=1))
            print(f" {time.monotonic() - started:.1f} s", flush=True)
        print(f"ready to start after {time.monotonic() - began:.0f} s", flush=True)

    def _stamps(self) -> dict[str, str]:
        try:
            stamps: dict[str, str] = json.loads(self.places.stamps.read_text())
        except (FileNotFoundError, ValueError):
            # Never written, or cut short: then everything is looked at anew.
            return {}
        return stamps

    def python(self, environment: Path, *arguments: str) -> None:
        """Run a program of ours. Raises SetupError."""
        self.execute([str(environment / "bin" / "python"), *arguments], ours=True)

    def execute(self, command: list[str], *, ours: bool = False, problem: str = "", **variables: str) -> None:
        """Run with output to the log. Raises SetupError: ``problem`` if given, else after the last lines."""
        log = self.places.log
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "RASA_TELEMETRY_ENABLED": "false",
            # Not all programs read `.env`; those that do find the same here.
            "MODELS_DIR": str(self.places.models),
            "VAR_DIR": str(self.places.var),
            "CATALOGUE_DIR": str(self.places.catalogue),
            **variables,
        }
        with log.open("ab") as file:
            file.write(f"\n$ {' '.join(command)}\n".encode())
            file.flush()
            begins = file.tell()
            code = subprocess.call(command, cwd=ROOT, env=environment, stdout=file, stderr=file)
        if not code:
            return
        said = log.read_bytes()[begins:].decode(errors="replace").strip().splitlines()
        print(flush=True)
        if ours and code == WRONG_SETTING and said:
            raise SetupError(said[-1])
        if problem:
            raise SetupError(f"{problem} (see {shown(log)})")
        print("\n".join(f"  {line}" for line in said[-TAIL:]), file=sys.stderr)
        raise SetupError(f"`{Path(command[0]).name} {' '.join(command[1:3])}` failed; see {shown(log)}")


def fingerprint(inputs: tuple[Path, ...], outputs: tuple[Path, ...] = ()) -> str:
    """A hash over the names and contents of all input files, and over where the outputs are."""
    digest = hashlib.sha256("\n".join(map(str, outputs)).encode())
    for path in sorted(_files(inputs)):
        digest.update(shown(path).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def shown(path: Path) -> str:
    """The path as people know it: within the house relative to it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def _files(inputs: tuple[Path, ...]) -> Iterator[Path]:
    for path in inputs:
        if path.is_file():
            yield path
        else:
            kept = (one for one in path.rglob("*") if one.is_file() and one.suffix != ".pyc")
            yield from (one for one in kept if not {".venv", "__pycache__"} & set(one.relative_to(path).parts))
