"""Spot checks of the whole market: what a traveller knows of the real one holds in the demo's."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

from suppliers.demo import DemoFlights
from suppliers.demo.air.airports import airports_by_code
from suppliers.demo.air.detours import Detours
from suppliers.demo.air.network import Network
from suppliers.demo.air.skies import home_of, may_fly, state_of
from suppliers.demo.flights import SEED
from suppliers.demo.places import Place
from tests.suppliers.market import NOW, MemoryStock
from travel.search.queries import FlightQuery
from world.carriers import carriers
from world.places import Gazetteer

ROOT = Path(__file__).resolve().parents[2]
CARRIERS = {carrier.code: carrier for carrier in carriers()}


@pytest.fixture(scope="module")
def airports() -> Sequence[Place]:
    return Gazetteer.load(ROOT / "models" / "gazetteer").airports()


@pytest.fixture(scope="module")
def network(airports: Sequence[Place]) -> Network:
    return Network(airports_by_code(airports), carriers(), SEED)


@pytest.fixture(scope="module")
def market(airports: Sequence[Place]) -> DemoFlights:
    return DemoFlights(airports, carriers(), MemoryStock())


async def cheapest(market: DemoFlights, route: str, days: int) -> Decimal:
    """EUR for a week's return, ``days`` from now."""
    origin, destination = (tuple(side.split(",")) for side in route.split("-"))
    depart = NOW.date() + timedelta(days=days)
    offers = await market.search(FlightQuery(origin, destination, depart, depart + timedelta(days=7)), now=NOW)
    return offers[0].price.amount


@pytest.mark.parametrize(
    ("route", "low", "high"),
    [
        ("BER-LIS", 70, 250),
        ("VIE-OPO", 60, 250),
        ("MAD-CDG,ORY", 50, 200),
        ("LHR-JFK", 350, 900),
        ("FRA-JFK,EWR", 350, 900),
        ("SIN-SYD", 300, 800),
        ("SJC-PDX", 50, 250),
        ("FRA-BKK", 500, 1100),
        ("BER-SYD", 900, 1800),
    ],
)
async def test_prices_are_plausible_and_dearer_at_short_notice(
    market: DemoFlights, route: str, low: int, high: int
) -> None:
    later = [await cheapest(market, route, days) for days in (80, 81, 82, 83)]
    assert all(low <= price <= high for price in later)
    assert median([await cheapest(market, route, days) for days in (1, 2, 3, 4)]) > 1.2 * float(median(later))


async def test_any_two_busy_airports_have_offers_there_and_back(
    market: DemoFlights, network: Network, airports: Sequence[Place]
) -> None:
    """A week's return between sixty pairs of the two hundred best known, those under a closed sky left out."""
    known = [place.id.removeprefix("iata:") for place in sorted(airports, key=lambda place: -place.prior)[:200]]
    chance = random.Random(5)
    empty = []
    for _ in range(60):
        origin, destination = chance.sample([code for code in known if code in network.airports], 2)
        depart = NOW.date() + timedelta(days=chance.randrange(1, 300))
        for start, end in ((origin, destination), (destination, origin)):
            query = FlightQuery((start,), (end,), depart, depart + timedelta(days=7))
            if not await market.search(query, now=NOW):
                empty.append((start, end, depart))
    assert empty == []


@pytest.mark.parametrize(
    "route", ["TNR-EOH", "UIO-VVO", "HAM-WLG", "YOW-CNS", "MPM-VCP", "ADQ-THR", "DCA-SIN", "JAV-AKN", "SFJ-TBF"]
)
async def test_remote_airports_are_joined_in_both_directions(market: DemoFlights, route: str) -> None:
    """Flights follow each other, waits last a day at most, and the offer can be refreshed."""
    one, other = route.split("-")
    depart = NOW.date() + timedelta(days=50)
    for origin, destination in ((one, other), (other, one)):
        offers = await market.search(FlightQuery((origin,), (destination,), depart), now=NOW)
        assert offers
        segments = offers[0].slices[0].segments
        assert (segments[0].origin, segments[-1].destination) == (origin, destination)
        for before, after in pairwise(segments):
            assert before.destination == after.origin
            assert timedelta(minutes=45) <= after.departs - before.arrives <= timedelta(hours=25)
        again = await market.refresh(offers[0], now=NOW)
        assert again is not None
        assert again.price == offers[0].price


