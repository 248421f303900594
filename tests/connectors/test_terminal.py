"""The terminal: what it shows, what it sends, and a conversation with a small gateway of its own."""

from __future__ import annotations

import asyncio
import io
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from connectors.terminal.app import talk
from connectors.terminal.client import Gateway
from connectors.terminal.place import locale_of, zone_of
from connectors.terminal.render import Numbers, render
from messages import Ask, Card, Choice, Fact, Price, Reply
from settings import Settings
from tests.fixtures.ports import free_port

ROOT = Path(__file__).resolve().parents[2]

CARD = Card(
    kind="flight",
    id="of_1",
    title="TAP [BER] → LIS",
    subtitle="Fri 12 Feb",
    price=Price(amount="171.80", currency="EUR"),  # type: ignore[arg-type]
    facts=[Fact(label="Out", value="09:10–12:05")],
    reasons=["direct"],
    choices=[Choice(label="Choose", value="c_1")],
)


def shown(reply: Reply, numbers: Numbers, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(render(reply, numbers))
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def test_a_reply_shows_everything_and_numbers_each_choice_once() -> None:
    numbers = Numbers()
    options = [Choice(label="The first", value="c_1"), Choice(label="Later", value="c_2")]
    ask = Ask(slot="option", kind="choice", options=options)
    text = shown(Reply(text="One [flight].", cards=[CARD], choices=[options[1]], ask=ask), numbers)
    for part in ("One [flight].", "TAP [BER] → LIS", "Fri 12 Feb", "171.80 EUR in total", "09:10–12:05", "• direct"):
        assert part in text, part
    assert "[1] Choose" in text
    assert text.count("[2] Later") == 1
    assert "The first" not in text
    assert [choice.value for choice in numbers.choices] == ["c_1", "c_2"]


def test_a_narrow_terminal_loses_nothing() -> None:
    text = "".join(shown(Reply(cards=[CARD]), Numbers(), width=30).split())
    assert "171.80EUR" in text
    assert "09:10–12:05" in text


@pytest.mark.parametrize("typed", ["0", "3", "-1", "1.", "١", "1 2", "99999999", "", "one"])
def test_what_is_no_number_on_screen_is_text(typed: str) -> None:
    numbers = Numbers()
    for name in ("c_1", "c_2"):
        numbers.add(Choice(label=name, value=name))
    assert numbers.pick(typed) is None
    assert numbers.pick("2") == Choice(label="c_2", value="c_2")


def test_locale_and_zone_come_from_the_environment(tmp_path: Path) -> None:
    assert locale_of({"LANG": "de_DE.UTF-8"}) == "de-DE"
    assert locale_of({"LANG": "de_DE.UTF-8", "LC_ALL": "en_US"}) == "en-US"
    assert locale_of({"LANG": "C.UTF-8"}) == locale_of({}) == "en-GB"
    assert zone_of({"TZ": "Europe/Lisbon"}) == "Europe/Lisbon"
    zone = tmp_path / "zoneinfo" / "Asia" / "Tokyo"
    zone.parent.mkdir(parents=True)
    zone.touch()
    (tmp_path / "localtime").symlink_to(zone)
    assert zone_of({}, tmp_path / "localtime") == "Asia/Tokyo"
    assert zone_of({"TZ": "CET-1"}, tmp_path / "missing") == "UTC"


def chat(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as `make chat` runs it, with no setting but those of the folder's `.env`."""
    own = {name.upper() for name in Settings.model_fields}
    inherited = {name: value for name, value in os.environ.items() if name not in own}
    return subprocess.run(
        [sys.executable, "-m", "connectors.terminal", *arguments],
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(ROOT), "COLUMNS": "200"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_it_calls_where_the_settings_say(tmp_path: Path) -> None:
    port = free_port()
    (tmp_path / ".env").write_text(f"GATEWAY_PORT={port}\n")
    done = chat(tmp_path)
    assert (done.returncode, f"http://127.0.0.1:{port}" in done.stdout) == (1, True)


def test_a_wrong_setting_is_one_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("GATEWAY_PORT=many\n")
    done = chat(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("chat: GATEWAY_PORT: ")


class SmallGateway:
    """Speaks the interface, remembers what it hears."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.dead = False

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/api/chat", self._chat)
        app.router.add_get("/api/chat/{conversation}/socket", self._socket)
        app.router.add_get("/api/chat/{conversation}", self._history)
        return app

    async def _chat(self, request: web.Request) -> web.Response:
        self.heard.append(await request.json())
        yes = {"label": "Somewhere warm", "value": "c_warm"}
        return web.json_response({"conversation": "abc", "replies": [{"text": "Welcome.", "choices": [yes]}]})

    async def _history(self, request: web.Request) -> web.Response:
        items = [
            {"role": "traveller", "message_id": "m", "text": "before", "at": "x"},
            {"role": "assistant", "message_id": "m", "reply": {"text": "Said before."}, "at": "x"},
        ]
        if request.match_info["conversation"] == "gone":
            return web.json_response({"detail": "The conversation is unknown."}, status=404)
        return web.json_response({"items": items, "next": None})

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        if self.dead:
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            frame = message.json()
            self.heard.append(frame)
            if frame.get("text") == "die":
                self.dead = True
                await socket.close()
                break
            same = {"message_id": frame["message_id"]}
            if frame.get("text") == "bad":
                await socket.send_json({"type": "error", "problem": {"detail": "Not like that."}, **same})
                continue
            await socket.send_json({"type": "typing", **same})
            await socket.send_json({"type": "reply", "reply": {"text": f"Re {frame.get('text')}"}, **same})
            await socket.send_json({"type": "done", "state": "answered", **same})
            if frame.get("text") == "slow":
                await socket.send_json({"type": "reply", "message_id": "other", "reply": {"text": "Late news."}})
        return socket


@pytest.fixture
async def gateway() -> AsyncIterator[tuple[SmallGateway, str]]:
    small = SmallGateway()
    async with TestServer(small.app()) as server:
        yield small, str(server.make_url(""))


async def converse(url: str, lines: list[str], folder: Path, resume: str | None = None) -> tuple[int, str]:
    """Type the lines, one after the other; exit code and what was on screen."""
    file = io.StringIO()
    console = Console(file=file, width=80, color_system=None)
    with create_pipe_input() as typing, create_app_session(input=typing, output=DummyOutput()):
        typing.send_text("".join(f"{line}\r" for line in lines))
        async with aiohttp.ClientSession() as session, asyncio.timeout(15):
            client = Gateway(session, url, "en-GB", "Europe/Lisbon")
            code = await talk(client, url, console, folder / "history", resume=resume)
    return code, file.getvalue()


async def test_a_conversation(gateway: tuple[SmallGateway, str], tmp_path: Path) -> None:
    small, url = gateway
    code, text = await converse(url, ["1", "", "flights", "bad", "slow", "/quit"], tmp_path)
    assert code == 0
    for part in ("Welcome.", "[1] Somewhere warm", "Re flights", "Not like that.", "Re slow", "Late news."):
        assert part in text, part
    first, *rest = small.heard
    assert first == {"text": "Hello", "locale": "en-GB", "time_zone": "Europe/Lisbon"}
    assert [frame.get("choice") or frame.get("text") for frame in rest] == ["c_warm", "flights", "bad", "slow"]
    assert len({frame["message_id"] for frame in rest}) == 4
    assert "+flights" in (tmp_path / "history").read_text()


async def test_going_on_with_an_earlier_conversation(gateway: tuple[SmallGateway, str], tmp_path: Path) -> None:
    small, url = gateway
    code, text = await converse(url, ["more", "/quit"], tmp_path, resume="abc")
    assert code == 0
    assert "Said before." in text
    assert [frame["text"] for frame in small.heard] == ["more"]


async def test_a_conversation_that_is_gone(gateway: tuple[SmallGateway, str], tmp_path: Path) -> None:
    code, text = await converse(gateway[1], [], tmp_path, resume="gone")
    assert code == 1
    assert "The conversation is unknown." in text


async def test_nobody_there_is_one_clear_line(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    code, text = await converse(url, [], tmp_path)
    assert code == 1
    assert f"The assistant cannot be reached at {url}." in text.replace("\n", " ")


async def test_a_gateway_that_goes_away_is_said_so(gateway: tuple[SmallGateway, str], tmp_path: Path) -> None:
    code, text = await converse(gateway[1], ["hello", "die", "again", "/quit"], tmp_path)
    assert code == 0
    assert "The connection was lost before the answer came" in text
    assert "cannot be reached" in text
    assert "Re again" not in text
