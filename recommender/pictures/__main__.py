"""Command line: python -m recommender.pictures FOLDER; draws what its input asks for, until that ends.

Each line of input is an id, a tab and the file to write; each line of output says ``ok`` or what kind of error it was.
A process of its own, because drawing holds up everything else in one, and its memory goes when it ends.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from recommender.pictures.drawing import Studio


def main() -> None:
    """Draw until nothing more can be asked for."""
    studio = Studio.load(Path(sys.argv[1]))
    for line in sys.stdin:
        destination, _, path = line.rstrip("\n").partition("\t")
        try:
            _write(Path(path), studio.draw(destination))
            said = "ok"
        except (OSError, ValueError, LookupError) as error:
            said = type(error).__name__
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing: several processes may write the same file."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(path)


if __name__ == "__main__":
    main()
