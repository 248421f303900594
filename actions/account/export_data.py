"""Handing out one's data: a file that the account's owner downloads."""

from __future__ import annotations

from actions.account.flow import profile_or_sign_in
from actions.capability import Capability
from actions.turn import Turn, choice

ADDRESS = "/api/users/me/export"


class ExportData(Capability):
    name = "export_data"
    digression = True

    async def handle(self, turn: Turn) -> None:
        if turn.entities.get("next_step") == "sign_in":
            await self._after_sign_in(turn)
            return
        profile = await turn.profile()
        if profile is None:
            first = choice(turn.label("sign_in"), self.name, next_step="sign_in")
            turn.say("utter_export_data_guest", choices=[first, choice(turn.label("erase"), "forget_me")])
            return
        link = f"{turn.desk.settings.address}{ADDRESS}"
        turn.say("utter_export_data_link", link=link, email=profile.email)

    async def _after_sign_in(self, turn: Turn) -> None:
        turn.entities.pop("next_step")
        if await profile_or_sign_in(self, turn):
            await self.handle(turn)
