"""What questions in between share: which country they are about, and the question that was open before."""

from __future__ import annotations

from dataclasses import dataclass

from actions.brief import stay_of
from actions.capability import Capability
from actions.turn import Json, Turn
from recommender.reasons import MONTHS
from travel.facts import Country
from world.nationalities import find_demonyms
from world.places.model import country_name, to_dict
from world.regions import region_countries

IN_BETWEEN = ("ask_", "find_")
"""How the names of capabilities begin that answer questions in between."""
WITH_ARTICLE = frozenset("AE BS CD CF CG CK DO FK FO GB GM KM KY MH MP MV NL PH SB SC TC UM US VG VI".split())
"""Countries that take an article within a sentence: "in the Netherlands"."""


@dataclass(frozen=True)
class About:
    """A place in the shape of its slot, and what is known of its country."""

    place: Json
    facts: Country

    @property
    def country(self) -> str:
        return country_name(self.facts.country)

    @property
    def spoken(self) -> str:
        """The country within a sentence: "the Netherlands"."""
        return within_sentence(self.facts.country)

    @property
    def as_of(self) -> str:
        """``June 2025``, the month to which the facts are known."""
        year, month = self.facts.as_of.split("-")
        return f"{MONTHS[int(month) - 1]} {year}"


def within_sentence(code: str) -> str:
    """``the Netherlands``, ``Japan``."""
    return f"the {country_name(code)}" if code in WITH_ARTICLE else country_name(code)


def about(turn: Turn, clerk: Capability) -> About | None:
    """The country of the question; None when it had to be asked for or nothing is known of it, which has been said."""
    place = asked_place(turn)
    if place is None:
        ask_place(turn, clerk, turn.words("utter_question_where"))
        return None
    if spans_countries(place):
        ask_place(turn, clerk, turn.words("utter_question_which_country", place=place["name"]))
        return None
    remember(turn, clerk, place)
    facts = turn.desk.countries.country(place["country"])
    if facts is None:
        turn.say("utter_question_no_facts", country=within_sentence(place["country"]))
        return None
    return About(place, facts)


def asked_place(turn: Turn) -> Json | None:
    """The place that the sentence names, else that of the trip under way, else the one asked about before."""
    said: Json | None = _there(turn) or turn.entities.get("destination") or named_by_adjective(turn)
    return said or stay_of(turn)["place"] or (turn.get("searched") or {}).get("asked")


def _there(turn: Turn) -> Json | None:
    """The place that was named, unless it only says what the traveller brings ("my UK plug")."""
    place: Json | None = turn.entities.get("place")
    own = {one.country for one in find_demonyms(turn.text) if one.use in ("thing", "person")}
    return None if place and place["kind"] == "country" and place["country"] in own else place


def spans_countries(place: Json) -> bool:
    """Whether a region is larger than a country, such as Scandinavia."""
    return len(region_countries(place["id"])) > 1


def named_by_adjective(turn: Turn) -> Json | None:
    """ "Turkish money" is about Turkey; a "Turkish passport" is not."""
    named = [one for one in find_demonyms(turn.text) if one.use == "country"]
    return country_place(turn, named[0].country) if named else None


def country_place(turn: Turn, code: str) -> Json | None:
    """A country in the shape of a place slot; None for what is no country."""
    known = turn.desk.gazetteer.by_id(f"country:{code}")
    return None if known is None else to_dict(known, known.name)


def begin(turn: Turn, clerk: Capability) -> None:
    """Let "and in Italy?" follow: the question is the task while no other is under way."""
    task = turn.get("task")
    if not task or task.startswith(IN_BETWEEN):
        turn.set("task", clerk.name)


def remember(turn: Turn, clerk: Capability, place: Json) -> None:
    """Let "and in Italy?" and "there" follow."""
    begin(turn, clerk)
    known = {key: value for key, value in place.items() if key != "others"}
    turn.set("searched", {**(turn.get("searched") or {}), "asked": known})


def ask_place(turn: Turn, clerk: Capability, text: str, slot: str = "place") -> None:
    """Ask where; the question that is open now comes again after the answer."""
    turn.ask(clerk.name, slot, "place", text, note={"before": open_before(turn), "text": turn.text})


def open_before(turn: Turn) -> Json | None:
    """The open question, unless it is one that a question in between asked back: then the one before that."""
    question: Json | None = turn.question
    if question and question["owner"].startswith(IN_BETWEEN):
        question = question["note"].get("before")
    return question


def _whole(turn: Turn, question: Json) -> str:
    """The question as it was said, with the answer after it; a place is among the entities already."""
    asked = question["note"].get("text") or ""
    if question["slot"] in ("language", "exchange"):
        return asked if turn.has("place", "exchange") else f"{asked} in {turn.text}"
    return f"{asked} {turn.text}".strip()


async def answered(clerk: Capability, turn: Turn) -> None:
    """Take the place that was asked for, answer the question as it was said, then put the one before again."""
    question = turn.question
    before = None
    if question and question["owner"] == clerk.name:
        before = question["note"].get("before")
        turn.set("question", before)
        turn.text = _whole(turn, question)
        if "place" not in turn.entities and turn.has("origin"):
            turn.entities["place"] = turn.entities.pop("origin")
    await clerk.handle(turn)
    if before and turn.question == before:
        await clerk.house[before["owner"]].ask_again(turn)
