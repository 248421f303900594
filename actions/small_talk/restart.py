"""Starting over: what was under way is dropped, bookings are untouched."""

from __future__ import annotations

from actions.brief import forget_trip
from actions.capability import Capability
from actions.small_talk.starters import starters
from actions.turn import Turn


class Restart(Capability):
    name = "restart"

    async def handle(self, turn: Turn) -> None:
        forget_trip(turn)
        turn.say("utter_restart", choices=starters(turn))
