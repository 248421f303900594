"""Which option on screen is meant."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from world.picks import find_pick

FOUND = [
    ("the second one", {"by": "index", "indexes": [2]}),
    ("#3", {"by": "index", "indexes": [3]}),
    ("number 2", {"by": "index", "indexes": [2]}),
    ("2", {"by": "index", "indexes": [2]}),
    ("option b", {"by": "index", "indexes": [2]}),
    ("last one", {"by": "index", "indexes": [-1]}),
    ("the first two", {"by": "index", "indexes": [1, 2]}),
    ("cheapest", {"by": "superlative", "superlative": "cheapest"}),
    ("the cheaper", {"by": "superlative", "superlative": "cheaper"}),
    ("the cheaper one please", {"by": "superlative", "superlative": "cheaper"}),
    ("the one with breakfast", {"by": "feature", "features": [{"attr": "board", "value": "breakfast"}]}),
    ("with breakfast", {"by": "feature", "features": [{"attr": "board", "value": "breakfast"}]}),
    ("the one at nine", {"by": "feature", "features": [{"attr": "depart_time", "value": "09:00"}]}),
    ("the 9:10", {"by": "feature", "features": [{"attr": "depart_time", "value": "09:10"}]}),
    ("the TAP one", {"by": "feature", "features": [{"attr": "carrier", "value": "TP"}]}),
    ("the west one", {"by": "feature", "features": [{"attr": "label", "value": "west"}]}),
    ("both", {"by": "all"}),
    ("all of them", {"by": "all"}),
    ("not the second one", {"by": "index", "indexes": [2], "negated": True}),
    ("the second looks lovely. what would we do there?", {"by": "index", "indexes": [2]}),
    ("the first and third", {"by": "index", "indexes": [1, 3]}),
    ("1 and 3", {"by": "index", "indexes": [1, 3]}),
    ("second please", {"by": "index", "indexes": [2]}),
    ("ok first", {"by": "index", "indexes": [1]}),
    ("i'll take the second hotel", {"by": "index", "indexes": [2], "kind": "stay"}),
    ("the direct one", {"by": "feature", "features": [{"attr": "nonstop", "value": True}]}),
    ("the most expensive", {"by": "superlative", "superlative": "dearest"}),
    ("the last flight", {"by": "index", "indexes": [-1], "kind": "flight"}),
    ("the 2nd one", {"by": "index", "indexes": [2]}),
    ("cheapest flight to rome", {"by": "superlative", "superlative": "cheapest", "kind": "flight"}),
    ("anything but the first", {"by": "index", "indexes": [1], "negated": True}),
    ("the 7pm one", {"by": "feature", "features": [{"attr": "depart_time", "value": "19:00"}]}),
    (
        "the nine o'clock flight",
        {"by": "feature", "features": [{"attr": "depart_time", "value": "09:00"}], "kind": "flight"},
    ),
    ("option two", {"by": "index", "indexes": [2]}),
    ("let's go with 2", {"by": "index", "indexes": [2]}),
    ("tell me more about #2", {"by": "index", "indexes": [2]}),
    ("the second", {"by": "index", "indexes": [2]}),
    ("one", {"by": "index", "indexes": [1]}),
    ("the morning one", {"by": "feature", "features": [{"attr": "time_of_day", "value": "morning"}]}),
    ("the one near the beach", {"by": "feature", "features": [{"attr": "near", "value": "beach"}]}),
    ("the best rated hotel", {"by": "superlative", "superlative": "highest_rated", "kind": "stay"}),
    ("the cheaper flight and the second hotel", {"by": "index", "indexes": [2], "kind": "stay"}),
    ("the former", {"by": "index", "indexes": [1]}),
    ("the one in the old town", {"by": "feature", "features": [{"attr": "near", "value": "old town"}]}),
    ("does the second one have a pool", {"by": "index", "indexes": [2]}),
    ("the highest rated one", {"by": "superlative", "superlative": "highest_rated"}),
    ("the 4 star one", {"by": "feature", "features": [{"attr": "stars", "value": 4}]}),
    ("b", {"by": "index", "indexes": [2]}),
    ("options 1, 2 and 4", {"by": "index", "indexes": [1, 2, 4]}),
    ("the last two hotels", {"by": "index", "indexes": [-2, -1], "kind": "stay"}),
    ("the one that leaves at 6:40", {"by": "feature", "features": [{"attr": "depart_time", "value": "06:40"}]}),
    ("ok the third", {"by": "index", "indexes": [3]}),
    ("12", {"by": "index", "indexes": [12]}),
    ("the earliest", {"by": "superlative", "superlative": "earliest"}),
]

NOTHING = [
    "the first week of june",
    "the 2nd",
    "second class",
    "flight to rome on the second of march",
    "two adults",
    "actually back on the 20th",
    "both ways",
    "all inclusive",
    "hi",
    "yes",
    "can i sit",
    "that one",
    "cancel the hotel",
    "the other one",
    "a",
    "5 people",
    "room 305 is fine",
    "second thoughts",
    "",
]


@pytest.mark.parametrize(("text", "form"), FOUND)
def test_pick_is_read(text, form):
    pick = find_pick(text)
    assert pick is not None
    assert pick.as_dict() == form
    assert json.loads(json.dumps(form)) == form


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_pointed_at(text):
    assert find_pick(text) is None


@pytest.mark.parametrize(
    "piece", ["the one with ", "the ", "second ", "option 1 and ", "#1 ", "1, ", "the first and the "]
)
def test_repetitions_are_quick(piece, cpu_seconds):
    assert cpu_seconds(find_pick, (piece * 4000)[:4000]) <= 0.05


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=4000))
def test_any_text_is_quick(cpu_seconds, text):
    assert cpu_seconds(find_pick, text) <= 0.05
