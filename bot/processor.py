"""Rasa's message processor, made to tell failure from silence and to answer a repeated message once.

Rasa logs an action's failure, says nothing and saves the turn, so that a retry meets a conversation that has moved on.
Here a failed turn leaves the conversation as it was before: the retry runs as if for the first time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from rasa.core.actions.action import Action, ActionExecutionRejection
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.action_check import note_failure
from bot.recent import recent
from bot.replies import ReplyCollector
from bot.runner import StraightRunner

logger = logging.getLogger(__name__)

FALLBACK_ACTION = "action_fallback"


class TurnFailed(Exception):
    """The turn could not be finished and was not stored; the message names the action and the kind of error."""


class TurnProcessor(MessageProcessor):
    """Answers one message with a ReplyCollector as its output channel."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.graph_runner = StraightRunner(self.graph_runner)

    async def handle_message(self, message: UserMessage) -> list[Any] | None:
        """Run a turn and store it. A message id that the conversation already holds is answered from there.

        Raises TurnFailed when an action failed, and whatever understanding, policies or the store raise.
        """
        channel = message.output_channel
        tracker = await self.get_tracker(message.sender_id)
        answered = replies_to(tracker, message.message_id)
        if answered is not None:
            for uttered in answered:
                await channel.send_response(message.sender_id, uttered.message())
            return None
        await self._update_tracker_session(tracker, channel, message.metadata)
        await self._handle_message_with_tracker(message, tracker)
        tracker = await self.run_action_extract_slots(channel, tracker)
        _raise_failure(channel)
        await self._run_prediction_loop(channel, tracker)
        _raise_failure(channel)
        await self.save_tracker(tracker)
        return None

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: Any,
        prediction: PolicyPrediction,
    ) -> bool:
        """As the parent's, but a failure ends the turn instead of going on with the next action."""
        action.run = _noting_failures(action, action.run)
        again = await super()._run_action(action, tracker, output_channel, nlg, prediction)
        _raise_failure(output_channel)
        return again

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        """As the parent's, but from the last message, and the fallback ends the turn.

        No rule follows the fallback, so it would be predicted ten times.
        """
        prediction = super()._predict_next_with_tracker(tracker if tracker.followup_action else recent(tracker))
        predicted = self.domain.action_names_or_texts[prediction.max_confidence_index]
        if predicted == FALLBACK_ACTION == tracker.latest_action_name:
            return PolicyPrediction.for_action_name(self.domain, ACTION_LISTEN_NAME, prediction.policy_name)
        return prediction


class EngineAgent(Agent):
    """An agent that answers with TurnProcessor and keeps its tracker store bare.

    Rasa would wrap the store so that a read error gives an empty tracker.
    """

    @staticmethod
    def _create_tracker_store(store: TrackerStore | None, domain: Domain | None) -> TrackerStore:
        if store is None:
            raise ValueError("the engine needs a tracker store")
        store.domain = domain
        return store

    def load_model(self, model_path: Any, fingerprint: str | None = None) -> None:
        """Load a model archive. Raises when it cannot be read."""
        self.processor = TurnProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
            on_circuit_break=_circuit_broken,
        )
        self.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        self.tracker_store.domain = self.domain
        if isinstance(self.nlg, TemplatedNaturalLanguageGenerator):
            self.nlg.responses = self.domain.responses


def replies_to(tracker: DialogueStateTracker, message_id: str) -> list[BotUttered] | None:
    """What was said to a message that the conversation already holds; None when it does not hold it."""
    events = list(tracker.events)
    for index in range(len(events) - 1, -1, -1):
        event = events[index]
        if isinstance(event, UserUttered) and event.message_id == message_id:
            return _until_next_message(events[index + 1 :])
    return None


def _until_next_message(events: list[Any]) -> list[BotUttered]:
    said: list[BotUttered] = []
    for event in events:
        if isinstance(event, UserUttered):
            break
        if isinstance(event, BotUttered):
            said.append(event)
    return said


def _noting_failures(action: Action, run: Callable[..., Any]) -> Callable[..., Any]:
    async def noting(output_channel: OutputChannel, nlg: Any, tracker: Any, domain: Any) -> Any:
        try:
            return await run(output_channel, nlg, tracker, domain)
        except ActionExecutionRejection:
            raise
        except Exception as error:
            note_failure(output_channel, action.name(), error)
            raise

    return noting


def _circuit_broken(_: DialogueStateTracker, output_channel: OutputChannel, __: Any) -> None:
    """Too many actions in one turn: a rule that never listens."""
    if isinstance(output_channel, ReplyCollector):
        output_channel.note_failure("too many actions in one turn")


def _raise_failure(output_channel: OutputChannel) -> None:
    failure = getattr(output_channel, "failure", None)
    if failure is not None:
        raise TurnFailed(failure)
