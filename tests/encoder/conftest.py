"""The built encoder; built once when it is not there yet."""

import subprocess
import sys
from pathlib import Path

import pytest

from encoder import Encoder

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def folder() -> Path:
    built = ROOT / "models" / "encoder"
    if not (built / "manifest.json").is_file():
        subprocess.run([sys.executable, "-m", "training.encoder", "--out", str(built)], cwd=ROOT, check=True)
    return built


@pytest.fixture(scope="session")
def encoder(folder: Path) -> Encoder:
    return Encoder.load(folder)
