"""Abandoning what is under way; bookings stay as they are."""

from __future__ import annotations

import re

from actions.brief import forget_trip
from actions.capability import Capability
from actions.small_talk.starters import starters
from actions.turn import Turn

FORGET_THAT = re.compile(r"^\W*(?:please |and )?forget (?:that |about )?(?:i\b|im\b|my\b)")
""" "Forget that I'm vegetarian" takes a habit back; nothing else stops."""


class Stop(Capability):
    name = "stop"

    async def handle(self, turn: Turn) -> None:
        if turn.user and FORGET_THAT.search(turn.text.casefold()):
            await self.house["set_preference"].handle(turn)
            return
        under_way = any(turn.get(slot) for slot in ("question", "task", "shown", "chosen"))
        if not under_way and "cancel" in turn.text.casefold() and await turn.desk.bookings.list(turn.owner):
            # "Cancel it" after a booking: only the booking can be meant, and it still asks for a yes.
            await self.house["cancel_booking"].handle(turn)
            return
        forget_trip(turn)
        turn.say("utter_stop_dropped" if under_way else "utter_stop_nothing", choices=starters(turn))
