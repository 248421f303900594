"""Cities and airports as gazetteer entries."""

from __future__ import annotations

from dataclasses import dataclass

from training.gazetteer.entry import Entry
from training.gazetteer.fame import city_prior
from training.gazetteer.geo import Grid
from training.gazetteer.serving import serving, towns_of_ports
from training.gazetteer.sources import Port, Town, read_ports, read_towns, split, table
from world.places.keys import alias_key
from world.places.store import CURATED, ENGLISH, OTHER_LANGUAGE, OWN, UNTAGGED, WEIGHTS
from world.places.words import tier

_MANY_NAMES = 100_000  # towns below this bring their own name only: their lists are long and their names rarely typed
_NAMED_PORT = 0.01
_TOWN = 50_000
_SUBURB = 5_000


@dataclass
class Cities:
    """The result: city entries, airport entries, own airports by GeoNames id, metropolitan codes, admin names."""

    entries: list[Entry]
    airports: list[Entry]
    ports: list[Port]
    codes: dict[str, str]


def build_cities(admins: dict[str, str]) -> Cities:
    """Towns of 15,000 (some of 5,000), reviewed smaller ones and those with an airport; ``admins`` names "US.OR"."""
    towns, small = read_towns(15000), read_towns(500)
    ports, metros = read_ports()
    reviewed = _reviewed(towns, small)
    known = {town.id for town in towns}
    towns += [town for town in small if town.id not in known and (town.id in reviewed or _is_suburb(town))]
    own, added = towns_of_ports(ports, towns, small)
    towns += added
    grid = Grid(ports)
    _name_states(admins, towns, grid)
    entries = [_city(town, reviewed.get(town.id, {}), own.get(town.id, []), grid, admins) for town in towns]
    _drop_clones(entries)
    homes = _homes(own, {entry.id: entry for entry in entries})
    towns_near = Grid(entry for entry in entries if entry.population >= _TOWN)
    airports = [_airport(port, homes.get(port.code) or _closest(port, towns_near)) for port in ports]
    return Cities(entries, airports, ports, _metro_codes(metros, entries))


def _homes(own: dict[int, list[Port]], by_id: dict[str, Entry]) -> dict[str, Entry]:
    """{IATA code: the best-known of the towns that an airport is named after}."""
    homes: dict[str, Entry] = {}
    for number, served in own.items():
        town = by_id.get(f"gn:{number}")
        for port in served:
            if town and (port.code not in homes or town.prior > homes[port.code].prior):
                homes[port.code] = town
    return homes


def _closest(port: Port, grid: Grid[Entry]) -> Entry | None:
    near = [(away, entry) for away, entry in grid.near(port.lat, port.lon, 40) if entry.country == port.country]
    return min(near, key=lambda pair: (pair[0], pair[1].id))[1] if near else None


def _is_suburb(town: Town) -> bool:
    """Smaller towns where people name them as addresses, as they do in English-speaking countries."""
    return town.population >= _SUBURB and town.country in ("US", "CA", "GB", "IE", "AU", "NZ")


def _reviewed(towns: list[Town], small: list[Town]) -> dict[int, dict[str, str]]:
    wanted = {(row["country"], row["name"], row["admin"]): row for row in table("cities")}
    best: dict[tuple[str, str, str], Town] = {}
    for town in (*towns, *small):
        for key in ((town.country, town.name, town.admin), (town.country, town.name, "")):
            if key in wanted and (key not in best or town.population > best[key].population):
                best[key] = town
    missing = wanted.keys() - best.keys()
    if missing:
        raise LookupError(f"world/data/cities.csv names towns that GeoNames does not have: {sorted(missing)}")
    return {town.id: wanted[key] for key, town in best.items()}


def _name_states(admins: dict[str, str], towns: list[Town], grid: Grid[Port]) -> None:
    """Fill states that the reviewed table does not name with the name that most airports there carry."""
    votes: dict[str, dict[str, int]] = {}
    for town in towns:
        code = f"{town.country}.{town.admin}"
        if town.admin and code not in admins:
            for _, port in grid.near(town.lat, town.lon, 20):
                if port.region and port.country == town.country:
                    count = votes.setdefault(code, {})
                    count[port.region] = count.get(port.region, 0) + 1
    for code, count in votes.items():
        name = max(sorted(count), key=lambda region: count[region])
        if count[name] * 3 >= 2 * sum(count.values()):
            admins[code] = name


