"""A conversation with the action server's clerks: no engine, no network, a reader for the words, memory for the rest.

Each turn goes the way of a real one: a tracker as Rasa sends it, the action that Rasa's rule names, events back. What a
test says is only the intent; the entities are read from the text as the engine reads them, unless they are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.desk import Desk
from actions.house import CapabilityAction, open_house
from messages import Reply
from tests.fakes.people import MemoryAccounts
from tests.fakes.samples import NOW
from tests.house.tree import domain_parts
from wording import Wording
from world.places import Gazetteer, to_slot
from world.reading import read

Json = dict[str, Any]


PARTS = ("utter_label_", "utter_rule_", "utter_reason_", "utter_field_")
"""Responses that are parts of others."""


class RecordingWording(Wording):
    """Always the first variant; ``said`` are the names of the responses in order."""

    said: list[str]

    def say(self, response: str, **values: object) -> str:
        self.__dict__.setdefault("said", []).append(response)
        variants = self._responses.get(response)
        return variants[0].format_map(values) if variants else super().say(response, **values)


@cache
def _domain(section: str) -> frozenset[str]:
    return frozenset(name for _, content in domain_parts() for name in content.get(section) or [])


class Talk:
    """One conversation; ``replies`` and ``said`` (names of responses) are those of the latest turn."""

    def __init__(self, desk: Desk, conversation: str = "conversation-of-marta") -> None:
        self.desk = desk
        self.conversation = conversation
        self.now: datetime = NOW
        self.slots: Json = {}
        self.events: list[Json] = []
        self.replies: list[Json] = []
        self.said: list[str] = []
        self.changed: Json = {}
        self.user: str | None = None
        self.signals: list[str] = []
        self.channel = "web"
        self._house = open_house()

    async def say(self, text: str, intent: str, *, confidence: float = 0.95, **entities: Any) -> list[Json]:
        """A typed message. ``entities`` come on top of what is read from the text; None takes one away."""
        found = self._read(text, intent)
        found = [one for one in found if one["entity"] not in entities]
        found += [{"entity": name, "value": value} for name, value in entities.items() if value is not None]
        return await self._turn(text, intent, confidence, found)

    async def tap(self, label: str) -> list[Json]:
        """The choice of that label in the latest replies, wherever it stands."""
        options = [one for one in self.choices() if one["label"] == label]
        assert options, f"no {label!r} among {[one['label'] for one in self.choices()]}"
        chosen = options[0]
        return await self._turn("", chosen["intent"], 1.0, chosen["entities"])

    def later(self, **lapse: float) -> None:
        """Let time pass."""
        self.now += timedelta(**lapse)

    @property
    def text(self) -> str:
        return " ".join(reply["text"] for reply in self.replies)

    @property
    def cards(self) -> list[Json]:
        return [card for reply in self.replies for card in reply["cards"]]

    @property
    def question(self) -> Json | None:
        return self.slots.get("question")

    @property
    def asked(self) -> str | None:
        """The slot of the question that the latest replies ask."""
        asks = [reply["ask"]["slot"] for reply in self.replies if reply.get("ask")]
        return asks[-1] if asks else None

    def kinds(self) -> list[str]:
        return [card["kind"] for card in self.cards]

    def choices(self) -> list[Json]:
        return [one for reply in self.replies for one in choices_of(reply)]

    def labels(self) -> list[str]:
        """Labels below the replies, without those on cards."""
        return [one["label"] for reply in self.replies for one in reply["choices"]]

    def _read(self, text: str, intent: str) -> list[Json]:
        known = None if intent in ("nlu_fallback",) else intent
        reading = read(text, self.now, gazetteer=self.desk.gazetteer, intent=known)
        return [
            {"entity": one.name, "value": one.value, "start": one.start, "end": one.end} for one in reading.entities
        ]

    async def _turn(self, text: str, intent: str, confidence: float, entities: Sequence[Json]) -> list[Json]:
        message = {
            "text": text,
            "intent": {"name": intent, "confidence": confidence},
            "entities": list(entities),
            "metadata": {
                "now": self.now.isoformat(),
                "time_zone": "Europe/Berlin",
                "locale": "en-GB",
                "traveller": self.user,
                "channel": self.channel,
            },
        }
        self.events.append({"event": "user", "text": text})
        tracker = Tracker(self.conversation, dict(self.slots), message, self.events, False, None, {}, "action_listen")
        wording = self.desk.wording
        assert isinstance(wording, RecordingWording)
        wording.said = []
        dispatcher = CollectingDispatcher()
        action = CapabilityAction(self._action(intent), self._house, self.desk)
        changes = await action.run(dispatcher, tracker, {})
        self._apply(changes)
        self.said = [name for name in wording.said if not name.startswith(PARTS)]
        self.replies = [message["custom"] for message in dispatcher.messages]
        self.events += [{"event": "bot", "text": None, "data": {"custom": reply}} for reply in self.replies]
        self.signals = [reply.pop("signal") for reply in self.replies if "signal" in reply]
        self._bind()
        for reply in self.replies:
            check_reply(reply)
        assert self.replies, "silence is a bug"
        return self.replies

    def _bind(self) -> None:
        """What the gateway does: from the next turn on the conversation's account is the traveller."""
        accounts = self.desk.accounts
        assert isinstance(accounts, MemoryAccounts)
        self.user = accounts.conversation_of.get(self.conversation)
        if {"signed_out", "forgotten"} & set(self.signals):
            self.user = None

    def _action(self, intent: str) -> str:
        if intent == "nlu_fallback":
            return "fallback"
        return intent if self.desk.capabilities[intent]["state"] == "built" else "planned"

    def _apply(self, events: Sequence[Any]) -> None:
        self.changed = {}
        for event in events:
            assert event["event"] == "slot"
            assert event["name"] in _domain("slots"), (
                f"Rasa drops the slot {event['name']}: the domain does not have it"
            )
            self.changed[event["name"]] = event["value"]
        self.slots |= self.changed


