"""What a question in between points at with "that" or "the second": the offers chosen or shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.search.picking import picked
from actions.search.shared import PAGE
from actions.turn import Turn
from travel.money import Money, total
from travel.offers import Offer

CHEAPEST = re.compile(r"\bcheap(?:est|er)\b")


async def chosen_offers(turn: Turn) -> list[Offer]:
    """What the traveller has chosen, in any order; none while nothing is."""
    chosen = turn.get("chosen") or {}
    return await turn.desk.offers.get(turn.conversation, list(chosen.values()))


async def shown_offers(turn: Turn) -> Sequence[Offer]:
    """The page of flights or stays on screen; none while there are ideas or nothing."""
    shown = turn.get("shown") or {}
    if shown.get("kind") not in ("flight", "stay"):
        return []
    return await turn.desk.offers.get(turn.conversation, shown["ids"][shown["from"] : shown["from"] + PAGE])


async def price_on_screen(turn: Turn) -> Money | None:
    """The price that "that" means: of the offer pointed at, of what is chosen, else of the first on screen."""
    page = await shown_offers(turn)
    pointed = picked(turn, page) if page and turn.has("pick") else []
    if CHEAPEST.search(turn.text.casefold()):
        pointed = sorted(page, key=lambda offer: offer.price.amount)
    offers = pointed[:1] or await chosen_offers(turn) or page[:1]
    prices = [offer.price for offer in offers]
    same = all(price.currency == prices[0].currency for price in prices)
    return total(prices) if prices and same else None
