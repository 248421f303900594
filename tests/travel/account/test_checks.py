"""What a profile can hold, and in which form."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from travel.account.checks import checked
from travel.account.profile import PREFERENCES, Companion, ProfileChange
from travel.errors import BadProfile

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("name", "  Marta   Kowalska ", "Marta Kowalska"),
        ("name", "李小龍", "李小龍"),
        ("home_airport", " ber", "BER"),
        ("currency", "pln", "PLN"),
        ("currency", "THB", "THB"),
        ("language", "DE", "de"),
        ("language", "pt_br", "pt-BR"),
        ("language", "zh-hant-tw", "zh-Hant-TW"),
        ("language", "es-419", "es-419"),
        ("language", "de-CH-1996", "de-CH-1996"),
        ("home_airport", None, None),
    ],
)
def test_values_in_the_form_that_is_kept(name: str, given: str | None, kept: str | None):
    assert checked(ProfileChange({name: given}), today=TODAY).values == {name: kept}


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", "x" * 121),
        ("name", "a\x00b"),
        ("name", "a\u202eb"),
        ("name", "\ud800"),
        ("name", 7),
        ("home_airport", "BERL"),
        ("home_airport", "B3R"),
        ("home_airport", "ÄÖÜ"),
        ("currency", "EURO"),
        ("currency", "XYZ"),
        ("currency", "e"),
        ("language", "german"),
        ("language", "de-"),
        ("language", "d"),
        ("email", "marta@example.org"),
        ("version", 3),
    ],
)
def test_values_that_no_profile_holds(name: str, given: Any):
    with pytest.raises(BadProfile) as refused:
        checked(ProfileChange({name: given}), today=TODAY)
    assert refused.value.field == name


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("seat", " window ", "window"),
        ("nonstop", False, False),
        ("bags", 0, 0),
        ("stars", 5, 5),
        ("cabin", "premium_economy", "premium_economy"),
        ("airlines", ("Lot", "Lot", "TAP "), ["Lot", "TAP"]),
        ("notes", [], []),
        ("meal", None, None),
    ],
)
def test_preferences_in_the_form_that_is_kept(name: str, given: Any, kept: Any):
    assert checked(ProfileChange({}, {name: given}), today=TODAY).preferences == {name: kept}


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("nonstop", 1),
        ("nonstop", "yes"),
        ("bags", True),
        ("bags", -1),
        ("bags", 10),
        ("bags", 1.0),
        ("stars", 0),
        ("stars", 6),
        ("cabin", "cargo"),
        ("airlines", "LOT"),
        ("airlines", ["LOT", 7]),
        ("airlines", ["x"] * 21),
        ("notes", ["x" * 121]),
        ("notes", [""]),
        ("seat", ["window"]),
        ("shoe_size", 43),
    ],
)
def test_preferences_that_no_profile_holds(name: str, given: Any):
    with pytest.raises(BadProfile) as refused:
        checked(ProfileChange({}, {name: given}), today=TODAY)
    assert refused.value.field == name


@pytest.mark.parametrize("name", sorted(PREFERENCES))
def test_every_preference_can_be_taken_away_and_takes_no_nonsense(name: str):
    assert checked(ProfileChange({}, {name: None}), today=TODAY).preferences == {name: None}
    with pytest.raises(BadProfile):
        checked(ProfileChange({}, {name: {"a": 1}}), today=TODAY)


def test_companions_in_the_form_that_is_kept():
    given = (Companion(" Ida  Kowalska", date(2026, 11, 21)), Companion("Jan", date(1896, 1, 1)), Companion("Ola"))
    kept = checked(ProfileChange(companions=given), today=TODAY).companions
    assert kept == (Companion("Ida Kowalska", date(2026, 11, 21)), *given[1:])
    assert checked(ProfileChange(companions=()), today=TODAY).companions == ()
    assert checked(ProfileChange(), today=TODAY).companions is None


@pytest.mark.parametrize(
    "companions",
    [
        (Companion("Ida", TODAY),),
        (Companion("Ida", date(2027, 1, 1)),),
        (Companion("Ida", date(1895, 12, 31)),),
        (Companion(" "),),
        (Companion("Ida"),) * 21,
    ],
)
def test_companions_that_cannot_be(companions: tuple[Companion, ...]):
    with pytest.raises(BadProfile) as refused:
        checked(ProfileChange(companions=companions), today=TODAY)
    assert refused.value.field == "companions"
