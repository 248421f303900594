"""The export: pinned weights, the same bytes each time, close to the original."""

import json
from pathlib import Path

import numpy as np
import pytest

from encoder import fingerprint
from training.encoder import faithful, source
from training.encoder.__main__ import build


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("encoder")
    build(out)
    return out


@pytest.mark.timeout(180)
def test_two_builds_are_the_same(built: Path, tmp_path: Path) -> None:
    build(tmp_path)
    assert fingerprint(tmp_path) == fingerprint(built)


def test_manifest_names_origin_and_closeness(built: Path) -> None:
    manifest = json.loads((built / "manifest.json").read_text())
    assert manifest["source"]["weights_sha256"] == source.WEIGHTS_SHA256
    assert manifest["cosine_to_original"]["min"] >= faithful.FLOOR


def test_nothing_of_the_building_machine_is_in_the_file(built: Path) -> None:
    content = (built / "model.onnx").read_bytes()
    assert str(Path.home()).encode() + b"/" not in content
    assert b"site-packages" not in content


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(source.WrongWeights, match="expected 000"):
        source.pinned_weights()


def test_a_drifted_export_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(faithful, "cosines", lambda original, built: np.array([0.99] * 12 + [0.90], dtype=np.float32))
    with pytest.raises(faithful.Unfaithful, match=r"0\.9000"):
        faithful.check_faithful(tmp_path, tmp_path)
