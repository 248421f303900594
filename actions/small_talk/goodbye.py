"""Saying goodbye; nothing is lost by it."""

from __future__ import annotations

from actions.capability import Capability
from actions.turn import Turn


class Goodbye(Capability):
    name = "goodbye"
    digression = False

    async def handle(self, turn: Turn) -> None:
        turn.say("utter_goodbye")
