"""What a traveller wants to say, in which language."""

from __future__ import annotations

import pytest

from world.languages import find_languages, language_name
from world.phrases import Asked, asked_meaning, asks_spoken, read_phrases


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("how do you say thanks in Greek", ["thank_you"]),
        ("how do i say please in finnish", ["please"]),
        ("how do you say hello in Greek please", ["hello"]),
        ("how do they say bye in Iceland", ["goodbye"]),
        ("Great, thanks. Also, how do I say sorry in their language?", ["sorry"]),
        ("what is yes and no in Basque", ["yes", "no"]),
        ("the Italian for help", ["help"]),
        ("how do you say in Thai where is the loo", ["where_is_the_toilet"]),
        ("translate i do not understand into Polish", ["i_do_not_understand"]),
        ("tell me how to ask how much it costs in Arabic", ["how_much"]),
        ("how do I greet people in Laos", ["hello"]),
        ("how do they greet each other", ["hello"]),
        ("how do you say tank you in german", ["thank_you"]),
        ('how do you say "cheers" in Estonian?', ["cheers"]),
        ("and excuse me?", ["excuse_me"]),
    ],
)
def test_known_phrases(text: str, keys: list[str]):
    assert read_phrases(text) == Asked(tuple(keys), (), False)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("how do you say good morning in Polish", "good morning"),
        ("how do I say no meat please in Thai", "no meat please"),
        ("what's the word for bread in Finnish", "bread"),
        ("translate I have a nut allergy into Spanish", "i have a nut allergy"),
        ("the Italian for train station", "train station"),
    ],
)
def test_other_phrases_are_named_as_unknown(text: str, unknown: str):
    assert read_phrases(text) == Asked((), (unknown,), False)


@pytest.mark.parametrize("text", ["teach me some Danish", "useful phrases for Laos", "a few words of Swahili please"])
def test_all_of_them(text: str):
    assert read_phrases(text) == Asked((), (), True)


def test_a_language_alone_asks_for_nothing_new():
    assert read_phrases("and in Italian?") == Asked((), (), False)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("in Greek or in brazilian portuguese", ["el", "pt"]),
        ("hello in itallian", ["it"]),
        ("swiss german", ["de"]),
        ("in their language", []),
        ("thank you in the morning", []),
    ],
)
def test_languages_by_name(text: str, codes: list[str]):
    assert [code for _, _, code in find_languages(text)] == codes


def test_a_language_has_a_name():
    assert (language_name("el"), language_name("xx")) == ("Greek", None)


def test_questions_about_meaning_and_about_languages_spoken():
    assert asked_meaning("what does Grazie mille mean?") == "grazie mille"
    assert asked_meaning("how do you say hello") is None
    assert asks_spoken("which language do they speak in Oman")
    assert asks_spoken("will I get by with English there")
    assert not asks_spoken("how do you say hello in English")
