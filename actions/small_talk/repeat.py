"""Saying the last answer again, cards and open question included."""

from __future__ import annotations

from actions.capability import Capability
from actions.small_talk.starters import starters
from actions.turn import Turn


class Repeat(Capability):
    name = "repeat"

    async def handle(self, turn: Turn) -> None:
        if not turn.last_replies:
            turn.say("utter_repeat_nothing", choices=starters(turn))
        turn.replies.extend(turn.last_replies)
