"""The market is the same in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import asyncio
from datetime import date
from tests.suppliers.market import NOW, MemoryStock, open_flights, open_stays
from travel.search.queries import FlightQuery, StayQuery
flights, stays = open_flights(MemoryStock()), open_stays(MemoryStock())
for route in ("BER-LIS", "KRK-SYD", "JFK-LAX", "PPT-CDG"):
    origin, destination = route.split("-")
    query = FlightQuery((origin,), (destination,), date(2027, 2, 12), date(2027, 2, 20))
    for offer in asyncio.run(flights.search(query, now=NOW)):
        print(repr(offer))
query = StayQuery("lisbon", "Lisbon", "PT", 38.7, -9.1, "Europe/Lisbon", date(2027, 2, 12), date(2027, 2, 20))
for offer in asyncio.run(stays.search(query, now=NOW)):
    print(repr(offer))
"""


def test_processes_agree_whatever_their_hash_seed() -> None:
    answers = [_run(seed) for seed in ("0", "1", "4242")]
    assert answers[0].count("FlightOffer(") > 100
    assert answers[0].count("StayOffer(") > 30
    assert answers[0] == answers[1] == answers[2]


def _run(hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout
