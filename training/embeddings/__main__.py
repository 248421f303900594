"""``python -m training.embeddings --out models/embeddings``: validate the catalogue and embed its passages."""

from __future__ import annotations

import argparse
from pathlib import Path

from encoder import Encoder
from recommender.catalogue import read_catalogue
from recommender.concepts import read_concepts
from recommender.index import build


def main() -> None:
    """Read, check, embed, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("models/embeddings"))
    parser.add_argument("--encoder", type=Path, default=Path("models/encoder"))
    parser.add_argument("--catalogue", type=Path, default=Path("data/catalogue/destinations"))
    options = parser.parse_args()
    destinations = read_catalogue(options.catalogue)
    count = build(destinations, read_concepts(destinations), Encoder.load(options.encoder), options.out)
    print(f"{len(destinations)} destinations, {count} passages")  # noqa: T201


if __name__ == "__main__":
    main()
