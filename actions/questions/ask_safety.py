"""Safety: what the facts and the catalogue say, whom to call, and who has the current advice."""

from __future__ import annotations

from actions.capability import Capability
from actions.questions.about import About, about, answered
from actions.questions.sidelights import emergency, sidelights
from actions.turn import Turn
from recommender.seasons import destinations_at
from world.topics import topics_of


class AskSafety(Capability):
    name = "ask_safety"
    digression = True

    async def handle(self, turn: Turn) -> None:
        asked = about(turn, self)
        if asked is None:
            return
        aside = sidelights(turn, asked, topics_of(turn.text))
        if aside:
            turn.tell(" ".join([*aside, turn.words("utter_question_as_of", month=asked.as_of)]))
            return
        parts = [
            turn.words("utter_ask_safety_country", country=asked.country, safety=asked.facts.safety),
            *_of_the_place(turn, asked),
            emergency(turn, asked),
            turn.words("utter_ask_safety_source", month=asked.as_of),
        ]
        turn.tell(" ".join(parts))

    async def answer(self, turn: Turn) -> None:
        await answered(self, turn)


def _of_the_place(turn: Turn, asked: About) -> list[str]:
    """The catalogue's own word on the town that was named."""
    if asked.place["kind"] == "country":
        return []
    found = destinations_at(turn.desk.recommender.destinations, asked.place)
    return [turn.words("utter_ask_safety_place", place=one.name, safety=one.safety) for one in found[:1]]
