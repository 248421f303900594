"""The compiled gazetteer, built once per machine when it is missing or older than its sources."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from world.places import Gazetteer
from world.places.store import FILE_NAME

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "models" / "gazetteer"


def _is_fresh() -> bool:
    file = FOLDER / FILE_NAME
    sources = [*(ROOT / "world" / "data").glob("*"), *(ROOT / "training" / "gazetteer").glob("*.py")]
    return file.exists() and file.stat().st_mtime >= max(source.stat().st_mtime for source in sources)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Every test asks the same one, as the processes do."""
    if not _is_fresh():
        application = ROOT / ".venv" / "bin" / "python"
        python = str(application) if application.exists() else sys.executable
        subprocess.run([python, "-m", "training.gazetteer", "--out", str(FOLDER)], cwd=ROOT, check=True)
    return Gazetteer.load(FOLDER)
