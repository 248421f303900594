from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.desk import Desk
from actions.wiring import ROOT, read_capabilities
from encoder import Encoder
from recommender.advising import Advisor
from recommender.catalogue import Destination, read_catalogue
from recommender.concepts import read_concepts
from recommender.fares import SupplierFares
from recommender.index import build, load
from recommender.recommender import Recommender
from settings import Settings
from suppliers.demo import CatalogueClimate
from tests.actions.talk import RecordingWording, Talk
from tests.fakes.facts import FACTS
from tests.fakes.people import MemoryAccounts, MemoryErasures, MemoryLinks, MemorySessions, MemorySignInCodes
from tests.fakes.samples import NOW, flight, journey, stay
from tests.fakes.stores import (
    MemoryBookingStore,
    MemoryCodeStore,
    MemoryOfferStore,
    MemoryQuoteStore,
    MemoryRecommendationLog,
)
from tests.fakes.suppliers import FixedRates, ShelfSupplier
from travel.offers import FlightOffer, StayOffer
from travel.search.queries import FlightQuery, StayQuery
from world.places import Gazetteer

KNOWN = ("AT.yml", "ES.yml", "GR.yml", "IT.yml", "PT.yml")
TOKENS = {"engine_token": "e" * 16, "actions_token": "a" * 16}


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(ROOT / "models" / "gazetteer")


@pytest.fixture(scope="session")
def wording() -> RecordingWording:
    read = RecordingWording.read(ROOT)
    assert isinstance(read, RecordingWording)
    return read


@pytest.fixture(scope="session")
def recommender(tmp_path_factory: pytest.TempPathFactory) -> Recommender:
    """A few countries of the catalogue, with an index of their own."""
    folder = tmp_path_factory.mktemp("catalogue")
    for name in KNOWN:
        (folder / name).write_bytes((ROOT / "data" / "catalogue" / "destinations" / name).read_bytes())
    encoder = Encoder.load(ROOT / "models" / "encoder")
    destinations: list[Destination] = read_catalogue(folder)
    index = tmp_path_factory.mktemp("embeddings")
    concepts = read_concepts(destinations)
    build(destinations, concepts, encoder, index)
    return Recommender(destinations, load(index, destinations, concepts), encoder, FACTS)


def flights_of(query: FlightQuery) -> list[FlightOffer]:
    """Seven flights, cheapest first: the second stops in Frankfurt, one is Lufthansa's, one leaves in the evening."""
    route = {"origin": query.origin[0], "destination": query.destination[0]}
    back = {"origin": query.destination[0], "destination": query.origin[0]}
    ways: list[dict[str, Any]] = [
        {"leaves": "06:30"},
        {"leaves": "09:10", "number": "TP537", "via": "FRA", "minutes": 420},
        {"leaves": "11:00", "carrier": "LH", "number": "LH1172"},
        {"leaves": "14:20", "number": "TP539"},
        {"leaves": "19:40", "carrier": "FR", "number": "FR1141"},
        {"leaves": "20:30", "number": "TP541"},
        {"leaves": "21:30", "number": "TP543"},
    ]
    offers = []
    for place, way in enumerate(ways):
        slices = [journey(query.depart, **route, **way)]
        if query.back:
            carrier = way.get("carrier", "TP")
            slices.append(journey(query.back, **back, carrier=carrier, number=f"{carrier}9{place}"))
        price = (100 + 20 * place) * query.party.people * len(slices)
        offers.append(flight(*slices, price=f"{price}.00", party=query.party, cabin=query.cabin))
    return offers


def stays_of(query: StayQuery) -> list[StayOffer]:
    """Three houses; the second has breakfast and a pool."""
    nights = query.nights
    common: dict[str, Any] = {
        "check_in": query.check_in,
        "check_out": query.check_out,
        "party": query.party,
        "rooms": query.rooms,
    }
    return [
        stay("Casa da Rua", price=f"{80 * nights}.00", **common),
        stay("Pensao do Sol", price=f"{99 * nights}.00", board="breakfast", amenities=("pool",), stars=4, **common),
        stay("Palacio Azul", price=f"{250 * nights}.00", stars=5, rating=9.4, **common),
    ]


@pytest.fixture
def settings() -> Settings:
    return Settings(_env_file=None, operator_contact="help@example.org", operator_hours="9 to 17", **TOKENS)  # type: ignore[call-arg, arg-type]


@pytest.fixture
def desk(settings: Settings, gazetteer: Gazetteer, wording: RecordingWording, recommender: Recommender) -> Desk:
    bookings = MemoryBookingStore()
    accounts = MemoryAccounts(bookings)
    flights = ShelfSupplier(bookings, flights_of)
    return Desk(
        settings=settings,
        wording=wording,
        gazetteer=gazetteer,
        capabilities=read_capabilities(ROOT / "capabilities.yml"),  # type: ignore[arg-type]
        flights=flights,
        stays=ShelfSupplier(bookings, stays_of),
        climate=CatalogueClimate(recommender.destinations),
        rates=FixedRates({"USD": "1.25", "PLN": "4.00", "JPY": "160", "NOK": "12", "DKK": "7.5"}),
        countries=FACTS,
        recommender=recommender,
        advisor=Advisor(recommender, SupplierFares(flights, lambda: NOW)),
        pictures={"lisbon": "/api/destinations/lisbon/picture.png?v=1"},
        offers=MemoryOfferStore(),
        quotes=MemoryQuoteStore(),
        bookings=bookings,
        codes=MemoryCodeStore(bookings),
        impressions=MemoryRecommendationLog(),
        accounts=accounts,
        sign_in_codes=MemorySignInCodes(accounts),
        sessions=MemorySessions(),
        erasures=MemoryErasures(accounts),
        links=MemoryLinks(accounts, {"telegram": "the_trip_bot", "slack": ""}),
        clock=lambda: NOW,
    )


@pytest.fixture
def talk(desk: Desk) -> Talk:
    return Talk(desk)


@pytest.fixture
def elsewhere(desk: Desk) -> Callable[[], Talk]:
    """Another conversation at the same desk."""
    return lambda: Talk(desk, "conversation-of-jan")
