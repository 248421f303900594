from __future__ import annotations

import pytest

from suppliers.demo import DemoFlights, DemoStays
from tests.suppliers.market import MemoryStock, open_flights, open_stays


@pytest.fixture(scope="session")
def shared_stock() -> MemoryStock:
    return MemoryStock()


@pytest.fixture
def stock(shared_stock: MemoryStock) -> MemoryStock:
    """Empty at the start of every test."""
    shared_stock.taken.clear()
    shared_stock.reads = 0
    return shared_stock


@pytest.fixture(scope="session")
def shared_flights(shared_stock: MemoryStock) -> DemoFlights:
    return open_flights(shared_stock)


@pytest.fixture(scope="session")
def shared_stays(shared_stock: MemoryStock) -> DemoStays:
    return open_stays(shared_stock)


@pytest.fixture
def flights(shared_flights: DemoFlights, stock: MemoryStock) -> DemoFlights:
    return shared_flights


@pytest.fixture
def stays(shared_stays: DemoStays, stock: MemoryStock) -> DemoStays:
    return shared_stays
