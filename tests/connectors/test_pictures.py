"""Pictures on messengers: only from addresses that everybody reaches."""

from __future__ import annotations

from typing import Any

import pytest

from connectors import slack, telegram
from connectors.pictures import reachable
from connectors.slack.rendering import reply_blocks
from messages import Reply
from tests.fakes.slack_blocks import problems

IMAGE = "/api/destinations/lisbon/picture.png?v=2"
CARD: dict[str, Any] = {"kind": "destination", "id": "lisbon", "title": "Lisbon", "image": IMAGE}
PUBLIC = "https://trips.example.org"
SITES = [(PUBLIC, PUBLIC + IMAGE), (f"{PUBLIC}/", PUBLIC + IMAGE), ("http://127.0.0.1:8000", None), ("", None)]


@pytest.mark.parametrize(("site", "address"), SITES)
def test_our_own_are_reached_where_we_have_a_public_address(site: str, address: str | None) -> None:
    assert reachable(IMAGE, site) == address


@pytest.mark.parametrize("site", [PUBLIC, ""])
@pytest.mark.parametrize(
    ("image", "address"),
    [
        (None, None),
        ("", None),
        ("https://pictures.example/1.jpg", "https://pictures.example/1.jpg"),
        ("http://pictures.example/1.jpg", None),
        ("//pictures.example/1.jpg", None),
        ("data:image/png;base64,AA", None),
    ],
)
def test_those_of_others_only_over_https(image: str | None, address: str | None, site: str) -> None:
    assert reachable(image, site) == address


@pytest.mark.parametrize(("site", "address"), SITES)
def test_telegram_sends_it(site: str, address: str | None) -> None:
    words = telegram.Words("More", "Back", site)
    (call,) = telegram.calls_of([{"cards": [CARD]}], "5", {"chat": 5, "private": True}, "5.3", words)
    assert call.method == ("send_message" if address is None else "send_photo")
    assert call.arguments.get("photo") == address


@pytest.mark.parametrize(("site", "address"), SITES)
def test_slack_shows_it(site: str, address: str | None) -> None:
    words = slack.Words(**{**dict.fromkeys(slack.Words.__dataclass_fields__, "word"), "site": site})
    blocks = reply_blocks(Reply.model_validate({"cards": [CARD]}), "0:U1", words)
    assert [one["image_url"] for one in blocks if one["type"] == "image"] == ([] if address is None else [address])
    assert problems(blocks) == []
