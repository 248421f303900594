"""The demo market's routes."""

from __future__ import annotations

import pytest

from suppliers.demo.air.airports import airports_by_code, kilometres
from suppliers.demo.air.network import Network
from suppliers.demo.air.skies import SINGLE_SKY
from tests.suppliers.market import Spot, read_airports, read_carriers
from world.carriers import Carrier


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(airports_by_code(read_airports()), read_carriers(), seed=1)


def test_every_airport_is_linked_to_a_hub(network: Network) -> None:
    assert [code for code in network.airports if not network.links(code)] == []


def test_routes_are_the_same_in_both_directions(network: Network) -> None:
    for origin, destination in (("BER", "LIS"), ("SYD", "LAX"), ("KRK", "FRA")):
        assert network.services(origin, destination) == network.services(destination, origin)


def test_carriers_stay_out_of_others_domestic_routes(network: Network) -> None:
    """Apart from feeders, to hubs and in countries that have no carrier of their own."""
    with_carrier = {carrier.country for carrier in read_carriers()}
    hubs = {hub for carrier in read_carriers() for hub in carrier.hubs}
    checked = 0
    for one in network.airports.values():
        for other in network.airports.values():
            inside = one.code < other.code and one.country == other.country and one.country in with_carrier
            if inside and not {one.code, other.code} & hubs:
                for service in network.services(one.code, other.code):
                    checked += 1
                    bases = {network.airports[hub].country for hub in service.carrier.hubs if hub in network.airports}
                    assert one.country in {service.carrier.country} | bases or one.country in SINGLE_SKY
    assert checked > 10


def test_large_airports_are_served_more(network: Network) -> None:
    weekly = {code: _weekly(network, code) for code in ("LHR", "FRA", "KRK", "TOS", "LYR")}
    assert weekly["LHR"] > 2 * weekly["KRK"] > 2 * weekly["LYR"]
    assert weekly["FRA"] > 2 * weekly["TOS"]


def _weekly(network: Network, code: str) -> int:
    return sum(service.weekly for services in network.links(code).values() for service in services)


def test_a_single_hub_reaches_a_far_island_in_its_own_country() -> None:
    spots = [
        Spot("iata:AAA", "Main", "Main", "XX", 40.0, 0.0, "Europe/Madrid", 0, 0.9),
        Spot("iata:BBB", "Island", "Island", "XX", 28.0, -15.0, "Atlantic/Canary", 0, 0.001),
    ]
    carrier = Carrier("XX", "Example Air", "XX", ("AAA",), False, False, None, fleet=5, farthest_km=3000)
    network = Network(airports_by_code(spots), [carrier], seed=1)
    assert [service.carrier for service in network.services("AAA", "BBB")] == [carrier]
    assert kilometres(*network.airports.values()) > 1500
