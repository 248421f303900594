"""Is the small encoder still the model it came from?"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

from encoder import Encoder

FLOOR = 0.97

SENTENCES = (
    "hi there",
    "yes please",
    "flight for 2 from berlin to lisbon 12-19 feb",
    "I need a hotel in Rome from 3 to 7 May with breakfast, under 150 a night",
    "somewhere warm and not too crowded in march, we have a toddler",
    "what plug do they use in japan",
    "my bag never arrived, what now?",
    "is it safe to drink the tap water in Marrakech?",
    "cancel the hotel but keep the flight",
    "rent a small automatic car in Porto for a week",
    "two adults and a child of four",
    "a week of hiking villages, a slow train and very good cheese, in September",
    "Whitewashed lanes above a calm bay; boats leave for the islands every morning.",
)


class Unfaithful(RuntimeError):
    """The exported encoder has drifted from its original."""


def cosines(original: Path, built: Path) -> np.ndarray:
    """Cosine of each of our sentences between the original (torch) and the built encoder, float32 (n,)."""
    exact = SentenceTransformer(str(original), device="cpu").encode(list(SENTENCES), normalize_embeddings=True)
    return (np.asarray(exact) * Encoder.load(built).encode(SENTENCES)).sum(axis=1)


def check_faithful(original: Path, built: Path) -> dict[str, float]:
    """Lowest and mean cosine; raises Unfaithful when any sentence lies below .97."""
    found = cosines(original, built)
    worst = int(found.argmin())
    if found[worst] < FLOOR:
        raise Unfaithful(f"cosine {found[worst]:.4f} < {FLOOR} for {SENTENCES[worst]!r}")
    return {"min": round(float(found.min()), 4), "mean": round(float(found.mean()), 4)}
