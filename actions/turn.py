"""One turn of a conversation, as the clerks see it: what was said, what is known, what is answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.desk import Desk
from travel.account.profile import Profile
from travel.booking.bookings import Owner
from travel.errors import NoSuchUser, UnknownCurrency

Json = dict[str, Any]
LISTS = frozenset({"via", "airline", "amenities", "interests", "also", "refinements"})


def choice(label: str, intent: str, **entities: Any) -> Json:
    """Something to tap that means ``intent`` with these entities; the gateway makes it unguessable."""
    carried = [{"entity": name, "value": value} for name, value in entities.items()]
    return {"label": label[:80], "intent": intent, "entities": carried}


@dataclass
class Turn:
    """Slots can be read with ``get`` and changed with ``set``; replies go out in the order they are said."""

    desk: Desk
    conversation: str
    user: str | None
    text: str
    intent: str
    confidence: float
    entities: Json
    phrases: dict[str, str]
    slots: Json
    now: datetime
    zone: ZoneInfo
    locale: str
    last_replies: list[Json] = field(default_factory=list)
    replies: list[Json] = field(default_factory=list)
    changes: Json = field(default_factory=dict)
    known: Profile | None = None
    """The profile, once it has been read in this turn."""
    channel: str = "web"
    """Where this was said."""

    @classmethod
    def of(cls, tracker: Tracker, desk: Desk) -> Turn:
        """Read the tracker as Rasa sends it; time, zone and traveller come from the gateway's metadata."""
        message = tracker.latest_message
        metadata = message.get("metadata") or {}
        intent = message.get("intent") or {}
        return cls(
            desk=desk,
            conversation=tracker.sender_id,
            user=metadata.get("traveller"),
            text=message.get("text") or "",
            intent=intent.get("name") or "nlu_fallback",
            confidence=float(intent.get("confidence") or 0.0),
            entities=gather(message.get("entities") or []),
            phrases=_phrases(message),
            slots=dict(tracker.slots),
            now=_now(metadata, desk),
            zone=_zone(metadata),
            locale=metadata.get("locale") or "en-GB",
            channel=metadata.get("channel") or "web",
            last_replies=_said_before(tracker.events),
        )

    @property
    def owner(self) -> Owner:
        return Owner(self.conversation, self.user)

    async def profile(self) -> Profile | None:
        """The traveller's profile, read once a turn and only when it is asked for; None for a guest."""
        if self.known is None and self.user is not None:
            try:
                self.known = await self.desk.accounts.profile(self.user)
            except NoSuchUser:
                self.user = None  # erased meanwhile
        return self.known

    def signed_in(self, profile: Profile) -> None:
        """From here on the turn is this account's; the gateway learns it by the signal."""
        self.user, self.known = profile.user, profile

    @property
    def currency(self) -> str:
        """What prices are shown in: the currency of the profile, when it was read and has a rate, else the house's."""
        house = self.desk.settings.default_currency
        wished = self.known.currency if self.known else None
        if not wished:
            return house
        try:
            self.desk.rates.convert(Decimal(1), house, wished)
        except UnknownCurrency:
            return house
        return wished

    async def read_amounts(self) -> None:
        """Amounts said without a currency are meant in the traveller's own."""
        amounts = [amount for amount in _amounts(self.entities) if not amount.get("currency")]
        if amounts:
            await self.profile()
        for amount in amounts:
            amount["currency"] = self.currency

    @property
    def today(self) -> date:
        """The traveller's local date."""
        return self.now.astimezone(self.zone).date()

    def get(self, slot: str) -> Any:
        return self.slots.get(slot)

    def set(self, slot: str, value: Any) -> None:
        if self.slots.get(slot) != value:
            self.slots[slot] = value
            self.changes[slot] = value

    def clear(self, *slots: str) -> None:
        for slot in slots:
            self.set(slot, None)

    def has(self, *names: str) -> bool:
        """Whether the sentence gave any of these."""
        return any(name in self.entities for name in names)

    def words(self, response: str, **values: Any) -> str:
        return self.desk.wording.say(response, **values)

    def label(self, name: str) -> str:
        return self.desk.wording.say(f"utter_label_{name}")

    def say(
        self, response: str, *, cards: list[Json] | None = None, choices: list[Json] | None = None, **values: Any
    ) -> None:
        """Answer with one response of the domain."""
        self.tell(self.words(response, **values), cards=cards, choices=choices)

    def tell(
        self, text: str, *, cards: list[Json] | None = None, choices: list[Json] | None = None, ask: Json | None = None
    ) -> None:
        """Answer with words already chosen."""
        reply = {"text": text, "cards": cards or [], "choices": choices or []}
        self.replies.append(reply if ask is None else {**reply, "ask": ask})

    def signal(self, what: Literal["signed_in", "signed_out", "profile", "forgotten"]) -> None:
        """Tell the gateway what has happened; it travels on the latest reply and is taken out there."""
        self.replies[-1]["signal"] = what

    def ask(
        self,
        owner: str,
        slot: str,
        kind: str,
        text: str,
        *,
        options: list[Json] | None = None,
        cards: list[Json] | None = None,
        choices: list[Json] | None = None,
        again: str | None = None,
        note: Json | None = None,
        **bounds: Any,
    ) -> None:
        """Ask, and remember the open question: ``owner`` is the capability that takes the answer.

        ``again`` is the text when it is asked once more after a digression; ``note`` is for the owner's own use.
        """
        ask = {"slot": slot, "kind": kind, "options": options or [], **bounds}
        shown = [*(choices or [])] or [*(options or [])]
        self.tell(text, cards=cards, choices=shown, ask=ask)
        self.set(
            "question",
            {"owner": owner, "slot": slot, "text": again or text, "ask": ask, "choices": shown, "note": note or {}},
        )

    @property
    def question(self) -> Json | None:
        return self.get("question")

    def events(self) -> list[EventType]:
        """What Rasa writes into the tracker."""
        return [SlotSet(name, value) for name, value in self.changes.items()]


