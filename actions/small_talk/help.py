"""What can be asked for."""

from __future__ import annotations

from actions.capability import Capability
from actions.small_talk.starters import starters
from actions.turn import Turn


class Help(Capability):
    name = "help"
    digression = True

    async def handle(self, turn: Turn) -> None:
        turn.say("utter_help", choices=starters(turn))
