"""Signing out: the account keeps this conversation, and the next one begins as a guest's."""

from __future__ import annotations

import re

from actions.brief import forget_trip
from actions.capability import Capability
from actions.turn import Turn, choice

EVERYWHERE = re.compile(
    r"\beverywhere\b|\b(?:all|every|each|other|old|lost|stolen)\b.*\b(?:devices?|phones?|computers?|sessions?|logins?|browsers?)\b|"
    r"\b(?:phone|tablet|laptop|computer)\b.*\b(?:lost|stolen)\b|\blost my\b"
)
"""All devices, or one that is not at hand: it can only be signed out together with all others."""


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
        everywhere = EVERYWHERE.search(turn.text.casefold()) is not None
        if everywhere:
            await turn.desk.sessions.close_all(profile.user)
            await turn.desk.links.unlink(profile.user, now=turn.now)
        turn.say("utter_sign_out_everywhere" if everywhere else "utter_sign_out_done", email=profile.email)
        turn.signal("signed_out")
