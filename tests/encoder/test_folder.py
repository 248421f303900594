"""A missing or damaged encoder is refused by name."""

import json
import shutil
from pathlib import Path

import pytest

from encoder import Encoder, EncoderDamaged, EncoderMissing, fingerprint


def test_empty_folder_is_missing(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match=r"python -m training\.encoder"):
        Encoder.load(tmp_path)


def test_lost_file_is_missing(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    (tmp_path / "model.onnx").unlink()
    with pytest.raises(EncoderMissing, match=r"model\.onnx"):
        Encoder.load(tmp_path)


def test_changed_file_is_damaged(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    with (tmp_path / "tokenizer.json").open("a") as file:
        file.write(" ")
    with pytest.raises(EncoderDamaged, match=r"tokenizer\.json"):
        Encoder.load(tmp_path)


@pytest.mark.parametrize("content", ["", "{}", '{"files": 3}', '{"files": {"model.onnx": "x"}}'])
def test_unreadable_manifest_is_damaged(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(EncoderDamaged, match=r"manifest\.json"):
        Encoder.load(tmp_path)


def test_fingerprint_follows_the_files(folder: Path, tmp_path: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"]["model.onnx"] = "0" * 64
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    assert fingerprint(tmp_path) != fingerprint(folder)
