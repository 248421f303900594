"""Signatures of the Standard Webhooks specification, version v1: HMAC-SHA256 of ``id.timestamp.body``.

Its own library asks the machine's clock and takes timestamps that are no whole seconds; here the time is handed in.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import datetime, timedelta

MAX_AGE = timedelta(minutes=5)
"""A request this much older or newer than our clock is refused, so that a recorded one is of no use later."""
MAX_SIGNATURES = 10
"""While secrets are changed a sender may sign with several."""

# No dot: it parts what is signed.
_ID = re.compile(r"[!-\-/-~]{1,128}")
_SECONDS = re.compile(r"[0-9]{1,12}")


class WrongSignature(Exception):
    """The request is not proven to come from the key's owner, now; the message says why, in words for the sender."""


def sign(key: bytes, message_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The three headers of a request that is sent now."""
    seconds = str(int(at.timestamp()))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{_signature(key, message_id, seconds, body)}",
    }


def check(key: bytes, headers: Mapping[str, str], body: bytes, *, now: datetime) -> str:
    """The id of a request that is signed with the key. Raises WrongSignature."""
    message_id, seconds = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not _ID.fullmatch(message_id):
        raise WrongSignature("webhook-id must have 1 to 128 printable characters other than a full stop.")
    if not _SECONDS.fullmatch(seconds):
        raise WrongSignature("webhook-timestamp must be whole seconds since 1970.")
    if abs(now.timestamp() - int(seconds)) > MAX_AGE.total_seconds():
        raise WrongSignature("webhook-timestamp is more than 5 minutes away from our clock.")
    expected = f"v1,{_signature(key, message_id, seconds, body)}".encode()
    given = headers.get("webhook-signature", "").encode("utf-8", "replace").split(b" ")[:MAX_SIGNATURES]
    if not any(hmac.compare_digest(expected, one) for one in given):
        raise WrongSignature("webhook-signature does not fit the body, its id and its timestamp.")
    return message_id


def _signature(key: bytes, message_id: str, seconds: str, body: bytes) -> str:
    signed = f"{message_id}.{seconds}.".encode() + body
    return base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
