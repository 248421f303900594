"""Which fact a question is after."""

from __future__ import annotations

import pytest

from world.topics import months_named, topics_of


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("which number for the police in Oman", {"emergency"}),
        ("how do I get an ambulance there", {"emergency"}),
        ("do I have to tip in Japan", {"tipping"}),
        ("how much do people tip", {"tipping"}),
        ("safety tips for Lima", set()),
        ("tip in restaurants there?", {"tipping"}),
        ("on which side do they drive", {"driving"}),
        ("is it safe to drive in Albania", set()),
        ("is the water drinkable", {"tap_water"}),
        ("can we drink from the tap", {"tap_water"}),
        ("is it safe to swim in the water", set()),
        ("malria pills", {"malaria"}),
        ("yellow fever jab", {"yellow_fever", "vaccinations"}),
        ("which vacinations", {"vaccinations"}),
        ("is Naples safe", set()),
    ],
)
def test_topics(text: str, topics: set[str]):
    assert topics_of(text) == topics


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("is May a good time for Oman", [5]),
        ("june or september for Peru", [6, 9]),
        ("Oct, or october", [10]),
        ("when may I go", []),
        ("the marching season", []),
    ],
)
def test_months_of_a_question_about_the_year(text: str, months: list[int]):
    assert months_named(text) == months
