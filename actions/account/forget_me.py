"""Being forgotten: what is erased and what has to stay is said first, and only a fresh yes erases."""

from __future__ import annotations

from actions import cards
from actions import formatting as form
from actions.account.flow import go_back, interrupted
from actions.brief import forget_trip
from actions.capability import Capability
from actions.turn import Json, Turn, choice
from travel.account.forget_me import Kept, forget_me, what_stays
from travel.account.profile import Profile

SHOWN = 5


class ForgetMe(Capability):
    name = "forget_me"
    digression = True

    async def handle(self, turn: Turn) -> None:
        await self._confirm(turn, interrupted(turn))

    async def answer(self, turn: Turn) -> None:
        before = ((turn.question or {}).get("note") or {}).get("before")
        if turn.intent != "affirm":
            turn.say("utter_forget_me_kept")
            await go_back(self, turn, before)
            return
        await forget_me(turn.desk.erasures, turn.owner, now=turn.now)
        response = "utter_forget_me_done" if turn.user else "utter_forget_me_done_guest"
        forget_trip(turn)
        turn.clear("email", "name", "booking_reference")
        turn.say(response)
        turn.signal("forgotten")

    async def _confirm(self, turn: Turn, before: Json | None) -> None:
        profile = await turn.profile()
        kept = await what_stays(turn.desk.bookings, turn.owner, now=turn.now)
        text = _text(turn, profile, kept)
        options = [choice(turn.label("yes_erase"), "affirm"), choice(turn.label("no_erase"), "deny")]
        first = [choice(turn.label("cancel_first"), "cancel_booking")] if kept.ahead else []
        shown = [cards.booking_card(turn, one) for one in kept.ahead[:SHOWN]]
        turn.ask(
            self.name,
            "confirm",
            "yes_no",
            text,
            options=options,
            cards=shown,
            choices=[*options, *first],
            again=turn.words("utter_forget_me_again"),
            note={"before": before},
        )


def _text(turn: Turn, profile: Profile | None, kept: Kept) -> str:
    parts = []
    if kept.ahead:
        ahead = form.count(len(kept.ahead), "booking")
        parts.append(turn.words("utter_forget_me_ahead", bookings=ahead))
    if profile:
        parts.append(turn.words("utter_forget_me_account", email=profile.email))
    else:
        parts.append(turn.words("utter_forget_me_guest"))
    if kept.bookings:
        parts.append(turn.words("utter_forget_me_stays"))
    return " ".join([*parts, turn.words("utter_forget_me_ask")])
