"""Going on elsewhere: a code that brings whoever sends it from a messenger into this conversation."""

from __future__ import annotations

from collections.abc import Mapping

from actions import formatting as form
from actions.account.channels import TELEGRAM, channel_said, shown_name
from actions.account.flow import profile_or_sign_in
from actions.capability import Capability
from actions.turn import Turn, choice
from travel.errors import NotYours, TooManyTries

DEEP_LINK = "https://t.me/{bot}?start=link_{code}"


class LinkChannel(Capability):
    name = "link_channel"
    digression = True

    async def handle(self, turn: Turn) -> None:
        bots, wanted = await turn.desk.links.bots(), channel_said(turn)
        elsewhere = [one for one in sorted(bots) if one != turn.channel]
        if not bots:
            turn.say("utter_link_channel_nowhere")
        elif wanted == turn.channel or not elsewhere or (turn.user is None and turn.channel in bots):
            self._here(turn)
        elif wanted is not None and wanted not in bots:
            served = form.joined([shown_name(one) for one in elsewhere])
            turn.say("utter_link_channel_not_served", channel=shown_name(wanted), served=served)
        elif await profile_or_sign_in(self, turn):
            await self._link(turn, bots, wanted or (elsewhere[0] if len(elsewhere) == 1 else None), elsewhere)

    def _here(self, turn: Turn) -> None:
        """On a messenger: an account comes here by a code from the web, or is here already."""
        turn.say(
            "utter_link_channel_from_web" if turn.user is None else "utter_link_channel_here_already",
            channel=shown_name(turn.channel),
            address=turn.desk.settings.address,
        )

    async def _link(self, turn: Turn, bots: Mapping[str, str], wanted: str | None, elsewhere: list[str]) -> None:
        if wanted is None:
            ways = [choice(shown_name(one), self.name, next_step=one) for one in elsewhere]
            turn.say("utter_link_channel_which", choices=ways)
            return
        assert turn.user is not None, "signed in"
        try:
            code = await turn.desk.links.issue(turn.user, turn.conversation, now=turn.now)
        except TooManyTries:
            turn.say("utter_link_channel_too_many_codes")
            return
        except NotYours:
            # Signed in during this very turn elsewhere, and the conversation went to another account.
            turn.say("utter_sign_in_not_yours")
            return
        self._give(turn, wanted, bots[wanted], code)

    def _give(self, turn: Turn, channel: str, bot: str, code: str) -> None:
        name = shown_name(channel)
        if channel == TELEGRAM and bot:
            link = DEEP_LINK.format(bot=bot, code=code)
            turn.say("utter_link_channel_telegram_link", channel=name, link=link, bot=bot, code=code)
        else:
            turn.say("utter_link_channel_code", channel=name, code=code)
