"""What policies are shown of a conversation: its end, and all of it where more matters."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.recent import TURNS, recent
from tests.bot.script import Script

FIXTURE = Path(__file__).parent / "fixtures" / "bot"


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load([str(FIXTURE / "domain.yml"), str(FIXTURE / "domain" / "search.yml")])


def tracker_of(events: list[Event], domain: Domain) -> DialogueStateTracker:
    tracker = DialogueStateTracker("c", domain.slots)
    for event in events:
        tracker.update(event)
    return tracker


def turns_of(tracker: DialogueStateTracker) -> int:
    return sum(isinstance(event, UserUttered) for event in tracker.events)


@pytest.mark.parametrize("seed", range(3))
def test_its_states_are_the_last_states_of_the_whole(seed: int, domain: Domain) -> None:
    script = Script(seed)
    events = script.begin()
    for _ in range(12):
        events += getattr(script, script.random.choice(["plain", "heavy", "reset", "session", "restart"]))()
        for waiting in (events, events + script.said("plain")):
            whole = tracker_of(waiting, domain)
            states = recent(whole).past_states(domain)
            # the first state of the whole is an empty one, that of an untouched conversation
            assert [state for state in states if state] == [state for state in whole.past_states(domain) if state][
                -len([state for state in states if state]) :
            ]
            assert recent(whole).latest_action_name == whole.latest_action_name


def test_a_long_conversation_is_shown_by_its_last_turns(domain: Domain) -> None:
    script = Script(0)
    events = script.begin()
    for _ in range(10):
        events += script.plain()
    assert turns_of(recent(tracker_of(events, domain))) == TURNS


def test_a_short_conversation_a_form_and_what_was_taken_back_are_shown_whole(domain: Domain) -> None:
    for last in ("plain", "form", "fallback"):
        script = Script(0)
        events = script.begin()
        for _ in range(1 if last == "plain" else 8):
            events += script.plain()
        whole = tracker_of([*events, *getattr(script, last)()], domain)
        assert recent(whole) is whole


def test_a_slot_that_policies_see_is_shown_with_its_history(domain: Domain) -> None:
    slots = [*domain.slots, TextSlot("seen", mappings=[], influence_conversation=True)]
    script = Script(0)
    whole = DialogueStateTracker("c", slots)
    for event in [*script.begin(), SlotSet("seen", "yes"), *(event for _ in range(8) for event in script.plain())]:
        whole.update(event)
    assert recent(whole) is whole