@pytest.mark.parametrize("pair", ["TNR-EOH", "HAM-WLG", "DCA-SIN"])
def test_ways_round_are_different_ways_that_are_flown_every_day(network: Network, pair: str) -> None:
    origin, destination = pair.split("-")
    ways = Detours(network).ways(origin, destination)
    assert len(set(ways)) == len(ways) >= 2
    assert ways == tuple(way[::-1] for way in Detours(network).ways(destination, origin))
    for way in ways:
        assert (way[0], way[-1]) == (origin, destination)
        assert len(set(way)) == len(way)
        assert all(code in network.hubs for code in way[1:-1])
        assert all(network.services(one, other)[0].weekly >= 7 for one, other in pairwise(way))


@pytest.mark.parametrize("route", ["MCO-FLL", "FLL-TPA", "UIO-GYE"])
def test_near_busy_airports_without_a_connection_have_nonstop_flights(network: Network, route: str) -> None:
    country = network.airports[route[:3]].country
    daily = [code for code, weekly in flown(network, route).items() if weekly >= 7]
    assert daily
    assert all(CARRIERS[code].country == country for code in daily)


async def test_no_search_lands_where_nobody_flies(market: DemoFlights) -> None:
    """Airports without passengers, such as those under a closed sky, have no offers."""
    query = FlightQuery(("FRA",), ("KBP",), NOW.date() + timedelta(days=60))
    assert await market.search(query, now=NOW) == []


def flown(network: Network, route: str) -> dict[str, int]:
    """Carriers of a route with their flights a week."""
    origin, destination = route.split("-")
    return {service.carrier.code: service.weekly for service in network.services(origin, destination)}


@pytest.mark.parametrize(
    ("route", "known"),
    [
        ("BER-LIS", "TP"),
        ("VIE-OPO", "TP"),
        ("LHR-JFK", "BA AA DL VS"),
        ("SIN-SYD", "SQ QF"),
        ("SJC-PDX", "AS WN"),
        ("MUC-LIS", "LH TP"),
        ("FRA-MUC", "LH"),
        ("FRA-JFK", "LH"),
        ("FRA-SIN", "SQ"),
        ("CDG-JFK", "AF DL"),
        ("CDG-NCE", "AF"),
        ("AMS-LHR", "KL BA"),
        ("LHR-DXB", "EK BA"),
        ("LHR-SIN", "SQ BA"),
        ("LHR-EDI", "BA"),
        ("MAD-BOG", "IB AV"),
        ("LIS-GRU", "TP"),
        ("LIS-FNC", "TP"),
        ("IST-LHR", "TK"),
        ("IST-BER", "TK"),
        ("VIE-BER", "OS"),
        ("ZRH-GVA", "LX"),
        ("CPH-OSL", "SK"),
        ("HEL-HND", "AY"),
        ("ATL-MCO", "DL"),
        ("JFK-LAX", "DL B6"),
        ("DFW-MIA", "AA"),
        ("ORD-SFO", "UA"),
        ("SEA-ANC", "AS"),
        ("HNL-OGG", "HA"),
        ("YYZ-YVR", "AC"),
        ("SYD-MEL", "QF VA JQ"),
        ("AKL-SYD", "NZ QF"),
        ("HND-CTS", "NH JL"),
        ("DEL-BOM", "AI 6E"),
        ("ICN-NRT", "KE"),
        ("SIN-KUL", "SQ MH AK"),
        ("GRU-GIG", "LA G3"),
        ("JNB-CPT", "SA FA"),
        ("ADD-NBO", "ET"),
        ("DOH-BKK", "QR"),
        ("PPT-BOB", "VT"),
        ("GLA-BRR", "LM"),
        ("ATH-JTR", "A3"),
        ("KEF-BOS", "FI"),
    ],
)
def test_well_known_routes_have_their_carriers(network: Network, route: str, known: str) -> None:
    assert set(known.split()) <= flown(network, route).keys()


@pytest.mark.parametrize("route", ["BER-LIS", "BER-BCN", "STN-KRK", "DUB-STN", "BCN-AMS", "BUD-LTN", "BER-PMI"])
def test_low_cost_carriers_fly_in_europe(network: Network, route: str) -> None:
    assert any(CARRIERS[code].low_cost for code in flown(network, route))


