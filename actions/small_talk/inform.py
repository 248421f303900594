"""Facts without a wish: they go to what is under way, or the traveller is asked what they are for."""

from __future__ import annotations

from actions.capability import Capability
from actions.small_talk.starters import starters
from actions.turn import Turn, choice
from travel.account.update_profile import introduces_oneself, read_wanted

ON_SCREEN = {"slot": "option"}
"""Without a question, a pick is among what is on screen; with one, "the little one" is no pick."""


class Inform(Capability):
    name = "inform"

    async def handle(self, turn: Turn) -> None:
        if turn.user and _is_for_profile(turn):
            await self.house["update_profile"].handle(turn)
        elif not turn.entities:
            await self.house["fallback"].handle(turn)
        elif turn.question and not set(turn.entities) - {"email", "name"}:
            turn.set("email", turn.entities.get("email") or turn.get("email"))
            await self.house[turn.question["owner"]].ask_again(turn)
        elif turn.has("booking_reference"):
            await self.house["show_trips"].handle(turn)
        elif turn.has("pick", "refinements") and turn.get("shown") and (turn.question or ON_SCREEN)["slot"] == "option":
            await self.house["select_option" if turn.has("pick") else "refine_search"].handle(turn)
        elif turn.get("task"):
            await self.house[turn.get("task")].answer(turn)
        elif turn.has("origin"):
            await self.house["search_flights"].handle(turn)
        elif turn.has("place", "destination"):
            _offer_for_place(turn)
        else:
            turn.say("utter_inform_noted", choices=starters(turn))


def _is_for_profile(turn: Turn) -> bool:
    """ "Call me Max", "I live in Graz"; somebody's date of birth while no trip is under way that it could be about."""
    if introduces_oneself(turn.text, placed=turn.has("place", "destination", "origin")):
        return True
    wanted = read_wanted(turn.text, None)
    return turn.get("task") is None and wanted.added is not None and wanted.birth_date is not None


def _offer_for_place(turn: Turn) -> None:
    place = turn.entities.get("destination") or turn.entities["place"]
    turn.set("destination", place)
    choices = [
        choice(turn.label("flights"), "search_flights", destination=place),
        choice(turn.label("stays"), "search_stays", place=place),
    ]
    turn.say("utter_inform_place", place=place["name"], choices=choices)
