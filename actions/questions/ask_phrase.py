"""Saying something in another language: the few phrases that every language file has, and how they sound."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from actions import formatting as form
from actions.capability import Capability
from actions.questions.about import about, answered, ask_place, asked_place, begin, remember
from actions.turn import Json, Turn, choice
from travel.facts import Language, Phrase
from world.languages import find_languages, language_name
from world.nationalities import find_demonyms
from world.phrases import asked_meaning, asks_spoken, read_phrases

KEYS: tuple[str, ...] = get_args(Phrase)


class AskPhrase(Capability):
    name = "ask_phrase"
    digression = True

    async def handle(self, turn: Turn) -> None:
        meaning = asked_meaning(turn.text)
        if asks_spoken(turn.text):
            self._tell_spoken(turn)
        elif meaning:
            _tell_meaning(turn, meaning)
        else:
            self._translate(turn)

    async def answer(self, turn: Turn) -> None:
        await answered(self, turn)

    def _translate(self, turn: Turn) -> None:
        code = turn.entities.get("language") or _language(turn)
        if code is None:
            ask_place(turn, self, turn.words("utter_ask_phrase_which_language"), slot="language")
            return
        place = turn.entities.get("place")
        begin(turn, self)
        if place:
            remember(turn, self, place)
        language = turn.desk.countries.language(code)
        if language is None:
            turn.say("utter_ask_phrase_unknown_language", language=language_name(code) or code)
            return
        keys, unknown = _phrases(turn)
        known = dict(turn.get("searched") or {})
        turn.set("searched", {**known, "phrases": list(keys) or known.get("phrases"), "language": code})
        parts = [_said(turn, language, keys)] if keys else []
        if unknown:
            every = form.joined([_label(turn, key) for key in KEYS])
            words = form.joined([f"“{one}”" for one in unknown])
            parts.append(turn.words("utter_ask_phrase_unknown", words=words, language=language.name, known=every))
        turn.tell(" ".join(parts), choices=_choices(turn, code) if unknown else [])

    def _tell_spoken(self, turn: Turn) -> None:
        asked = about(turn, self)
        if asked is None:
            return
        names = [language_name(code) or code for code in asked.facts.languages]
        parts = [turn.words("utter_ask_phrase_spoken", country=asked.country, languages=form.joined(names))]
        parts += [
            turn.words("utter_ask_phrase_not_listed", country=asked.spoken, language=language_name(code))
            for _, _, code in find_languages(turn.text)
            if code not in asked.facts.languages
        ]
        turn.tell(" ".join([*parts, turn.words("utter_question_as_of", month=asked.as_of)]))


def _language(turn: Turn) -> str | None:
    """The language that was named, else that of the place; "in Brazilian" counts as named."""
    named = find_languages(turn.text)
    if named:
        return named[-1][2]
    of_people = [one.country for one in find_demonyms(turn.text)]
    place = turn.entities.get("place")
    before = (turn.get("searched") or {}).get("language")
    if not of_people and not place and before:
        return str(before)
    known = place or asked_place(turn)
    countries = [*of_people, *([known["country"]] if known else [])]
    facts = [found for code in countries if (found := turn.desk.countries.country(code))]
    return facts[0].languages[0] if facts else None


def _phrases(turn: Turn) -> tuple[Sequence[str], Sequence[str]]:
    """Keys of the phrases to say, and words asked for that are none of them; with neither, what was asked before."""
    carried = turn.entities.get("phrase")
    if carried:
        return [carried], []
    asked = read_phrases(turn.text)
    if asked.keys or asked.unknown:
        return asked.keys, asked.unknown
    before = (turn.get("searched") or {}).get("phrases")
    return (KEYS if asked.every or not before else before), []


def _said(turn: Turn, language: Language, keys: Sequence[str]) -> str:
    if len(keys) == 1:
        said = language.said(keys[0])
        label = _label(turn, keys[0])
        return turn.words("utter_ask_phrase_said", phrase=label, language=language.name, text=said.text, say=said.say)
    said_by_key = [(_label(turn, key), language.said(key)) for key in keys]
    lines = [f"{label}: {one.text} ({one.say})" for label, one in said_by_key]
    return turn.words("utter_ask_phrase_list", language=language.name, phrases="; ".join(lines))


def _choices(turn: Turn, code: str) -> list[Json]:
    return [choice(_label(turn, key), AskPhrase.name, phrase=key, language=code) for key in KEYS]


def _label(turn: Turn, key: str) -> str:
    return turn.words(f"utter_ask_phrase_label_{key}")


def _tell_meaning(turn: Turn, words: str) -> None:
    """Look the words up among the phrases of every language; the language named or of the place first."""
    first = _language(turn)
    codes = [*([first] if first else []), *turn.desk.countries.languages()]
    languages = [found for code in dict.fromkeys(codes) if (found := turn.desk.countries.language(code))]
    for language in languages:
        for key in KEYS:
            if _plain(words) in [_plain(way) for way in language.said(key).text.split("/")]:
                meaning = _label(turn, key)
                turn.say("utter_ask_phrase_meaning", words=words, language=language.name, meaning=meaning)
                return
    turn.say("utter_ask_phrase_unknown_meaning", words=words)


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
