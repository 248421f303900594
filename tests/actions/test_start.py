"""Starting the action server: what set-up has not built is one clear line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from settings import Settings

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "models"


def start(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    own = {name.upper() for name in Settings.model_fields}
    inherited = {name: value for name, value in os.environ.items() if name not in own}
    given = {"ENGINE_TOKEN": "e" * 16, "ACTIONS_TOKEN": "a" * 16, "PYTHONPATH": str(ROOT), "ACTIONS_PORT": "1"}
    return subprocess.run(
        [sys.executable, "-m", "actions"],
        cwd=folder,
        env={**inherited, **given, "CATALOGUE_DIR": str(ROOT / "data/catalogue/destinations"), **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("built", "missing"),
    [
        ((), "gazetteer"),
        (("gazetteer",), "encoder"),
        (("gazetteer", "encoder"), "embeddings"),
    ],
)
def test_what_is_not_built_is_named(tmp_path: Path, built: tuple[str, ...], missing: str):
    for name in built:
        (tmp_path / name).symlink_to(MODELS / name)
    done = start(tmp_path, MODELS_DIR=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("actions: ")
    assert missing in line


def test_what_is_damaged_is_named(tmp_path: Path):
    shutil.copytree(MODELS / "encoder", tmp_path / "encoder")
    (tmp_path / "gazetteer").symlink_to(MODELS / "gazetteer")
    (tmp_path / "encoder" / "tokenizer.json").write_text("{}")
    done = start(tmp_path, MODELS_DIR=str(tmp_path))
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "tokenizer.json" in line


def test_a_catalogue_of_another_place_is_named(tmp_path: Path):
    done = start(tmp_path, MODELS_DIR=str(MODELS), CATALOGUE_DIR=str(tmp_path))
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert str(tmp_path) in line
