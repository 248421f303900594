"""Updates of the Bot API: who did what, where, and whether that is meant for the bot.

In a group the bot answers who mentions it, replies to it or commands it by name, and everybody there has a
conversation of their own.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any, Literal

from telegram import CallbackQuery, Location, Message, MessageEntity, Update, User

from connectors.telegram.commands import COMMANDS, command_words, commanded_bot
from connectors.telegram.keyboards import Turning, read_saying, read_turning
from messages import IncomingMessage

CHANNEL = "telegram"
ALLOWED_UPDATES = ["message", "callback_query"]
"""What Telegram sends us at all: no edited messages, no posts of channels."""

Kind = Literal["text", "choice", "page", "location", "foreign", "voice", "picture", "sticker", "file"]
Json = dict[str, Any]

_LOCALE = re.compile(r"[A-Za-z]{2,3}-[A-Za-z0-9]{2,8}")
_KINDS: dict[str, Kind] = {
    "voice": "voice",
    "audio": "voice",
    "video_note": "voice",
    "photo": "picture",
    "video": "picture",
    "animation": "picture",
    "sticker": "sticker",
    "dice": "sticker",
    "document": "file",
    "contact": "file",
    "poll": "file",
}


@dataclass(frozen=True)
class Heard:
    """One thing that somebody did. ``sender``: the user, in a group "chat:user".

    By ``kind`` there is a ``text``, the ``choice`` that was tapped, a ``page`` to turn to, or a ``location``. A button
    meant for somebody else is "foreign". ``tapped`` is the query to answer whenever a button was tapped.
    """

    kind: Kind
    sender: str
    message_id: str
    address: Json
    locale: str | None = None
    text: str | None = None
    choice: str | None = None
    page: Turning | None = None
    location: Location | None = None
    tapped: CallbackQuery | None = None


def hear(update: Update, me: User) -> Heard | None:
    """What an update tells the bot ``me``; None when it is not for it to answer."""
    if update.callback_query is not None:
        return _tap(update.callback_query)
    message = update.message
    if message is None or message.from_user is None or message.from_user.is_bot:
        return None
    return _said(message, message.from_user, me)


def incoming(heard: Heard, text: str | None = None) -> IncomingMessage:
    """The message that is heard; ``text`` in place of what it says itself."""
    content = {"choice": heard.choice} if heard.choice is not None and text is None else {"text": text or heard.text}
    given = {"locale": heard.locale} if heard.locale else {}
    return IncomingMessage(channel=CHANNEL, sender=heard.sender, message_id=heard.message_id, **content, **given)


def turned_page(heard: Heard) -> Turning:
    """Where a tap on "more" leads."""
    assert heard.page is not None, "only taps that turn pages are asked"
    return heard.page


def _said(message: Message, user: User, me: User) -> Heard | None:
    words = message.text or message.caption or ""
    private = message.chat.type == "private"
    if (commanded := commanded_bot(words)) is not None and commanded != (me.username or "").lower():
        return None
    if not private and not _is_meant(message, words, me):
        return None
    kind = _kind_of(message)
    if kind is None:
        return None
    if kind == "text":
        bare = _without_mentions(message, words, me)
        text = command_words(bare) or bare or COMMANDS["start"]
    else:
        text = None
    return Heard(
        kind,
        _sender(message.chat.id, user.id, private=private),
        f"{message.chat.id}.{message.message_id}",
        _address(message),
        locale=_locale(user),
        text=text,
        location=message.location,
    )


def _tap(query: CallbackQuery) -> Heard | None:
    message, data = query.message, query.data
    if message is None or data is None:
        return None
    private = message.chat.type == "private"
    user = str(query.from_user.id)
    sender = _sender(message.chat.id, query.from_user.id, private=private)
    place = f"{message.chat.id}.{message.message_id}"
    known: Json = {"sender": sender, "address": _address(message), "locale": _locale(query.from_user), "tapped": query}
    if (says := read_saying(data)) is not None:
        # Each keyboard of quick answers is good for one of them.
        kind: Kind = "text" if says[0] == user else "foreign"
        return Heard(kind, message_id=f"{place}.quick", text=says[1], **known)
    if (turns := read_turning(data)) is not None:
        return Heard("page" if turns[0] == user else "foreign", message_id=place, page=turns[1], **known)
    return Heard("choice", message_id=f"{place}.{_short(query.id)}", choice=data, **known)


def _short(query_id: str) -> str:
    """Stands for the query where little room is left."""
    return hashlib.blake2s(query_id.encode(), digest_size=6).hexdigest()


def _is_meant(message: Message, words: str, me: User) -> bool:
    reply = message.reply_to_message
    if reply is not None and reply.from_user is not None and reply.from_user.id == me.id:
        return True
    return commanded_bot(words) is not None or any(_names(entity, text, me) for entity, text in _marked(message))


def _names(entity: MessageEntity, text: str, me: User) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    return entity.type == MessageEntity.MENTION and text.lower() == f"@{me.username}".lower()


def _marked(message: Message) -> list[tuple[MessageEntity, str]]:
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    found = message.parse_entities(kinds) if message.text else message.parse_caption_entities(kinds)
    return list(found.items())


def _without_mentions(message: Message, words: str, me: User) -> str:
    """What is said when the bot's own name is left out."""
    for entity, text in _marked(message):
        if _names(entity, text, me):
            words = words.replace(text, " ", 1)
    return re.sub(r" {2,}", " ", words).strip(" ,:\n")


def _kind_of(message: Message) -> Kind | None:
    """What kind of message it is; None for notices such as that somebody has joined."""
    if message.text or message.caption:
        return "text"
    if message.location is not None:
        return "location"
    return next((kind for name, kind in _KINDS.items() if getattr(message, name)), None)


def _sender(chat: int, user: int, *, private: bool) -> str:
    return str(user) if private else f"{chat}:{user}"


def _address(message: Any) -> Json:
    address = {"chat": message.chat.id, "private": message.chat.type == "private"}
    thread = message.message_thread_id if getattr(message, "is_topic_message", None) else None
    return address if thread is None else {**address, "thread": thread}


def _locale(user: User) -> str | None:
    """Only with its country: a language alone says nothing about dates and dollars."""
    code = user.language_code or ""
    return code if _LOCALE.fullmatch(code) else None
