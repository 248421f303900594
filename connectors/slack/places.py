"""Who talks with us, and where: every conversation of theirs is one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CHANNEL = "slack"

Json = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Somebody's direct messages with us, or their part of a channel's thread; ``thread`` is its first message.

    ``channel`` may be empty in direct messages: then the one that Slack opens for us with ``user``.
    """

    team: str
    user: str
    channel: str = ""
    thread: str | None = None

    @property
    def is_private(self) -> bool:
        """Whether nobody else reads along."""
        return not self.channel or self.channel.startswith("D")

    @property
    def sender(self) -> str:
        """One for all direct messages of a user; in channels one for each thread and user."""
        if self.is_private:
            return personal(self.team, self.user)
        return f"{self.team}:{self.channel}:{self.thread}:{self.user}"

    @property
    def address(self) -> Json:
        """What is needed to write there."""
        return {"channel": self.channel, "thread": self.thread, "user": self.user, "private": self.is_private}


def personal(team: str, user: str) -> str:
    """The sender of a user's direct messages."""
    return f"{team}:{user}"


def where(address: Mapping[str, Any]) -> Json:
    """The arguments that send a message to an address."""
    thread = address.get("thread")
    return {"channel": address["channel"], **({"thread_ts": thread} if thread else {})}
