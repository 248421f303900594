"""Wording is data: what code says has a response, and every response is said somewhere with all its values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from string import Formatter
from typing import get_args

import pytest
from pydantic import BaseModel

from actions.search import search_flights, search_stays
from recommender.reach import By
from tests.house.tree import responses, sources
from travel.account.profile import PREFERENCES
from travel.account.update_profile import FIELDS
from travel.facts import Country, Phrase, Scheme, Vaccinations

RESPONSES = responses()
SAYING = ("words", "say")
NOT_VALUES = {"cards", "choices"}
NAME = re.compile(r"utter_\w+")


ASKED_BEFORE = {"no_airport", "same_place"}
"""Problems of a search that the clerk asks about before it searches, each with a response of its own."""


LABELS = {*(f"field_{name}" for name in FIELDS), *(f"habit_{name}" for name in PREFERENCES)}
"""What a profile's lines are called."""


def _constants_of(call: str) -> set[str]:
    """Every constant that is the first argument of calls that are written ``call(``."""
    return {
        node.value
        for one in _calls()
        if ast.unparse(one.func) == call and one.args
        for node in _branches(one.args[0])
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _values_of(facts: type[BaseModel], field: str) -> set[str]:
    """The values that a field of the facts may have."""
    return set(get_args(facts.model_fields[field].annotation))


@cache
def _composed() -> dict[str, set[str]]:
    """How names are put together: each f-string of the code with what stands in its place."""
    return {
        "utter_label_{}": _constants_of("turn.label") | {"other_flights", "other_stays", *LABELS},
        "utter_field_{}": {*search_flights.FIELDS, *search_stays.FIELDS},
        "utter_problem_{}": _constants_of("BadQuery") - ASKED_BEFORE,
        "utter_reason_{}": _constants_of("Reason"),
        "utter_recommend_destinations_part_{}": set(get_args(By)),
        "utter_missed_{}": _constants_of("Constraint") | set(get_args(By)),
        "utter_wish_{}": _constants_of("Constraint") | set(get_args(By)),
        "utter_search_flights_ask_{}": {"origin", "destination"},
        "utter_show_profile_taste_{}": {"liked", "booked", "searched", "opened", "disliked"},
        "utter_sign_in_way_{}": {"new_code", "another", "stop"},
        "utter_update_profile_ask_{}": {*FIELDS, "birth_date"},
        "utter_greet_example_{}": {"ideas", "flights", "stays"},
        "utter_ask_visa_scheme_{}": set(get_args(Scheme)),
        "utter_ask_health_tap_water_{}": _values_of(Country, "tap_water"),
        "utter_ask_health_yellow_fever_{}": _values_of(Vaccinations, "yellow_fever"),
        "utter_ask_health_malaria_{}": _values_of(Vaccinations, "malaria"),
        "utter_ask_phrase_label_{}": set(get_args(Phrase)),
    }


GIVEN: dict[str, set[str]] = {
    # Where the name comes by way of a variable: the values that its caller gives.
    "utter_field_{}": {"value"},
    "utter_problem_{}": {"days", "people", "nights"},
    "utter_label_{}": set(),
    "utter_greet_example_{}": set(),
    "utter_sign_in_way_{}": set(),
    "utter_update_profile_ask_{}": {"person", "who"},
    "utter_ask_health_tap_water_{}": {"country"},
    "utter_search_flights_ask_{}": set(),
    "utter_show_profile_taste_{}": {"places"},
    "utter_recommend_destinations_part_{}": {"hours"},
    "utter_missed_{}": {"total", "days", "cost", "high", "rain_days", "month", "hours", "origin", "language"},
    "utter_rule_refund": {"until"},
    "utter_rule_free_cancellation": {"until"},
    "utter_search_flights_ask_adults": {"route", "dates"},
    "utter_search_stays_ask_adults": {"place", "dates"},
    "utter_cancel_booking_done": {"reference", "amount"},
    "utter_cancel_booking_done_no_refund": {"reference", "amount"},
}


@cache
def _nodes() -> tuple[ast.AST, ...]:
    return tuple(node for _, tree in sources() for node in ast.walk(tree))


@cache
def _calls() -> tuple[ast.Call, ...]:
    return tuple(node for node in _nodes() if isinstance(node, ast.Call))


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _branches(node: ast.expr) -> Iterator[ast.expr]:
    """The node itself, or both sides of a conditional expression."""
    if isinstance(node, ast.IfExp):
        yield from _branches(node.body)
        yield from _branches(node.orelse)
    else:
        yield node


def _pattern(node: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def _literal_names() -> set[str]:
    constants = (node.value for node in _nodes() if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str) and NAME.fullmatch(value)}


def _f_strings() -> set[str]:
    found = {_pattern(node) for node in _nodes() if isinstance(node, ast.JoinedStr)}
    return {pattern for pattern in found if pattern.startswith("utter_")}


def _composed_names() -> set[str]:
    return {pattern.format(part) for pattern, parts in _composed().items() for part in parts}


def _placeholders(name: str) -> set[str]:
    return {field for text in RESPONSES[name] for _, field, _, _ in Formatter().parse(text) if field is not None}


def test_how_names_are_composed_is_declared():
    """A new f-string of a response's name is declared above, or a typing error in it would go unseen."""
    assert _f_strings() == set(_composed())


def test_everything_that_is_said_has_a_response():
    # The prefix of an f-string is a constant too; it stands for names, not for one.
    prefixes = {pattern.partition("{")[0] for pattern in _composed()}
    assert sorted((_literal_names() - prefixes | _composed_names()) - set(RESPONSES)) == []


def test_every_response_is_said():
    assert sorted(set(RESPONSES) - _literal_names() - _composed_names()) == []


@pytest.mark.parametrize("name", sorted(RESPONSES))
def test_a_response_reads_well(name: str):
    for text in RESPONSES[name]:
        fields = [field for _, field, _, _ in Formatter().parse(text) if field is not None]
        assert all(field.isidentifier() for field in fields)
        assert text.format_map(dict.fromkeys(fields, "x")).strip()
        assert text == text.strip(), "white space at the ends is not kept"
        assert "!!" not in text
        assert "  " not in text


def test_variants_of_a_response_take_the_same_values():
    for name, texts in RESPONSES.items():
        fields = [{field for _, field, _, _ in Formatter().parse(text) if field} for text in texts]
        assert all(one == fields[0] for one in fields), name


@cache
def _given() -> dict[str, list[set[str]]]:
    """For each response the values of every call that names it."""
    found: dict[str, list[set[str]]] = {}
    for call in _calls():
        if _called(call) not in SAYING or not call.args or any(word.arg is None for word in call.keywords):
            continue
        values = {str(word.arg) for word in call.keywords} - NOT_VALUES
        for node in _branches(call.args[0]):
            if isinstance(node, ast.Constant) and NAME.fullmatch(str(node.value)):
                found.setdefault(node.value, []).append(values)
    for name, values in GIVEN.items():
        for part in _composed().get(name, {""}):
            found.setdefault(name.format(part), []).append(values)
    for kind, values in _reason_values():
        found.setdefault(f"utter_reason_{kind}", []).append(values)
    return found


def _reason_values() -> Iterator[tuple[str, set[str]]]:
    for call in _calls():
        if _called(call) == "Reason":
            kind, values = call.args
            assert isinstance(kind, ast.Constant)
            assert isinstance(values, ast.Dict)
            yield str(kind.value), {key.value for key in values.keys if isinstance(key, ast.Constant)}


@pytest.mark.parametrize("name", sorted(name for name in RESPONSES if _placeholders(name)))
def test_every_call_gives_what_the_response_needs(name: str):
    calls = _given().get(name)
    assert calls, "no call found that names it: say in GIVEN what its caller gives"
    for values in calls:
        assert _placeholders(name) <= values
