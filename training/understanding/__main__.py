"""python -m training.understanding --out data/understanding"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

# Read at import: nothing may be fetched while building, and one line of our own says what came out.
os.environ.update(
    HF_HUB_OFFLINE="1", HF_HUB_DISABLE_PROGRESS_BARS="1", TRANSFORMERS_VERBOSITY="error", TQDM_DISABLE="1"
)

import numpy as np
import torch

from bot.nlu.split import is_calibration
from encoder import DIMENSIONS, MAX_TOKENS, Encoder
from encoder.folder import MANIFEST, MODEL, TOKENIZER, sha256
from training.encoder.export import SentenceVector, export_int8
from training.encoder.source import described, pinned_weights
from training.understanding.inputs import ROOT, digest
from training.understanding.sentences import read_examples
from training.understanding.tune import EPOCHS, Tuned, tune

COMPARED = 200


def build(out: Path, data: Path, epochs: int) -> dict[str, object]:
    """Write model.onnx, tokenizer.json and manifest.json to ``out``; returns the manifest."""
    examples = read_examples(data)
    # The bounds of the gate are calibrated on sentences that the encoder has not seen.
    learnt = [example for example in examples if not is_calibration(example.text)]
    weights = pinned_weights()
    tuned = tune(learnt, weights, epochs)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        tuned.transformer.save_pretrained(scratch)
        export_int8(Path(scratch), out / MODEL)
    (out / TOKENIZER).write_bytes((weights / TOKENIZER).read_bytes())
    manifest: dict[str, object] = {
        "source": described(),
        "inputs": digest(ROOT),
        "dimensions": DIMENSIONS,
        "max_tokens": MAX_TOKENS,
        "sentences": len(learnt),
        "losses": [round(loss, 3) for loss in tuned.losses],
        "files": {name: sha256(out / name) for name in (MODEL, TOKENIZER)},
    }
    _write(out, manifest)
    unseen = [example.text for example in examples if is_calibration(example.text)][:COMPARED]
    manifest["cosine_to_exact"] = _likeness(tuned, Encoder.load(out), unseen)
    _write(out, manifest)
    return manifest


def _likeness(tuned: Tuned, built: Encoder, texts: list[str]) -> dict[str, float]:
    """Cosine between the exact and the quantised vectors: lowest and mean."""
    vector_of = SentenceVector(tuned.transformer)
    with torch.no_grad():
        fed = tuned.tokenizer(texts, padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
        exact = vector_of(fed["input_ids"], fed["attention_mask"]).numpy()
    cosines = np.asarray((exact * built.encode(texts)).sum(axis=1))
    return {"min": round(float(cosines.min()), 4), "mean": round(float(cosines.mean()), 4)}


def _write(out: Path, manifest: dict[str, object]) -> None:
    (out / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Build and say what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("data/understanding"))
    parser.add_argument("--data", type=Path, default=ROOT / "data" / "nlu", help="the folder of the training sentences")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    options = parser.parse_args()
    began = time.perf_counter()
    manifest = build(options.out, options.data, options.epochs)
    size, seconds = (options.out / MODEL).stat().st_size / 1e6, time.perf_counter() - began
    sys.stdout.write(
        f"understanding: {size:.1f} MB, losses {manifest['losses']}, "
        f"cosine to exact {manifest['cosine_to_exact']}, {seconds:.0f} s\n"
    )


if __name__ == "__main__":
    main()
