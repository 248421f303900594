"""How mails leave: over SMTP, or into a folder when no server is set."""

from __future__ import annotations

import asyncio
import os
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib

SECONDS = 15.0


class DeliveryFailed(Exception):
    """The mail did not leave; later it may. The message is a kind of error, never an address."""


class Post(Protocol):
    """Somebody who takes mails away."""

    async def send(self, mail: EmailMessage, name: str) -> None:
        """Send; ``name`` is the same for the same mail. Raises DeliveryFailed."""
        ...


class FolderPost:
    """Writes each mail to ``name.eml``, readable by the owner alone; sending again writes the same file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(self, mail: EmailMessage, name: str) -> None:
        try:
            await asyncio.to_thread(self._write, mail.as_bytes(), name)
        except OSError as error:
            raise DeliveryFailed(type(error).__name__) from None

    def _write(self, content: bytes, name: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = self._folder / f".{name}.part"
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
        draft.rename(self._folder / f"{name}.eml")


class SmtpPost:
    """Sends through ``smtp://user:password@host:587`` (STARTTLS if offered) or ``smtps://…`` (TLS at once)."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("SMTP_URL must look like smtp://user:password@host:587 or smtps://user:password@host")
        self._tls = parts.scheme == "smtps"
        self._host = parts.hostname
        self._port = parts.port or (465 if self._tls else 587)
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None

    async def send(self, mail: EmailMessage, name: str) -> None:
        try:
            await aiosmtplib.send(
                mail,
                hostname=self._host,
                port=self._port,
                username=self._user,
                password=self._password,
                use_tls=self._tls,
                timeout=SECONDS,
            )
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise DeliveryFailed(type(error).__name__) from None
