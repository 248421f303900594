"""python -m training.encoder --out models/encoder"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from pathlib import Path

# Read at import: nothing may be fetched while building, and one line of our own says what came out.
os.environ.update(
    HF_HUB_OFFLINE="1", HF_HUB_DISABLE_PROGRESS_BARS="1", TRANSFORMERS_VERBOSITY="error", TQDM_DISABLE="1"
)

from encoder import DIMENSIONS, MAX_TOKENS
from encoder.folder import MANIFEST, MODEL, TOKENIZER, sha256
from training.encoder.export import export_int8
from training.encoder.faithful import check_faithful
from training.encoder.source import described, pinned_weights


def build(out: Path) -> dict[str, object]:
    """Write model.onnx, tokenizer.json and manifest.json to `out`; returns the manifest."""
    weights = pinned_weights()
    out.mkdir(parents=True, exist_ok=True)
    export_int8(weights, out / MODEL)
    shutil.copyfile(weights / TOKENIZER, out / TOKENIZER)
    manifest: dict[str, object] = {
        "source": described(),
        "dimensions": DIMENSIONS,
        "max_tokens": MAX_TOKENS,
        "files": {name: sha256(out / name) for name in (MODEL, TOKENIZER)},
    }
    _write(out, manifest)
    manifest["cosine_to_original"] = check_faithful(weights, out)
    _write(out, manifest)
    return manifest


def _write(out: Path, manifest: dict[str, object]) -> None:
    (out / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Build and say what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("models/encoder"))
    out = parser.parse_args().out
    began = time.perf_counter()
    manifest = build(out)
    size, seconds = (out / MODEL).stat().st_size / 1e6, time.perf_counter() - began
    sys.stdout.write(f"encoder: {size:.1f} MB, cosine to original {manifest['cosine_to_original']}, {seconds:.0f} s\n")


if __name__ == "__main__":
    main()
