"""The one place where this process's stores, suppliers and knowledge are built."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import yaml

from actions.desk import Desk
from db.bookings import SqlBookingStore, SqlCodeStore, SqlStockReader
from db.engine import open_database
from db.offers import SqlOfferStore, SqlQuoteStore
from db.people import SqlAccounts, SqlErasures, SqlLinks, SqlSessions, SqlSignInCodes
from db.recommendations import SqlRecommendationStore
from encoder import Encoder
from recommender.advising import Advisor
from recommender.countries import FileCountries
from recommender.fares import SupplierFares
from recommender.pictures.places import addresses, read_places
from recommender.recommender import Recommender
from settings import Settings
from suppliers.demo import CatalogueClimate, DemoFlights, DemoStays
from suppliers.ecb import EcbRates
from travel.ports import CountryFacts
from wording import Wording
from world.carriers import carriers
from world.places import Gazetteer

ROOT = Path(__file__).resolve().parent.parent
CITY = 15_000


class NotBuilt(RuntimeError):
    """Something that `make setup` builds is missing or damaged; the message says what in one line."""


@asynccontextmanager
async def open_desk(settings: Settings) -> AsyncIterator[Desk]:
    """Build everything, and close the database at the end. Raises NotBuilt."""
    database = open_database(settings.database_url)
    try:
        countries = FileCountries(ROOT / "data" / "catalogue")
        gazetteer, recommender = load_knowledge(settings.models_dir, settings.catalogue_dir, countries)
        stock = SqlStockReader(database)
        destinations = recommender.destinations
        flights = DemoFlights(gazetteer.airports(), carriers(), stock)
        yield Desk(
            settings=settings,
            wording=Wording.read(ROOT),
            gazetteer=gazetteer,
            capabilities=read_capabilities(ROOT / "capabilities.yml"),
            flights=flights,
            stays=DemoStays(gazetteer.cities(CITY), destinations, stock),
            climate=CatalogueClimate(destinations),
            rates=EcbRates(),
            countries=countries,
            recommender=recommender,
            advisor=Advisor(recommender, SupplierFares(flights, _now)),
            pictures=load_pictures(settings.models_dir),
            offers=SqlOfferStore(database),
            quotes=SqlQuoteStore(database),
            bookings=SqlBookingStore(database),
            codes=SqlCodeStore(database),
            impressions=SqlRecommendationStore(database),
            accounts=SqlAccounts(database),
            sign_in_codes=SqlSignInCodes(database),
            sessions=SqlSessions(database),
            erasures=SqlErasures(database),
            links=SqlLinks(database),
            clock=_now,
        )
    finally:
        await database.close()


def _now() -> datetime:
    return datetime.now(UTC)


def load_knowledge(models: Path, catalogue: Path, countries: CountryFacts) -> tuple[Gazetteer, Recommender]:
    """What set-up has built. Raises NotBuilt."""
    with _built():
        gazetteer = Gazetteer.load(models / "gazetteer")
        return gazetteer, Recommender.load(models, Encoder.load(models / "encoder"), catalogue, countries)


def load_pictures(models: Path) -> Mapping[str, str]:
    """Where the gateway serves the picture of each destination. Raises NotBuilt."""
    with _built():
        return addresses(read_places(models / "pictures").values())


@contextmanager
def _built() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise NotBuilt(f"{error.filename} is missing: run `make setup`" if error.filename else str(error)) from error
    except (OSError, ValueError, LookupError) as error:
        raise NotBuilt(str(error).partition("\n")[0]) from error


def read_capabilities(path: Path) -> dict[str, dict[str, object]]:
    """Every capability by name, whatever its area."""
    areas = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: spec for area in areas.values() for name, spec in area.items()}
