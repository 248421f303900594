"""The export: pinned weights, the same bytes each time, close to the original.

torch is imported by the tests that need it: it takes longer than collecting all others.
"""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from encoder import fingerprint
from training.encoder import source


@pytest.fixture(scope="module")
def build() -> Callable[[Path], object]:
    from training.encoder import __main__ as command

    return command.build


@pytest.fixture(scope="module")
def built(build: Callable[[Path], object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("encoder")
    build(out)
    return out


@pytest.mark.timeout(600)
def test_two_builds_are_the_same(build: Callable[[Path], object], built: Path, tmp_path: Path) -> None:
    build(tmp_path)
    assert fingerprint(tmp_path) == fingerprint(built)


def test_manifest_names_origin_and_closeness(built: Path) -> None:
    from training.encoder import faithful

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
    from training.encoder import faithful

    monkeypatch.setattr(faithful, "cosines", lambda original, built: np.array([0.99] * 12 + [0.90], dtype=np.float32))
    with pytest.raises(faithful.Unfaithful, match=r"0\.9000"):
        faithful.check_faithful(tmp_path, tmp_path)
