"""Replies as messages of Block Kit, and as the calls that post them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from connectors.slack.asking import ask_blocks
from connectors.slack.cards import card_blocks
from connectors.slack.choosing import chooser
from connectors.slack.markup import pieces, section
from connectors.slack.places import where
from connectors.slack.words import Words
from messages import Choice, Reply

Json = dict[str, Any]

MOST_BLOCKS = 50
LONGEST_TEXT = 3000
"""Of what notifications and programs that read aloud say of a message."""


def calls(replies: Sequence[Mapping[str, Any]], address: Mapping[str, Any], words: Words) -> list[Json]:
    """``{"method", "arguments"}`` for each message, always the same for the same replies.

    The buttons know whose they are: in a channel everybody sees them.
    """
    found = []
    for number, raw in enumerate(replies):
        reply = Reply.model_validate(raw)
        blocks = reply_blocks(reply, f"{number}:{address['user']}", words)
        for at in range(0, len(blocks), MOST_BLOCKS):
            found.append({"text": _summary(reply), "blocks": blocks[at : at + MOST_BLOCKS]})
    return [{"method": "chat.postMessage", "arguments": {**where(address), **_quiet(), **one}} for one in found]


def sentence(text: str, address: Mapping[str, Any]) -> Json:
    """The arguments that say one sentence."""
    return {**where(address), **_quiet(), "text": text, "blocks": [section(piece) for piece in pieces(text)]}


def reply_blocks(reply: Reply, name: str, words: Words) -> list[Json]:
    """Text, cards, choices, and what is asked; ``name`` ends the ids of blocks that can be answered."""
    blocks: list[Json] = [section(piece) for piece in pieces(reply.text or "")]
    blocks += card_blocks(reply.cards, f"card:{name}", words.choose, words.site)
    blocks += chooser(reply.choices, f"choices:{name}", words.choose)
    if reply.ask is not None:
        blocks += ask_blocks(reply.ask, f"ask:{name}", _offered(reply), words)
    return blocks


def _offered(reply: Reply) -> list[Choice]:
    """What can be chosen without the options of the question: where every card has its button, all of them."""
    options = reply.ask.options if reply.ask else []
    on_cards = [choice for card in reply.cards for choice in card.choices]
    return [*reply.choices, *(options if len(on_cards) >= len(options) > 1 else on_cards)]


def _summary(reply: Reply) -> str:
    titles = ", ".join(card.title for card in reply.cards)
    asked = ", ".join(choice.label for choice in reply.choices)
    return next(pieces(reply.text or titles or asked or "…", LONGEST_TEXT))


def _quiet() -> Json:
    """Nobody is called by what a text happens to say, and no page is shown below a link."""
    return {"parse": "none", "link_names": False, "unfurl_links": False, "unfurl_media": False}
