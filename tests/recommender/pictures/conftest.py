from __future__ import annotations

from pathlib import Path

import pytest

from recommender.catalogue import Destination
from recommender.pictures.drawing import Studio

DRAWN_FROM = Path(__file__).resolve().parents[3] / "models" / "pictures"


@pytest.fixture(scope="session")
def studio() -> Studio:
    """What set-up has built."""
    return Studio.load(DRAWN_FROM)


@pytest.fixture(scope="session")
def places_of_catalogue(destinations: list[Destination]) -> set[str]:
    return {destination.id for destination in destinations}
