"""Signatures as the specification has them, and payloads to ours and back."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from connectors.webhook import WrongSignature, check, delivered, incoming, outgoing, sign

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
KEY = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
BODY = '{"sender": "42", "text": "Grüße"}'.encode()


def test_a_signature_is_what_the_specifications_own_library_makes():
    """Made with standardwebhooks 1.1.0 of the same secret, id, time and body."""
    assert sign(KEY, "msg_tripwright_1", NOW, BODY) == {
        "webhook-id": "msg_tripwright_1",
        "webhook-timestamp": "1795348800",
        "webhook-signature": "v1,2hzdMacmRViMcK1oJGnOrfz8s2Mb+AUDNN1HA5vODiU=",
    }


@given(st.binary(max_size=300), st.from_regex(r"[!-\-/-~]{1,128}", fullmatch=True))
def test_what_is_signed_is_taken(body: bytes, message_id: str):
    assert check(KEY, sign(KEY, message_id, NOW, body), body, now=NOW) == message_id


@pytest.mark.parametrize("minutes", [-5, 5])
def test_five_minutes_are_forgiven_and_no_second_more(minutes: int):
    headers = sign(KEY, "m", NOW, BODY)
    away = NOW + timedelta(minutes=minutes)
    check(KEY, headers, BODY, now=away)
    with pytest.raises(WrongSignature, match="5 minutes"):
        check(KEY, headers, BODY, now=away + timedelta(seconds=minutes / 5))


def test_one_good_signature_of_several_is_enough():
    headers = sign(KEY, "m", NOW, BODY)
    good = headers["webhook-signature"]
    check(KEY, {**headers, "webhook-signature": f"v1a,AAAA v1,{'A' * 44} {good}"}, BODY, now=NOW)
    with pytest.raises(WrongSignature):
        check(KEY, {**headers, "webhook-signature": " ".join(["v1,AAAA"] * 10 + [good])}, BODY, now=NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-signature": ""},
        {"webhook-signature": "v1"},
        {"webhook-signature": "v1,"},
        {"webhook-signature": "v1,ä"},
        {"webhook-signature": "\udcff"},
        {"webhook-timestamp": ""},
        {"webhook-timestamp": "1795348800.5"},
        {"webhook-timestamp": "-1795348800"},
        {"webhook-timestamp": "١٧٩٥٣٤٨٨٠٠"},
        {"webhook-timestamp": "9" * 400},
        {"webhook-timestamp": "1795348801"},
        {"webhook-id": ""},
        {"webhook-id": "another"},
        {"webhook-id": "with.dot"},
        {"webhook-id": "with space"},
        {"webhook-id": "m" * 129},
    ],
)
def test_headers_that_prove_nothing(change: dict[str, str]):
    with pytest.raises(WrongSignature):
        check(KEY, {**sign(KEY, "m", NOW, BODY), **change}, BODY, now=NOW)


def test_another_body_another_key_and_no_headers_prove_nothing():
    headers = sign(KEY, "m", NOW, BODY)
    for key, given_headers, body in ((KEY, headers, BODY + b" "), (b"x" * 32, headers, BODY), (KEY, {}, BODY)):
        with pytest.raises(WrongSignature):
            check(key, given_headers, body, now=NOW)


def test_a_message_is_its_senders_of_its_key():
    message = incoming("0123456789ab", "msg_1", {"sender": "42", "text": "hi", "callback": True})
    assert (message.channel, message.sender, message.message_id) == ("webhook", "0123456789ab:42", "msg_1")
    assert "locale" not in message.model_fields_set
    named = incoming("k", "msg_1", {"sender": "42", "choice": "c_1", "message_id": "own", "locale": "de-DE"})
    assert (named.message_id, named.choice, named.locale) == ("own", "c_1", "de-DE")
    with pytest.raises(ValidationError):
        incoming("k", "msg_1", {"sender": "42"})


def test_answers_name_sender_and_message():
    replies = [{"text": "x"}]
    answer = outgoing("42", "m", "answered", replies)
    assert answer == {"sender": "42", "message_id": "m", "state": "answered", "replies": replies}
    called = delivered("42", {"type": "message.pushed", "message_id": "m", "replies": replies}, NOW)
    assert called == {
        "type": "message.pushed",
        "timestamp": "2026-11-22T12:00:00+00:00",
        "data": {"sender": "42", "message_id": "m", "replies": replies},
    }
