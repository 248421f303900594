"""The catalogue as it stands, and what the reader refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from recommender.catalogue import CatalogueError, Destination, read_catalogue

FOLDER = Path(__file__).resolve().parents[2] / "data" / "catalogue" / "destinations"


def test_there_are_at_least_a_hundred_and_fifty(destinations: list[Destination]):
    assert len(destinations) >= 150
    assert len({one.country for one in destinations}) >= 70
    assert [one.id for one in destinations] == sorted(one.id for one in destinations)


def test_best_months_are_not_the_worst(destinations: list[Destination]):
    """Nowhere is it best to go when more than every other day is wetter than in a typical month there."""
    for one in destinations:
        best = [one.climate.rain_days[month - 1] for month in one.best_months]
        assert sum(best) / len(best) <= sum(one.climate.rain_days) / 12 + 6, one.id


def test_seasons_are_the_right_way_round(destinations: list[Destination]):
    for one in destinations:
        july, january = one.climate.high[6], one.climate.high[0]
        if one.lat > 35:
            assert july > january, one.id
        if one.lat < -30:
            assert january > july, one.id


def entry(**changes: Any) -> dict[str, Any]:
    (first, *_) = yaml.safe_load((FOLDER / "PT.yml").read_text(encoding="utf-8"))["destinations"]
    return {**first, **changes}


def write(folder: Path, *entries: dict[str, Any], country: str = "PT", name: str = "PT.yml") -> Path:
    content = {"country": country, "destinations": list(entries)}
    (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return folder


def test_a_good_entry_is_read(tmp_path: Path):
    assert [one.country for one in read_catalogue(write(tmp_path, entry()))] == ["PT"]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"kinds": ["metropolis"]}, "unknown kind: metropolis"),
        ({"tags": {"beach": 0.5, "food": 0.5, "art": 0.5, "wine": 0.5, "fun": 0.5}}, "unknown tag: fun"),
        ({"area": "atlantis"}, "unknown area"),
        ({"for_whom": ["couples", "robots"]}, "unknown audience: robots"),
        ({"description": "Too short."}, "60 to 120"),
        ({"cost": {"low": 90, "mid": 80, "high": 300}}, "rise from low to high"),
        ({"airports": ["lis"]}, "airports"),
        ({"lat": 91}, "lat"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, changes: dict[str, Any], complaint: str):
    with pytest.raises(CatalogueError, match=complaint) as refusal:
        read_catalogue(write(tmp_path, entry(**changes)))
    assert str(refusal.value).startswith("PT.yml, ")


def test_lows_stay_below_highs(tmp_path: Path):
    climate = {**entry()["climate"], "low": [50] * 12}
    with pytest.raises(CatalogueError, match="month 1"):
        read_catalogue(write(tmp_path, entry(climate=climate)))


def test_a_file_belongs_to_its_country_and_an_id_stands_once(tmp_path: Path):
    with pytest.raises(CatalogueError, match=r"ES\.yml: country must be ES"):
        read_catalogue(write(tmp_path, entry(), name="ES.yml"))
    (tmp_path / "ES.yml").unlink()
    with pytest.raises(CatalogueError, match="stands twice"):
        read_catalogue(write(tmp_path, entry(), entry()))
