"""Keys of programs: made once, kept as a digest, limited to scopes, revoked for good."""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, get_args
from urllib.parse import urlsplit

from sqlalchemy import insert, select, update

from db import digests
from db.engine import Database
from db.tables import api_keys

Scope = Literal["chat", "understand", "recommend"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
PREFIX = "tw_"
SEEN_EVERY = timedelta(minutes=1)
"""The time of the last use is that exact: not every request needs a write."""
LONGEST_NAME = 80
LONGEST_URL = 500
_TOKEN = re.compile(r"tw_([0-9a-f]{12})_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class ApiKey:
    """A key without its secret. ``callback`` is the only address that it may have answers sent to."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    callback: str | None
    created: datetime
    last_used: datetime | None
    revoked: datetime | None


class SqlApiKeys:
    """The keys. Every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, name: str, scopes: Sequence[Scope], callback: str | None, *, now: datetime) -> tuple[str, str]:
        """Make a key; gives its id and the key itself, which nobody can read again.

        Raises ValueError for an empty name, no scope, or a callback that is neither https nor on this machine.
        """
        if not name.strip() or len(name) > LONGEST_NAME:
            raise ValueError(f"the name of a key has 1 to {LONGEST_NAME} characters")
        if not scopes or not set(scopes) <= set(SCOPES):
            raise ValueError(f"a key needs a scope: {', '.join(SCOPES)}")
        if callback is not None and (trouble := callback_trouble(callback)):
            raise ValueError(f"the callback {trouble}")
        key = secrets.token_hex(6)
        token = digests.new_token(f"{PREFIX}{key}")
        row = {
            "id": key,
            "name": name.strip(),
            "digest": digests.of_token(token),
            "scopes": sorted(set(scopes)),
            "callback": callback,
            "created": now,
        }
        async with self._database.write() as session:
            await session.execute(insert(api_keys), row)
        return key, token

    async def find(self, token: str, *, now: datetime) -> ApiKey | None:
        """The key that a program shows, its use noted; None when it is unknown, wrong or revoked."""
        parts = _TOKEN.fullmatch(token)
        if parts is None:
            return None
        this = api_keys.c.id == parts[1]
        async with self._database.read() as session:
            row = (await session.execute(select(api_keys).where(this))).one_or_none()
        if row is None or row.revoked is not None or not hmac.compare_digest(row.digest, digests.of_token(token)):
            return None
        if row.last_used is None or now - row.last_used >= SEEN_EVERY:
            async with self._database.write() as session:
                await session.execute(update(api_keys).where(this).values(last_used=now))
        return _key(row)

    async def all(self) -> list[ApiKey]:
        """Every key, the oldest first, revoked ones too."""
        async with self._database.read() as session:
            rows = await session.execute(select(api_keys).order_by(api_keys.c.created, api_keys.c.id))
            return [_key(row) for row in rows]

    async def revoke(self, key: str, *, now: datetime) -> bool:
        """Let the key open nothing from now on; repeatable. False when there is no such key."""
        this = update(api_keys).where(api_keys.c.id == key)
        async with self._database.write() as session:
            await session.execute(this.where(api_keys.c.revoked.is_(None)).values(revoked=now))
            return await session.scalar(select(api_keys.c.id).where(api_keys.c.id == key)) is not None


def signing_key(secret: str, key: str) -> bytes:
    """The 32 bytes that a key's requests and callbacks are signed with; the same as long as ``secret`` is."""
    return hmac.digest(secret.encode(), f"webhook signatures of {key}".encode(), hashlib.sha256)


def shown_signing_key(secret: str, key: str) -> str:
    """The same as the Standard Webhooks specification writes it: ``whsec_`` and base64."""
    return f"whsec_{base64.b64encode(signing_key(secret, key)).decode()}"


def callback_trouble(url: str) -> str | None:
    """Why an address cannot be called back; None when it can: https, or http on this machine."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is no address"
    if len(url) > LONGEST_URL or not host or re.search(r"[^!-~]", url):
        return f"is no address of at most {LONGEST_URL} printable characters"
    if parts.username is not None or parts.fragment:
        return "must have no user, password or fragment"
    if parts.scheme == "https" or (parts.scheme == "http" and _is_this_machine(host)):
        return None
    return "must begin with https://, or with http:// on this machine"


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _key(row: object) -> ApiKey:
    fields = {name: getattr(row, name) for name in ("id", "name", "callback", "created", "last_used", "revoked")}
    return ApiKey(scopes=tuple(getattr(row, "scopes")), **fields)  # noqa: B009
