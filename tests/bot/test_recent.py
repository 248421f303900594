"""What policies are shown of a conversation: its end, and all of it where more matters."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.recent import recent
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


@pytest.mark.parametrize("seed", range(3))
def test_its_states_are_the_last_states_of_the_whole(seed: int, domain: Domain) -> None:
    script = Script(seed)
    events = [*script.begin(), *script.plain()]
    for _ in range(12):
        events += getattr(script, script.random.choice(["plain", "heavy", "reset", "session", "restart"]))()
        for waiting in (events + script.said("plain"), [*events, *script.said("plain"), ActionExecuted("utter_plain")]):
            whole = tracker_of(waiting, domain)
            shown = recent(whole)
            states = [state for state in shown.past_states(domain) if state]
            assert states == whole.past_states(domain)[-len(states) :]
            assert (shown.latest_action_name, shown.latest_message) == (whole.latest_action_name, whole.latest_message)
            assert 1 <= len(states) <= 2


def test_a_beginning_a_form_and_what_was_taken_back_are_shown_whole(domain: Domain) -> None:
    for last in ("begin", "form", "fallback"):
        script = Script(0)
        events = script.begin()
        for _ in range(0 if last == "begin" else 8):
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
