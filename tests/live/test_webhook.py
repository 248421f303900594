"""The webhook channel as its paper describes it, with real processes: its own examples, a booking, a kill."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.fixtures.house import ROOT, House, open_house
from tests.fixtures.ports import free_port

PAPER = (ROOT / "docs" / "webhook.md").read_text(encoding="utf-8")
BASH = re.findall(r"```bash\n(.*?)```", PAPER, re.DOTALL)
(PYTHON,) = re.findall(r"```python\n(.*?)```", PAPER, re.DOTALL)
SAY, EXAMPLE = BASH[0].split("\n\n", 1)


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with open_house() as opened:
        yield opened


class Desk:
    """A key made by the command, the paper's shell function, and the paper's program for callbacks."""

    def __init__(self, house: House) -> None:
        self._port = free_port()
        callback = f"http://127.0.0.1:{self._port}/answers"
        command = [sys.executable, "-m", "db", "keys", "add", "Hotel desk", "--scope", "chat", "--callback", callback]
        made = subprocess.check_output(command, cwd=ROOT, env=house.environment, text=True)
        self._environment = {
            **os.environ,
            "URL": house.url,
            "KEY": re.findall(r"tw_\S+", made)[0],
            "SECRET": re.findall(r"whsec_\S+", made)[0],
            "PORT": str(self._port),
        }
        self._file = house.folder / "answers.txt"
        self._process: subprocess.Popen[bytes] | None = None

    def listen(self) -> None:
        """Start taking callbacks."""
        with self._file.open("ab") as file:
            self._process = subprocess.Popen(
                [sys.executable, "-c", PYTHON], env=self._environment, stdout=file, stderr=subprocess.DEVNULL
            )

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def run(self, script: str) -> list[Any]:
        """Run shell lines after the paper's function; gives the answers that it prints."""
        done = subprocess.run(
            ["bash", "-c", f"{SAY}\n{script}"], env=self._environment, check=True, capture_output=True, text=True
        )
        return [json.loads(line) for line in done.stdout.splitlines() if line]

    def say(self, text: str, **more: Any) -> Any:
        """One message of a guest, in the response."""
        body = json.dumps({"sender": "guest-7", "text": text, **more})
        (answer,) = self.run(f"say '{body}'")
        return answer

    def answers(self) -> str:
        """What was called back so far."""
        return self._file.read_text(encoding="utf-8") if self._file.exists() else ""

    def heard(self, words: str, seconds: float = 20.0) -> bool:
        """Wait until words were called back."""
        end = time.monotonic() + seconds
        while words not in self.answers():
            if time.monotonic() > end:
                return False
            time.sleep(0.1)
        return True


@pytest.fixture
def desk(house: House) -> Iterator[Desk]:
    house.restart_missing()
    opened = Desk(house)
    yield opened
    opened.close()


def texts(answer: Any) -> str:
    return "\n".join(reply.get("text") or "" for reply in answer["replies"])


def test_the_papers_own_lines_work(desk: Desk) -> None:
    flights, first = desk.run(EXAMPLE)
    assert {flights["state"], first["state"]} == {"answered"}
    assert flights["replies"][-1]["cards"][0]["kind"] == "flight"
    desk.listen()
    (accepted,) = desk.run(BASH[1])
    assert (accepted["state"], accepted["replies"]) == ("accepted", [])
    assert desk.heard("guest-42 In February")


def test_a_guest_books_and_cancels(desk: Desk, house: House) -> None:
    for words in ("direct flights from madrid to rome on 11 february, one way, just me", "the first one", "Rita Alves"):
        desk.say(words)
    desk.say("rita@alves.example")
    assert "Booked" in texts(desk.say("yes"))
    ((reference,),) = house.query("SELECT reference FROM bookings WHERE status = 'confirmed'")
    desk.say(f"cancel {reference}")
    desk.say("yes")
    assert house.query("SELECT status FROM bookings WHERE reference = ?", reference) == [("cancelled",)]


def test_killed_between_turn_and_delivery_nothing_is_lost(desk: Desk, house: House) -> None:
    accepted = desk.say("what plug do they use in Japan?", callback=True)
    assert accepted["state"] == "accepted"
    end = time.monotonic() + 20
    while not house.query("SELECT id FROM outbox WHERE kind = 'callback' AND NOT done AND attempts > 0"):
        assert time.monotonic() < end, "nobody tried to call back"
        time.sleep(0.05)
    house.end("gateway", signal.SIGKILL)
    desk.listen()
    house.come_back("callback")
    assert desk.heard("guest-7")
    assert desk.answers().count("guest-7") == 1
    assert "Japan" in desk.answers()
