"""Conversations as Rasa writes them, made up turn by turn."""

from __future__ import annotations

import random

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

LISTEN = "action_listen"


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
