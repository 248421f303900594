"""Choosing among what is on screen: "the second one", "the cheaper", "the one with breakfast"."""

from __future__ import annotations

from collections.abc import Sequence

from actions import cards
from actions import formatting as form
from actions.capability import Capability
from actions.search.picking import picked
from actions.search.shared import PAGE, show_page
from actions.small_talk.starters import starters
from actions.turn import Turn
from travel.offers import FlightOffer, Offer


class SelectOption(Capability):
    name = "select_option"

    async def handle(self, turn: Turn) -> None:
        shown = turn.get("shown") or {}
        if turn.has("offer"):
            await self._take(turn, await turn.desk.offers.get(turn.conversation, [turn.entities["offer"]]))
        elif shown.get("kind") == "destination":
            await self.house["recommend_destinations"].answer(turn)
        elif not shown and turn.question:
            await self.house[turn.question["owner"]].ask_again(turn)
        elif not shown:
            turn.say("utter_select_option_nothing", choices=starters(turn))
        else:
            await self._pick(turn)

    async def answer(self, turn: Turn) -> None:
        await self.handle(turn)

    async def ask_again(self, turn: Turn) -> None:
        """Show the same page again with the open question."""
        shown = turn.get("shown") or {}
        if shown.get("kind") == "destination":
            await self.house["recommend_destinations"].ask_again(turn)
        elif shown:
            text = turn.words("utter_select_option_which")
            show_page(turn, await self._page(turn), text, shown.get("choices") or [])

    async def _page(self, turn: Turn) -> list[Offer]:
        shown = turn.get("shown")
        return await turn.desk.offers.get(turn.conversation, shown["ids"][shown["from"] : shown["from"] + PAGE])

    async def _pick(self, turn: Turn) -> None:
        page = await self._page(turn)
        hits = picked(turn, page)
        if len(hits) == 1:
            await self._take(turn, hits)
        elif turn.has("refinements"):
            await self.house["refine_search"].handle(turn)
        elif hits:
            show_page(turn, hits, turn.words("utter_select_option_which"), [])
        else:
            asked = turn.has("pick", "number")
            text = turn.words("utter_select_option_not_there" if asked else "utter_select_option_which")
            show_page(turn, page, text, turn.get("shown").get("choices") or [])

    async def _take(self, turn: Turn, offers: Sequence[Offer]) -> None:
        offer = offers[0]
        turn.set("chosen", {**(turn.get("chosen") or {}), offer.kind: offer.id})
        turn.clear("quote", "question")
        text = _chosen_text(turn, offer)
        waiting = [wish for wish in turn.get("wishes") or [] if wish == f"search_{_OTHER[offer.kind]}"]
        if waiting:
            turn.tell(f"{text} {turn.words(_NOW[offer.kind])}")
            turn.set("wishes", [])
            for taken in CHOOSING:
                turn.entities.pop(taken, None)
            await self.house[waiting[0]].handle(turn)
        else:
            await self.house["book"].proceed(turn, text)  # type: ignore[attr-defined]


CHOOSING = ("pick", "refinements", "airline", "board", "amenities", "stars")
"""What says which of the offers on screen; it is no wish about the next ones."""
_OTHER = {"flight": "stays", "stay": "flights"}
_NOW = {"flight": "utter_select_option_now_stays", "stay": "utter_select_option_now_flights"}


def _chosen_text(turn: Turn, offer: Offer) -> str:
    content, rule = offer.content, form.offer_rule(turn.desk.wording, offer.content)
    price, people = form.money(offer.price), offer.content.party.people
    if isinstance(content, FlightOffer):
        for_all = "" if people == 1 else " for both" if people == 2 else f" for all {people}"
        line = cards.flight_line(content)
        return turn.words("utter_select_option_flight", flight=line, price=price, for_all=for_all, rule=rule)
    return turn.words("utter_select_option_stay", stay=content.name, price=price, rule=rule)
