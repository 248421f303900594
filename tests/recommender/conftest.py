from __future__ import annotations

from pathlib import Path

import pytest

from encoder import Encoder
from recommender.catalogue import Destination, read_catalogue
from recommender.concepts import read_concepts
from recommender.countries import FileCountries
from recommender.index import build, load
from recommender.recommender import Recommender

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder.load(ROOT / "models" / "encoder")


@pytest.fixture(scope="session")
def destinations() -> list[Destination]:
    return read_catalogue(ROOT / "data" / "catalogue" / "destinations")


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder, destinations: list[Destination]) -> Path:
    """The embeddings of the catalogue as it stands, whatever was built before."""
    folder = tmp_path_factory.mktemp("embeddings")
    build(destinations, read_concepts(destinations), encoder, folder)
    return folder


@pytest.fixture(scope="session")
def recommender(index_folder: Path, encoder: Encoder, destinations: list[Destination]) -> Recommender:
    built = load(index_folder, destinations, read_concepts(destinations))
    return Recommender(destinations, built, encoder, FileCountries(ROOT / "data" / "catalogue"))
