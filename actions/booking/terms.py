"""Questions about the rules of what is chosen and not yet booked: "is it refundable", "what if I have to cancel"."""

from __future__ import annotations

import re

from actions import cards
from actions import formatting as form
from actions.questions.on_screen import chosen_offers
from actions.routing import FACTS, NAME_WORDS
from actions.turn import Turn

REFUND = re.compile(r"\b(?:non-?)?refund")
CHANGING = re.compile(r"\b(?:cancel|change|rebook|postpone)")
ASKING = re.compile(
    r"\?|\b(?:can i|can we|could i|could we|may i|what|how|if|when|is|are|does|rules?|policy|fees?|terms|possible)\b"
)
MOVING = tuple(name for name in FACTS if name != "refinements")
"""Facts with which a sentence moves the trip instead of asking about it."""
LONGEST = 14
"""Words; a longer sentence has a wish of its own."""


def asks_terms(turn: Turn) -> bool:
    """Whether the sentence asks for the rules of the offers that are chosen, and wishes nothing else."""
    said = turn.text.casefold()
    if not turn.get("chosen") or turn.has(*MOVING, "booking_reference", "pick") or len(said.split()) > LONGEST:
        return False
    about = REFUND.search(said) or CHANGING.search(said)
    return bool(about and ASKING.search(said)) and not NAME_WORDS.search(said)


async def tell_terms(turn: Turn) -> None:
    """The rule of each chosen offer in a line."""
    for offer in await chosen_offers(turn):
        rule = form.offer_rule(turn.desk.wording, offer.content)
        turn.say("utter_book_terms", title=cards.title(offer.content), rule=rule)
