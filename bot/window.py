"""Keep the end of a conversation and fold everything before it into a few events that give the same state.

Rasa's stores replay every event on every turn: 81 ms at message 200, 1.2 s at 400 with fallbacks. A window stays flat.
What lies before the window becomes ordinary events (slots, active form, last action), not a side record, because
forms and validation rebuild trackers from the bare events and would lose anything kept elsewhere.
"""

from __future__ import annotations

import logging
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

logger = logging.getLogger(__name__)

WINDOW = 60
"""Events that are kept as they were, about."""
SLACK = 20
"""Events beyond the window before folding is worth its time (once in a few turns)."""
RAW_TURNS = 3
"""Latest turns kept untouched: their message ids answer retries, their replies answer "say that again"."""
SAFE_TURNS = 4
"""Turns before those that stay too and have not been taken back, so that a rewind never reaches the folded part."""


def shorten(tracker: DialogueStateTracker) -> list[Event]:
    """The tracker's events, or fewer that replay to the same state. The tracker itself stays as it is."""
    events = latest_session(list(tracker.events))
    if len(events) <= WINDOW + SLACK:
        return events
    shorter = _shorten(events, tracker)
    if _state(replayed(tracker, shorter)) == _state(replayed(tracker, events)):
        return shorter
    logger.warning("a conversation of %d events was kept whole: its shorter form differs", len(events))
    return events


def latest_session(events: list[Event]) -> list[Event]:
    """Events since the last session start, which resets the tracker and sets again the slots it carries over."""
    for index in range(len(events) - 1, -1, -1):
        event = events[index]
        if isinstance(event, ActionExecuted) and event.action_name == ACTION_SESSION_START_NAME:
            return events[index:]
    return events


def replayed(like: DialogueStateTracker, events: list[Event]) -> DialogueStateTracker:
    """A tracker of the same conversation and slots with exactly these events."""
    tracker = like.init_copy()
    tracker.events.extend(events)
    tracker.replay_events()
    return tracker


def _shorten(events: list[Event], like: DialogueStateTracker) -> list[Event]:
    turns = [index for index, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(turns) <= RAW_TURNS:
        return events
    tail = events[turns[-RAW_TURNS] :]
    past = _without_overwritten(replayed(like, events[: turns[-RAW_TURNS]]).applied_events())
    standing = {id(event) for event in like.applied_events()}
    taken_back = sum(isinstance(event, UserUttered) and id(event) not in standing for event in past)
    cut = _cut(past, WINDOW - len(tail), SAFE_TURNS + taken_back)
    return snapshot(replayed(like, past[:cut])) + past[cut:] + tail if cut else past + tail


def _cut(past: list[Event], room: int, keep: int) -> int:
    """Where to fold: before the earliest turn that leaves at most ``room`` events, but never one of the last turns."""
    turns = [index for index, event in enumerate(past) if isinstance(event, UserUttered)]
    foldable = turns[: max(0, len(turns) - keep + 1)]
    fitting = [index for index in foldable if len(past) - index <= room]
    return fitting[0] if fitting else (foldable[-1] if foldable else 0)


def _without_overwritten(applied: list[Event]) -> list[Event]:
    """Drop slot values and replies that were overwritten before the next action or message.

    Rasa merges the turns of a form into one, so a long form is a growing run of such events without any turn to cut at.
    """
    kept: list[Event] = []
    later: set[Any] = set()
    for event in reversed(applied):
        if isinstance(event, SlotSet):
            key: str | None = f"slot:{event.key}"
        elif isinstance(event, BotUttered):
            key = "reply"
        else:
            later.clear()
            key = None
        if key is None or key not in later:
            kept.append(event)
        if key is not None:
            later.add(key)
    kept.reverse()
    return kept


def snapshot(tracker: DialogueStateTracker) -> list[Event]:
    """Events that bring a fresh tracker into this one's state: slots, pause, active form, last action."""
    at = tracker.events[-1].timestamp if tracker.events else None
    events: list[Event] = [
        SlotSet(slot.name, slot.value, timestamp=at)
        for slot in tracker.slots.values()
        if slot.value != slot.initial_value
    ]
    if tracker.is_paused():
        events.append(ConversationPaused(timestamp=at))
    events.extend(_active_loop(tracker, at))
    if tracker.latest_action_name:
        events.append(ActionExecuted(tracker.latest_action_name, timestamp=at))
    return events


def _active_loop(tracker: DialogueStateTracker, at: float | None) -> list[Event]:
    """The form as if it had just been entered by the message that did: Rasa tells first runs from repeats by this."""
    loop, name = tracker.active_loop, tracker.active_loop_name
    if loop is None or name is None:
        return []
    events: list[Event] = []
    if loop.trigger_message:
        events += [ActionExecuted(ACTION_LISTEN_NAME, timestamp=at), _uttered(loop.trigger_message, at)]
    events += [ActionExecuted(name, timestamp=at), ActiveLoop(name, timestamp=at)]
    if loop.rejected:
        events.append(ActionExecutionRejected(name, timestamp=at))
    return events


def _uttered(parsed: dict[str, Any], at: float | None) -> UserUttered:
    return UserUttered(
        parsed.get("text"),
        parsed.get("intent"),
        parsed.get("entities"),
        parsed,
        timestamp=at,
        message_id=parsed.get("message_id"),
        metadata=parsed.get("metadata"),
    )


def _state(tracker: DialogueStateTracker) -> tuple[Any, ...]:
    """Everything a policy or an action can see of the present; the past is compared by its last applied events."""
    loop = tracker.active_loop
    return (
        tracker.current_slot_values(),
        tracker.is_paused(),
        (loop.name, loop.rejected, loop.is_interrupted) if loop else None,
        tracker.latest_action_name,
        tracker.followup_action,
        tracker.latest_message,
        tracker.applied_events()[-RAW_TURNS:],
    )
