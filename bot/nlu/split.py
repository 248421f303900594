"""Which training sentences are kept apart to calibrate the gate: the same ones wherever and whenever it is asked."""

from __future__ import annotations

import zlib

EVERY = 8


def is_calibration(text: str) -> bool:
    """Whether a sentence is one of the eighth that fine-tuning does not see, by its own wording alone."""
    return zlib.crc32(text.encode("utf-8", "replace")) % EVERY == 0
