"""The end of a conversation, as much of it as the next action depends on.

Policies turn every turn of a tracker into states, twice a message: half the engine's time with a window of 60 events.
Rules look back a turn or two, so they are shown the last turns only.
"""

from __future__ import annotations

from rasa.shared.core.events import ActionExecuted, ActionReverted, Event, UserUtteranceReverted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

TURNS = 3
"""Turns that a rule or a story may look back; tests/house holds the project's rules to it."""


def recent(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """The tracker's last turns, or the tracker itself where what lies before them matters to a prediction.

    That is so while a form runs, when a slot that policies see is set, and when something was taken back.
    """
    events = list(tracker.events)
    turns = [index for index, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(turns) <= TURNS or tracker.active_loop_name or _seen_slots(tracker):
        return tracker
    last = events[_listening_before(events, turns[-TURNS]) :]
    if _takes_back(last):
        return tracker
    shorter = tracker.init_copy()
    for event in last:
        shorter.update(event)
    return shorter


def _listening_before(events: list[Event], turn: int) -> int:
    """Where the action stands that waited for the message: a state is made of both."""
    return next((index for index in range(turn, -1, -1) if isinstance(events[index], ActionExecuted)), 0)


def _seen_slots(tracker: DialogueStateTracker) -> bool:
    return any(slot.influence_conversation and slot.value is not None for slot in tracker.slots.values())


def _takes_back(events: list[Event]) -> bool:
    return any(isinstance(event, (UserUtteranceReverted, ActionReverted)) for event in events)
