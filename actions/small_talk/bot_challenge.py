"""Owning up to being a program."""

from __future__ import annotations

from actions.capability import Capability
from actions.turn import Turn


class BotChallenge(Capability):
    name = "bot_challenge"
    digression = True

    async def handle(self, turn: Turn) -> None:
        turn.say("utter_bot_challenge", brand=turn.desk.settings.brand_name)
