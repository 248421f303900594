"""Not understood: first a hint, then choices and a person; an open question is put again."""

from __future__ import annotations

from actions.capability import Capability
from actions.routing import DATES, FACTS
from actions.small_talk.starters import starters
from actions.turn import Turn, choice

PLAIN = (*DATES, "nights", "shift", "adults", "children", "infants", "rooms", "cabin")


class Fallback(Capability):
    name = "fallback"

    async def handle(self, turn: Turn) -> None:
        if _adds_facts(turn):
            turn.set("misses", 0)
            await self.house["inform"].handle(turn)
            return
        misses = int(turn.get("misses") or 0) + 1
        turn.set("misses", misses)
        if misses >= 2:
            turn.say("utter_fallback_second", choices=ways_out(turn))
        elif turn.question:
            turn.say("utter_fallback_in_question")
            await self.house[turn.question["owner"]].ask_again(turn)
        else:
            turn.say("utter_fallback_first", choices=starters(turn))


def _adds_facts(turn: Turn) -> bool:
    """ "Oh, and a baby", "then anywhere in Italy": odd sentences, but what they say of the trip is plain.

    A place alone may be a chance hit, and changes a search that is under way too much for that.
    """
    ideas = turn.get("task") == "recommend_destinations" and not turn.question
    return turn.get("task") is not None and turn.has(*(FACTS if ideas else PLAIN))


def ways_out(turn: Turn) -> list[dict[str, object]]:
    """Choose from what there is, or reach a person."""
    return [
        choice(turn.words("utter_fallback_choose"), "help"),
        choice(turn.words("utter_fallback_person"), "request_human"),
    ]
