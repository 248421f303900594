"""Calls of the action server: checked quickly, told apart from success, authenticated, limited in time.

- Rasa compiles the JSON schema of an answer anew for every action: 23 ms of a 29 ms turn; compiled once: 3 ms.
- Rasa swallows most failures of an action and goes on as if it had said nothing; here they reach the turn.
- Rasa waits 300 s for an action and sends no credentials; here 8 s and the shared secret.
- Rasa connects anew for every action and sends the whole conversation; here the connection and the last turns suffice.
"""

from __future__ import annotations

import functools
from typing import Any

import aiohttp
import rasa
from jsonschema import ValidationError
from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import ClientResponseError, EndpointConfig, concat_url

from bot.internals import UnknownRasa, check_internals

ACTION_SECONDS = 8.0
KEPT_SECONDS = 15.0
"""An idle connection is given up long before the action server does (75 s), so that neither meets a closed one."""
TURNS_SENT = 3
"""Turns that an action is shown: "say that again" needs the one before."""

GOOD_ANSWER: dict[str, Any] = {
    "events": [{"event": "slot", "name": "place", "value": {"id": "1"}, "timestamp": None}, {"event": "rewind"}],
    "responses": [{"text": "Hello"}],
}
BAD_ANSWERS: tuple[dict[str, Any], ...] = (
    {"events": {}, "responses": []},
    {"events": [{"event": 7}], "responses": []},
    {"events": [], "responses": ["Hello"]},
)


class ActionEndpoint(EndpointConfig):
    """The action server: adds the secret as a bearer token and gives up after ``seconds``."""

    def __init__(self, url: str, secret: str = "", seconds: float = ACTION_SECONDS, **kwargs: Any) -> None:
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        super().__init__(url, headers=headers, **kwargs)
        self._timeout = aiohttp.ClientTimeout(total=seconds, connect=min(2.0, seconds))
        self._kept: aiohttp.ClientSession | None = None

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any | None:
        """The answer's JSON. Raises ClientResponseError from status 400 on, and when the time is over."""
        if self._kept is None:
            connector = aiohttp.TCPConnector(keepalive_timeout=KEPT_SECONDS)
            self._kept = aiohttp.ClientSession(connector=connector, headers=self.headers, timeout=self._timeout)
        async with self._kept.request(method, concat_url(self.url, subpath), json=kwargs["json"]) as response:
            if response.status >= 400:
                raise ClientResponseError(response.status, response.reason, await response.read())
            return await response.json()

    async def close(self) -> None:
        """Hang up."""
        if self._kept is not None:
            await self._kept.close()


def apply_patches() -> None:
    """Check that this is the pinned Rasa, patch it, test the patch. Raises UnknownRasa with one clear line."""
    check_internals()
    original = RemoteAction._validate_action_result
    RemoteAction._validate_action_result = _compiled_check()
    RemoteAction.run = _noting_failures(RemoteAction.run)
    RemoteAction._action_call_format = _call_with_the_last_turns
    _self_test(original)


def _compiled_check() -> Any:
    schema = RemoteAction.action_response_format_spec()
    validator_class = validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema)

    def check(_: RemoteAction, result: dict[str, Any]) -> bool:
        error = best_match(validator.iter_errors(result))
        if error is not None:
            raise ValidationError("the action server's answer has the wrong form", path=error.absolute_path)
        return True

    return check


def _call_with_the_last_turns(self: RemoteAction, tracker: DialogueStateTracker, _: Domain) -> dict[str, Any]:
    """Rasa's call without the domain, which no action of ours reads, and without what lies before the last turns."""
    events = list(tracker.events)
    turns = [index for index, event in enumerate(events) if isinstance(event, UserUttered)]
    state = tracker.current_state(EventVerbosity.NONE)
    state["events"] = [event.as_dict() for event in events[turns[-TURNS_SENT] if len(turns) > TURNS_SENT else 0 :]]
    return {"next_action": self.name(), "sender_id": tracker.sender_id, "tracker": state, "version": rasa.__version__}


def _noting_failures(run: Any) -> Any:
    """Tell the turn (through its output channel) that an action failed, before Rasa swallows the exception."""

    @functools.wraps(run)
    async def noting(self: RemoteAction, output_channel: Any, nlg: Any, tracker: Any, domain: Any) -> Any:
        try:
            return await run(self, output_channel, nlg, tracker, domain)
        except ActionExecutionRejection:
            raise  # an answer, not a failure: the form wants another action to go first
        except Exception as error:
            note_failure(output_channel, self.name(), error)
            raise

    return noting


def note_failure(output_channel: Any, action: str, error: BaseException) -> None:
    """Mark the turn behind an output channel as failed, where the channel can hold that."""
    noted = getattr(output_channel, "note_failure", None)
    if noted is not None:
        noted(f"{action}: {type(error.__cause__ or error).__name__}")


def _self_test(original: Any) -> None:
    action = RemoteAction("action_self_test", None)
    for answer, accepted in [(GOOD_ANSWER, True), *((bad, False) for bad in BAD_ANSWERS)]:
        if _accepts(RemoteAction._validate_action_result, action, answer) is not accepted:
            raise UnknownRasa("the compiled check of action answers does not work as written")
        if _accepts(original, action, answer) is not accepted:
            raise UnknownRasa("the compiled check of action answers differs from Rasa's own")


def _accepts(check: Any, action: RemoteAction, answer: dict[str, Any]) -> bool:
    try:
        return bool(check(action, answer))
    except ValidationError:
        return False
