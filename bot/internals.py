"""Refuse to start on a Rasa whose inner workings are not the ones that our patches and subclasses were written for."""

from __future__ import annotations

import hashlib
import inspect
from typing import Any

import rasa
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.lock_store import LockStore
from rasa.core.processor import MessageProcessor
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

VERSION = "3.6.21"

PINNED: dict[str, tuple[Any, str]] = {
    "RemoteAction.run": (RemoteAction.run, "ccabf6f1160d527a"),
    "RemoteAction._action_call_format": (RemoteAction._action_call_format, "428795b944f22edb"),
    "RemoteAction._validate_action_result": (RemoteAction._validate_action_result, "f8cdb4be68123961"),
    "RemoteAction.action_response_format_spec": (RemoteAction.action_response_format_spec, "091b74aa3738d126"),
    "MessageProcessor.handle_message": (MessageProcessor.handle_message, "0c41d4780d2d4676"),
    "MessageProcessor.log_message": (MessageProcessor.log_message, "f2f8ec66a291d83d"),
    "MessageProcessor._handle_message_with_tracker": (
        MessageProcessor._handle_message_with_tracker,
        "f42e1ae303933d9f",
    ),
    "MessageProcessor._update_tracker_session": (MessageProcessor._update_tracker_session, "b0d44217b5ca28ba"),
    "MessageProcessor._run_prediction_loop": (MessageProcessor._run_prediction_loop, "cb30a0cbb690c571"),
    "MessageProcessor._run_action": (MessageProcessor._run_action, "6d383d0179ef1187"),
    "MessageProcessor._predict_next_with_tracker": (MessageProcessor._predict_next_with_tracker, "111a9023a5bcb32d"),
    "DaskGraphRunner.run": (DaskGraphRunner.run, "45f0f52f574f3aa9"),
    "DaskGraphRunner._build_dask_graph": (DaskGraphRunner._build_dask_graph, "5bb99f974d512a36"),
    "EndpointConfig.request": (EndpointConfig.request, "ccdb778aed8208e2"),
    "Agent.load_model": (Agent.load_model, "f4c1ab4c5c7af634"),
    "Agent._create_tracker_store": (Agent._create_tracker_store, "97499b594b45581b"),
    "LockStore.lock": (LockStore.lock, "8b9b716c031a3444"),
    "DialogueStateTracker.applied_events": (DialogueStateTracker.applied_events, "764d5065ea9997d6"),
    "DialogueStateTracker.replay_events": (DialogueStateTracker.replay_events, "bc748b5c6f9cf0f8"),
    "DialogueStateTracker.init_copy": (DialogueStateTracker.init_copy, "429fcd2243b9e0e1"),
}
"""What we override or rely on, as imported (before any patch), and the first half of its source's SHA-256."""


class UnknownRasa(RuntimeError):
    """The installed Rasa is not the pinned one; the message says where they differ, in one line."""


def check_internals() -> None:
    """Compare version and sources. Raises UnknownRasa at the first difference."""
    if rasa.__version__ != VERSION:
        raise UnknownRasa(f"Rasa {rasa.__version__} is installed, the engine is written for {VERSION}")
    for name, (function, expected) in PINNED.items():
        if fingerprint(function) != expected:
            raise UnknownRasa(f"Rasa's {name} is not the one of {VERSION}: reinstall bot/requirements.txt")


def fingerprint(function: Any) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a function's source."""
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:16]
