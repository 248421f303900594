"""Mails leave once and read well; holds expire; nothing stops the rest."""

from __future__ import annotations

import asyncio
import email
import email.policy
import re
from datetime import timedelta
from decimal import Decimal
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Literal

import aiosmtplib
import pytest

from db.bookings import SqlCodeStore
from db.outbox import Outgoing
from db.tables import outbox, users
from gateway.house import House
from gateway.mail import FolderPost, Letters, SmtpPost
from gateway.mail.delivery import DeliveryFailed
from gateway.worker import Job, Worker, send_mails
from settings import Settings
from tests.db import samples
from tests.gateway.conftest import BOTH, Clock, until
from tests.gateway.fakes import FakeEngine
from travel.account.ports import SignInRequest
from travel.booking.bookings import Booking
from travel.money import Money

DATABASES = BOTH


async def book(house: House, *contents: Any) -> list[Booking]:
    order = samples.order(*(contents or (samples.flight(), samples.stay())))
    now = house.clock()
    await house.bookings.hold(order, now=now, deadline=now + timedelta(minutes=15))
    return await house.bookings.confirm(order.key, now=now)


def mails(settings: Settings) -> list[EmailMessage]:
    found = []
    for path in sorted(Path(settings.mail_dir).glob("*.eml")):
        found.append(email.message_from_bytes(path.read_bytes(), policy=email.policy.default))
    return found  # type: ignore[return-value]


def modes(settings: Settings) -> set[int]:
    return {path.stat().st_mode & 0o777 for path in Path(settings.mail_dir).iterdir()}


async def test_a_confirmation_leaves_by_itself_and_says_everything(house: House, settings: Settings) -> None:
    flight, stay = await book(house)
    (mail,) = await until(lambda: mails(settings))
    assert mail["To"] == samples.EMAIL
    assert mail["From"] == settings.mail_from
    assert mail["Subject"] == f"Tripwright: booked, {flight.reference} and {stay.reference}"
    text = mail.get_content()
    for part in (
        flight.reference,
        stay.reference,
        "BER Fri 12 Feb 2027, 09:10 (UTC+1) to LIS Fri 12 Feb 2027, 12:05 (UTC), direct",
        "TP535 (TAP Air Portugal)",
        "Marta Kowalska and Ida Kowalska (child, 7)",
        "171.80 EUR",
        "792.00 EUR",
        "Total: 963.80 EUR",
        "Change 60.00 EUR each, 50 % refundable until Fri 12 Feb 2027, 09:10 (UTC+1).",
        "Free cancellation until Wed 10 Feb 2027, 15:00 (UTC).",
        "Casa da Rua",
        "Sat 20 Feb 2027, 8 nights",
        "This is a demo: nothing is charged and no ticket is issued.",
    ):
        assert part in text, part
    assert "{" not in text
    assert "None" not in text
    await asyncio.sleep(0.1)
    assert await house.outbox.claim(now=house.clock() + timedelta(hours=1)) == []


async def test_a_cancellation_names_the_refund(house: House, settings: Settings) -> None:
    (booking,) = await book(house, samples.stay())
    refund = Money(Decimal("792.00"), "EUR")
    await house.bookings.cancel(booking.reference, samples.MARTA, refund=refund, now=house.clock())
    sent = await until(lambda: len(mails(settings)) == 2 and mails(settings))
    assert sent[1]["Subject"] == f"Tripwright: cancelled, {booking.reference}"
    assert "Refund: 792.00 EUR" in sent[1].get_content()


async def test_a_code_is_sent_to_the_bookings_address(house: House, settings: Settings) -> None:
    (booking,) = await book(house, samples.flight())
    await SqlCodeStore(house.database).request("another-conversation", booking.reference, now=house.clock())
    sent = await until(lambda: len(mails(settings)) == 2 and mails(settings))
    code = sent[1]["Subject"].rsplit(" ", 1)[1]
    assert len(code) == 6
    assert f"Your code: {code}" in sent[1].get_content()
    assert sent[1]["To"] == samples.EMAIL
    assert modes(settings) == {0o600}


@pytest.mark.parametrize(
    ("purpose", "said"),
    [("sign_in", "wants to sign in to Tripwright"), ("change_email", "use this address for an account")],
)
async def test_a_code_to_an_address_says_what_it_is_for(
    house: House, settings: Settings, purpose: Literal["sign_in", "change_email"], said: str
) -> None:
    async with house.database.write() as session:
        row = {"id": "u", "email": "old@example.org", "locale": "en-GB", "created": house.clock()}
        await session.execute(users.insert().values(row))
    wanted = SignInRequest("New@example.org", "n", purpose=purpose, user="u" if purpose == "change_email" else None)
    await house.codes.request(wanted, now=house.clock())
    (mail,) = await until(lambda: mails(settings))
    assert mail["To"] == "new@example.org"
    text = " ".join(mail.get_content().split())
    code = re.search(r"Your code: (\d{6})\b", text)[1]  # type: ignore[index]
    assert code in mail["Subject"]
    for part in (said, "ten minutes", "ignore this mail"):
        assert part in text, part
    assert "{" not in text