def choices_of(reply: Json) -> Iterator[Json]:
    """Every choice of a reply: below it, on its cards and in its question."""
    yield from reply["choices"]
    for card in reply["cards"]:
        yield from card.get("choices", [])
    yield from (reply.get("ask") or {}).get("options", [])


def check_reply(reply: Json) -> None:
    """The reply keeps the contract, once the gateway has put tokens in the place of its choices."""
    for one in choices_of(reply):
        assert set(one) == {"label", "intent", "entities"}
        assert one["intent"] in _domain("intents"), one
        unknown = {entity["entity"] for entity in one["entities"]} - _domain("entities")
        assert not unknown, f"Rasa does not know the entities {unknown}"
    shown = Reply.model_validate(_sealed(reply))
    assert shown.text
    assert shown.text.strip()
    assert "{" not in shown.text
    assert "None" not in shown.text
    assert len([card for card in shown.cards if card.kind in ("flight", "stay")]) <= 5
    if shown.ask and shown.ask.kind in ("number", "party", "date", "date_range"):
        assert shown.ask.min is not None, "a picker needs its bounds"
        assert shown.ask.max is not None, "a picker needs its bounds"
    for card in shown.cards:
        check_data(card.kind, card.data)


def _sealed(value: Any) -> Any:
    if isinstance(value, dict) and set(value) == {"label", "intent", "entities"}:
        return {"label": value["label"], "value": "c_0123456789abcdef"}
    if isinstance(value, dict):
        return {key: _sealed(one) for key, one in value.items()}
    return [_sealed(one) for one in value] if isinstance(value, list) else value


SHAPES: dict[str, set[str]] = {
    "destination": {"destination"},
    "activity": {"destination", "kind", "hours"},
    "flight": {"offer", "slices", "cabin", "bags", "rule"},
    "stay": {"offer", "name", "stars", "check_in", "check_out", "rooms", "board", "rule"},
    "booking": {"reference", "status", "items", "total"},
    "itinerary": {"items", "total"},
    "forecast": set(),
    "profile": {"name", "email", "home_airport", "currency", "language", "companions", "preferences"},
}


def check_data(kind: str, data: Json) -> None:
    """``data`` has what the contract promises for its kind."""
    assert kind in SHAPES
    assert SHAPES[kind] <= set(data), f"{kind}: {SHAPES[kind] - set(data)} is missing"
    for one in data.get("slices", []):
        assert re.fullmatch("[A-Z]{3}", one["origin"])
        assert re.fullmatch("[A-Z]{3}", one["destination"])
        departs, arrives = datetime.fromisoformat(one["departs"]), datetime.fromisoformat(one["arrives"])
        assert departs.tzinfo is not None
        assert departs < arrives
        assert len(one["flights"]) == one["stops"] + 1
    for item in data.get("items", []):
        counted = {"flight": "passengers", "stay": "guests"}[item["kind"]]
        check_data(item["kind"], {"offer": "", **item})
        assert kind != "booking" or item[counted] >= 1


def place(gazetteer: Gazetteer, name: str) -> Json:
    """A place slot as the reader fills it."""
    return to_slot(gazetteer.find(f"to {name}")[0])
