"""Where the built files lie, and the encoder, loaded once per process."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from encoder import Encoder

UNDERSTANDING = Path(__file__).resolve().parents[2] / "data" / "understanding"
"""The fine-tuned encoder comes with the project: making it takes minutes (`make train`)."""


def models_dir() -> Path:
    """Folder of the built artifacts: MODELS_DIR, else `models` where the process runs."""
    return Path(os.environ.get("MODELS_DIR", "models"))


def encoder() -> Encoder:
    """The encoder that was fine-tuned on our sentences; raises EncoderMissing or EncoderDamaged."""
    return _encoder(UNDERSTANDING)


@lru_cache(maxsize=2)
def _encoder(folder: Path) -> Encoder:
    return Encoder.load(folder)
