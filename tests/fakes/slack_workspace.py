"""The workspace of the fake Slack: what its Web API does to channels, views and people."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from typing import Any

from tests.fakes.slack_blocks import problems, view_problems

TEAM, BOT, APP, BOT_ID = "T01TEAM", "U00BOT", "A01APP", "B01BOT"

Json = dict[str, Any]


class Refusal(Exception):
    """``{"ok": false, "error": …}``"""


class Workspace:
    """``pace``: seconds between two messages in a channel, below which it asks for a pause."""

    def __init__(self, pace: float | None = None) -> None:
        self.pace = pace
        self.channels: dict[str, list[Json]] = {"C01TRIPS": [], "C02OTHER": []}
        self.ephemeral: list[Json] = []
        self.homes: dict[str, Json] = {}
        self.modals: list[Json] = []
        self.people: dict[str, Json] = {}
        self._posted: dict[str, float] = {}
        self._numbers = itertools.count(1)
        self._triggers: set[str] = set()

    def methods(self) -> dict[str, Callable[[Json], Any]]:
        """Each takes the arguments of a call and gives the members of its answer. Raises Refusal."""
        return {
            "auth.test": self._who,
            "chat.postMessage": self._post_message,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update,
            "conversations.open": lambda given: {"channel": {"id": self.direct(given["users"])}},
            "conversations.history": lambda given: {"messages": self._history(given)[::-1], "has_more": False},
            "conversations.replies": self._replies,
            "users.info": self._user,
            "views.open": self._open_view,
            "views.publish": self._publish,
        }

    def direct(self, user: str) -> str:
        """The channel of a user's direct messages with us."""
        channel = f"D{user}"
        self.channels.setdefault(channel, [])
        return channel

    def said(self, channel: str) -> list[Json]:
        """What we have said in a channel, as it stands now."""
        return [one for one in self.channels[channel] if one.get("bot_id") == BOT_ID]

    def timestamp(self) -> str:
        """Of a message: unique, and later than all before."""
        return f"{int(time.time())}.{next(self._numbers):06d}"

    def trigger(self) -> str:
        """Good for opening one modal."""
        trigger = f"{next(self._numbers)}.trigger"
        self._triggers.add(trigger)
        return trigger

    def _who(self, given: Json) -> Json:
        return {"team": "Trips", "team_id": TEAM, "user": "trips", "user_id": BOT, "bot_id": BOT_ID}

    def _user(self, given: Json) -> Json:
        return {
            "user": {
                "id": given["user"],
                "tz": "Europe/Lisbon",
                "locale": "en-GB",
                **self.people.get(given["user"], {}),
            }
        }

    def _post_message(self, given: Json) -> Json:
        channel = given.get("channel")
        messages = self._checked(given)
        if self.pace is not None and time.monotonic() - self._posted.get(str(channel), 0.0) < self.pace:
            raise Refusal("ratelimited")
        self._posted[str(channel)] = time.monotonic()
        thread = given.get("thread_ts")
        if thread and not any(thread in (one["ts"], one.get("thread_ts")) for one in messages):
            raise Refusal("thread_not_found")
        kept = {name: given[name] for name in ("text", "blocks", "thread_ts", "metadata") if name in given}
        message = {"type": "message", "user": BOT, "bot_id": BOT_ID, "app_id": APP, "ts": self.timestamp(), **kept}
        messages.append(message)
        return {"channel": channel, "ts": message["ts"], "message": message}

    def _post_ephemeral(self, given: Json) -> Json:
        self._checked(given)
        if not given.get("user"):
            raise Refusal("user_not_in_channel")
        self.ephemeral.append(given)
        return {"message_ts": self.timestamp()}

    def _update(self, given: Json) -> Json:
        messages = self._checked(given)
        found = [one for one in messages if one["ts"] == given["ts"]]
        if not found or found[0].get("bot_id") != BOT_ID:
            raise Refusal("cant_update_message" if found else "message_not_found")
        found[0].update(text=given["text"], blocks=given["blocks"])
        return {"channel": given["channel"], "ts": given["ts"]}

    def _checked(self, given: Json) -> list[Json]:
        """The channel's messages. Raises Refusal for a message that Slack would not take."""
        if given.get("channel") not in self.channels:
            raise Refusal("channel_not_found")
        if not given.get("text") and not given.get("blocks"):
            raise Refusal("no_text")
        if len(given.get("text", "")) > 40_000:
            raise Refusal("msg_too_long")
        if wrong := problems(given.get("blocks", [])):
            raise Refusal(f"invalid_blocks {wrong}")
        return self.channels[given["channel"]]

    def _history(self, given: Json) -> list[Json]:
        if given.get("channel") not in self.channels:
            raise Refusal("channel_not_found")
        oldest = float(given.get("oldest", 0))
        later = [one for one in self.channels[given["channel"]] if float(one["ts"]) > oldest]
        alone = [one for one in later if not one.get("thread_ts") or one["thread_ts"] == one["ts"]]
        return [self._seen(one, given) for one in alone][-int(given.get("limit", 100)) :]

    def _replies(self, given: Json) -> Json:
        if given.get("channel") not in self.channels:
            raise Refusal("channel_not_found")
        thread, oldest = given["ts"], float(given.get("oldest", 0))
        found = [one for one in self.channels[given["channel"]] if thread in (one["ts"], one.get("thread_ts"))]
        later = [one for one in found if float(one["ts"]) > oldest or one["ts"] == thread]
        return {"messages": [self._seen(one, given) for one in later][: int(given.get("limit", 1000))]}

    def _seen(self, message: Json, given: Json) -> Json:
        """Metadata are shown to who asks for them."""
        wanted = str(given.get("include_all_metadata", "")).lower() in ("1", "true")
        return {name: value for name, value in message.items() if wanted or name != "metadata"}

    def _open_view(self, given: Json) -> Json:
        if given.get("trigger_id") not in self._triggers:
            raise Refusal("expired_trigger_id")
        self._triggers.discard(given["trigger_id"])
        if wrong := view_problems(given["view"]):
            raise Refusal(f"invalid_arguments {wrong}")
        view = {**given["view"], "id": f"V{next(self._numbers)}"}
        self.modals.append(view)
        return {"view": view}

    def _publish(self, given: Json) -> Json:
        if wrong := view_problems(given["view"]):
            raise Refusal(f"invalid_arguments {wrong}")
        self.homes[given["user_id"]] = given["view"]
        return {"view": given["view"]}
