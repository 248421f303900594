"""Countries, states and hand-written regions as gazetteer entries, and the words that narrow a city down."""

from __future__ import annotations

from collections import defaultdict

from training.gazetteer.entry import Entry
from training.gazetteer.fame import area_prior, country_prior, subdivision_prior
from training.gazetteer.geo import Grid
from training.gazetteer.sources import Port, read_countries, split, table
from world.places.keys import alias_key
from world.places.store import CURATED, OTHER_LANGUAGE

_TOP = 5


def state_names() -> dict[str, str]:
    """{"US.OR": "Oregon"} of the reviewed table."""
    return {f"{row['country']}.{row['code']}": row["name"] for row in table("subdivisions")}


def build_countries(cities: list[Entry], ports: list[Port]) -> list[Entry]:
    """One entry a country, placed at its capital, with its busiest airports."""
    facts = read_countries()
    biggest: dict[str, Entry] = {}
    capitals: dict[str, Entry] = {}
    for city in sorted(cities, key=lambda city: city.population):
        biggest[city.country] = city
        if alias_key(facts.get(city.country, {}).get("capital", "")) in city.aliases:
            capitals[city.country] = city
    entries = []
    for row in table("countries"):
        code = row["country"]
        seat = capitals.get(code) or biggest.get(code)
        airports = [port for port in ports if port.country == code][:_TOP]
        if seat is None and not airports:
            continue
        where = seat or airports[0]
        population = int(facts.get(code, {}).get("population") or 0)
        entry = Entry(f"country:{code}", row["name"], "country", code, where.lat, where.lon, where.tz)
        entry.airports = tuple(port.code for port in airports) or (seat.airports if seat else ())
        entry.population, entry.prior = population, country_prior(population)
        entry.add_own_name(row["name"])
        for other in split(row["others"]):
            entry.add_alias(other, CURATED if other.isascii() else OTHER_LANGUAGE)
        entries.append(entry)
    return entries


def build_states(cities: list[Entry], airports: list[Entry]) -> list[Entry]:
    """One entry for each reviewed state or province that is not just the city of the same name."""
    members: dict[str, list[Entry]] = defaultdict(list)
    for city in cities:
        members[city.admin_code].append(city)
    served = _ports_by_state(cities, airports)
    slugs = {row["slug"] for row in table("regions")} | {"georgia"}
    entries = []
    for row in table("subdivisions"):
        code = f"{row['country']}.{row['code']}"
        towns = members[code]
        if not towns:
            continue
        slug = alias_key(row["name"]).replace(" ", "-")
        slug = f"{slug}-{row['country'].lower()}" if slug in slugs else slug
        slugs.add(slug)
        entries.append(_state(row, f"region:{slug}", code, towns, served.get(code, [])))
    return entries


def _ports_by_state(cities: list[Entry], airports: list[Entry]) -> dict[str, list[str]]:
    """{"US.OR": codes, busiest first}: an airport counts for the state of its own city, else of the nearest town."""
    grid = Grid(cities)
    served: dict[str, list[str]] = defaultdict(list)
    for port in airports:
        code = port.admin_code
        if not code:
            near = [(away, city) for away, city in grid.near(port.lat, port.lon, 80) if city.country == port.country]
            if not near:
                continue
            code = min(near, key=lambda pair: (pair[0], pair[1].id))[1].admin_code
        served[code].append(port.id[5:])
    return served


def _state(row: dict[str, str], number: str, code: str, towns: list[Entry], served: list[str]) -> Entry:
    people = sum(town.population for town in towns) or 1
    largest = max(towns, key=lambda town: (town.population, town.id))
    entry = Entry(
        id=number,
        name=row["name"],
        kind="region",
        country=row["country"],
        admin_code=code,
        admin=row["name"],
        lat=round(sum(town.lat * town.population for town in towns) / people, 4),
        lon=round(sum(town.lon * town.population for town in towns) / people, 4),
        tz=largest.tz,
        airports=tuple(served[:_TOP]) or largest.airports,
        population=people,
        prior=subdivision_prior(people),
    )
    if not any(alias_key(row["name"]) in town.aliases and town.prior > 0.3 for town in towns):
        entry.add_own_name(row["name"])
    for other in split(row["others"]):
        entry.add_alias(other, CURATED)
    return entry


def build_regions(cities: list[Entry], ports: list[Port]) -> list[Entry]:
    """The hand-written regions of world/data/regions.csv."""
    zones = {port.code: port.tz for port in ports}
    entries = []
    for row in table("regions"):
        airports = tuple(code for code in split(row["airports"]) if code in zones)
        if not airports:
            raise LookupError(f"world/data/regions.csv: {row['slug']} has no airport with traffic")
        entry = Entry(
            id=f"region:{row['slug']}",
            name=row["name"],
            kind="region",
            country=split(row["countries"])[0],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            tz=zones[airports[0]],
            airports=airports,
            prior=area_prior(row["fame"]),
        )
        entry.add_own_name(row["name"])
        for other in split(row["others"]):
            entry.add_alias(other, CURATED)
        entries.append(entry)
    return entries


def qualifiers(countries: list[Entry]) -> dict[str, list[str]]:
    """{"tx": ["US.TX"], "texas": ["US.TX"], "spain": ["ES"]}: what may follow a city's name to narrow it down."""
    words: dict[str, list[str]] = defaultdict(list)
    for country in countries:
        for key in (*country.aliases, country.country.lower()):
            words[key].append(country.country)
    for row in table("subdivisions"):
        code = f"{row['country']}.{row['code']}"
        for name in (row["name"], row["postal"], *split(row["others"])):
            key = alias_key(name)
            if key and code not in words[key]:
                words[key].append(code)
    return dict(words)