@pytest.mark.parametrize(
    "route", ["LHR-SYD", "FRA-AKL", "FRA-SVO", "BER-SYD", "BER-HND", "SZG-JFK", "INV-DXB", "TLV-BEY", "LGA-LAX"]
)
def test_nobody_flies_what_nobody_flies(network: Network, route: str) -> None:
    assert flown(network, route) == {}


def test_few_fly_from_berlin_to_new_york(network: Network) -> None:
    assert len(flown(network, "BER-JFK")) <= 2


@pytest.mark.parametrize(
    ("code", "low", "high"),
    [
        ("FRA", 210, 340),
        ("LHR", 150, 250),
        ("IST", 230, 360),
        ("BER", 90, 190),
        ("VIE", 110, 210),
        ("LIS", 90, 180),
        ("SIN", 110, 190),
        ("SYD", 60, 130),
        ("JFK", 120, 220),
        ("PDX", 40, 110),
        ("SJC", 20, 60),
        ("FNC", 15, 70),
        ("KRK", 35, 130),
        ("BRR", 1, 2),
    ],
)
def test_airports_have_about_as_many_nonstop_destinations_as_in_life(
    network: Network, code: str, low: int, high: int
) -> None:
    assert low <= len(network.nonstop(code)) <= high


def test_flights_fill_what_an_airport_handles(network: Network) -> None:
    """Within a factor of three of its passengers, at 130 in a plane."""
    for airport in network.airports.values():
        if airport.size >= 15:
            weekly = sum(service.weekly for found in network.nonstop(airport.code).values() for service in found)
            assert 1 / 3 < weekly * 52 * 2 * 130 / 1e6 / airport.size < 2, airport.code


def test_every_route_is_lawful_within_range_and_starts_where_its_carrier_is(network: Network) -> None:
    """No hops between two foreign countries, no low-cost carrier over an ocean that it does not cross."""
    fed = 0
    for code, airport in network.airports.items():
        for other, services in network.nonstop(code).items():
            for service in services:
                carrier = service.carrier
                if not {code, other} & {*carrier.hubs, *carrier.bases}:
                    fed += 1
                    assert min(airport.size, network.airports[other].size) < 12
                    continue
                hubs = [network.airports[hub].country for hub in carrier.hubs if hub in network.airports]
                ends = state_of(airport.country), state_of(network.airports[other].country)
                assert may_fly(home_of(carrier.country, hubs), *ends)
                if service.weekly not in (7, 14):
                    assert service.km <= carrier.farthest_km
                    assert service.km <= min(airport.reach, network.airports[other].reach)
    assert fed < 500


@pytest.mark.parametrize("code", ["FR", "U2", "W6", "WN"])
def test_low_cost_carriers_stay_on_their_side_of_the_ocean(network: Network, code: str) -> None:
    longest = max(
        service.km
        for base in (*CARRIERS[code].hubs, *CARRIERS[code].bases)
        for services in network.nonstop(base).values()
        for service in services
        if service.carrier.code == code
    )
    assert 1500 < longest <= 5000


def test_long_haul_carriers_fly_no_short_hops(network: Network) -> None:
    for code in ("VS", "TN", "D7", "BF", "SS"):
        for hub in CARRIERS[code].hubs:
            for services in network.nonstop(hub).values():
                assert all(service.km >= 2500 for service in services if service.carrier.code == code)


def test_leisure_carriers_fly_to_holiday_places(network: Network) -> None:
    for code in ("LS", "BY", "WK", "G4"):
        ends = [
            (base, other)
            for base in (*CARRIERS[code].hubs, *CARRIERS[code].bases)
            for other, services in network.nonstop(base).items()
            if any(service.carrier.code == code for service in services)
        ]
        sunny = [pair for pair in ends if any(network.airports[end].holiday for end in pair)]
        assert len(sunny) > 0.75 * len(ends), code


def test_every_airport_is_reached_from_frankfurt(network: Network) -> None:
    """Within two stops nearly everywhere, within three from the remotest strips."""
    changes, reached, edge = 0, {"FRA"}, {"FRA"}
    within: list[set[str]] = []
    while edge and changes <= 3:
        edge = {
            other
            for code in edge
            if code == "FRA" or code in network.hubs
            for other in network.nonstop(code)
            if other not in reached
        }
        reached |= edge
        within.append(set(reached))
        changes += 1
    assert within[3] == set(network.airports)
    assert len(within[2]) > 0.96 * len(network.airports)
    far = [code for code in network.airports.keys() - within[2] if network.airports[code].size > 0.5]
    assert far == []
