"""Puts the parts together and writes the one file."""

from __future__ import annotations

import json
from pathlib import Path

from training.gazetteer.areas import build_countries, build_regions, build_states, qualifiers, state_names
from training.gazetteer.cities import build_cities
from training.gazetteer.entry import Entry
from training.gazetteer.sources import table
from world.places.keys import alias_key
from world.places.store import CURATED, ENGLISH, FILE_NAME, FORMAT, UNTAGGED, pack, row_of
from world.places.words import tier

_IMPORTANT = 2000
_CANDIDATES = 12


def compile_gazetteer(out: Path) -> dict[str, int]:
    """Write the gazetteer into folder ``out`` and return what was counted; the same inputs give the same bytes."""
    admins = state_names()
    cities = build_cities(admins)
    countries = build_countries(cities.entries, cities.ports)
    regions = build_regions(cities.entries, cities.ports)
    states = _new_states(build_states(cities.entries, cities.airports), regions)
    entries = [*cities.entries, *cities.airports, *countries, *states, *regions]
    _add_nicknames(entries)
    entries.sort(key=lambda entry: (-entry.prior, entry.id))
    numbers = {entry.id: number for number, entry in enumerate(entries)}
    aliases = _aliases(entries)
    codes = {entry.id[5:]: numbers[entry.id] for entry in cities.airports}
    codes.update({code: numbers[number] for code, number in cities.codes.items() if code not in codes})
    document = {
        "format": FORMAT,
        "places": [row_of(entry) for entry in entries],
        "aliases": {key: packed[0] if len(packed) == 1 else packed for key, packed in sorted(aliases.items())},
        "codes": dict(sorted(codes.items())),
        "qualifiers": dict(sorted(qualifiers(countries).items())),
        "important": _important(entries),
    }
    out.mkdir(parents=True, exist_ok=True)
    # ASCII: one rare letter would make Python hold the whole text with four bytes a character while it is read.
    text = json.dumps(document, ensure_ascii=True, separators=(",", ":"))
    (out / FILE_NAME).write_text(text, encoding="ascii")
    kinds = {kind: sum(entry.kind == kind for entry in entries) for kind in ("city", "airport", "region", "country")}
    return {**kinds, "names": len(aliases), "codes": len(codes), "bytes": len(text)}


def _new_states(states: list[Entry], regions: list[Entry]) -> list[Entry]:
    """States that no hand-written region describes already; that region takes over the state's code."""
    by_name = {(region.country, alias_key(region.name)): region for region in regions}
    kept = []
    for state in states:
        region = by_name.get((state.country, alias_key(state.name)))
        if region is None:
            kept.append(state)
            continue
        region.admin_code = state.admin_code
        for key, level in state.aliases.items():
            region.add_alias(key, level)
    return kept


def _add_nicknames(entries: list[Entry]) -> None:
    by_id = {entry.id: entry for entry in entries}
    cities: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.prior):
        if entry.kind == "city":
            cities[f"{entry.name}|{entry.country}"] = entry
    for row in table("nicknames"):
        target = by_id.get(row["target"]) or cities[row["target"]]
        target.add_alias(row["name"], CURATED)


def _aliases(entries: list[Entry]) -> dict[str, list[int]]:
    """{key: packed candidates, best first}; a name that GeoNames lists without a language yields to anyone's own."""
    aliases: dict[str, list[tuple[float, int, int]]] = {}
    for number, entry in enumerate(entries):
        for key, level in entry.aliases.items():
            packed = pack(number, level)
            aliases.setdefault(key, []).append((-packed.weight * entry.prior, packed.value, level))
    for key, found in aliases.items():
        if any(level < UNTAGGED for _, _, level in found):
            aliases[key] = [item for item in found if item[2] < UNTAGGED]
    return {key: [value for _, value, _ in sorted(found)[:_CANDIDATES]] for key, found in aliases.items()}


def _important(entries: list[Entry]) -> list[str]:
    """Names worth correcting typos towards: of the most famous places, five letters or more."""
    names: dict[str, None] = {}
    for entry in (entry for entry in entries if entry.kind != "airport"):
        for key, level in entry.aliases.items():
            if level <= ENGLISH and len(key) >= 5 and not key.startswith("the ") and not tier(key):
                names.setdefault(key)
        if len(names) >= _IMPORTANT:
            break
    return sorted(list(names)[:_IMPORTANT])
