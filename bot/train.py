"""Train the model into its one place: `python -m bot.train` writes MODELS_DIR/rasa/tripwright.tar.gz."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from pathlib import Path

from bot.launch import ROOT, prepare_environment
from bot.settings import MODEL_NAME


def main(arguments: list[str] | None = None) -> int:
    """Train and report. Returns 1 when the files are wrong or training failed."""
    parser = argparse.ArgumentParser(prog="python -m bot.train", description="Train the dialogue model.")
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder with config.yml, domain.yml and data/")
    parser.add_argument("--out", type=Path, help="the folder for the model; default MODELS_DIR/rasa")
    parser.add_argument("--force", action="store_true", help="train every component anew")
    options = parser.parse_args(arguments)
    models = Path(os.environ.get("MODELS_DIR") or "models")
    prepare_environment()
    os.environ.setdefault("RASA_CACHE_DIRECTORY", str(models / "rasa-cache"))
    begun = time.monotonic()
    model = train(options.root, options.out or models / "rasa", options.force)
    if model is None:
        return 1
    sys.stdout.write(f"trained {model} in {time.monotonic() - begun:.0f} s\n")
    return 0


def train(root: Path, out: Path, force: bool = False) -> Path | None:
    """Train what lies below ``root``; the model's path, or None after printing what is wrong."""
    import rasa
    from rasa.shared.exceptions import RasaException
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.INFO)
    sys.stdout.write(f"training the dialogue model from {root}\n")
    try:
        result = rasa.train(
            domain=str(root / "domain.yml"),
            config=str(root / "config.yml"),
            training_files=[str(root / "data")],
            output=str(out),
            force_training=force,
            fixed_model_name=MODEL_NAME,
        )
    except RasaException as error:
        sys.stderr.write(f"training failed: {error}\n")
        return None
    return Path(result.model) if result.model and result.code == 0 else None


if __name__ == "__main__":
    sys.exit(main())
