"""What a sentence wants changed in a profile."""

from __future__ import annotations

from datetime import date

import pytest

from tests.fakes.samples import NOW
from travel.account.profile import Companion, Profile
from travel.account.update_profile import (
    read_birth_date,
    read_name,
    read_wanted,
    with_companion,
    without_companions,
)

LEO, ANNA = Companion("Leo Berg", date(2019, 5, 4)), Companion("Anna Berg")
MARTA = Profile("u", "marta@example.org", NOW, 1, name="Marta Berg", companions=(LEO, ANNA))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("please change my name to Marta van der Berg", "Marta van der Berg"),
        ("my surname is now Nowak", "Marta Nowak"),
        ("it's Katherine with a K in the profile", "Katherine"),
        ("I go by Alex now", "Alex"),
        ("my name is wrong in your records", None),
        ("my name has changed", None),
        ("remove the name Leo from the account", None),
    ],
)
def test_names(text: str, name: str | None):
    assert read_wanted(text, MARTA).name == name


@pytest.mark.parametrize(
    ("text", "name"), [("marta nowak", "Marta Nowak"), ("my name is Zoë", "Zoë"), ("42", None), ("the old one", None)]
)
def test_a_name_alone(text: str, name: str | None):
    assert read_name(text) == name


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("4 May 2019", date(2019, 5, 4)),
        ("the 4th of may, 2019", date(2019, 5, 4)),
        ("May 4, 2019", date(2019, 5, 4)),
        ("04.05.2019", date(2019, 5, 4)),
        ("2019-05-04", date(2019, 5, 4)),
        ("12/31/1980", date(1980, 12, 31)),
        ("31 February 2019", None),
        ("in May 2019", None),
    ],
)
def test_birth_dates(text: str, born: date | None):
    assert read_birth_date(text) == born


def test_where_months_come_first_the_fourth_of_may_is_written_so():
    assert read_birth_date("5/4/2019", month_first=True) == date(2019, 5, 4)
    assert read_birth_date("2019-05-04", month_first=True) == date(2019, 5, 4)


def test_travellers_are_added_completed_and_removed():
    mia = read_wanted("my daughter Mia, born 3 June 2021", MARTA).added
    assert mia == Companion("Mia", date(2021, 6, 3))
    assert with_companion(MARTA, mia).companions == (LEO, ANNA, mia)
    older = Companion("anna berg", date(1985, 3, 12))
    assert with_companion(MARTA, older).companions == (LEO, older)
    assert with_companion(MARTA, Companion("Leo Berg")).companions == (ANNA, LEO), "a known birth date is not lost"
    assert read_wanted("take Anna off my account", MARTA).removed == (1,)
    assert read_wanted("remove the first traveller", MARTA).removed == (0,)
    assert without_companions(MARTA, (0,)).companions == (ANNA,)


def test_ones_own_birth_date_is_a_travellers():
    assert read_wanted("my birthday is 1 February 1980", MARTA).added == Companion("Marta Berg", date(1980, 2, 1))


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("change my e-mail and my currency", ("email", "currency")),
        ("new home airport", ("home_airport",)),
        ("another language please", ("language",)),
        ("put my husband on the account", ("companions",)),
    ],
)
def test_what_is_only_named(text: str, topics: tuple[str, ...]):
    assert read_wanted(text, MARTA).topics == topics


@pytest.mark.parametrize("text", ["save my passport", "my new phone number", "change my home address"])
def test_what_a_profile_has_no_room_for(text: str):
    assert read_wanted(text, MARTA).not_kept


def test_money_of_several_countries_stays_open():
    assert read_wanted("my currency is the krone", MARTA).currencies == ("NOK", "DKK", "SEK")
