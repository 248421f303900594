from __future__ import annotations

from pathlib import Path

import pytest

from encoder import Encoder
from recommender.catalogue import Destination, read_catalogue
from recommender.concepts import Concept, read_concepts
from recommender.countries import FileCountries
from recommender.index import Index, load
from recommender.recommender import Recommender
from tests.fixtures.embeddings import embeddings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder.load(ROOT / "models" / "encoder")


@pytest.fixture(scope="session")
def destinations() -> list[Destination]:
    return read_catalogue(ROOT / "data" / "catalogue" / "destinations")


@pytest.fixture(scope="session")
def concepts(destinations: list[Destination]) -> list[Concept]:
    return read_concepts(destinations)


@pytest.fixture(scope="session")
def index_folder(
    pytestconfig: pytest.Config, encoder: Encoder, destinations: list[Destination], concepts: list[Concept]
) -> Path:
    """The embeddings of the catalogue as it stands."""
    cache = pytestconfig.cache
    assert cache is not None
    return embeddings(ROOT / "models", cache.mkdir("embeddings"), destinations, concepts, encoder)


@pytest.fixture(scope="session")
def index(index_folder: Path, destinations: list[Destination], concepts: list[Concept]) -> Index:
    return load(index_folder, destinations, concepts)


@pytest.fixture(scope="session")
def facts() -> FileCountries:
    return FileCountries(ROOT / "data" / "catalogue")


@pytest.fixture(scope="session")
def recommender(index: Index, encoder: Encoder, destinations: list[Destination], facts: FileCountries) -> Recommender:
    return Recommender(destinations, index, encoder, facts)
