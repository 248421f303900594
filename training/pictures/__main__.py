"""Command line: python -m training.pictures --out models/pictures --packages widget/node_modules."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from recommender.catalogue import Destination, read_catalogue
from recommender.pictures.places import Place, write_places
from recommender.pictures.sheet import BOLD, REGULAR
from training.pictures.atlas import read_world

COUNTRIES, STATES = Path("world-atlas/countries-10m.json"), Path("us-atlas/states-10m.json")
FONTS = {
    BOLD: Path("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf"),
    REGULAR: Path("@expo-google-fonts/inter/500Medium/Inter_500Medium.ttf"),
}


def main() -> None:
    """Write everything that pictures are drawn from, the list of places last."""
    parser = argparse.ArgumentParser(prog="python -m training.pictures", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("models/pictures"), help="folder to write to")
    parser.add_argument("--catalogue", type=Path, default=Path("data/catalogue/destinations"))
    parser.add_argument("--packages", type=Path, default=Path("widget/node_modules"), help="where npm has put packages")
    options = parser.parse_args()
    began = time.perf_counter()
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    packages: Path = options.packages
    read_world(packages / COUNTRIES, packages / STATES).write(out)
    for name, path in FONTS.items():
        (out / name).write_bytes((packages / path).read_bytes())
    places = [place_of(destination) for destination in read_catalogue(options.catalogue)]
    write_places(out, places)
    sys.stdout.write(f"{len(places)} places to draw\n{out} written in {time.perf_counter() - began:.1f} s\n")


def place_of(destination: Destination) -> Place:
    """The part of a destination that is drawn."""
    climate = destination.climate
    return Place(
        id=destination.id,
        name=destination.name,
        country=destination.country,
        capital="capital" in destination.kinds,
        lat=destination.lat,
        lon=destination.lon,
        high=tuple(climate.high),
        rain_days=tuple(climate.rain_days),
        sea=None if climate.sea is None else tuple(climate.sea),
        best_months=tuple(destination.best_months),
    )


if __name__ == "__main__":
    main()
