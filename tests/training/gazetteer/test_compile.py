"""The compiler: the same file every time, and reviewed tables that name what exists."""

from __future__ import annotations

import json
from typing import Any

import pytest

from training.gazetteer.compile import compile_gazetteer
from training.gazetteer.fame import city_prior
from training.gazetteer.geo import Grid, distance_km
from training.gazetteer.serving import serving
from training.gazetteer.sources import Port, Town, split, table
from world.places.store import FILE_NAME


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, int], str, str]:
    """(counts, first file, second file)."""
    one, two = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two")
    counts = compile_gazetteer(one)
    compile_gazetteer(two)
    return counts, (one / FILE_NAME).read_text(encoding="ascii"), (two / FILE_NAME).read_text(encoding="ascii")


def test_the_same_inputs_give_the_same_bytes(twice: tuple[dict[str, int], str, str]) -> None:
    assert twice[1] == twice[2]


def test_counts_match_the_file(twice: tuple[dict[str, int], str, str]) -> None:
    counts, text, _ = twice
    document: dict[str, Any] = json.loads(text)
    kinds = [row.split("\t")[2] for row in document["places"]]
    assert {kind: kinds.count(kind) for kind in ("city", "airport", "region", "country")} == {
        kind: counts[kind] for kind in ("city", "airport", "region", "country")
    }
    assert counts["city"] > 34_000
    assert counts["airport"] > 3_500
    assert counts["region"] > 500
    assert counts["country"] > 230
    assert counts["names"] == len(document["aliases"])


def test_ids_are_unique_and_the_most_famous_come_first(twice: tuple[dict[str, int], str, str]) -> None:
    rows = [row.split("\t") for row in json.loads(twice[1])["places"]]
    assert len({row[0] for row in rows}) == len(rows)
    priors = [float(row[-1]) for row in rows]
    assert priors == sorted(priors, reverse=True)
    assert all(0 <= prior <= 1 for prior in priors)


def test_every_alias_points_at_a_place(twice: tuple[dict[str, int], str, str]) -> None:
    document = json.loads(twice[1])
    size = len(document["places"]) * 8
    for key, value in document["aliases"].items():
        assert key == key.strip().lower()
        assert all(0 <= number < size for number in (value if isinstance(value, list) else [value]))


@pytest.mark.parametrize("name", ["cities", "regions", "subdivisions", "countries", "airports", "nicknames"])
def test_tables_have_no_row_twice(name: str) -> None:
    keys = {"cities": ("country", "name", "admin"), "subdivisions": ("country", "code"), "regions": ("slug",)}
    rows = list(table(name))
    columns = keys.get(name, (next(iter(rows[0])),))
    seen = [tuple(row[column] for column in columns) for row in rows]
    assert len(set(seen)) == len(seen), sorted({key for key in seen if seen.count(key) > 1})


def test_regions_lie_where_a_region_can() -> None:
    for row in table("regions"):
        assert -90 <= float(row["lat"]) <= 90
        assert -180 <= float(row["lon"]) <= 180
        assert row["fame"] in "12345"
        assert all(len(code) == 2 for code in split(row["countries"]))


def test_fame_grows_with_people_and_traffic_and_obeys_the_review() -> None:
    assert city_prior(50_000, 0, "") < city_prior(500_000, 0, "") < city_prior(500_000, 0.2, "")
    assert city_prior(20_000, 0, "5") > city_prior(20_000_000, 0, "1") * 0.8
    assert city_prior(900_000, 0.1, "0") <= 0.12


def test_distance_and_grid_agree_across_the_date_line() -> None:
    assert distance_km(52.52, 13.405, 48.857, 2.352) == pytest.approx(878, abs=5)
    town = Town(1, "Edge", "FJ", "", -17.0, -179.95, "Pacific/Fiji", 10, [])
    assert [found.id for _, found in Grid([town]).near(-17.0, 179.95, 30)] == [1]


def _port(code: str, lat: float, traffic: float) -> Port:
    return Port(code, code, "XX", lat, 0.0, "UTC", traffic, "", [])


def test_a_town_uses_its_own_airport_and_a_small_one_a_bigger_neighbour_too() -> None:
    own, big = _port("OWN", 50.0, 0.2), _port("BIG", 50.6, 0.6)
    assert serving(50.0, 0.0, [own], Grid([own, big])) == ("OWN",)
    tiny = _port("TNY", 50.0, 0.005)
    assert serving(50.0, 0.0, [tiny], Grid([tiny, big])) == ("BIG", "TNY")
    assert serving(50.0, 0.0, [], Grid([big])) == ("BIG",)
    assert serving(53.0, 0.0, [], Grid([big])) == ("BIG",)  # 270 km away, and nothing nearer
