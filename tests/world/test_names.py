"""Names out of an answer to "who travels?"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from world.names import read_names

FOUND = [
    ("Marta Kowalska and Jan Nowak", 2, ["Marta Kowalska", "Jan Nowak"]),
    ("marta kowalska, jan nowak", 2, ["Marta Kowalska", "Jan Nowak"]),
    ("MARTA KOWALSKA JAN NOWAK", 2, ["Marta Kowalska", "Jan Nowak"]),
    ("me: Ana Sá and my son Leo Sá (4)", 2, ["Ana Sá", "Leo Sá"]),
    ("my wife Anna Nowak and I am Jan Nowak", 2, ["Anna Nowak", "Jan Nowak"]),
    ("it's Jan Nowak", 1, ["Jan Nowak"]),
    ("Mr John Smith, thanks", 1, ["John Smith"]),
    ("1. Ana Sá\n2. Leo Sá", 2, ["Ana Sá", "Leo Sá"]),
    ("Ana Sá, 34, and Leo Sá, 4", 2, ["Ana Sá", "Leo Sá"]),
    ("seán o'neil", 1, ["Seán O'Neil"]),
    ("mary-jane o’brien & connor mcdonald", 2, ["Mary-Jane O'Brien", "Connor McDonald"]),
    ("jan van der berg", 1, ["Jan van der Berg"]),
    ("Nguyễn Thị Minh Khai", 1, ["Nguyễn Thị Minh Khai"]),
    ("山田 太郎", 1, ["山田 太郎"]),
    ("Иван Петров и Анна Петрова", 2, ["Иван Петров", "Анна Петрова"]),
    ("José Ortega y Gasset", 1, ["José Ortega y Gasset"]),
]

REFUSED = [
    "12345",
    "i want to go home",
    "marta@example.org",
    "Marta",
    "not sure yet",
    "the second one",
    "",
    "?",
    "Marta and Jan",
]


@pytest.mark.parametrize(("text", "expected", "names"), FOUND)
def test_names_are_read(text, expected, names):
    assert read_names(text, expected) == names


@pytest.mark.parametrize("text", REFUSED)
def test_other_answers_are_refused(text):
    assert read_names(text, 2) == []


@given(st.text(max_size=400), st.integers(1, 9))
def test_every_name_has_two_words(text, expected):
    assert all(len(name.split()) >= 2 for name in read_names(text, expected))


@pytest.mark.parametrize(
    "said", ["sorry it is Tom Berg", "sorry, it's tom berg", "actually Tom Berg", "no, Tom Berg", "i mean Tom Berg"]
)
def test_a_correction_gives_the_name(said: str):
    assert read_names(said, 1) == ["Tom Berg"]
