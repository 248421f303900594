"""Searching the demo market for flights."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suppliers.demo import DemoFlights
from suppliers.demo.air.aircraft import FLEET
from suppliers.demo.places import distance_km
from tests.suppliers.market import NOW, MemoryStock, read_airports, read_carriers
from travel.offers import FlightOffer, Segment, Slice
from travel.party import Party
from travel.search.queries import FlightQuery

AIRPORTS = {spot.id.removeprefix("iata:"): spot for spot in read_airports()}
CARRIERS = {carrier.code: carrier for carrier in read_carriers()}
AIRCRAFT = {kind.name: kind for kind in FLEET}
OUT, BACK = date(2027, 2, 12), date(2027, 2, 19)


def ask(route: str, depart: date = OUT, back: date | None = None, **more: object) -> FlightQuery:
    origin, destination = (tuple(side.split(",")) for side in route.split("-"))
    return FlightQuery(origin, destination, depart, back, **more)  # type: ignore[arg-type]


def segments(offers: list[FlightOffer]) -> list[Segment]:
    return [segment for offer in offers for one in offer.slices for segment in one.segments]


def kilometres(origin: str, destination: str) -> float:
    one, other = AIRPORTS[origin], AIRPORTS[destination]
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def check_sound(offers: list[FlightOffer], query: FlightQuery, now: datetime) -> None:
    """What holds for every answer."""
    assert len(offers) <= 60
    assert [offer.price.amount for offer in offers] == sorted(offer.price.amount for offer in offers)
    assert len({offer.key for offer in offers}) == len(offers)
    for offer in offers:
        assert offer.supplier == "demo"
        assert offer.price == offer.price.rounded()
        assert offer.price.amount > 0
        assert offer.party == query.party
        assert offer.starts > now + timedelta(minutes=90)
        assert len(offer.slices) == (1 if query.back is None else 2)
        assert offer.slices[0].origin in query.origin
        assert offer.slices[0].destination in query.destination
        assert offer.slices[0].departs.date() == query.depart
        assert {use.units for use in offer.stock} == {query.party.seats}
        assert all(use.capacity >= use.units for use in offer.stock)
        if query.back is not None:
            assert offer.slices[1].departs.date() == query.back
            assert (offer.slices[1].origin, offer.slices[1].destination) == (
                offer.slices[0].destination,
                offer.slices[0].origin,
            )
        for one in offer.slices:
            check_slice(one.segments)


def check_slice(flown: tuple[Segment, ...]) -> None:
    assert 1 <= len(flown) <= 4
    for segment in flown:
        km = kilometres(segment.origin, segment.destination)
        minutes = (segment.arrives.astimezone(UTC) - segment.departs.astimezone(UTC)).total_seconds() / 60
        assert km <= AIRCRAFT[segment.aircraft].reach
        assert km / 1000 * 60 + 20 < minutes < km / 420 * 60 + 60
        assert segment.departs.tzinfo == ZoneInfo(AIRPORTS[segment.origin].tz)
        assert segment.arrives.tzinfo == ZoneInfo(AIRPORTS[segment.destination].tz)
        assert segment.number.startswith(segment.carrier)
        assert segment.carrier_name == CARRIERS[segment.carrier].name
    for before, after in pairwise(flown):
        change = after.departs.astimezone(UTC) - before.arrives.astimezone(UTC)
        assert before.destination == after.origin
        assert timedelta(minutes=45) <= change <= timedelta(hours=25)


codes = st.sampled_from(sorted(AIRPORTS))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    origin=codes,
    destination=codes,
    ahead=st.integers(0, 359),
    nights=st.none() | st.integers(0, 30),
    cabin=st.sampled_from(["economy", "economy", "premium_economy", "business", "first"]),
    nonstop=st.booleans(),
    party=st.builds(Party, st.integers(1, 4), st.lists(st.integers(2, 11), max_size=2).map(tuple), st.integers(0, 1)),
    hour=st.integers(0, 23),
)
async def test_every_answer_is_sound(
    flights: DemoFlights,
    origin: str,
    destination: str,
    ahead: int,
    nights: int | None,
    cabin: str,
    nonstop: bool,
    party: Party,
    hour: int,
) -> None:
    now = NOW.replace(hour=hour)
    depart = NOW.date() + timedelta(days=ahead)
    back = None if nights is None else depart + timedelta(days=nights)
    query = ask(f"{origin}-{destination}", depart, back, cabin=cabin, nonstop=nonstop, party=party)
    offers = await flights.search(query, now=now) if origin != destination else []
    check_sound(offers, query, now)
    assert all(offer.cabin == cabin for offer in offers)
    assert not nonstop or all(offer.stops == 0 for offer in offers)
    for offer in offers[:3]:
        assert await flights.refresh(offer, now=now) == offer


@pytest.mark.parametrize(
    ("route", "low", "high"),
    [
        ("BER-LIS", 60, 160),
        ("MUC-LIS", 60, 170),
        ("WAW-LHR,LGW,STN", 50, 160),
        ("BER-BCN", 50, 150),
        ("VIE-ATH", 50, 150),
        ("FRA-JFK", 330, 700),
        ("LHR-JFK,EWR", 300, 650),
        ("CDG-JFK,EWR", 330, 700),
        ("CDG-YUL", 320, 700),
        ("FRA-BKK", 500, 1000),
        ("CDG-SIN", 550, 1100),
        ("MUC-HND,NRT", 520, 1100),
        ("AMS-DPS", 600, 1250),
        ("BER-SYD", 900, 1700),
        ("JFK-LAX", 150, 420),
        ("SFO-LHR", 400, 850),
        ("MAD-EZE", 550, 1150),
        ("LIS-FNC", 50, 150),
    ],
)
async def test_prices_three_months_ahead_are_believable(flights: DemoFlights, route: str, low: int, high: int) -> None:
    """The cheapest return in light, in February."""
    offers = await flights.search(ask(route, back=BACK), now=NOW)
    assert low <= offers[0].price.amount <= high
    assert offers[0].fare == "light"


@pytest.mark.parametrize(
    ("origin", "destination", "km"),
    [("BER", "LIS", 2310), ("LHR", "JFK", 5540), ("SIN", "SYD", 6290), ("NAN", "HNL", 5090)],
)
def test_great_circles(origin: str, destination: str, km: float) -> None:
    assert kilometres(origin, destination) == pytest.approx(km, rel=0.015)


async def test_block_times_and_the_wind(flights: DemoFlights) -> None:
    there = await flights.search(ask("LHR-JFK", nonstop=True), now=NOW)
    back = await flights.search(ask("JFK-LHR", nonstop=True), now=NOW)
    west, east = (median(offer.minutes for offer in offers) for offers in (there, back))
    assert 400 <= east < west <= 500
    short = await flights.search(ask("BER-LIS", nonstop=True), now=NOW)
    assert all(175 <= offer.minutes <= 240 for offer in short)


async def test_times_are_local_on_both_sides_of_the_date_line(flights: DemoFlights) -> None:
    """Auckland to Honolulu arrives, by the clock, before it left."""
    offers = await flights.search(ask("AKL-HNL"), now=NOW)
    assert offers
    quickest = min(offers, key=lambda offer: offer.minutes)
    one = quickest.slices[0]
    assert one.arrives.replace(tzinfo=None) < one.departs.replace(tzinfo=None)
    assert 8 * 60 <= one.minutes <= 24 * 60


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31), date(2027, 3, 14), date(2027, 11, 7)])
async def test_clock_changes_keep_the_time_under_way(flights: DemoFlights, day: date) -> None:
    for route in ("BER-LIS", "LHR-JFK", "JFK-LAX", "JFK-CDG"):
        normal = {number_of(one): one for one in await flights.search(ask(route, day - timedelta(days=7)), now=NOW)}
        changed = {number_of(one): one for one in await flights.search(ask(route, day), now=NOW)}
        both = [number for number in normal.keys() & changed.keys() if "+" not in number]
        assert both
        for number in both:
            assert normal[number].minutes == changed[number].minutes
            assert normal[number].starts.time() == changed[number].starts.time()


def number_of(offer: FlightOffer) -> str:
    return "+".join(segment.number for segment in offer.slices[0].segments)


async def test_the_same_number_leaves_at_the_same_time_every_week(flights: DemoFlights) -> None:
    times: dict[str, set[str]] = {}
    for week in range(6):
        offers = await flights.search(ask("BER-LIS", OUT + timedelta(days=7 * week), nonstop=True), now=NOW)
        for offer in offers:
            times.setdefault(number_of(offer), set()).add(f"{offer.starts:%a %H:%M}")
    assert len(times) >= 3
    assert all(len(seen) == 1 for seen in times.values())


async def test_connections_change_at_hubs_of_the_carrier_or_its_alliance(flights: DemoFlights) -> None:
    changes = 0
    for route in ("FAO-HEL", "SJC-MAN", "KRK-SYD", "BER-SIN", "OPO-NRT"):
        for offer in await flights.search(ask(route), now=NOW):
            flown = offer.slices[0].segments
            for before, after in pairwise(flown):
                one, other = CARRIERS[before.carrier], CARRIERS[after.carrier]
                allied = bool(one.alliance) and one.alliance == other.alliance
                assert one == other or allied or one.code in other.partners or other.code in one.partners
                family = [c for c in CARRIERS.values() if one.alliance and c.alliance == one.alliance]
                assert any(after.origin in carrier.hubs for carrier in (one, other, *family))
                assert one != other or not one.low_cost or one.code in one.partners
                changes += 1
    assert changes > 20


async def test_detours_are_limited(flights: DemoFlights) -> None:
    for route in ("KRK-SYD", "FAO-HEL", "BER-SIN"):
        start, end = route.split("-")
        for offer in await flights.search(ask(route), now=NOW):
            flown = sum(kilometres(s.origin, s.destination) for s in offer.slices[0].segments)
            assert flown <= 1.4 * kilometres(start, end) + 900


async def test_big_pairs_have_several_carriers_and_small_ones_hardly_any_flight(flights: DemoFlights) -> None:
    big = await flights.search(ask("LHR-JFK", nonstop=True), now=NOW)
    assert len({offer.carriers for offer in big}) >= 3
    assert len({number_of(offer) for offer in big}) >= 6
    small = await flights.search(ask("USH-TOS", nonstop=True), now=NOW)
    assert small == []


async def test_low_cost_carriers_fly_inside_their_area_only(flights: DemoFlights) -> None:
    for route in ("JFK-LAX", "SYD-MEL", "DEL-BOM", "GRU-GIG"):
        carriers = {s.carrier for s in segments(await flights.search(ask(route, nonstop=True), now=NOW))}
        assert not carriers & {"FR", "U2", "W6", "VY"}
    assert {"FR", "U2", "W6", "VY"} & {s.carrier for s in segments(await flights.search(ask("BER-BCN"), now=NOW))}


async def test_nothing_leaves_within_ninety_minutes(flights: DemoFlights) -> None:
    offers = await flights.search(ask("LHR-JFK", NOW.date()), now=NOW)
    assert offers
    leaving = min(offers, key=lambda offer: offer.starts)
    almost = leaving.starts - timedelta(minutes=91)
    assert await flights.refresh(leaving, now=almost) is not None
    assert await flights.refresh(leaving, now=almost + timedelta(minutes=1)) is None
    late = NOW.replace(hour=23, minute=59)
    assert await flights.search(ask("BER-LIS", NOW.date()), now=late) == []


async def test_all_airports_of_a_city_are_searched(flights: DemoFlights) -> None:
    offers = await flights.search(ask("WAW-LHR,LGW,STN"), now=NOW)
    assert len({offer.slices[0].destination for offer in offers}) >= 2


async def test_unknown_airports_have_no_flights(flights: DemoFlights) -> None:
    assert await flights.search(ask("QQQ-LIS", back=BACK), now=NOW) == []
    assert await flights.search(ask("BER-BER"), now=NOW) == []


async def test_the_choice_is_varied(flights: DemoFlights) -> None:
    offers = await flights.search(ask("BER-LIS", back=BACK), now=NOW)
    outbound = [number_of(offer) for offer in offers if offer.fare == "light"]
    assert len(set(outbound)) >= 6
    assert max(outbound.count(number) for number in outbound) <= 4
    assert {"light", "classic", "flex"} <= {offer.fare for offer in offers}
    assert any(offer.stops == 0 for offer in offers)


async def test_one_reading_of_the_stock_serves_a_search(flights: DemoFlights, stock: MemoryStock) -> None:
    await flights.search(ask("WAW-LHR,LGW,STN", back=BACK), now=NOW)
    assert stock.reads == 1


def test_a_night_in_which_the_clock_changes_counts_its_real_hours() -> None:
    """Within one zone too, where Python subtracts clock times."""
    zone = ZoneInfo("Europe/Lisbon")
    evening, morning = datetime(2027, 3, 27, 22, tzinfo=zone), datetime(2027, 3, 28, 8, tzinfo=zone)
    night = Segment("TP", "TAP", "TP1", "LIS", "FNC", evening, morning, "Airbus A320neo")
    assert Slice((night,)).minutes == 9 * 60
