"""Whose passport or plug, and which country's visa or money."""

from __future__ import annotations

import pytest

from world.nationalities import find_demonyms, is_home, nationality_of
from world.places.model import country_name


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("do Germans need a visa for Laos", "DE"),
        ("visa for laos as an indian", "IN"),
        ("with a german passport", "DE"),
        ("I hold an Irish passport, may I enter Oman", "IE"),
        ("we have Swiss passports", "CH"),
        ("my husband is coming too, he is Brazilian", "BR"),
        ("entry rules for french people", "FR"),
        ("I'm a US citizen", "US"),
        ("can UK nationals go to Cuba", "GB"),
        ("do EU citizens need anything", "EU"),
        ("do british and irish citizens need a visa", "GB"),
        ("is it visa free for Americans", "US"),
        ("and for new zealanders?", "NZ"),
    ],
)
def test_passports_are_found(text: str, country: str):
    assert nationality_of(text) == country


@pytest.mark.parametrize(
    "text",
    [
        "do I need a chinese visa",
        "what about the turkish e-visa",
        "tell all of us about visas",
        "polish my shoes",
        "a swede or a pole",
        "is the Thai embassy open",
        "will my French hairdryer work",
        "",
    ],
)
def test_other_adjectives_are_nobodys_passport(text: str):
    assert nationality_of(text) is None


@pytest.mark.parametrize(
    ("text", "country", "use"),
    [
        ("do I need a chinese tourist visa", "CN", "country"),
        ("euros to japanese money", "JP", "country"),
        ("are turkish sockets different", "TR", "country"),
        ("will a UK plug work", "GB", "thing"),
        ("do european chargers fit", "EU", "thing"),
        ("my German electric plug", "DE", "thing"),
    ],
)
def test_what_an_adjective_belongs_to(text: str, country: str, use: str):
    assert [(one.country, one.use) for one in find_demonyms(text)] == [(country, use)]


@pytest.mark.parametrize(
    ("text", "place", "home"),
    [
        ("I'm from India, what do I need", "India", True),
        ("citizens of Brazil", "Brazil", True),
        ("someone originally from the Philippines", "Philippines", True),
        ("a flight from India", "India", False),
        ("the capital of Brazil", "Brazil", False),
    ],
)
def test_where_somebody_comes_from(text: str, place: str, home: bool):
    assert is_home(text, text.index(place)) is home


def test_every_country_of_the_table_is_one():
    codes = {one.country for one in find_demonyms("Thai visa, Greek visa, Malagasy visa, Emirati visa")}
    assert {country_name(code) for code in codes} == {"Thailand", "Greece", "Madagascar", "United Arab Emirates"}
