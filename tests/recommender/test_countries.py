"""Facts of countries, and phrases: every file is right in shape, they agree with each other and with the world."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from recommender.catalogue import CatalogueError, read_catalogue
from recommender.countries import FileCountries
from tests.house.tree import ROOT
from travel.facts import EU, Country, Phrase
from world.exchange import currency_name
from world.languages import find_languages, language_name
from world.phrases import read_phrases
from world.places.model import country_name

FOLDER = ROOT / "data" / "catalogue"
FACTS = FileCountries(FOLDER)
CODES = sorted(path.stem for path in (FOLDER / "countries").glob("*.yml"))
LANGUAGES = FACTS.languages()
OWN_MONEY = {"CZ": "CZK", "DK": "DKK", "HU": "HUF", "PL": "PLN", "RO": "RON", "SE": "SEK"}
LEFT = frozenset(
    "GB IE MT CY JE GG IM JP HK MO TH MY SG ID BN TL IN PK BD LK NP BT MV AU NZ PG FJ SB TO WS KI NR TV CK NU TK NF PN "
    "ZA NA BW LS SZ ZW ZM MZ MW TZ KE UG MU SC JM BS BB TT AG DM LC VC GD KN GY SR BM KY VG VI TC AI MS FK SH "
    "CX CC".split()
)


def facts(code: str) -> Country:
    known = FACTS.country(code)
    assert known is not None, code
    return known


@cache
def every() -> list[Country]:
    return [facts(code) for code in CODES]


@pytest.mark.parametrize("code", CODES)
def test_a_country_file_is_right_in_shape(code: str):
    known = facts(code)
    assert country_name(code) != code, "no country of the world"
    assert known.as_of >= "2023-01"
    assert currency_name(known.currency) != known.currency
    assert [code for code in known.also if currency_name(code) == code or code == known.currency] == []
    assert known.languages[0] in LANGUAGES, "no phrases in the language that helps most"
    assert [code for code in known.languages if language_name(code) is None] == []
    assert len(set(known.plugs)) == len(known.plugs)
    assert known.safety.endswith(".")
    assert known.tipping.endswith(".")
    assert known.entry.note.endswith(".")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_file_is_right_in_shape(code: str):
    language = FACTS.language(code)
    assert language is not None
    assert language.name == language_name(code)
    assert [found for _, _, found in find_languages(f"in {language.name}")] == [code]
    texts = [said.text for said in language.phrases.values()]
    assert len(set(texts)) >= len(texts) - 2, "one text for several phrases"
    assert not any(said.text != said.text.strip() or said.say != said.say.strip() for said in language.phrases.values())


def test_every_phrase_can_be_asked_for():
    ways = "hello goodbye please thanks yes no sorry help cheers".split()
    ways += ["excuse me", "how much is it", "where is the toilet", "I don't understand"]
    assert {key for way in ways for key in read_phrases(f"how do you say {way} in Thai").keys} == set(get_args(Phrase))


def test_every_country_with_a_destination_has_facts():
    wanted = {one.country for one in read_catalogue(FOLDER / "destinations")}
    assert sorted(wanted - set(CODES)) == []


def test_most_of_the_world_is_known():
    assert len(CODES) >= 220
    assert set(CODES) >= EU


def test_members_of_the_union_pay_in_euros_or_their_own():
    assert {code for code in EU if facts(code).currency != OWN_MONEY.get(code, "EUR")} == set()


def test_who_drives_on_the_left():
    assert {one.country for one in every() if one.drives == "left"} == LEFT & set(CODES)


def test_mains_agree_with_each_other():
    odd = [one.country for one in every() if set(one.plugs) <= {"A", "B"} and min(one.voltage) > 240]
    odd += [one.country for one in every() if "G" in one.plugs and max(one.voltage) < 200]
    assert odd == []


def test_in_the_union_112_reaches_everybody_and_nobody_has_malaria():
    assert {code for code in EU if facts(code).emergency.get("all") != "112"} == set()
    assert {code for code in EU if facts(code).vaccinations.malaria != "none"} == set()


def test_the_schengen_area():
    members = (EU - {"IE", "CY"}) | {"NO", "IS", "CH", "LI"}
    assert {code for code in members if facts(code).entry.scheme != "schengen"} == set()
    others = {one.country for one in every() if one.entry.scheme == "schengen"} - members
    assert others <= {"AX", "MC", "SM", "VA"}


SPOT_CHECKS: list[tuple[str, str, Any]] = [
    ("PT", "plugs", {"C", "F"}),
    ("GB", "plugs", {"G"}),
    ("IE", "plugs", {"G"}),
    ("CH", "plugs", {"C", "J"}),
    ("IT", "plugs", {"C", "F", "L"}),
    ("US", "plugs", {"A", "B"}),
    ("JP", "plugs", {"A", "B"}),
    ("AU", "plugs", {"I"}),
    ("ZA", "plugs", {"C", "D", "M", "N"}),
    ("BR", "plugs", {"C", "N"}),
    ("JP", "voltage", {100}),
    ("US", "voltage", {120}),
    ("DE", "voltage", {230}),
    ("JP", "frequency", {50, 60}),
    ("KR", "frequency", {60}),
    ("CH", "currency", "CHF"),
    ("HR", "currency", "EUR"),
    ("TH", "currency", "THB"),
    ("SV", "currency", "USD"),
    ("EC", "currency", "USD"),
    ("ME", "currency", "EUR"),
    ("SN", "currency", "XOF"),
    ("PF", "currency", "XPF"),
    ("US", "emergency", {"all": "911"}),
    ("BR", "emergency", {"police": "190", "ambulance": "192", "fire": "193"}),
    ("CH", "tap_water", "safe"),
    ("IN", "tap_water", "bottled"),
    ("EG", "tap_water", "bottled"),
    ("BR", "languages", "pt"),
    ("AT", "languages", "de"),
    ("MA", "languages", "ar"),
    ("TH", "drives", "left"),
    ("SE", "drives", "right"),
]


@pytest.mark.parametrize(
    ("code", "name", "wanted"), SPOT_CHECKS, ids=lambda value: str(sorted(value) if isinstance(value, set) else value)
)
def test_facts_that_anybody_can_look_up(code: str, name: str, wanted: Any):
    known = getattr(facts(code), name)
    if name == "languages":
        assert known[0] == wanted
    elif isinstance(wanted, dict):
        assert {key: known.get(key) for key in wanted} == wanted
    else:
        assert (set(known) if isinstance(known, tuple) else known) == wanted


@pytest.mark.parametrize(
    ("code", "malaria", "yellow_fever"),
    [
        ("KE", {"widespread", "some_regions"}, "from_risk_countries"),
        ("GH", {"widespread"}, "all_arrivals"),
        ("UG", {"widespread"}, None),
        ("JP", {"none"}, "none"),
        ("MU", {"none"}, "from_risk_countries"),
    ],
)
def test_fevers(code: str, malaria: set[str], yellow_fever: str | None):
    known = facts(code).vaccinations
    assert known.malaria in malaria
    assert yellow_fever in (None, known.yellow_fever)


def _written(folder: Path, name: str, text: str) -> FileCountries:
    (folder / "countries").mkdir()
    (folder / "countries" / name).write_text(text, encoding="utf-8")
    return FileCountries(folder)


def test_what_has_no_file_is_unknown(tmp_path: Path):
    assert FileCountries(tmp_path).country("PT") is None
    assert FileCountries(tmp_path).language("pt") is None
    assert FileCountries(tmp_path).languages() == []


@pytest.mark.parametrize("text", ["country: DE\n", "- PT\n", "country: PT\nplugs: [Z]\n"])
def test_a_broken_file_is_named(tmp_path: Path, text: str):
    with pytest.raises(CatalogueError, match=r"PT\.yml"):
        _written(tmp_path, "PT.yml", text).country("PT")
