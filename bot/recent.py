"""The end of a conversation, as much of it as the next action depends on.

Policies turn every turn of a tracker into states, twice a message: half the engine's time with a window of 60 events.
Every rule of the house is one message and one action (tests/house), so they are shown the last message only.
"""

from __future__ import annotations

from rasa.shared.core.events import ActionExecuted, ActionReverted, Event, UserUtteranceReverted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


def recent(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """A tracker of the last message and the actions since, or the tracker itself where more matters to a prediction.

    That is so while a form runs, when a slot that policies see is set, and when something was taken back.
    """
    events = list(tracker.events)
    turn = next((index for index in range(len(events) - 1, -1, -1) if isinstance(events[index], UserUttered)), 0)
    # a state is made of the message and the action that waited for it
    start = next((index for index in range(turn, -1, -1) if isinstance(events[index], ActionExecuted)), 0)
    last = events[start:]
    if not turn or tracker.active_loop_name or _slots_seen(tracker) or _taken_back(last):
        return tracker
    shorter = DialogueStateTracker(tracker.sender_id, [])
    for event in last:
        if isinstance(event, (UserUttered, ActionExecuted)):
            shorter.update(event)
    return shorter


def _slots_seen(tracker: DialogueStateTracker) -> bool:
    return any(slot.influence_conversation and slot.value is not None for slot in tracker.slots.values())


def _taken_back(events: list[Event]) -> bool:
    return any(isinstance(event, (UserUtteranceReverted, ActionReverted)) for event in events)
