"""Visas for short visits: what the facts say for a passport that was named, else in general."""

from __future__ import annotations

from actions import formatting as form
from actions.capability import Capability
from actions.questions.about import About, about, answered, within_sentence
from actions.turn import Turn
from travel.facts import Visa, visa_for
from world.nationalities import adjective, is_home, nationality_of
from world.places.model import country_name


class AskVisa(Capability):
    name = "ask_visa"
    digression = True

    async def handle(self, turn: Turn) -> None:
        passport = _passport(turn)
        if passport and (turn.entities.get("place") or {}).get("id") == f"country:{passport}":
            del turn.entities["place"]  # "as a UK citizen" says whose passport, not where to
        asked = about(turn, self)
        if asked:
            turn.tell(_answer(turn, asked, passport))

    async def answer(self, turn: Turn) -> None:
        await answered(self, turn)


def _passport(turn: Turn) -> str | None:
    """The nationality that was said: by its adjective, or as the country where somebody is from."""
    said = nationality_of(turn.text)
    home = turn.entities.get("origin")
    if said is None and home and home["kind"] == "country" and is_home(turn.text, turn.text.find(home["text"])):
        return str(home["country"])
    return said


def _answer(turn: Turn, asked: About, passport: str | None) -> str:
    source = turn.words("utter_ask_visa_source", month=asked.as_of)
    if passport is None:
        return f"{_in_general(turn, asked, asked.country)} {source}"
    holder = adjective(passport) or country_name(passport)
    verdict = visa_for(asked.facts.entry, asked.facts.country, passport)
    if verdict is Visa.AT_HOME:
        return turn.words("utter_ask_visa_at_home", country=asked.country, holder=holder) + f" {source}"
    if verdict is Visa.FREE:
        days, note = _days(turn, asked), asked.facts.entry.note
        free = turn.words("utter_ask_visa_free", country=asked.country, holder=holder, days=days, note=note)
        return f"{free} {source}"
    unknown = turn.words("utter_ask_visa_unknown_passport", country=asked.country, holder=holder)
    return f"{unknown} {_in_general(turn, asked, turn.words('utter_ask_visa_in_general'))} {source}"


def _in_general(turn: Turn, asked: About, lead: str) -> str:
    entry = asked.facts.entry
    scheme = turn.words(f"utter_ask_visa_scheme_{entry.scheme}")
    rule = turn.words("utter_ask_visa_rule", lead=lead, scheme=scheme, days=_days(turn, asked))
    free = [_group(code) for code in entry.free_for]
    who = turn.words("utter_ask_visa_free_for", groups=form.joined(free)) if free else ""
    return " ".join(part for part in (rule, who, entry.note) if part)


def _days(turn: Turn, asked: About) -> str:
    days = asked.facts.entry.days
    return turn.words("utter_ask_visa_days", days=days) if days else ""


def _group(code: str) -> str:
    return "the EU" if code == "EU" else within_sentence(code)