def _city(town: Town, row: dict[str, str], own: list[Port], grid: Grid[Port], admins: dict[str, str]) -> Entry:
    traffic = sum(port.traffic for port in own)
    name, admin = row.get("english") or town.name, f"{town.country}.{town.admin}"
    entry = Entry(
        id=f"gn:{town.id}",
        name=name,
        kind="city",
        city=name,
        country=town.country,
        admin_code=admin,
        admin=admins.get(admin, ""),
        airports=serving(town.lat, town.lon, own, grid, row.get("fame") == "5"),
        lat=town.lat,
        lon=town.lon,
        tz=town.tz,
        population=town.population,
        prior=city_prior(town.population, traffic, row.get("fame", "")),
    )
    entry.add_own_name(name)
    if alias_key(town.name) != alias_key(name):
        entry.add_alias(town.name, ENGLISH)
    for other in split(row.get("others", "")):
        entry.add_alias(other, CURATED)
    _add_untagged(entry, town, bool(own) or bool(row))
    return entry


def _add_untagged(entry: Entry, town: Town, known: bool) -> None:
    if town.population < _MANY_NAMES and not known:
        return
    for name in town.names:
        key = alias_key(name)
        # GeoNames mixes in codes, transcriptions by machine (all lower case) and short forms that are words.
        if name[:1].islower() or len(key) < 4 or name.isupper() or any(tier(word) for word in key.split()):
            continue
        if (
            name[:2].isascii()
            or any(char in "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒŠŚŁŽŻÜÚÙÝÞĐĆČ" for char in name[:1])
            or entry.prior > 0.5
        ):
            entry.add_alias(name, UNTAGGED)


def _drop_clones(entries: list[Entry]) -> None:
    """Remove the smaller of two entries of one name within 15 km (a city and its core): they are one to travellers."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (-entry.prior, entry.id)):
        groups.setdefault((entry.country, alias_key(entry.name)), []).append(entry)
    doomed: set[str] = set()
    for group in groups.values():
        kept: Grid[Entry] = Grid(())
        for entry in group:
            if any(True for _ in kept.near(entry.lat, entry.lon, 15)):
                doomed.add(entry.id)
            else:
                kept.add(entry)
    entries[:] = [entry for entry in entries if entry.id not in doomed]


_GENERIC = {"airport", "international", "intl", "regional", "municipal", "domestic", "field", "jetport"}


def _airport(port: Port, home: Entry | None) -> Entry:
    entry = Entry(
        id=f"iata:{port.code}",
        name=port.name if "airport" in port.name.lower() else f"{port.name} Airport",
        kind="airport",
        country=port.country,
        city=home.name if home else (port.towns[0] if port.towns else ""),
        admin_code=home.admin_code if home else "",
        admin=home.admin if home else "",
        airports=(port.code,),
        lat=port.lat,
        lon=port.lon,
        tz=port.tz,
        prior=round(port.traffic**0.5, 4),
    )
    if port.traffic >= _NAMED_PORT:
        for name in port.names:
            _name_port(entry, name, home)
    return entry


def _name_port(entry: Entry, name: str, home: Entry | None) -> None:
    key = alias_key(name)
    bare = " ".join(word for word in key.split() if word not in _GENERIC)
    taken = home is not None and (bare in home.aliases)
    if key != bare or len(key.split()) > 1 or not tier(key):
        entry.add_alias(name, OWN if not taken else OTHER_LANGUAGE)
    if bare and not taken and len(bare.split()) > 1:
        entry.add_alias(bare, OTHER_LANGUAGE)


def _metro_codes(metros: dict[str, tuple[str, float, float]], entries: list[Entry]) -> dict[str, str]:
    grid = Grid(entries)
    codes: dict[str, str] = {}
    for code, (name, lat, lon) in metros.items():
        key = alias_key(name)
        found = [entry for _, entry in grid.near(lat, lon, 40) if WEIGHTS[entry.aliases.get(key, -1)] > 0.4]
        if found:
            codes[code] = max(found, key=lambda entry: (entry.prior, entry.id)).id
    return codes
