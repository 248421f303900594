"""Phrases: how they are written and how they sound; what is not known is said."""

from __future__ import annotations

from tests.actions.talk import Talk


async def test_a_phrase_in_a_language(talk: Talk):
    await talk.say("how do you say thank you in Greek", "ask_phrase")
    assert talk.text == "“thank you” in Greek: ευχαριστώ (say ef-ha-ree-STOH)."


async def test_in_a_country(talk: Talk):
    await talk.say("how do they say hello in Japan", "ask_phrase")
    assert "in Japanese: こんにちは" in talk.text


async def test_follow_ups_keep_phrase_or_language(talk: Talk):
    await talk.say("how do you say yes in Greek", "ask_phrase")
    await talk.say("and thank you?", "ask_phrase")
    assert "in Greek: ευχαριστώ" in talk.text
    await talk.say("and in Portuguese?", "ask_phrase")
    assert "“thank you” in Portuguese: obrigado / obrigada" in talk.text


async def test_two_at_once(talk: Talk):
    await talk.say("yes and thank you in greek", "ask_phrase")
    assert "In Greek: yes: ναι (NEH); thank you: ευχαριστώ" in talk.text


async def test_all_of_them(talk: Talk):
    await talk.say("teach me some Greek", "ask_phrase")
    assert talk.text.count(";") == 12


async def test_a_phrase_that_is_not_known(talk: Talk):
    await talk.say("how do you say good morning in Greek", "ask_phrase")
    assert "I do not know “good morning” in Greek." in talk.text
    assert len(talk.labels()) == 13
    await talk.tap("thank you")
    assert "in Greek: ευχαριστώ" in talk.text


async def test_a_language_without_phrases(talk: Talk):
    await talk.say("how do you say hello in Swahili", "ask_phrase")
    assert talk.text == "I know no phrases in Swahili."


async def test_which_language_is_asked_and_the_open_question_comes_back(talk: Talk):
    await talk.say("a flight please", "search_flights")
    await talk.say("how do you say thank you", "ask_phrase")
    assert talk.asked == "language"
    await talk.say("Greek", "nlu_fallback")
    assert "ευχαριστώ" in talk.text
    assert talk.asked == "destination"


async def test_a_place_answers_it_too(talk: Talk):
    await talk.say("how do you say thank you", "ask_phrase")
    await talk.say("Lisbon", "inform")
    assert "“thank you” in Portuguese" in talk.text


async def test_what_a_word_means(talk: Talk):
    await talk.say("what does Obrigada mean", "ask_phrase")
    assert talk.text == "“obrigada” is Portuguese for “thank you”."
    await talk.say("what does prego mean", "ask_phrase")
    assert talk.said == ["utter_ask_phrase_unknown_meaning"]


async def test_which_language_is_spoken(talk: Talk):
    await talk.say("do they speak English in Berlin", "ask_phrase")
    assert "Germany: the languages that help most are German and English." in talk.text
    await talk.say("do they speak English in Lisbon", "ask_phrase")
    assert "How far one gets with English in Portugal I do not know." in talk.text
