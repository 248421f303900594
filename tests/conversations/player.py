"""Plays a script against the running house, and fails with a transcript that can be read."""

from __future__ import annotations

import email
import email.policy
import json
import re
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from messages import Reply
from tests.conversations import matching
from tests.conversations.script import Expected, Mail, Script, Step
from tests.conversations.store import Ledger
from tests.fixtures.gateway_at import read_clock, set_clock
from tests.fixtures.house import House

Json = dict[str, Any]
MAIL_SECONDS = 60.0


class Failed(AssertionError):
    """A conversation did not go as its script says; the message is the transcript with what is wrong."""


class Player:
    """One conversation, or several of one file. ``names`` are what ``<name>`` in the script stands for."""

    def __init__(self, house: House, clock: Path, script: Script) -> None:
        self.house = house
        self.script = script
        self.clock = clock
        self.conversations: list[str] = []
        self.names: dict[str, str] = {}
        self.replies: list[Json] = []
        self._seen: list[Json] = []
        self.lines: list[str] = [script.purpose]
        self._fresh = True
        self._last: Json = {}
        self._ledger = Ledger(house)
        self._browser = _browser()
        self._mails = set(self._mail_files())

    def play(self) -> None:
        """Every step in its order. Raises Failed at the first that goes wrong."""
        set_clock(self.clock, self.script.now)
        for number, step in enumerate(self.script.steps, start=1):
            wrong = self._do(step)
            if step.expect is not None:
                wrong += matching.problems(self._filled(step.expect), self.replies)
            if step.database is not None:
                wrong += self._ledger.problems(step.database, self.conversations)
            wrong += self._keep(step.keep)
            if wrong:
                raise Failed("\n".join([*self.lines, "", f"step {number}:", *(f"  {one}" for one in wrong)]))

    def _do(self, step: Step) -> list[str]:
        happening: list[tuple[Any, Callable[[Any], list[str]]]] = [
            (step.say, self._say),
            (step.tap, lambda label: self._tap(label, step.card)),
            (step.redeliver or None, lambda _: self._post(self._last)),
            (step.begin, self._begin),
            (step.later, self._later),
            (step.meanwhile, lambda sale: self._sell(sale)),
            (step.mail, self._mail),
        ]
        return next(act(what) for what, act in happening if what is not None)

    def _say(self, text: str) -> list[str]:
        text = self._fill(text)
        self.lines.append(f"> {text}")
        return self._post({"text": text, "message_id": uuid4().hex})

    def _tap(self, label: str, card: int | None) -> list[str]:
        label = self._fill(label)
        on_cards = [one["choices"] for one in matching.cards_of(self.replies)]
        offered = self._seen if card is None else next(iter(on_cards[card - 1 : card]), [])
        found = [choice for choice in offered if re.fullmatch(label, choice["label"], re.IGNORECASE)]
        if not found:
            return [f"nothing to tap that is called {label!r} among {[choice['label'] for choice in offered]}"]
        self.lines.append(f"> ({found[0]['label']})")
        return self._post({"choice": found[0]["value"], "message_id": uuid4().hex})

    def _begin(self, why: str) -> list[str]:
        self.lines.append(f"--- {why}")
        self._fresh, self.replies, self._seen = True, [], []
        self._browser = _browser()
        return []

    def _later(self, by: Any) -> list[str]:
        self.lines.append(f"--- {by} later")
        set_clock(self.clock, read_clock(self.clock) + by)
        return []

    def _sell(self, sale: Any) -> list[str]:
        self.lines.append(f"--- meanwhile: {sale}")
        self._ledger.sell(sale, self.conversations[-1])
        return []

    def _post(self, body: Json) -> list[str]:
        self._last = body
        sent = {**body, "time_zone": self.script.time_zone, "locale": self.script.locale}
        if not self._fresh:
            sent["conversation"] = self.conversations[-1]
        answer = self._request({key: value for key, value in sent.items() if value is not None})
        if self._fresh:
            self.conversations.append(answer["conversation"])
            self._fresh = False
        self.replies = [Reply.model_validate(one).model_dump(mode="json") for one in answer["replies"]]
        self._seen = [*_tappable(self.replies), *self._seen]
        self.lines += [line for reply in self.replies for line in _shown(reply)]
        return [] if self.replies else ["there is no answer"]

    def _request(self, body: Json) -> Json:
        headers = {"Content-Type": "application/json", "Origin": self.house.url}
        request = urllib.request.Request(f"{self.house.url}/api/chat", json.dumps(body).encode(), headers)
        with self._browser.open(request, timeout=40) as answer:
            found: Json = json.load(answer)
            return found

    def _mail(self, wanted: Mail) -> list[str]:
        self.lines.append(f"--- a mail: {wanted.kind}")
        text = self._arrived(wanted.kind, wanted.to)
        if text is None:
            return [f"no mail {wanted.kind} within {MAIL_SECONDS:.0f} s"]
        patterns = [wanted.text] if isinstance(wanted.text, str) else wanted.text
        wrong = [
            f"the mail does not say /{one}/:\n{text}" for one in map(self._fill, patterns) if not re.search(one, text)
        ]
        for name, pattern in wanted.keep.items():
            found = re.search(pattern, text)
            if found is None:
                wrong.append(f"the mail does not say /{pattern}/:\n{text}")
            else:
                self.names[name] = found.group(1)
        return wrong

    def _arrived(self, kind: str, to: str) -> str | None:
        began = time.monotonic()
        while time.monotonic() - began < MAIL_SECONDS:
            for file in set(self._mail_files()) - self._mails:
                mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
                if file.stem.endswith(f"-{kind}") and mail["To"] == to:
                    self._mails.add(file)
                    body = mail.get_body(("plain",))
                    return f"{mail['Subject']}\n\n{body.get_content() if body else ''}"
            time.sleep(0.05)
        return None

    def _mail_files(self) -> list[Path]:
        return sorted((self.house.folder / "mail").glob("*.eml"))

    def _keep(self, wanted: dict[str, str]) -> list[str]:
        for name, path in wanted.items():
            found = matching.look({"cards": matching.cards_of(self.replies)}, path)
            if not found:
                return [f"there is no {path} to keep"]
            self.names[name] = str(found[0])
        return []

    def _fill(self, text: str) -> str:
        return re.sub(r"<(\w+)>", lambda name: self.names.get(name[1], name[0]), text)

    def _filled(self, expected: Expected) -> Expected:
        return Expected.model_validate_json(self._fill(expected.model_dump_json()))


def _browser() -> urllib.request.OpenerDirector:
    """Keeps cookies, as who is signed in needs them; a new conversation begins in a new one."""
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor())


def _tappable(replies: list[Json]) -> list[Json]:
    """Below the replies first, then on their cards, then what the open question offers."""
    asked = matching.ask_of(replies)
    on_cards = [choice for card in matching.cards_of(replies) for choice in card["choices"]]
    return [*matching.choices_of(replies), *on_cards, *(asked["options"] if asked else [])]


def _shown(reply: Json) -> list[str]:
    """A reply in the transcript."""
    lines = [reply["text"] or "(no text)"]
    for card in reply["cards"]:
        price = f" {card['price']['amount']} {card['price']['currency']}" if card["price"] else ""
        lines.append(f"  [{card['kind']}] {card['title']}: {card['subtitle']}{price}")
    if reply["choices"]:
        lines.append("  " + " ".join(f"({choice['label']})" for choice in reply["choices"]))
    if reply["ask"]:
        lines.append(f"  asks {reply['ask']['slot']} ({reply['ask']['kind']})")
    return lines
