"""Command line: python -m training.gazetteer --out models/gazetteer."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from training.gazetteer.compile import compile_gazetteer


def main() -> None:
    """Compile the gazetteer and print what went into it."""
    parser = argparse.ArgumentParser(prog="python -m training.gazetteer", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("models/gazetteer"), help="folder to write to")
    out: Path = parser.parse_args().out
    began = time.perf_counter()
    for what, count in compile_gazetteer(out).items():
        sys.stdout.write(f"{what:>8} {count:>9,}\n")
    sys.stdout.write(f"{out} written in {time.perf_counter() - began:.1f} s\n")


if __name__ == "__main__":
    main()
