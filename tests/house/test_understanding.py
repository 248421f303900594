"""The fine-tuned encoder that comes with the project is made from the sentences and the code beside it."""

from __future__ import annotations

import json

from encoder.folder import MANIFEST, check
from tests.house.tree import ROOT
from training.understanding.inputs import digest

FOLDER = ROOT / "data" / "understanding"
LARGEST = 25_000_000


def test_it_is_what_its_manifest_says_and_small_enough():
    check(FOLDER)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= LARGEST


def test_it_is_not_stale():
    manifest = json.loads((FOLDER / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["inputs"] == digest(ROOT), "sentences or trainer have changed since: run make train"
