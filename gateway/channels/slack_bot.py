"""Calls of Slack's Web API: messages said once, at its pace, with its errors as ours."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from connectors.slack import Words, calls, sentence
from gateway.deliveries import ChannelDelivery, Failed, RetryAfter, Unreachable
from settings import Settings

log = structlog.get_logger()

SECONDS = 10.0
DEFAULT_PAUSE = 1.0
TRIES = 3
LOOK_BACK = 24 * 3600.0
"""Seconds; what is older is not sent any more."""
PART = "tripwright_part"
"""The type of the metadata by which a message of ours is known again."""
_GONE = {
    "account_inactive",
    "cannot_dm_bot",
    "channel_not_found",
    "is_archived",
    "messages_tab_disabled",
    "not_in_channel",
    "restricted_action",
    "user_disabled",
    "user_not_found",
    "user_not_visible",
}
_AWAY = {"fatal_error", "internal_error", "request_timeout", "service_unavailable", "invalid_auth", "not_authed"}
_AWAY |= {"token_expired", "token_revoked", "missing_scope", "team_added_to_org", "accesslimited", "no_permission"}
"""What may be different later, once somebody has seen to it; any other refusal is for good."""

Json = dict[str, Any]


def make_client(settings: Settings, session: aiohttp.ClientSession) -> AsyncWebClient:
    """The SDK's client on the token of the settings; it tries nothing twice by itself."""
    assert settings.slack_bot_token is not None, "only with a token there is a client"
    token, url = settings.slack_bot_token.get_secret_value(), settings.slack_api_url
    return AsyncWebClient(token, base_url=f"{url}/", session=session, retry_handlers=[])


class SlackSender:
    """Puts messages into direct messages and threads, and changes them."""

    def __init__(self, client: AsyncWebClient, words: Words) -> None:
        self._client = client
        self._words = words
        self._direct: dict[str, str] = {}
        self._refused: dict[int, int] = {}
        """Deliveries by id whose last attempt, by number, left nothing behind that we do not know of."""

    async def send(self, sender: str, address: Json, delivery: ChannelDelivery) -> None:
        """Send what has not left yet. Raises RetryAfter, Unreachable, Failed.

        Where an earlier attempt may have left something behind without our knowing, Slack is asked first.
        """
        certain = self._refused.pop(delivery.id, 0) == delivery.attempts - 1
        try:
            reached = await self.opened(address)
            there = set() if certain else await self._there(reached, delivery)
            certain = True
            for number, call in enumerate(calls(delivery.replies, reached, self._words)):
                if number >= delivery.sent:
                    if number not in there:
                        await self._post({**call["arguments"], "metadata": _mark(delivery, number)})
                    await delivery.accepted()
        except SlackApiError as error:
            if isinstance(failure := failure_of(error), RetryAfter) and certain:
                self._refused[delivery.id] = delivery.attempts
            raise failure from None
        except (SlackClientError, aiohttp.ClientError, OSError) as error:
            raise Failed(type(error).__name__) from None

    async def notice(self, address: Mapping[str, Any], text: str, *, alone: bool = False) -> None:
        """Say something that is not kept; ``alone``: only to the one it is for, until they load the page anew."""
        reached = await self.opened(address)
        said = sentence(text, reached)
        if alone:
            await self._client.chat_postEphemeral(user=reached["user"], **said)
        else:
            await self._client.chat_postMessage(**said)

    async def opened(self, address: Mapping[str, Any]) -> Json:
        """The address with the channel of somebody's direct messages, opened where it is not known."""
        if address["channel"]:
            return dict(address)
        user = address["user"]
        if user not in self._direct:
            answer = await self._client.conversations_open(users=user)
            self._direct[user] = str(answer["channel"]["id"])
        return {**address, "channel": self._direct[user]}

    async def _there(self, address: Json, delivery: ChannelDelivery) -> set[int]:
        """Which parts of the delivery stand in the channel already."""
        if delivery.attempts < 2:
            return set()
        look = {"channel": address["channel"], "oldest": _since(delivery), "limit": 200, "include_all_metadata": True}
        try:
            if address.get("thread"):
                answer = await self._client.conversations_replies(ts=address["thread"], **look)
            else:
                answer = await self._client.conversations_history(**look)
        except SlackApiError as error:
            if isinstance(failure_of(error), RetryAfter):
                raise
            # Then it is said perhaps twice, which is better than not at all.
            log.warning("slack_cannot_look", reason=reason_of(error))
            return set()
        marks = [message.get("metadata", {}) for message in answer.get("messages") or []]
        mine = [mark["event_payload"] for mark in marks if mark.get("event_type") == PART]
        return {int(one["part"]) for one in mine if one.get("delivery") == _name(delivery)}

    async def _post(self, arguments: Json) -> None:
        try:
            await self._client.chat_postMessage(**arguments)
        except SlackApiError as error:
            pictured = [block for block in arguments["blocks"] if block["type"] == "image"]
            if not pictured or not reason_of(error).startswith("invalid_blocks"):
                raise
            # It fetches pictures by itself, and refuses the whole message for one that it cannot get.
            blocks = [block for block in arguments["blocks"] if block["type"] != "image"]
            await self._client.chat_postMessage(**{**arguments, "blocks": blocks})


def failure_of(error: SlackApiError) -> RetryAfter | Unreachable | Failed:
    """What a refusal means for a delivery."""
    reason, status = reason_of(error), _status(error)
    if status == 429 or reason in ("ratelimited", "rate_limited"):
        return RetryAfter(pause_of(error))
    if reason in _GONE:
        return Unreachable()
    return Failed(reason, for_good=status < 500 and reason not in _AWAY and reason != "no_reason")


def reason_of(error: SlackApiError) -> str:
    """Slack's word for it; what is not of Slack's making has none."""
    data = getattr(error.response, "data", None)
    return str(data.get("error", "no_reason")) if isinstance(data, dict) else "unreadable"


def _status(error: SlackApiError) -> int:
    """500 where the answer could not be read at all."""
    return int(getattr(error.response, "status_code", 500))


def pause_of(error: SlackApiError) -> float:
    """Seconds that Slack asks for."""
    try:
        return max(float(error.response.headers.get("Retry-After", DEFAULT_PAUSE)), 0.0)
    except ValueError:
        return DEFAULT_PAUSE


async def insist(call: Callable[[], Awaitable[object]]) -> bool:
    """A call that no delivery stands behind: tried again where Slack asks for a pause. Whether it went well."""
    for _ in range(TRIES):
        try:
            await call()
        except SlackApiError as error:
            if not isinstance(failure_of(error), RetryAfter):
                log.info("slack_call_refused", reason=reason_of(error))
                return False
            await asyncio.sleep(pause_of(error))
        except (SlackClientError, aiohttp.ClientError, OSError) as error:
            log.info("slack_call_failed", kind=type(error).__name__)
            await asyncio.sleep(DEFAULT_PAUSE)
        else:
            return True
    return False


def _mark(delivery: ChannelDelivery, number: int) -> Json:
    return {"event_type": PART, "event_payload": {"delivery": _name(delivery), "part": number}}


def _name(delivery: ChannelDelivery) -> str:
    return f"{delivery.id}:{delivery.message_id}"


def _since(delivery: ChannelDelivery) -> str:
    """When what is answered was said, which its id tells; else as long ago as anything is tried."""
    at = delivery.message_id.rpartition(":")[2]
    return at if at.replace(".", "", 1).isdecimal() else f"{time.time() - LOOK_BACK:.6f}"
