"""The gazetteer's other questions: by id and code, around a point, by first letters; and what a place knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from world.places import Gazetteer, Place, label, to_slot


def city(gazetteer: Gazetteer, text: str) -> Place:
    """The one place that ``text`` names."""
    (match,) = gazetteer.find(text)
    return match.place


def test_ids_lead_back_to_their_places(gazetteer: Gazetteer) -> None:
    for number in ("gn:2267057", "iata:JFK", "country:PT", "region:tuscany"):
        place = gazetteer.by_id(number)
        assert place is not None
        assert place.id == number
    assert gazetteer.by_id("gn:0") is None


def test_airports_are_found_by_code_in_any_case(gazetteer: Gazetteer) -> None:
    lisbon = gazetteer.airport("lis")
    assert lisbon is not None
    assert (lisbon.kind, lisbon.city, lisbon.country, lisbon.airports) == ("airport", "Lisbon", "PT", ("LIS",))
    assert lisbon.tz == "Europe/Lisbon"
    assert gazetteer.airport("QQQ") is None


def test_an_airport_belongs_to_its_best_known_town(gazetteer: Gazetteer) -> None:
    cities = {code: found.city for code in ("EWR", "LHR", "BGY", "CIA", "ORY") if (found := gazetteer.airport(code))}
    assert cities == {"EWR": "New York", "LHR": "London", "BGY": "Milan", "CIA": "Rome", "ORY": "Paris"}


def test_airports_come_busiest_first_and_all_have_traffic(gazetteer: Gazetteer) -> None:
    weights = [airport.prior for airport in gazetteer.airports()]
    assert len(weights) > 3000
    assert weights == sorted(weights, reverse=True)
    assert 0 < weights[-1] <= weights[0] <= 1
    codes = {airport.airports[0] for airport in gazetteer.airports()}
    assert {"LIS", "JFK", "SIN", "TQO", "KTI"} <= codes
    assert not {"TEB", "PNH"} & codes  # business jets only, and closed


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("Lisbon", {"LIS"}),
        ("London", {"LHR", "LGW", "STN", "LTN", "LCY"}),
        ("Milan", {"MXP", "LIN", "BGY"}),
        ("Rome", {"FCO", "CIA"}),
        ("New York", {"JFK", "EWR", "LGA"}),
        ("Los Angeles", {"LAX", "BUR", "SNA"}),
        ("Washington DC", {"IAD", "DCA", "BWI"}),
        ("Cambridge MA", {"BOS"}),
        ("Oxford, England", {"LHR"}),
        ("Toledo Spain", {"MAD"}),
        ("Tuscany", {"FLR", "PSA"}),
        ("Hallstatt", {"SZG"}),
    ],
)
def test_places_know_the_airports_that_serve_them(gazetteer: Gazetteer, said: str, codes: set[str]) -> None:
    assert codes <= set(city(gazetteer, said).airports)


def test_every_place_has_airports_time_zone_and_fame(gazetteer: Gazetteer) -> None:
    for place in gazetteer.cities(500_000):
        assert place.airports, place
        assert "/" in place.tz, place
        assert 0 < place.prior <= 1, place
        assert all(gazetteer.airport(code) for code in place.airports), place


def test_cities_are_cut_by_population_and_ordered_by_fame(gazetteer: Gazetteer) -> None:
    cities = gazetteer.cities(1_000_000)
    assert all(place.kind == "city" and place.population >= 1_000_000 for place in cities)
    assert [place.prior for place in cities] == sorted((place.prior for place in cities), reverse=True)
    assert {"Tokyo", "Lagos", "São Paulo"} <= {place.name for place in cities}


def test_airports_near_a_point_come_nearest_first(gazetteer: Gazetteer) -> None:
    codes = [airport.airports[0] for airport in gazetteer.near(51.507, -0.128, 60)]
    assert codes[0] == "LCY"
    assert {"LHR", "LGW", "LTN", "STN"} <= set(codes)
    assert "BHX" not in codes
    assert gazetteer.near(0.0, -30.0, 50) == []


def test_near_works_across_the_date_line(gazetteer: Gazetteer) -> None:
    nadi = gazetteer.airport("NAN")
    assert nadi is not None
    codes = {airport.airports[0] for airport in gazetteer.near(nadi.lat, -179.9, 500)}
    assert "NAN" in codes


def test_completion_offers_the_famous_first(gazetteer: Gazetteer) -> None:
    assert gazetteer.complete("lon")[0].name == "London"
    assert gazetteer.complete("münch")[0].name == "Munich"
    assert gazetteer.complete("SFO")[0].id == "iata:SFO"
    assert [place.name for place in gazetteer.complete("new y", limit=1)] == ["New York"]
    assert gazetteer.complete("  ") == []
    assert gazetteer.complete("qzxqzx") == []


def test_completing_prefers_names_on_the_map_and_forgives_a_slip(gazetteer):
    assert gazetteer.complete("san")[0].name == "San Francisco"
    assert gazetteer.complete("SAN")[0].id == "iata:SAN"
    assert gazetteer.complete("lis")[0].kind == "city"
    for slip in ("bracelona", "barcelna", "barceloma", "barrcelona"):
        assert gazetteer.complete(slip)[0].name == "Barcelona", slip
    assert gazetteer.complete("barc")[0].name == "Barcelona"
    assert all(place.name != "Barcelona" for place in gazetteer.complete("bcx"))


def test_labels_tell_rivals_apart(gazetteer: Gazetteer) -> None:
    (match,) = gazetteer.find("portland")
    assert [label(match.place), *map(label, match.others)] == ["Portland, Oregon", "Portland, Maine"]
    (match,) = gazetteer.find("georgia")
    assert [label(match.place), *map(label, match.others)] == ["Georgia", "Georgia, United States"]
    assert label(city(gazetteer, "lisbon")) == "Lisbon"
    assert label(city(gazetteer, "san jose costa rica")) == "San José, Costa Rica"
    assert label(city(gazetteer, "Heathrow")) == "London Heathrow Airport (LHR)"


def test_a_hint_favours_the_country(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("birmingham")[0].place.country == "GB"
    assert gazetteer.find("georgia", "US")[0].place.country == "US"


def test_the_slot_of_a_match_is_plain_json_with_its_rivals(gazetteer: Gazetteer) -> None:
    (match,) = gazetteer.find("to portland")
    slot = to_slot(match)
    assert json.loads(json.dumps(slot)) == slot
    assert set(slot) == {
        *("id", "text", "name", "kind", "city", "country", "airports", "lat", "lon", "tz", "admin", "others"),
    }
    assert (slot["text"], slot["name"], slot["airports"][0]) == ("portland", "Portland", "PDX")
    assert [other["admin"] for other in slot["others"]] == ["Maine"]
    assert "others" not in slot["others"][0]


def test_score_is_fame_times_weight_of_the_name(gazetteer: Gazetteer) -> None:
    own, other = gazetteer.find("Munich")[0], gazetteer.find("Monachium")[0]
    assert own.place == other.place
    assert 0 < other.score < own.score <= 1
    assert own.score == pytest.approx(own.place.prior, abs=1e-3)


def test_loading_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Gazetteer.load(tmp_path)
    (tmp_path / "gazetteer.json").write_text('{"format": 99}', encoding="ascii")
    with pytest.raises(ValueError, match="compile it anew"):
        Gazetteer.load(tmp_path)
