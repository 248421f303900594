"""How a message looks once one of its buttons was tapped: the keyboard is gone, and the chosen one is said."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from telegram import CallbackQuery, LinkPreviewOptions, Message

from connectors.telegram.spans import MAX_CAPTION, MAX_TEXT, utf16

TICK = "✓"

Json = dict[str, Any]


@dataclass(frozen=True)
class Edit:
    """A call of the Bot API that changes a message."""

    method: Literal["edit_message_text", "edit_message_caption", "edit_message_reply_markup"]
    arguments: Json


def marked(query: CallbackQuery, *, chosen: bool) -> Edit | None:
    """The edit after a tap. Not ``chosen``: the button was no good any more, so only the keyboard goes.

    None when Telegram shows us no message to change.
    """
    message = query.message
    if not isinstance(message, Message):
        return None
    target: Json = {"chat_id": message.chat.id, "message_id": message.message_id}
    label = _label(message, query.data) if chosen else None
    line = f"\n\n{TICK} {label}"
    if label and message.text and utf16(message.text) + utf16(line) <= MAX_TEXT:
        text = f"{message.text_html}{escape(line, quote=False)}"
        preview = LinkPreviewOptions(is_disabled=True)
        more = {"text": text, "parse_mode": "HTML", "link_preview_options": preview}
        return Edit("edit_message_text", {**target, **more})
    if label and message.caption and utf16(message.caption) + utf16(line) <= MAX_CAPTION:
        caption = f"{message.caption_html}{escape(line, quote=False)}"
        return Edit("edit_message_caption", {**target, "caption": caption, "parse_mode": "HTML"})
    return Edit("edit_message_reply_markup", {**target, "reply_markup": None}) if message.reply_markup else None


def _label(message: Message, data: str | None) -> str | None:
    """What stood on the button."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return next((one.text for row in rows for one in row if one.callback_data == data), None)
