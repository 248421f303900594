"""Lost, late or damaged luggage: what to do, in order."""

from __future__ import annotations

from actions.capability import Capability
from actions.turn import Turn


class AskLostLuggage(Capability):
    name = "ask_lost_luggage"
    digression = True

    async def handle(self, turn: Turn) -> None:
        parts = [turn.words("utter_ask_lost_luggage_steps")]
        contact = turn.desk.settings.operator_contact
        if contact:
            parts.append(turn.words("utter_ask_lost_luggage_contact", contact=contact))
        turn.tell(" ".join(parts))
