"""People of the fake workspace: what they do becomes events and interactions."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.slack import FakeSlack, Json, post
from tests.fakes.slack_blocks import elements, shown
from tests.fakes.slack_workspace import APP, BOT, TEAM

_numbers = itertools.count(1)


@dataclass
class Person:
    """Somebody who writes to the bot, alone or in ``channel``; by socket, with ``url`` by signed requests."""

    slack: FakeSlack
    user: str = "U01INES"
    channel: str = ""
    url: str = ""
    done: list[tuple[str, Json]] = field(default_factory=list)

    @property
    def here(self) -> str:
        return self.channel or self.slack.direct(self.user)

    async def say(self, text: str, *, thread: str | None = None, **more: Any) -> Json:
        """Write a message; gives it. In a channel it comes as ``message``, a mention as ``app_mention`` too."""
        at = self.slack.timestamp()
        kind = "im" if not self.channel else "channel"
        message = {"type": "message", "user": self.user, "text": text, "ts": at, "client_msg_id": f"m{next(_numbers)}"}
        message |= {"channel": self.here, "channel_type": kind, "event_ts": at, **more}
        if thread is not None:
            message["thread_ts"] = thread
        self.slack.channels[self.here].append(dict(message))
        await self.event(message)
        if self.channel and f"<@{BOT}>" in text:
            mention = {key: value for key, value in message.items() if key != "channel_type"}
            await self.event({**mention, "type": "app_mention"})
        return message

    async def event(self, event: Json) -> Any:
        """Anything that the Events API tells of."""
        body = {"token": "-", "team_id": TEAM, "api_app_id": APP, "event": event, "type": "event_callback"}
        authorized = {"team_id": TEAM, "user_id": BOT, "is_bot": True, "enterprise_id": None}
        return await self.emit(
            "events_api", {**body, "event_id": f"Ev{next(_numbers)}", "authorizations": [authorized]}
        )

    async def emit(self, kind: str, payload: Json, *, retry: int = 0) -> Any:
        """Hand something to the app: an Envelope by socket, (status, body) by request."""
        self.done.append((kind, payload))
        if self.url:
            return await post(self.url, kind, payload, retry=retry)
        return await self.slack.emit(kind, payload, attempt=retry)

    def messages(self) -> list[Json]:
        """What we have said here."""
        return self.slack.said(self.here)

    def texts(self) -> list[str]:
        """What of it can be read."""
        return [shown(one.get("blocks") or []) or one["text"] for one in self.messages()]

    def buttons(self) -> list[str]:
        """Labels of all that can be pressed or selected, the newest message first."""
        found: list[str] = []
        for message in reversed(self.messages()):
            for _, element in elements(message.get("blocks", [])):
                found += _labels(element)
        return found

    async def tap(self, label: str) -> Any:
        """Press the newest button, or select the newest option, that begins with ``label``."""
        for message in reversed(self.messages()):
            for block, element in elements(message.get("blocks", [])):
                action = _action(element, label)
                if action is not None:
                    return await self.press(message, {**action, "block_id": block["block_id"]})
        raise AssertionError(f"nothing to tap that begins with {label!r} among {self.buttons()}")

    async def press(self, message: Json, action: Json, state: Json | None = None) -> Any:
        """An interaction with a message as an old screen still shows it."""
        at = self.slack.timestamp()
        where = {"type": "message", "message_ts": message["ts"], "channel_id": self.here, "is_ephemeral": False}
        payload = {**self._who(), "type": "block_actions", "container": where, "channel": {"id": self.here}}
        payload |= {"message": message, "actions": [{**action, "action_ts": at}], "state": {"values": state or {}}}
        return await self.emit("interactive", {**payload, "trigger_id": self.slack.trigger()})

    async def pick(self, *days: str) -> Any:
        """Pick a day, or two and press the button beside them."""
        for message in reversed(self.messages()):
            found = [(block, one) for block, one in elements(message.get("blocks", [])) if one["type"] == "datepicker"]
            if len(found) == len(days) == 1:
                block, one = found[0]
                action = {"type": "datepicker", "action_id": one["action_id"], "selected_date": days[0]}
                return await self.press(message, {**action, "block_id": block["block_id"]})
            if found and len(found) == len(days):
                block = found[0][0]
                button = next(one for one in block["elements"] if one["type"] == "button")
                picked = {one["action_id"]: {"selected_date": day} for (_, one), day in zip(found, days, strict=True)}
                return await self.press(message, {**button, "block_id": block["block_id"]}, {block["block_id"]: picked})
        raise AssertionError("no date is asked for")

    async def fill_in(self, text: str, view: Json | None = None) -> Any:
        """Send the newest modal with ``text`` in its field."""
        view = view or self.slack.modals[-1]
        block = view["blocks"][0]
        values = {block["block_id"]: {block["element"]["action_id"]: {"type": "-", "value": text}}}
        sent = {**view, "state": {"values": values}}
        return await self.emit("interactive", {**self._who(), "type": "view_submission", "view": sent})

    async def command(self, text: str, name: str = "/trip") -> Any:
        """A slash command, typed in whatever channel."""
        body = {"command": name, "text": text, "user_id": self.user, "team_id": TEAM, "channel_id": self.here}
        return await self.emit("slash_commands", {**body, "trigger_id": self.slack.trigger(), "api_app_id": APP})

    async def shortcut(self, callback: str, message: Json | None = None) -> Any:
        """A shortcut, global or of a message."""
        body = {**self._who(), "callback_id": callback, "trigger_id": self.slack.trigger(), "action_ts": "1.0"}
        if message is None:
            return await self.emit("interactive", {**body, "type": "shortcut"})
        more = {"type": "message_action", "message": message, "channel": {"id": self.here}, "message_ts": message["ts"]}
        return await self.emit("interactive", {**body, **more})

    async def open_home(self) -> Any:
        """Look at the Home tab."""
        return await self.event({"type": "app_home_opened", "user": self.user, "channel": self.here, "tab": "home"})

    async def tap_home(self, label: str) -> Any:
        """Press a button of the Home tab."""
        for block, element in elements(self.slack.homes[self.user]["blocks"]):
            if element["text"]["text"].startswith(label):
                action = {**element, "block_id": block["block_id"], "action_ts": self.slack.timestamp()}
                where = {"type": "view", "view_id": "V0"}
                payload = {**self._who(), "type": "block_actions", "container": where, "actions": [action]}
                return await self.emit("interactive", {**payload, "trigger_id": self.slack.trigger()})
        raise AssertionError(f"no button {label!r} on the Home tab")

    async def again(self, number: int = -1, *, retry: int = 1) -> Any:
        """Slack sends something once more, because it did not hear from us in time."""
        kind, payload = self.done[number]
        return await (
            post(self.url, kind, payload, retry=retry) if self.url else self.slack.emit(kind, payload, attempt=retry)
        )

    def _who(self) -> Json:
        return {"user": {"id": self.user, "team_id": TEAM}, "team": {"id": TEAM}, "api_app_id": APP, "token": "-"}


def _labels(element: Json) -> list[str]:
    if element["type"] == "button":
        return [element["text"]["text"]]
    return [option["text"]["text"] for option in element.get("options", ())]


def _action(element: Json, label: str) -> Json | None:
    if element["type"] == "button" and element["text"]["text"].startswith(label):
        return element
    for option in element.get("options", ()):
        if option["text"]["text"].startswith(label):
            return {"type": element["type"], "action_id": element["action_id"], "selected_option": option}
    return None
