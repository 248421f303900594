"""Web messages to ours and back."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from connectors.web import incoming, outgoing


def test_locale_and_zone_count_only_where_they_are_given() -> None:
    bare = incoming("conversation", "m-1", {"text": "hi", "locale": None})
    assert bare.model_fields_set == {"channel", "sender", "message_id", "text"}
    full = incoming("conversation", "m-1", {"choice": "c_1", "locale": "de-DE", "time_zone": "Asia/Tokyo"})
    assert (full.channel, full.sender, full.choice) == ("web", "conversation", "c_1")
    assert (full.locale, full.time_zone) == ("de-DE", "Asia/Tokyo")
    assert {"locale", "time_zone"} <= full.model_fields_set


def test_a_message_says_exactly_one_thing() -> None:
    with pytest.raises(ValidationError):
        incoming("conversation", "m-1", {"text": "hi", "choice": "c_1"})
    with pytest.raises(ValidationError):
        incoming("conversation", "m-1", {})


def test_an_answer_names_its_conversation() -> None:
    assert outgoing("c", ({"text": "x"},)) == {"conversation": "c", "replies": [{"text": "x"}]}
