"""The window against Rasa's own in-memory store: the same events must leave the same state, however long."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, UserUttered

from bot.tracker_store import WindowTrackerStore
from bot.window import RAW_TURNS, SAFE_TURNS, SLACK, WINDOW, shorten
from tests.bot.script import Script

FIXTURE = Path(__file__).parent / "fixtures" / "bot"
LARGEST_TURN = 12


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load([str(FIXTURE / "domain.yml"), str(FIXTURE / "domain" / "search.yml")])


@pytest.fixture
def window(tmp_path: Path, domain: Domain) -> WindowTrackerStore:
    return WindowTrackerStore(domain, host=str(tmp_path / "engine.sqlite"))


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
