"""Words about messages that come by themselves."""

from __future__ import annotations

from typing import Any

import pytest

from tests.db.samples import NOW
from travel.account.checks import checked
from travel.account.profile import ProfileChange
from travel.account.set_preference import joined_with, read_habits
from travel.errors import BadProfile

EVERY = ["booking", "reminder", "price"]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("don't write at night", "22-8"),
        ("please never text me while I am asleep", "22-8"),
        ("no messages between 10pm and 7am", "22-7"),
        ("quiet hours from 23 to 7:30", "23-7:30"),
        ("quiet hours 21:15-6", "21:15-6"),
        ("don't message me from 10 to 7", "22-7"),
        ("do not disturb me between 9 and 9", "21-9"),
        ("do not bother me between 9 am and 5 pm", "9-17"),
        ("never message me after 21", "21-8"),
        ("don't ping me after 9:30 pm", "21:30-8"),
        ("you can write at any time", "off"),
        ("message me day or night", "off"),
        ("no quiet hours please", "off"),
    ],
)
def test_quiet_hours(text: str, hours: str):
    said = read_habits(text, {})
    assert (dict(said.values), dict(said.dropped)) == ({"quiet_hours": hours}, {})
    checked(ProfileChange(preferences=said.values), today=NOW.date())


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("no reminders", ["reminder"]),
        ("stop reminding me", ["reminder"]),
        ("mute price alerts", ["price"]),
        ("switch the price alerts off", ["price"]),
        ("no reminders and no fare alerts", ["reminder", "price"]),
        ("I don't want booking notifications", ["booking"]),
        ("turn off all notifications", EVERY),
    ],
)
def test_what_is_not_wanted(text: str, kinds: list[str]):
    assert read_habits(text, {}).values == {"mute": kinds}


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("turn reminders back on", {"mute": ["reminder"]}),
        ("unmute price alerts", {"mute": ["price"]}),
        ("send me notifications again", {"mute": EVERY}),
        ("forget my quiet hours", {"quiet_hours": None}),
    ],
)
def test_what_is_wanted_again(text: str, dropped: dict[str, Any]):
    said = read_habits(text, {})
    assert (said.values, said.dropped) == ({}, dropped)


@pytest.mark.parametrize(
    "text",
    [
        "no night flights",
        "I never fly at night",
        "a quiet hotel",
        "I prefer window seats",
        "no meat",
        "text-heavy museums",
    ],
)
def test_other_habits_are_no_wishes_about_messages(text: str):
    said = read_habits(text, {})
    assert not {"mute", "quiet_hours"} & {*said.values, *said.dropped}


def test_kinds_are_added_and_taken_away_one_by_one():
    known = {"mute": ["price"]}
    assert joined_with(known, read_habits("no reminders", {})) == {"mute": ["price", "reminder"]}
    assert joined_with(known, read_habits("unmute price alerts", {})) == {"mute": None}
    assert joined_with({"quiet_hours": "off"}, read_habits("forget my quiet hours", {})) == {"quiet_hours": None}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("quiet_hours", "25-8"),
        ("quiet_hours", "night"),
        ("quiet_hours", 22),
        ("mute", ["answer"]),
        ("mute", "reminder"),
    ],
)
def test_a_profile_keeps_nothing_else(name: str, value: Any):
    with pytest.raises(BadProfile) as refused:
        checked(ProfileChange(preferences={name: value}), today=NOW.date())
    assert refused.value.field == name
