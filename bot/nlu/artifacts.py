"""Where the built files lie, and the encoder, loaded once per process."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from encoder import Encoder


def models_dir() -> Path:
    """Folder of the built artifacts: MODELS_DIR, else `models` where the process runs."""
    return Path(os.environ.get("MODELS_DIR", "models"))


def encoder() -> Encoder:
    """The sentence encoder; raises EncoderMissing when it has not been built."""
    return _encoder(models_dir() / "encoder")


@lru_cache(maxsize=2)
def _encoder(folder: Path) -> Encoder:
    return Encoder.load(folder)
