"""What the fine-tuned encoder is made from, as one hash: who changes any of it trains again (``make train``)."""

from __future__ import annotations

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("data/nlu/**/*.yml", "training/understanding/*.py", "bot/nlu/noise.py", "bot/nlu/split.py")


def digest(root: Path) -> str:
    """SHA-256 over names and contents of the training sentences and of the code that fine-tunes on them."""
    total = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(root.glob(pattern)):
            total.update(f"{path.relative_to(root).as_posix()}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
