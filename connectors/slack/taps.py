"""What somebody pressed, picked or filled in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from connectors.slack.asking import DATE, ENTER, FIRST, LAST, RANGE, spoken
from connectors.slack.choosing import CHOICE, SELECT
from connectors.slack.home import SAY, WISH
from connectors.slack.places import Place

Json = Mapping[str, Any]

Kind = Literal["choice", "text", "enter", "wish", "dates_missing", "foreign", "nothing"]


@dataclass(frozen=True)
class Tap:
    """One interaction. ``value`` is a choice's token, the text that it stands for, or what is to be filled in.

    "foreign": somebody else was asked. ``label`` is what was chosen, for people; ``message`` with ``block`` is where,
    None on the Home tab. ``trigger`` opens a modal, within three seconds.
    """

    kind: Kind
    place: Place
    message_id: str
    value: str
    label: str
    message: Json | None
    block: str
    trigger: str


def tapped(body: Json, team: str) -> Tap:
    """The first action of a ``block_actions`` payload; there is never more than one."""
    action, message = body["actions"][0], body.get("message")
    user, block = body["user"]["id"], action.get("block_id", "")
    kind, value, label = _meaning(action, body)
    if message is not None and user not in block.split(":"):
        kind = "foreign"
    place, channel = _place(body, team, user, message), body.get("container", {}).get("channel_id", "home")
    return Tap(kind, place, f"{channel}:{action['action_ts']}", value, label, message, block, body["trigger_id"])


def _meaning(action: Json, body: Json) -> tuple[Kind, str, str]:
    name = action["action_id"].partition(":")[0]
    if name == CHOICE:
        return "choice", action["value"], action["text"]["text"]
    if name == SELECT:
        chosen = action["selected_option"]
        return "choice", chosen["value"], chosen["text"]["text"]
    if name == DATE and action.get("selected_date"):
        day = spoken(action["selected_date"])
        return "text", day, day
    if name == RANGE:
        return _dates(body.get("state", {}).get("values", {}).get(action["block_id"], {}))
    if name == ENTER:
        return "enter", action["value"], action["text"]["text"]
    if name == WISH:
        return "wish", "", ""
    if name == SAY:
        return "text", action["value"], action["text"]["text"]
    return "nothing", "", ""


def _dates(picked: Json) -> tuple[Kind, str, str]:
    days = [picked.get(name, {}).get("selected_date") for name in (FIRST, LAST)]
    if None in days:
        return "dates_missing", "", ""
    text = f"from {spoken(days[0])} to {spoken(days[1])}"
    return "text", text, text


def _place(body: Json, team: str, user: str, message: Json | None) -> Place:
    """Where it was tapped; on the Home tab and in shortcuts it goes on in direct messages."""
    if message is None:
        return Place(team, user)
    return Place(team, user, body["container"]["channel_id"], message.get("thread_ts"))


@dataclass(frozen=True)
class Filled:
    """A modal that was sent."""

    place: Place
    message_id: str
    text: str


def filled(body: Json, team: str) -> Filled:
    """The text of a ``view_submission``: what stands in its one field, several lines as a list in words."""
    view, user = body["view"], body["user"]["id"]
    field = next(iter(next(iter(view["state"]["values"].values())).values()))
    place = json.loads(view["private_metadata"] or "{}")
    lines = [line.strip(" ,;") for line in str(field["value"] or "").splitlines()]
    return Filled(
        Place(team, user, place.get("channel", ""), place.get("thread")),
        f"view:{view['id']}",
        _listed([line for line in lines if line]),
    )


def _listed(lines: list[str]) -> str:
    return " and ".join([", ".join(lines[:-1]), lines[-1]]) if len(lines) > 1 else "".join(lines)


def commanded(body: Json, team: str) -> tuple[Place, str, str]:
    """Place, message id and text of a slash command: it goes on in direct messages, where nobody reads along."""
    return Place(team, body["user_id"]), f"command:{body['trigger_id']}", str(body.get("text") or "").strip()
