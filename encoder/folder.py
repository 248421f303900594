"""The encoder's folder: model.onnx, tokenizer.json and a manifest with their hashes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

MANIFEST = "manifest.json"
MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"


class EncoderMissing(FileNotFoundError):
    """The folder holds no built encoder."""


class EncoderDamaged(ValueError):
    """A file of the encoder is not the one that its manifest describes."""


def sha256(path: Path) -> str:
    """The file's SHA-256 in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def check(folder: Path) -> None:
    """Refuse a folder whose files are missing or differ from the manifest (about 20 ms)."""
    for name, expected in _files(folder).items():
        path = folder / name
        if not path.is_file():
            raise EncoderMissing(f"{path} is missing; build it with: python -m training.encoder")
        if sha256(path) != expected:
            raise EncoderDamaged(f"{path} is not the file that {MANIFEST} describes")


def fingerprint(folder: Path) -> str:
    """Name of exactly these weights and this tokenizer, for caches; reads the manifest only."""
    files = _files(folder)
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()


def _files(folder: Path) -> dict[str, str]:
    path = folder / MANIFEST
    if not path.is_file():
        raise EncoderMissing(f"{path} is missing; build it with: python -m training.encoder")
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        return {name: str(files[name]) for name in (MODEL, TOKENIZER)}
    except (ValueError, KeyError, TypeError) as error:
        raise EncoderDamaged(f"{path} cannot be read: {error!r}") from error
