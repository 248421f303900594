"""``python -m db keys`` and ``outbox`` as the operator uses them."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.__main__ import main
from db.callbacks import SqlCallbacks
from db.cli.context import Places, opened
from db.keys import SqlApiKeys, shown_signing_key
from db.talk import SqlConversationStore

SECRET = "server-secret-of-the-tests"
URL = "https://desk.example.org/answers"


class Operator:
    """Runs commands on a database of its own; gives the exit code and what was printed and complained."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.url = f"sqlite:///{folder}/tripwright.sqlite"
        self._capsys = capsys
        monkeypatch.setenv("DATABASE_URL", self.url)
        monkeypatch.setenv("SERVER_SECRET", SECRET)
        monkeypatch.setenv("COLUMNS", "80")

    def __call__(self, *arguments: str) -> tuple[int, str]:
        code = main(arguments)
        printed = self._capsys.readouterr()
        return code, printed.out + printed.err


@pytest.fixture
def operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Operator:
    made = Operator(tmp_path, monkeypatch, capsys)
    assert made("migrate")[0] == 0
    return made


def test_a_key_is_made_shown_once_listed_and_revoked(operator: Operator) -> None:
    assert operator("keys", "list") == (0, "No keys.\n")
    code, said = operator("keys", "add", "Hotel [desk]", "--scope", "chat", "--scope", "recommend", "--callback", URL)
    (token,), (shown,) = re.findall(r"tw_\S+", said), re.findall(r"whsec_\S+", said)
    key = token.split("_")[1]
    assert (code, shown) == (0, shown_signing_key(SECRET, key))

    async def find() -> object:
        async with opened(operator.url) as database:
            found = await SqlApiKeys(database).find(token, now=datetime.now(UTC))
            return found and (found.name, found.scopes, found.callback)

    assert asyncio.run(find()) == ("Hotel [desk]", ("chat", "recommend"), URL)
    listed = operator("keys", "list")[1]
    assert key in listed
    assert token not in listed
    assert shown not in listed
    assert operator("keys", "revoke", key)[0] == 0
    assert asyncio.run(find()) is None


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("keys", "add", " ", "--scope", "chat"), "name"),
        (("keys", "add", "a", "--scope", "chat", "--callback", "http://desk.example.org"), "https://"),
        (("keys", "revoke", "abc"), "no key abc"),
        (("outbox", "retry", "7"), "id 7"),
    ],
)
def test_what_cannot_be_done_is_one_line(operator: Operator, arguments: tuple[str, ...], complaint: str) -> None:
    code, said = operator(*arguments)
    assert (code, complaint in said) == (1, True), said


def test_without_a_secret_it_says_where_it_comes_from(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    # The environment cannot take away what a file of the machine says.
    monkeypatch.setattr("db.__main__.places_from_settings", lambda: Places(operator.url, "", {}, 90, 365, None))
    code, said = operator("keys", "add", "a", "--scope", "chat")
    assert (code, "SERVER_SECRET" in said) == (1, True)


def test_what_was_given_up_is_shown_and_tried_again(operator: Operator) -> None:
    assert operator("outbox", "list") == (0, "Nothing waits to be sent.\n")
    written = datetime.now(UTC) - timedelta(hours=25)

    async def push() -> None:
        async with opened(operator.url) as database:
            key, _ = await SqlApiKeys(database).add("a", ["chat"], URL, now=written)
            await SqlConversationStore(database).open("c1", "webhook", "en-GB", "UTC", written)
            await SqlCallbacks(database).meet("c1", key, "a")
            await SqlConversationStore(database).push("c1", [{"text": "secret words"}], written)

    asyncio.run(push())
    listed = operator("outbox", "list", "--dead")[1]
    assert "callback" in listed
    assert "dead" in listed
    assert "secret words" not in listed
    assert operator("outbox", "retry", "1")[0] == 0
    assert "Nothing" in operator("outbox", "list", "--dead")[1]
    assert "waiting" in operator("outbox", "list", "--limit", "1")[1]
