"""Health abroad: vaccinations, yellow fever, malaria and tap water, as far as facts are known."""

from __future__ import annotations

from actions import formatting as form
from actions.capability import Capability
from actions.questions.about import About, about, answered
from actions.questions.sidelights import sidelights, tap_water
from actions.turn import Turn
from world.topics import topics_of

MEDICAL = frozenset({"vaccinations", "malaria", "yellow_fever"})


class AskHealth(Capability):
    name = "ask_health"
    digression = True

    async def handle(self, turn: Turn) -> None:
        asked = about(turn, self)
        if asked is None:
            return
        topics = topics_of(turn.text)
        aside = sidelights(turn, asked, topics)
        if aside and not topics & MEDICAL:
            turn.tell(" ".join([*aside, turn.words("utter_question_as_of", month=asked.as_of)]))
            return
        water = aside or ([tap_water(turn, asked)] if not topics else [])
        source = turn.words("utter_ask_health_source", month=asked.as_of)
        turn.tell(" ".join([*_medical(turn, asked), *water, source]))

    async def answer(self, turn: Turn) -> None:
        await answered(self, turn)


def _medical(turn: Turn, asked: About) -> list[str]:
    known = asked.facts.vaccinations
    country, advised = asked.country, form.joined(known.advised)
    return [
        turn.words("utter_ask_health_advised", country=country, vaccines=advised)
        if advised
        else turn.words("utter_ask_health_none_advised", country=country),
        turn.words(f"utter_ask_health_yellow_fever_{known.yellow_fever}"),
        turn.words(f"utter_ask_health_malaria_{known.malaria}"),
    ]
