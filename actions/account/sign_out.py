"""Signing out: the account keeps this conversation, and the next one begins as a guest's."""

from __future__ import annotations

from actions.brief import forget_trip
from actions.capability import Capability
from actions.turn import Turn, choice


class SignOut(Capability):
    name = "sign_out"
    digression = True

    async def handle(self, turn: Turn) -> None:
        profile = await turn.profile()
        if profile is None:
            ways = [] if turn.question else [choice(turn.label("sign_in"), "sign_in")]
            turn.say("utter_sign_out_nobody", choices=ways)
            return
        forget_trip(turn)
        turn.say("utter_sign_out_done", email=profile.email)
        turn.signal("signed_out")
