"""The chats of the fake Bot API: messages with their keyboards as people see them, and what may be sent there."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.fakes.telegram_html import CannotParse, parse, utf16

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_DATA = 64
MAX_TOAST = 200
MAX_BUTTONS = 100

Json = dict[str, Any]


@dataclass
class Refusal(Exception):
    """An error of the Bot API."""

    status: int
    description: str
    parameters: Json | None = None

    def body(self) -> Json:
        """As it is sent."""
        more = {"parameters": self.parameters} if self.parameters else {}
        return {"ok": False, "error_code": self.status, "description": self.description, **more}


class Chats:
    """Everything that stands in the chats. ``blocked``: chats that the bot may not write to; ``unknown``: not there."""

    def __init__(self, bot: Json) -> None:
        self.blocked: set[int] = set()
        self.unknown: set[int] = set()
        self.moved: dict[int, int] = {}
        self.bad_photos: set[str] = set()
        self.answered: Counter[str] = Counter()
        """How often each callback query was answered."""
        self.toasts: dict[str, str] = {}
        self._bot = bot
        self._queries = 0
        self._numbers: Counter[int] = Counter()
        self._messages: defaultdict[int, list[Json]] = defaultdict(list)

    def methods(self) -> dict[str, Callable[[Json], Any]]:
        """The methods of the Bot API that act upon chats."""
        return {
            "sendMessage": self._send_message,
            "sendPhoto": self._send_photo,
            "sendChatAction": self._send_action,
            "editMessageText": self._edit_text,
            "editMessageCaption": self._edit_caption,
            "editMessageReplyMarkup": self._edit_markup,
            "answerCallbackQuery": self._answer_query,
        }

    def next_message(self, chat: int) -> int:
        """The number of the chat's next message."""
        self._numbers[chat] += 1
        return self._numbers[chat]

    def new_query(self) -> str:
        """The id of a new callback query."""
        self._queries += 1
        return str(4_000_000_000_000_000_000 + self._queries)

    def of(self, chat: int) -> list[Json]:
        """The bot's messages in a chat, oldest first, as they stand now."""
        return self._messages[chat]

    def texts(self, chat: int) -> list[str]:
        """Their words."""
        return [one.get("text") or one.get("caption") or "" for one in self._messages[chat]]

    def buttons(self, message: Json) -> list[Json]:
        """The buttons below a message, row by row."""
        rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    def button(self, chat: int, label: str) -> tuple[Json, str]:
        """The newest message with a button that begins so, as it stands now, and the button's data."""
        for message in reversed(self._messages[chat]):
            for button in self.buttons(message):
                if button["text"].startswith(label):
                    return dict(message), button["callback_data"]
        raise AssertionError(f"no button {label!r}; there are {[self.buttons(one) for one in self.of(chat)[-3:]]}")

    def _send_message(self, given: Json) -> Json:
        text, entities = _words(given, "text", MAX_TEXT)
        return self._keep(given, {"text": text, "entities": entities})

    def _send_photo(self, given: Json) -> Json:
        if not str(given["photo"]).startswith("https://") or given["photo"] in self.bad_photos:
            raise Refusal(400, "Bad Request: wrong type of the web page content")
        caption, entities = _words(given, "caption", MAX_CAPTION)
        sizes = [{"file_id": given["photo"], "file_unique_id": "1", "width": 1, "height": 1}]
        return self._keep(given, {"photo": sizes, "caption": caption, "caption_entities": entities})

    def _keep(self, given: Json, content: Json) -> Json:
        chat = self._chat(given)
        message = {
            "message_id": self.next_message(chat),
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup"},
            "from": self._bot,
            **content,
        }
        if markup := _checked(given.get("reply_markup")):
            message["reply_markup"] = markup
        self._messages[chat].append(message)
        return message

    def _send_action(self, given: Json) -> bool:
        self._chat(given)
        return True

    def _edit_text(self, given: Json) -> Json:
        text, entities = _words(given, "text", MAX_TEXT)
        return self._edit(given, {"text": text, "entities": entities})

    def _edit_caption(self, given: Json) -> Json:
        caption, entities = _words(given, "caption", MAX_CAPTION)
        return self._edit(given, {"caption": caption, "caption_entities": entities})

    def _edit_markup(self, given: Json) -> Json:
        return self._edit(given, {})

    def _edit(self, given: Json, content: Json) -> Json:
        chat = self._chat(given)
        for message in self._messages[chat]:
            if message["message_id"] == given["message_id"]:
                changed = {**message, **content}
                changed.pop("reply_markup", None)
                if markup := _checked(given.get("reply_markup")):
                    changed["reply_markup"] = markup
                if changed == message:
                    raise Refusal(400, "Bad Request: message is not modified")
                message.clear()
                message.update(changed)
                return message
        raise Refusal(400, "Bad Request: message to edit not found")

    def _answer_query(self, given: Json) -> bool:
        query = str(given["callback_query_id"])
        if not query.isdecimal() or not 0 < int(query) - 4_000_000_000_000_000_000 <= self._queries:
            raise Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        if utf16(given.get("text", "")) > MAX_TOAST:
            raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
        self.answered[query] += 1
        self.toasts[query] = given.get("text", "")
        return True

    def _chat(self, given: Json) -> int:
        chat = int(given["chat_id"])
        if chat in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if chat in self.unknown:
            raise Refusal(400, "Bad Request: chat not found")
        if chat in self.moved:
            parameters = {"migrate_to_chat_id": self.moved[chat]}
            raise Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", parameters)
        return chat


def _words(given: Json, name: str, most: int) -> tuple[str, list[Json]]:
    raw = str(given.get(name, ""))
    try:
        text, entities = parse(raw) if given.get("parse_mode") == "HTML" else (raw, [])
    except CannotParse as error:
        raise Refusal(400, f"Bad Request: can't parse entities: {error}") from None
    if name == "text" and not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if utf16(text) > most:
        raise Refusal(400, "Bad Request: message is too long")
    return text, entities


def _checked(markup: Json | None) -> Json | None:
    rows = (markup or {}).get("inline_keyboard") or []
    buttons = [button for row in rows for button in row]
    if len(buttons) > MAX_BUTTONS:
        raise Refusal(400, "Bad Request: reply markup is too long")
    for button in buttons:
        if not button.get("text") or not 1 <= len(button["callback_data"].encode()) <= MAX_DATA:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return {"inline_keyboard": rows} if buttons else None
