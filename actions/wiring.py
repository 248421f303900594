"""The one place where this process's stores, suppliers and knowledge are built."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import yaml

from actions.desk import Desk
from db.bookings import SqlBookingStore, SqlCodeStore, SqlStockReader
from db.engine import open_database
from db.offers import SqlOfferStore, SqlQuoteStore
from db.recommendations import SqlRecommendationStore
from encoder import Encoder
from recommender.recommender import Recommender
from settings import Settings
from suppliers.demo import CatalogueClimate, DemoFlights, DemoStays
from suppliers.ecb import EcbRates
from wording import Wording
from world.carriers import carriers
from world.places import Gazetteer

ROOT = Path(__file__).resolve().parent.parent
CITY = 15_000


@asynccontextmanager
async def open_desk(settings: Settings) -> AsyncIterator[Desk]:
    """Build everything, and close the database at the end."""
    database = open_database(settings.database_url)
    try:
        gazetteer = Gazetteer.load(settings.models_dir / "gazetteer")
        stock = SqlStockReader(database)
        recommender = Recommender.load(
            settings.models_dir, Encoder.load(settings.models_dir / "encoder"), settings.catalogue_dir
        )
        destinations = recommender.destinations
        yield Desk(
            settings=settings,
            wording=Wording.read(ROOT),
            gazetteer=gazetteer,
            capabilities=read_capabilities(ROOT / "capabilities.yml"),
            flights=DemoFlights(gazetteer.airports(), carriers(), stock),
            stays=DemoStays(gazetteer.cities(CITY), destinations, stock),
            climate=CatalogueClimate(destinations),
            rates=EcbRates(),
            recommender=recommender,
            offers=SqlOfferStore(database),
            quotes=SqlQuoteStore(database),
            bookings=SqlBookingStore(database),
            codes=SqlCodeStore(database),
            impressions=SqlRecommendationStore(database),
            clock=lambda: datetime.now(UTC),
        )
    finally:
        await database.close()


def read_capabilities(path: Path) -> dict[str, dict[str, object]]:
    """Every capability by name, whatever its area."""
    areas = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: spec for area in areas.values() for name, spec in area.items()}
