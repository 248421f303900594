"""The Home tab: the next trips, and where to begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from connectors.slack.markup import escape, plain_text, section
from connectors.slack.words import Words

Json = dict[str, Any]

SAY, WISH = "say", "wish"
"""What the ids of buttons begin with: one says a sentence for somebody, the other asks what they would like."""
MOST_TRIPS = 20
"""Two blocks each, of the hundred that a Home tab may have."""


@dataclass(frozen=True)
class Trip:
    """A booking ahead: ``when`` and ``price`` in words."""

    reference: str
    title: str
    when: str
    price: str
    status: str


def home_view(trips: Sequence[Trip], words: Words) -> Json:
    """The whole tab, the next journey first."""
    plan = {"type": "button", "action_id": WISH, "text": plain_text(words.plan), "style": "primary"}
    buttons = [plan, _say(words.my_trips, words.my_trips, 1)]
    blocks: list[Json] = [
        {"type": "header", "text": plain_text(words.home, 150)},
        {"type": "actions", "block_id": "begin", "elements": buttons},
        {"type": "divider"},
        section(f"*{escape(words.upcoming)}*" if trips else escape(words.nothing_upcoming)),
    ]
    for trip in trips[:MOST_TRIPS]:
        lines = [f"*{escape(trip.title)}*", escape(f"{trip.when} · {trip.price}")]
        lines.append(escape(f"{trip.reference} · {trip.status}"))
        blocks.append(section("\n".join(lines)))
        show, cancel = f"{words.show_trip} {trip.reference}", f"{words.cancel_trip} {trip.reference}"
        pair = [_say(words.show, show, 0), _say(words.cancel, cancel, 1)]
        blocks.append({"type": "actions", "block_id": f"trip:{trip.reference}", "elements": pair})
    return {"type": "home", "blocks": blocks}


def _say(label: str, text: str, number: int) -> Json:
    return {"type": "button", "action_id": f"{SAY}:{number}", "text": plain_text(label), "value": text}
