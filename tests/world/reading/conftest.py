"""The compiled gazetteer, built when it is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from world.places import Gazetteer

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    folder = ROOT / "models" / "gazetteer"
    if not any(folder.glob("*.json")):
        subprocess.run([sys.executable, "-m", "training.gazetteer", "--out", str(folder)], cwd=ROOT, check=True)
    return Gazetteer.load(folder)
