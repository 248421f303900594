"""What a connector may hand in."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from messages import MAX_TEXT, IncomingMessage

GOOD = {"channel": "web", "sender": "s", "message_id": "m", "text": "hello"}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"text": ""},
        {"text": "x" * MAX_TEXT},
        {"text": None, "choice": "c" * 64},
        {"locale": "zh-Hant-TW"},
        {"locale": "de_DE"},
        {"time_zone": "America/Argentina/Buenos_Aires"},
    ],
)
def test_good_messages(changes: dict[str, Any]):
    message = IncomingMessage.model_validate({**GOOD, **changes})
    assert IncomingMessage.model_validate_json(message.model_dump_json()) == message


def test_without_a_locale_it_is_british_and_utc():
    message = IncomingMessage.model_validate(GOOD)
    assert (message.locale, message.time_zone) == ("en-GB", "UTC")


@pytest.mark.parametrize(
    "changes",
    [
        {"text": None},
        {"choice": "c_1"},
        {"text": "x" * (MAX_TEXT + 1)},
        {"text": None, "choice": ""},
        {"text": None, "choice": "c" * 65},
        {"channel": "Web"},
        {"channel": "x"},
        {"sender": ""},
        {"message_id": "m" * 129},
        {"locale": "en-GB; DROP TABLE"},
        {"time_zone": "x" * 65},
        {"traveller": "u_1"},
    ],
)
def test_bad_messages(changes: dict[str, Any]):
    with pytest.raises(ValidationError):
        IncomingMessage.model_validate({**GOOD, **changes})
