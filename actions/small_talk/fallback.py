"""Not understood: first a hint, then choices and a person; an open question is put again."""

from __future__ import annotations

from actions.capability import Capability
from actions.routing import FACTS
from actions.small_talk.starters import starters
from actions.turn import Turn, choice


class Fallback(Capability):
    name = "fallback"

    async def handle(self, turn: Turn) -> None:
        if turn.get("task") == "recommend_destinations" and not turn.question and turn.has(*FACTS):
            # "Then anywhere in Italy" says little by itself, but much about the wish.
            await self.house["recommend_destinations"].answer(turn)
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


def ways_out(turn: Turn) -> list[dict[str, object]]:
    """Choose from what there is, or reach a person."""
    return [
        choice(turn.words("utter_fallback_choose"), "help"),
        choice(turn.words("utter_fallback_person"), "request_human"),
    ]
