"""The way to a person, as the operator has set it, or plainly that there is none."""

from __future__ import annotations

from actions.capability import Capability
from actions.turn import Turn


class RequestHuman(Capability):
    name = "request_human"
    digression = True

    async def handle(self, turn: Turn) -> None:
        settings = turn.desk.settings
        if not settings.operator_contact:
            turn.say("utter_request_human_none")
            return
        hours = settings.operator_hours
        hint = f" {turn.words('utter_request_human_hours', hours=hours)}" if hours else ""
        turn.say("utter_request_human_contact", contact=settings.operator_contact, hours=hint)
