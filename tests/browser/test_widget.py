"""Whole conversations in a real browser, with a real assistant; they are written down in `widget/tests/browser`."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.fixtures.house import ROOT

SECONDS = 240.0
COMMAND = ("npm", "--prefix", "widget", "run", "--silent", "browser", "--")


@pytest.mark.timeout(SECONDS + 30)
def test_in_a_browser(scenes: Path, stage: dict[str, str]) -> None:
    done = subprocess.run(
        [*COMMAND, str(scenes)], cwd=ROOT, env=stage, timeout=SECONDS, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
