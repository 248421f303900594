"""Leaving a messenger: whoever writes from there is a guest again."""

from __future__ import annotations

from actions import formatting as form
from actions.account.channels import ALL, all_said, channel_said, shown_name
from actions.account.flow import profile_or_sign_in
from actions.capability import Capability
from actions.turn import Turn, choice


class UnlinkChannel(Capability):
    name = "unlink_channel"
    digression = True

    async def handle(self, turn: Turn) -> None:
        profile = await profile_or_sign_in(self, turn)
        if profile is None:
            return
        links, wanted = turn.desk.links, channel_said(turn)
        linked = list(await links.channels(profile.user))
        if wanted is not None and wanted not in linked:
            turn.say("utter_unlink_channel_not_linked", channel=shown_name(wanted))
        elif not linked:
            turn.say("utter_unlink_channel_none")
        elif wanted is None and len(linked) > 1 and not all_said(turn):
            self._ask_which(turn, linked)
        else:
            gone = await links.unlink(profile.user, wanted, now=turn.now)
            turn.say("utter_unlink_channel_done", channels=form.joined([shown_name(one) for one in gone]))
            turn.signal("profile")

    def _ask_which(self, turn: Turn, linked: list[str]) -> None:
        ways = [choice(shown_name(one), self.name, next_step=one) for one in linked]
        every = choice(turn.words("utter_unlink_channel_all"), self.name, next_step=ALL)
        turn.say("utter_unlink_channel_which", choices=[*ways, every])
