"""What of a wish is refused, what only sounds so, and into which parts the rest falls."""

from __future__ import annotations

import pytest

from recommender.clauses import LONGEST, clauses


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("a beach but no mountains", "mountains"),
        ("somewhere without nightlife", "nightlife"),
        ("we don't like museums, only gardens", "museums"),
        ("we do not want any cruise ships", "cruise ships"),
        ("she doesn't care for golf", "golf"),
        ("sick of cities, give us forests", "cities"),
        ("bored of the Alps", "alps"),
        ("we've had enough of temples", "temples"),
        ("never again a cruise", "cruise"),
        ("we aren't into shopping", "shopping"),
        ("there should not be any theme parks", "theme parks"),
        ("no more ruins please, because we have seen plenty", "ruins please"),
        ("skip the museums", "museums"),
        ("wine, no beer", "beer"),
        ("instead of skiing, sledges", "skiing"),
        ("rather than a city I want the coast", "city"),
        ("I can't stand techno", "techno"),
        ("we hate golf and love tennis", "golf"),
        ("afraid of heights, so valleys", "heights"),
        ("nobody wants to climb", "wants to climb"),
        ("minus the souvenir shops", "souvenir shops"),
        ("not just another beach", "beach"),
        ("no kids' clubs; jazz instead", "kids' clubs"),
        ("I dislike casinos", "casinos"),
    ],
)
def test_what_is_refused(text: str, refused: str):
    found = clauses(text)
    assert refused in found.refused
    assert refused not in found.wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("not too hot please", "mild"),
        ("it shouldn't be too hot", "mild"),
        ("not too cold, with a lake", "mild weather"),
        ("no rain and good hiking", "dry and good hiking"),
        ("we don't want rain", "dry"),
        ("no crowds", "quiet uncrowded"),
        ("we don't want crowds", "quiet uncrowded"),
        ("it isn't too touristy", "quiet uncrowded"),
        ("nowhere touristy", "quiet uncrowded"),
        ("far from the crowds", "quiet uncrowded"),
        ("hardly any tourists", "quiet uncrowded"),
        ("avoiding the hordes", "quiet uncrowded"),
        ("nothing expensive", "cheap"),
        ("I don't want to spend a fortune", "cheap"),
        ("it doesn't have to break the bank", "cheap"),
        ("anything but boring", "exciting"),
        ("nothing but beaches", "only beaches"),
        ("not only beaches but also culture", "beaches but also culture"),
        ("I don't mind rain", "rain"),
        ("why not islands", "islands"),
        ("no idea where to go, maybe islands", "maybe islands"),
        ("I can't wait to see whales", "to see whales"),
        ("I cannot decide between lakes and sea", "between lakes and sea"),
        ("isn't it time for a safari", "time for a safari"),
        ("who doesn't love pasta", "pasta"),
        ("no problem with long walks", "long walks"),
        ("there's nothing like the desert", "the desert"),
        ("money is no object", "luxury"),
        ("I'm not sure whether I want sea or mountains", "i want sea or mountains"),
        ("sun without a long flight", "sun"),
        ("we hate long flights", "we"),
    ],
)
def test_what_only_sounds_like_a_refusal(text: str, wanted: str):
    found = clauses(text)
    assert wanted in found.wanted
    assert found.refused == ()


def test_a_refusal_ends_where_something_else_begins():
    found = clauses("A quiet valley without hotels but with sheep. No roads, just paths")
    assert found.refused == ("hotels", "roads")
    assert "with sheep" in found.wanted
    assert "just paths" in found.wanted


def test_the_length_of_a_trip_is_no_part_of_it():
    assert clauses("hiking for two weeks").wanted == "hiking"
    assert clauses("just a long weekend of art over three days").wanted == "just a long weekend of art"
    assert "14 days old" in clauses("our baby is 14 days old").wanted


def test_a_wish_of_several_sentences_falls_into_its_longest_parts():
    found = clauses("I like old trams. Steep streets and tiled houses; a view of the river, and sad songs at night!")
    assert 1 < len(found.parts) <= LONGEST
    assert all(part in found.wanted for part in found.parts)
    assert "a view of the river" in found.parts
    assert clauses("only one thing").parts == ()


@pytest.mark.parametrize("text", ["", "   ", "no", "not", "?!", "without", "no no no", "’’", "🏝️", "\u0000"])
def test_a_wish_that_says_nothing_asks_for_nothing(text: str):
    found = clauses(text)
    assert found.parts == ()
    assert len(found.wanted) <= len(text) + 1


def test_a_typographic_apostrophe_is_an_apostrophe():
    assert clauses("we don’t like museums") == clauses("we don't like museums")