def gather(entities: list[Json]) -> Json:
    """Entities by name: the last one wins, lists are joined."""
    found: Json = {}
    for entity in entities:
        name, value = entity.get("entity"), entity.get("value")
        if not name or value is None:
            continue
        if name in LISTS:
            items = value if isinstance(value, list) else [value]
            found[name] = [*found.get(name, []), *(item for item in items if item not in found.get(name, []))]
        else:
            found[name] = value
    return found


def _amounts(entities: Json) -> list[Json]:
    """Every limit of price in the sentence."""
    amounts = [entities["budget"]] if isinstance(entities.get("budget"), dict) else []
    return amounts + [
        one["value"] for one in entities.get("refinements") or [] if one["attr"] == "price" and "value" in one
    ]


def _phrases(message: Json) -> dict[str, str]:
    """The words behind each entity."""
    text = message.get("text") or ""
    entities = message.get("entities") or []
    return {one["entity"]: text[one["start"] : one["end"]] for one in entities if one.get("end")}


def _now(metadata: Json, desk: Desk) -> datetime:
    said = metadata.get("now")
    if not said:
        return desk.clock()
    moment = datetime.fromisoformat(said)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _zone(metadata: Json) -> ZoneInfo:
    try:
        return ZoneInfo(metadata.get("time_zone") or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _said_before(events: list[Json]) -> list[Json]:
    """The replies of the turn before this one."""
    replies: list[Json] = []
    turns = 0
    for event in reversed(events):
        if event.get("event") == "user":
            turns += 1
            if turns > 1:
                break
        elif event.get("event") == "bot" and turns == 1:
            replies.insert(0, _reply_of(event))
    return [reply for reply in replies if reply]


def _reply_of(event: Json) -> Json:
    data = event.get("data") or {}
    return data.get("custom") or ({"text": event["text"]} if event.get("text") else {})
