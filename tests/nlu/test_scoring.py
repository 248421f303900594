"""The scorer tells right from wrong, and the sets are what they should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import ValidationError

from tests.house.test_sentences import EXAMPLES
from tests.house.tree import capabilities, plain
from tests.nlu.cases import ExpectedPlace, PlaceCase, load_held_out, load_negatives, load_places
from tests.nlu.scoring import Share, score_intents, score_negatives, score_places

LISBON = {"id": "gn:2267057", "name": "Lisbon", "kind": "city", "country": "PT", "airports": ["LIS"]}
BERLIN = {"id": "gn:2950159", "name": "Berlin", "kind": "city", "country": "DE", "airports": ["BER"]}
JFK = {"id": "iata:JFK", "name": "New York John F. Kennedy", "kind": "airport", "country": "US", "airports": ["JFK"]}
NEW_YORK = {"id": "gn:5128581", "name": "New York", "kind": "city", "country": "US", "airports": ["JFK", "LGA"]}
JAPAN = {"id": "country:JP", "name": "Japan", "kind": "country", "country": "JP", "airports": ["HND"]}
TOKYO = {"id": "gn:1850147", "name": "Tokyo", "kind": "city", "country": "JP", "airports": ["HND"]}

INTENTS = {"greet": ["hello you", "morning sir"], "deny": ["no", "never"]}
FLIGHT = PlaceCase(
    text="berlin to lisbon",
    group="city",
    places=[
        ExpectedPlace(name="Berlin", country="DE", role="origin"),
        ExpectedPlace(name="Lisbon", country="PT", role="destination"),
    ],
)
STAY = PlaceCase(text="hotel in lisbon", group="exonym", places=[ExpectedPlace(name="Lisbon", country="PT")])


def answering(**slots: Any) -> Any:
    return lambda _: {"intent": {"name": "greet", "confidence": 0.5}, "slots": slots}


def test_an_always_wrong_understander_scores_nothing() -> None:
    wrong = answering(place=JAPAN)
    intents = score_intents({"deny": ["no", "never"]}, wrong)
    places = score_places([FLIGHT, STAY], wrong)
    assert (intents.overall, intents.by_intent) == (Share(0, 2), {"deny": Share(0, 2)})
    assert (places.found, places.in_role, places.whole) == (Share(0, 3), Share(0, 3), Share(0, 2))
    assert score_negatives(["nice"], wrong).clean == Share(0, 1)


def test_a_silent_understander_is_clean_and_finds_nothing() -> None:
    def silent(_: str) -> Mapping[str, Any]:
        return {}

    assert score_intents(INTENTS, silent).overall == Share(0, 4)
    assert score_places([FLIGHT], silent).found == Share(0, 2)
    assert score_places([FLIGHT], silent).misses[0][2] == "nothing"
    assert score_negatives(["nice", "may"], silent).clean == Share(2, 2)


def test_a_perfect_understander_scores_everything() -> None:
    intents = score_intents(INTENTS, lambda text: {"intent": {"name": "greet" if " " in text else "deny"}})
    assert (intents.overall.share, intents.misses, intents.confusions) == (1.0, [], Counter())
    places = score_places([FLIGHT, STAY], answering(origin=BERLIN, destination=LISBON))
    assert (places.found.share, places.in_role.share) == (1.0, 1.0)


def test_intents_are_counted_by_the_one_meant() -> None:
    score = score_intents(INTENTS, answering())
    assert score.by_intent == {"greet": Share(2, 2), "deny": Share(0, 2)}
    assert score.confusions == {("deny", "greet"): 2}
    assert score.misses == [("no", "deny", "greet"), ("never", "deny", "greet")]


def test_a_place_in_the_wrong_slot_is_found_and_not_in_role() -> None:
    score = score_places([FLIGHT], answering(origin=LISBON, destination=BERLIN))
    assert (score.found, score.in_role, score.whole) == (Share(2, 2), Share(0, 2), Share(0, 1))


def test_a_place_too_many_spoils_the_sentence() -> None:
    score = score_places([STAY], answering(destination=LISBON, via=[BERLIN]))
    assert (score.in_role, score.whole, score.by_group) == (Share(1, 1), Share(0, 1), {"exonym": Share(0, 1)})
    assert score.misses == [("hotel in lisbon", "any: Lisbon, PT", "destination: Lisbon, PT; via: Berlin, DE")]


@pytest.mark.parametrize(
    ("expected", "right", "wrong"),
    [
        (ExpectedPlace(airport="JFK"), JFK, NEW_YORK),
        (ExpectedPlace(name="New York", country="US"), NEW_YORK, JFK),
        (ExpectedPlace(country_only="JP"), JAPAN, TOKYO),
        (ExpectedPlace(name=["Lisboa", "LISBÓN"]), LISBON, BERLIN),
        (ExpectedPlace(name="Lisbon", country="PT"), LISBON, {**LISBON, "country": "US"}),
        (ExpectedPlace(name="Lisbon", country="PT", id="gn:2267057"), LISBON, {**LISBON, "id": "gn:1"}),
    ],
)
def test_what_counts_as_the_same_place(expected: ExpectedPlace, right: dict[str, Any], wrong: dict[str, Any]) -> None:
    assert expected.is_met_by(right)
    assert not expected.is_met_by(wrong)


@pytest.mark.parametrize(
    "told",
    [{"name": "Oslo", "country": False}, {"name": "Oslo", "airport": "OSL"}, {"airport": "OSL", "country": "NO"}, {}],
)
def test_a_place_that_is_not_told_well_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ExpectedPlace.model_validate(told)


def test_every_intent_has_its_sentences() -> None:
    cases = load_held_out()
    assert set(cases) == {name for _, name in capabilities()}
    assert {len(texts) for texts in cases.values()} == {15}


def test_the_sets_have_their_sizes_and_no_sentence_twice() -> None:
    spoken = [text for texts in load_held_out().values() for text in texts]
    sets = [spoken, [case.text for case in load_places()], load_negatives()]
    assert [len(texts) for texts in sets] == [795, 300, 200]
    assert [text for texts in sets for text, times in Counter(map(plain, texts)).items() if times > 1] == []


def test_none_of_the_sentences_is_trained() -> None:
    trained = {plain(sentence) for sentences in EXAMPLES.values() for sentence in sentences}
    spoken = [text for texts in load_held_out().values() for text in texts]
    measured = [*spoken, *(case.text for case in load_places()), *load_negatives()]
    assert [text for text in measured if plain(text) in trained] == []
