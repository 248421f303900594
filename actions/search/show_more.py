"""The next page of what was found."""

from __future__ import annotations

from actions.capability import Capability
from actions.ideas.find_attractions import FindAttractions, showed_sights
from actions.search.shared import PAGE, show_page
from actions.small_talk.starters import starters
from actions.turn import Turn, choice


class ShowMore(Capability):
    name = "show_more"

    async def handle(self, turn: Turn) -> None:
        shown = turn.get("shown")
        if not shown and showed_sights(turn):
            sights = self.house["find_attractions"]
            assert isinstance(sights, FindAttractions)
            sights.more(turn)
            if turn.question:
                await self.house[turn.question["owner"]].ask_again(turn)
            return
        if not shown:
            turn.say("utter_show_more_nothing", choices=starters(turn))
            return
        if shown["kind"] == "destination":
            await self.house["recommend_destinations"].handle(turn)
            return
        start, ids = shown["from"] + PAGE, shown["ids"]
        if start >= len(ids):
            turn.say("utter_show_more_end")
            await self.house["select_option"].ask_again(turn)
            return
        turn.set("shown", {**shown, "from": start})
        page = await turn.desk.offers.get(turn.conversation, ids[start : start + PAGE])
        text = turn.words("utter_show_more", first=start + 1, last=start + len(page), count=len(ids))
        more = [choice(turn.label("more"), "show_more")] if start + PAGE < len(ids) else []
        show_page(turn, page, text, more)
