"""The window against Rasa's own in-memory store: the same events must leave the same state, however long."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    ConversationPaused,
    ConversationResumed,
    DefinePrevUserUtteredFeaturization,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)

from bot.tracker_store import WindowTrackerStore
from bot.window import RAW_TURNS, SAFE_TURNS, SLACK, WINDOW, shorten

FIXTURE = Path(__file__).parent / "fixtures" / "bot"
LISTEN = "action_listen"
LARGEST_TURN = 12


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load([str(FIXTURE / "domain.yml"), str(FIXTURE / "domain" / "search.yml")])


@pytest.fixture
def window(tmp_path: Path, domain: Domain) -> WindowTrackerStore:
    return WindowTrackerStore(domain, host=str(tmp_path / "engine.sqlite"))


class Script:
    """Makes turns as Rasa writes them; keeps count so that every message and value is its own."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.count = 0
        self.in_form = False

    def said(self, intent: str) -> list[Event]:
        self.count += 1
        parsed = {"text": f"message {self.count}", "intent": {"name": intent}, "entities": []}
        uttered = UserUttered(parsed["text"], parsed["intent"], [], parsed, message_id=f"m{self.count}")
        return [uttered, DefinePrevUserUtteredFeaturization(False)]

    def begin(self) -> list[Event]:
        return [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted(LISTEN)]

    def plain(self) -> list[Event]:
        slots = [SlotSet("remembered", {"n": self.count}), SlotSet("city", f"city {self.count}")]
        return [
            *self.said("plain"),
            *slots,
            ActionExecuted("utter_plain"),
            BotUttered("Plain."),
            ActionExecuted(LISTEN),
        ]

    def heavy(self) -> list[Event]:
        """A turn of many actions: a few of them fill the window."""
        actions = [event for _ in range(8) for event in (ActionExecuted("utter_plain"), BotUttered("Plain."))]
        return [*self.said("plain"), SlotSet("city", f"city {self.count}"), *actions, ActionExecuted(LISTEN)]

    def fallback(self) -> list[Event]:
        """A turn that takes itself back."""
        action = [ActionExecuted("action_wipe"), BotUttered("Taken back."), UserUtteranceReverted()]
        return [*self.said("wipe"), *action, ActionExecuted(LISTEN)]

    def back(self) -> list[Event]:
        """A turn that takes back itself and the one before."""
        action = [ActionExecuted("action_back"), UserUtteranceReverted(), UserUtteranceReverted()]
        return [*self.said("back"), *action, ActionExecuted(LISTEN)]

    def form(self) -> list[Event]:
        """Enter the form, or answer it, or turn away from it for one turn, or leave it."""
        if not self.in_form:
            self.in_form = True
            events = [ActionExecuted("search_form"), ActiveLoop("search_form"), SlotSet("requested_slot", "nights")]
            return [*self.said("search"), *events, BotUttered("How many?"), ActionExecuted(LISTEN)]
        ways = [self.form_answer, self.form_answer, self.form_digression, self.form_left_open, self.form_end]
        return self.random.choice(ways)()

    def form_answer(self) -> list[Event]:
        events = [SlotSet("nights", self.count), ActionExecuted("search_form"), SlotSet("requested_slot", "nights")]
        return [*self.said("inform"), *events, BotUttered("How many?"), ActionExecuted(LISTEN)]

    def form_digression(self) -> list[Event]:
        aside = [ActionExecutionRejected("search_form"), ActionExecuted("action_weather"), BotUttered("Rain.")]
        again = [ActionExecuted("search_form"), SlotSet("requested_slot", "nights"), BotUttered("How many?")]
        return [*self.said("ask_weather"), *aside, *again, ActionExecuted(LISTEN)]

    def form_left_open(self) -> list[Event]:
        """The form steps back for another action and is not taken up again in this turn."""
        aside = [ActionExecutionRejected("search_form"), ActionExecuted("action_weather"), BotUttered("Rain.")]
        return [*self.said("ask_weather"), *aside, ActionExecuted(LISTEN)]

    def form_end(self) -> list[Event]:
        self.in_form = False
        events = [ActionExecuted("search_form"), ActiveLoop(None), SlotSet("requested_slot", None)]
        return [
            *self.said("inform"),
            *events,
            ActionExecuted("utter_search_done"),
            BotUttered("."),
            ActionExecuted(LISTEN),
        ]

    def restart(self) -> list[Event]:
        self.in_form = False
        return [*self.said("restart"), ActionExecuted("action_restart"), Restarted(), *self.begin()]

    def session(self) -> list[Event]:
        self.in_form = False
        carried = [SlotSet("city", f"city {self.count}")]
        return [ActionExecuted("action_session_start"), SessionStarted(), *carried, ActionExecuted(LISTEN)]

    def reset(self) -> list[Event]:
        return [*self.said("stop"), ActionExecuted("utter_stopped"), AllSlotsReset(), ActionExecuted(LISTEN)]

    def pause(self) -> list[Event]:
        change = self.random.choice([ConversationPaused, ConversationResumed])()
        return [*self.said("stop"), ActionExecuted("utter_stopped"), change, ActionExecuted(LISTEN)]


