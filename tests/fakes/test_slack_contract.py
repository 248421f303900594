"""What the fake Slack imitates of the real one, with where that is documented.

All below https://docs.slack.dev :

- errors as 200 with ``ok: false``, 429 with Retry-After: /apis/web-api and /apis/web-api/rate-limits
- chat.postMessage with its limits and metadata, nowhere but in known channels: /reference/methods/chat.postMessage
- chat.update of own messages alone: /reference/methods/chat.update
- conversations.history and .replies, ``include_all_metadata``: /reference/methods/conversations.history
- limits of blocks and elements: /reference/block-kit/blocks
- views.open with a trigger that is good once: /reference/methods/views.open
- Socket Mode with tickets, hello, envelopes, disconnect: /apis/events-api/using-socket-mode
- signed requests: /authentication/verifying-requests-from-slack
- events sent again, with X-Slack-Retry-Num: /apis/events-api
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes import slack
from tests.fakes.slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, FakeSlack
from tests.fakes.slack_blocks import problems


@pytest.fixture
async def api() -> AsyncIterator[FakeSlack]:
    fake = FakeSlack()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture
async def web(api: FakeSlack) -> AsyncIterator[AsyncWebClient]:
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(BOT_TOKEN, base_url=f"{api.url}/", session=session, retry_handlers=[])


async def refusal(call: Any) -> tuple[int, str]:
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response.status_code, caught.value.response["error"]


async def test_a_message_is_posted_seen_and_changed(web: AsyncWebClient) -> None:
    metadata = {"event_type": "part", "event_payload": {"part": 1}}
    posted = await web.chat_postMessage(channel="C01TRIPS", text="one", metadata=metadata)
    await web.chat_postMessage(channel="C01TRIPS", text="below", thread_ts=posted["ts"])
    await web.chat_update(channel="C01TRIPS", ts=posted["ts"], text="two", blocks=[])
    plain = (await web.conversations_history(channel="C01TRIPS"))["messages"]
    assert [(one["text"], one.get("metadata")) for one in plain] == [("two", None)]
    more = await web.conversations_replies(channel="C01TRIPS", ts=posted["ts"], include_all_metadata=True)
    assert [(one["text"], one.get("metadata")) for one in more["messages"]] == [("two", metadata), ("below", None)]


async def test_what_the_real_one_refuses_is_refused(web: AsyncWebClient, api: FakeSlack) -> None:
    assert await refusal(web.chat_postMessage(channel="C404", text="x")) == (200, "channel_not_found")
    assert await refusal(web.chat_postMessage(channel="C01TRIPS", text="")) == (200, "no_text")
    blocks = [{"type": "divider"}] * 51
    status, error = await refusal(web.chat_postMessage(channel="C01TRIPS", text="x", blocks=blocks))
    assert (status, error.split()[0]) == (200, "invalid_blocks")
    assert await refusal(web.chat_update(channel="C01TRIPS", ts="1.1", text="x")) == (200, "message_not_found")
    assert await refusal(AsyncWebClient("xoxb-no", base_url=f"{api.url}/").auth_test()) == (200, "invalid_auth")
    view = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": []}
    assert await refusal(web.views_open(trigger_id="old", view=view)) == (200, "expired_trigger_id")


async def test_limits_are_told_with_a_pause(web: AsyncWebClient, api: FakeSlack) -> None:
    api.plan["chat.postMessage"].append((429, 3))
    with pytest.raises(SlackApiError) as caught:
        await web.chat_postMessage(channel="C01TRIPS", text="x")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "3"


async def test_a_ticket_opens_one_socket(web: AsyncWebClient) -> None:
    url = (await web.apps_connections_open(app_token=APP_TOKEN))["url"]
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url) as socket:
            assert (await socket.receive_json())["type"] == "hello"
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)
    assert await refusal(web.apps_connections_open(app_token="xapp-no")) == (200, "invalid_auth")


async def test_signatures_are_those_that_the_sdk_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: dict[str, Any] = {}

    class Session:
        def __init__(self) -> None: ...
        async def __aenter__(self) -> Any:
            return self

        async def __aexit__(self, *given: Any) -> None: ...

        def post(self, url: str, **given: Any) -> Any:
            sent.update(given)
            return self

        status = 200

        async def text(self) -> str:
            return ""

    monkeypatch.setattr(slack.aiohttp, "ClientSession", Session)
    await slack.post("http://127.0.0.1:9/", "interactive", {"type": "block_actions"})
    verifier = SignatureVerifier(SIGNING_SECRET)
    assert verifier.is_valid_request(sent["data"], sent["headers"])
    assert not verifier.is_valid_request(sent["data"] + "x", sent["headers"])


@pytest.mark.parametrize(
    ("block", "wrong"),
    [
        ({"type": "section", "text": {"type": "mrkdwn", "text": "a & b"}}, True),
        ({"type": "section", "text": {"type": "mrkdwn", "text": "a &amp; <https://x.example|b>"}}, False),
        ({"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}, True),
        ({"type": "actions", "elements": []}, True),
        ({"type": "table"}, True),
    ],
)
def test_blocks_are_checked(block: dict[str, Any], wrong: bool) -> None:
    assert bool(problems([block])) is wrong
