"""Mails over SMTP, to a real server on loopback: in clear, with STARTTLS and a password, with TLS at once."""

from __future__ import annotations

import asyncio
import email
import email.policy
import ssl
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from gateway.mail import SmtpPost
from gateway.mail.delivery import DeliveryFailed
from gateway.wiring import build
from settings import Settings
from tests.gateway.conftest import until
from tests.gateway.people import call

USER, PASSWORD = "trip@example.org", "p/w:1"
LOGIN = "trip%40example.org:p%2Fw%3A1"


class Mailbox:
    """Keeps what it is sent; refuses whom it is told to."""

    def __init__(self, refused: str = "") -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self._refused = refused

    async def handle_RCPT(  # noqa: N802 -- the name that aiosmtpd calls
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if address == self._refused:
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, _server: Any, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- the name that aiosmtpd calls
        content = envelope.content
        assert isinstance(content, bytes)
        self.mails.append(email.message_from_bytes(content, policy=email.policy.default))  # type: ignore[arg-type]
        self.recipients += envelope.rcpt_tos
        return "250 kept"


def authenticated(_server: Any, _session: Any, _envelope: Any, _mechanism: Any, given: Any) -> AuthResult:
    good = isinstance(given, LoginPassword) and given == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=good)


@asynccontextmanager
async def serving(mailbox: Mailbox, *, at_once: ssl.SSLContext | None = None, **options: Any) -> AsyncIterator[int]:
    """A server on a free port."""

    def session() -> SMTP:
        return SMTP(mailbox, hostname="localhost", **options)

    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0, ssl=at_once)
    async with server:
        yield server.sockets[0].getsockname()[1]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine that signs itself, and its key, in one file."""
    folder = tmp_path_factory.mktemp("certificate")
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    subprocess.run([*made, *files, *names], check=True, capture_output=True)
    (folder / "both.pem").write_text((folder / "cert.pem").read_text() + (folder / "key.pem").read_text())
    return folder / "both.pem"


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine takes the certificate for good."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


@pytest.fixture
def mail() -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Tripwright <trips@localhost>", "b@example.org", "Grüße aus Łódź"
    mail.set_content("Ein Satz.\n.\nEin Punkt allein beendet nichts.\n")
    return mail


async def test_a_mail_arrives_as_it_was_written(mail: EmailMessage) -> None:
    mailbox = Mailbox()
    async with serving(mailbox) as port:
        await SmtpPost(f"smtp://127.0.0.1:{port}").send(mail, "1")
    (got,) = mailbox.mails
    assert got["Subject"] == mail["Subject"]
    assert got.get_content().replace("\r\n", "\n") == mail.get_content()
    assert mailbox.recipients == ["b@example.org"]


@pytest.mark.usefixtures("trusted")
async def test_starttls_and_a_password(mail: EmailMessage, tls: ssl.SSLContext) -> None:
    mailbox = Mailbox()
    options = {"tls_context": tls, "require_starttls": True, "auth_required": True, "authenticator": authenticated}
    async with serving(mailbox, **options) as port:
        await SmtpPost(f"smtp://{LOGIN}@127.0.0.1:{port}").send(mail, "1")
        assert len(mailbox.mails) == 1
        for wrong in ("", "trip%40example.org:wrong@"):
            with pytest.raises(DeliveryFailed):
                await SmtpPost(f"smtp://{wrong}127.0.0.1:{port}").send(mail, "2")
    assert len(mailbox.mails) == 1


@pytest.mark.usefixtures("trusted")
@pytest.mark.filterwarnings("ignore:Requiring AUTH")
async def test_tls_at_once(mail: EmailMessage, tls: ssl.SSLContext) -> None:
    mailbox = Mailbox()
    options = {"auth_required": True, "auth_require_tls": False, "authenticator": authenticated}
    async with serving(mailbox, at_once=tls, **options) as port:
        await SmtpPost(f"smtps://{LOGIN}@127.0.0.1:{port}").send(mail, "1")
    assert len(mailbox.mails) == 1


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_a_server_that_nobody_vouches_for_gets_neither_mail_nor_password(
    mail: EmailMessage, tls: ssl.SSLContext, scheme: str
) -> None:
    seen: list[Any] = []

    def watching(*given: Any) -> AuthResult:
        seen.append(given)
        return AuthResult(success=True)

    mailbox = Mailbox()
    at_once = tls if scheme == "smtps" else None
    options = {} if at_once else {"tls_context": tls}
    async with serving(mailbox, at_once=at_once, authenticator=watching, **options) as port:
        with pytest.raises(DeliveryFailed):
            await SmtpPost(f"{scheme}://{LOGIN}@127.0.0.1:{port}").send(mail, "1")
    assert (mailbox.mails, seen) == ([], [])


async def test_what_the_server_refuses_has_not_been_delivered(mail: EmailMessage) -> None:
    async with serving(Mailbox(refused="b@example.org")) as port:
        with pytest.raises(DeliveryFailed):
            await SmtpPost(f"smtp://127.0.0.1:{port}").send(mail, "1")
    with pytest.raises(DeliveryFailed):
        await SmtpPost(f"smtp://127.0.0.1:{port}").send(mail, "1")


async def test_a_code_arrives_by_mail_and_signs_in(settings: Settings, clock: Callable[[], Any]) -> None:
    mailbox = Mailbox()
    async with serving(mailbox) as port:
        given = {name: getattr(settings, name) for name in Settings.model_fields}
        by_mail = Settings(_env_file=None, **{**given, "smtp_url": f"smtp://127.0.0.1:{port}"})  # type: ignore[call-arg]
        async with TestClient(TestServer(build(by_mail, clock=clock))) as client:
            await call(client, "POST", "/api/sessions", json={"email": "marta@example.org"})
            (got,) = await until(lambda: mailbox.mails)
            assert got["To"] == "marta@example.org"
            code = next(word for word in got.get_content().split() if word.isdecimal() and len(word) == 6)
            said = {"email": "marta@example.org", "code": code}
            assert (await call(client, "POST", "/api/sessions", json=said))[0] == 201