def seen(tracker: Any, domain: Domain) -> dict[str, Any]:
    """What policies, forms and actions can see."""
    loop = tracker.active_loop
    return {
        "slots": tracker.current_slot_values(),
        "loop": (loop.name, loop.rejected, loop.is_interrupted) if loop else None,
        "trigger": (loop.trigger_message or {}).get("text") if loop else None,
        "paused": tracker.is_paused(),
        "followup": tracker.followup_action,
        "action": tracker.latest_action_name,
        "message": tracker.latest_message.text,
        "reply": tracker.latest_bot_utterance.text,
        "states": tracker.past_states(domain)[-3:],
        "copied": tracker.copy().current_slot_values(),
    }


async def both_after(window: WindowTrackerStore, memory: InMemoryTrackerStore, events: list[Event]) -> list[Any]:
    trackers = []
    for store in (window, memory):
        tracker = await store.get_or_create_tracker("c", append_action_listen=False)
        for event in events:
            tracker.update(event)
        await store.save(tracker)
        trackers.append(await store.retrieve("c"))
    return trackers


MIXTURES = {
    "plain": ["plain"],
    "forms": ["form", "form", "form", "plain"],
    "fallbacks": ["fallback", "fallback", "fallback", "plain"],
    "taken back": ["plain", "plain", "plain", "back", "fallback"],
    "everything": ["plain", "form", "form", "fallback", "reset", "pause", "plain", "restart", "session", "form"],
}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("mixture", sorted(MIXTURES))
async def test_same_state_as_the_full_history(
    mixture: str, seed: int, window: WindowTrackerStore, domain: Domain
) -> None:
    memory, script = InMemoryTrackerStore(domain), Script(seed)
    events, longest = script.begin(), 0
    for _ in range(45):
        ours, theirs = await both_after(window, memory, events)
        assert seen(ours, domain) == seen(theirs, domain)
        longest = max(longest, len(ours.events))
        events = getattr(script, script.random.choice(MIXTURES[mixture]))()
    assert longest <= WINDOW + SLACK + LARGEST_TURN


async def test_a_form_that_was_left_open_long_ago_is_still_open(window: WindowTrackerStore, domain: Domain) -> None:
    memory, script = InMemoryTrackerStore(domain), Script(0)
    await both_after(window, memory, [*script.begin(), *script.form(), *script.form_left_open()])
    for _ in range(30):
        ours, theirs = await both_after(window, memory, script.plain())
        assert seen(ours, domain) == seen(theirs, domain)
    assert ours.is_active_loop_rejected
    assert len(ours.events) <= WINDOW + SLACK + LARGEST_TURN


async def test_slots_set_long_ago_survive_hundreds_of_turns(window: WindowTrackerStore, domain: Domain) -> None:
    memory, script = InMemoryTrackerStore(domain), Script(0)
    await both_after(window, memory, [*script.begin(), SlotSet("heard_zone", "Europe/Oslo")])
    for _ in range(100):
        ours, _ = await both_after(window, memory, script.plain())
    assert ours.get_slot("heard_zone") == "Europe/Oslo"
    assert ours.copy().get_slot("heard_zone") == "Europe/Oslo"


async def test_a_flood_of_fallbacks_and_then_back_keeps_what_was_known(
    window: WindowTrackerStore, domain: Domain
) -> None:
    memory, script = InMemoryTrackerStore(domain), Script(0)
    await both_after(window, memory, [*script.begin(), SlotSet("heard_zone", "Europe/Oslo"), *script.plain()])
    for _ in range(5):
        await both_after(window, memory, script.plain())
    for _ in range(30):
        await both_after(window, memory, script.fallback())
    ours, theirs = await both_after(window, memory, script.back())
    assert seen(ours, domain) == seen(theirs, domain)
    assert ours.get_slot("heard_zone") == "Europe/Oslo"


async def test_several_turns_taken_back_at_the_edge_of_the_window(window: WindowTrackerStore, domain: Domain) -> None:
    memory, script = InMemoryTrackerStore(domain), Script(0)
    await both_after(window, memory, [*script.begin(), SlotSet("heard_zone", "Europe/Oslo")])
    for _ in range(12):
        await both_after(window, memory, script.heavy())
    for _ in range(SAFE_TURNS):
        ours, theirs = await both_after(window, memory, script.back())
        assert seen(ours, domain) == seen(theirs, domain)


async def test_latest_messages_keep_their_ids(window: WindowTrackerStore, domain: Domain) -> None:
    memory, script = InMemoryTrackerStore(domain), Script(0)
    await both_after(window, memory, script.begin())
    for _ in range(40):
        ours, _ = await both_after(window, memory, script.fallback())
    kept = [event.message_id for event in ours.events if isinstance(event, UserUttered)]
    assert kept[-RAW_TURNS:] == ["m38", "m39", "m40"]


async def test_shortening_leaves_the_tracker_alone(window: WindowTrackerStore, domain: Domain) -> None:
    memory, script = InMemoryTrackerStore(domain), Script(1)
    events = script.begin()
    for _ in range(40):
        events += script.plain()
    tracker = await memory.get_or_create_tracker("c", append_action_listen=False)
    for event in events:
        tracker.update(event)
    before = list(tracker.events)
    assert len(shorten(tracker)) < len(before)
    assert list(tracker.events) == before
