"""``python -m recommender explain "a quiet island with good food" --month 5``: why the list is as it is."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from encoder import Encoder
from recommender.catalogue import CatalogueError
from recommender.countries import FileCountries
from recommender.explaining import explained
from recommender.index import IndexMissing
from recommender.recommender import Recommender
from recommender.wish import Origin, Wish
from settings import load_without_secrets
from wording import Wording
from world.nationalities import nationality_of
from world.places import Gazetteer

ROOT = Path(__file__).resolve().parents[1]


class NoSuchCity(LookupError):
    """The gazetteer knows no place of that name."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Explain one wish; 0, or 1 when something that it needs is missing, which is said."""
    options = _options(arguments)
    today = options.today or datetime.now(UTC).date()
    try:
        facts = FileCountries(options.catalogue.parent)
        encoder = Encoder.load(options.models / "encoder")
        recommender = Recommender.load(options.models, encoder, options.catalogue, facts)
        wish = _wish(options)
        wording = Wording.read(ROOT)
    except FileNotFoundError as error:
        return _failed(f"{error.filename or error}: run `make setup`")
    except (IndexMissing, CatalogueError, NoSuchCity, ValueError) as error:
        return _failed(str(error))
    explained(recommender, wish, wording, today=today, limit=options.limit)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    settings = load_without_secrets()
    parser = argparse.ArgumentParser(prog="python -m recommender", description=__doc__)
    explain = parser.add_subparsers(required=True).add_parser("explain", help="why a wish has the answer that it has")
    explain.add_argument("wish", help="the wish in a traveller's words")
    explain.add_argument("--month", type=int, choices=range(1, 13), metavar="1..12")
    explain.add_argument("--origin", help="a city where the journey starts")
    explain.add_argument("--budget", type=Decimal, help="EUR per person; fares are not asked here")
    explain.add_argument("--days", type=int)
    explain.add_argument("--limit", type=int, default=5)
    explain.add_argument("--today", type=date.fromisoformat, help="as if it were this day, YYYY-MM-DD")
    explain.add_argument("--models", type=Path, default=ROOT / settings.models_dir)
    explain.add_argument("--catalogue", type=Path, default=ROOT / settings.catalogue_dir)
    return parser.parse_args(arguments)


def _wish(options: argparse.Namespace) -> Wish:
    return Wish(
        text=options.wish,
        month=options.month,
        budget=options.budget,
        days=options.days,
        origin=_origin(options.models, options.origin) if options.origin else None,
        passport=nationality_of(options.wish),
    )


def _origin(models: Path, name: str) -> Origin:
    found = Gazetteer.load(models / "gazetteer").find(name)
    if not found:
        raise NoSuchCity(f"no place is known as {name!r}")
    place = found[0].place
    return Origin(place.name, place.lat, place.lon, place.airports, place.country)


def _failed(why: str) -> int:
    print(why, file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
