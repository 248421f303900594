"""Greeting; the first one says what can be done, with three examples to tap."""

from __future__ import annotations

from actions.capability import Capability
from actions.turn import Json, Turn, choice
from world.places import to_slot


class Greet(Capability):
    name = "greet"
    digression = True

    async def handle(self, turn: Turn) -> None:
        if turn.get("welcomed"):
            turn.say("utter_greet_again")
            return
        turn.set("welcomed", True)
        turn.say("utter_greet_welcome", choices=_examples(turn), brand=turn.desk.settings.brand_name)


def _examples(turn: Turn) -> list[Json]:
    ideas, flights, stays = (turn.words(f"utter_greet_example_{kind}") for kind in ("ideas", "flights", "stays"))
    find = turn.desk.gazetteer.find
    return [
        choice(ideas, "recommend_destinations", wish=ideas),
        choice(flights, "search_flights", destination=to_slot(find(flights)[0])),
        choice(stays, "search_stays", place=to_slot(find(stays)[0])),
    ]