async def test_an_unknown_booking_gets_no_mail(house: House, settings: Settings) -> None:
    await SqlCodeStore(house.database).request("another-conversation", "TW-222222", now=house.clock())
    await asyncio.sleep(2.2)
    assert mails(settings) == []


def test_the_same_row_is_the_same_mail(settings: Settings) -> None:
    letters = Letters(settings, None)  # type: ignore[arg-type]
    row = Outgoing(7, "one_time_code", "a@example.org", {"locale": "en-GB", "reference": "TW-7K2M9Q", "code": "1"}, 1)
    assert letters.write(row)["Message-ID"] == letters.write(row)["Message-ID"] == "<one_time_code-7@localhost>"


@pytest.mark.parametrize(
    "row",
    [
        Outgoing(1, "one_time_code", "a@b.org\nBcc: c@d.org", {"reference": "x", "code": "1"}, 1),
        Outgoing(1, "one_time_code", "a@b.org", {}, 1),
        Outgoing(1, "unknown", "a@b.org", {}, 1),  # type: ignore[arg-type]
    ],
)
def test_a_row_that_cannot_be_a_mail_is_an_error(row: Outgoing, settings: Settings) -> None:
    with pytest.raises((KeyError, ValueError)):
        Letters(settings, None).write(row)  # type: ignore[arg-type]


class FlakyPost:
    """Fails for one recipient, as long as told."""

    def __init__(self, bad: str) -> None:
        self.bad = bad
        self.sent: list[str] = []

    async def send(self, mail: EmailMessage, name: str) -> None:
        if mail["To"] == self.bad:
            raise DeliveryFailed("refused")
        self.sent.append(mail["To"])


async def test_what_fails_is_tried_again_and_holds_nobody_up(house: House, settings: Settings, clock: Clock) -> None:
    post, letters = FlakyPost("bad@example.org"), Letters(settings, house.wording)
    clock.ahead += timedelta(hours=2)
    now = house.clock() + timedelta(hours=1)
    async with house.database.write() as session:
        for recipient in ("bad@example.org", "good@example.org"):
            row = {"kind": "one_time_code", "recipient": recipient, "payload": {"reference": "TW-7K2M9Q", "code": "1"}}
            times = {"created": now, "deliver_after": now, "dead_after": now + timedelta(days=1)}
            await session.execute(outbox.insert().values(**row, **times, attempts=0, done=False))
    clock.ahead += timedelta(hours=1, minutes=1)
    await send_mails(house, letters, post)
    assert post.sent == ["good@example.org"]
    post.bad = ""
    await send_mails(house, letters, post)
    assert post.sent == ["good@example.org"]
    clock.ahead += timedelta(minutes=1)
    await send_mails(house, letters, post)
    assert post.sent == ["good@example.org", "bad@example.org"]


async def test_who_asked_for_it_is_forgotten_by_itself(house: House, engine: FakeEngine) -> None:
    now = house.clock()
    await house.store.open("c", "web", "en-GB", "UTC", now)
    await house.erasures.ask(now=now, conversation="c")
    await until(lambda: engine.forgotten == ["c", "c"])
    assert await house.store.find("c") is None


async def test_holds_expire_by_themselves(house: House, clock: Clock) -> None:
    order = samples.order(samples.flight())
    now = house.clock()
    await house.bookings.hold(order, now=now, deadline=now + timedelta(minutes=15))
    clock.ahead += timedelta(minutes=16)
    await until(lambda: _status(house, order.key, "expired"))
    assert await samples.taken(house.database, "flight:TP535") == 0


async def _status(house: House, key: str, status: str) -> bool:
    return (await house.bookings.find_order(key))[0].status == status


async def test_a_job_that_fails_does_not_stop_it_or_the_others() -> None:
    runs: list[str] = []

    async def bad() -> None:
        runs.append("bad")
        raise RuntimeError

    async def good() -> None:
        runs.append("good")

    worker = Worker([Job("bad", 0.01, bad), Job("good", 0.01, good)])
    worker.start()
    await until(lambda: runs.count("bad") >= 3 and runs.count("good") >= 3)
    await worker.stop()
    number = len(runs)
    await asyncio.sleep(0.05)
    assert len(runs) == number


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.org", ("mail.example.org", 587, None, None, False)),
        ("smtp://u%40x:p%2Fw@mail.example.org:2525", ("mail.example.org", 2525, "u@x", "p/w", False)),
        ("smtps://u:p@mail.example.org", ("mail.example.org", 465, "u", "p", True)),
    ],
)
async def test_smtp_addresses(url: str, expected: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}

    async def send(mail: EmailMessage, **options: Any) -> None:
        seen.update(options)

    monkeypatch.setattr(aiosmtplib, "send", send)
    await SmtpPost(url).send(EmailMessage(), "1")
    assert tuple(seen[key] for key in ("hostname", "port", "username", "password", "use_tls")) == expected


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://"])
def test_addresses_that_cannot_be_meant(url: str) -> None:
    with pytest.raises(ValueError, match="SMTP_URL"):
        SmtpPost(url)


async def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DeliveryFailed):
        await FolderPost(tmp_path / "file").send(EmailMessage(), "1")
