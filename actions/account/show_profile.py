"""Showing what is kept of the traveller, and what is concluded of their taste."""

from __future__ import annotations

from actions import formatting as form
from actions.account.profile_card import profile_card, ways
from actions.account.taste import forget_taste, is_about_taste, speak_of_taste, taste_line
from actions.capability import Capability
from actions.turn import Turn, choice


class ShowProfile(Capability):
    name = "show_profile"
    digression = True

    async def handle(self, turn: Turn) -> None:
        if is_about_taste(turn):
            await speak_of_taste(turn)
            return
        profile = await turn.profile()
        if profile is None:
            await self._guest(turn)
            return
        linked = await turn.desk.links.channels(profile.user)
        card = profile_card(turn, profile, linked)
        if taste := await taste_line(turn):
            card["facts"].append({"label": turn.words("utter_show_profile_taste_label"), "value": taste})
        turn.say("utter_show_profile_card", cards=[card], choices=ways(turn))

    async def answer(self, turn: Turn) -> None:
        await forget_taste(self, turn)

    async def _guest(self, turn: Turn) -> None:
        bookings = await turn.desk.bookings.list(turn.owner)
        days = turn.desk.settings.guest_retention_days
        what = form.count(len(bookings), "booking") if bookings else turn.words("utter_show_profile_no_booking")
        choices = [choice(turn.label("sign_in"), "sign_in"), choice(turn.label("erase"), "forget_me")]
        turn.say("utter_show_profile_guest", bookings=what, days=days, choices=choices)
