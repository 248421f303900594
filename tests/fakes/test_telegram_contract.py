"""What the fake Bot API imitates of the real one, tried through the SDK.

Each test names its place on https://core.telegram.org/bots/api.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Bot, error

from tests.fakes.telegram import TOKEN, FakeTelegram, Pace, Person


@pytest.fixture
async def api() -> AsyncIterator[FakeTelegram]:
    fake = FakeTelegram()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture
async def bot(api: FakeTelegram) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{api.url}/bot") as opened:
        yield opened


@pytest.fixture
def ines(api: FakeTelegram) -> Person:
    return Person(api, 5)


async def test_requests_are_recorded_with_their_bodies(api: FakeTelegram, bot: Bot) -> None:
    """#making-requests"""
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "c_1"}]]}
    sent = await bot.send_message(5, "a < b", reply_markup=keyboard)
    assert (sent.message_id, sent.text) == (1, "a < b")
    assert api.made("sendMessage") == [{"chat_id": 5, "text": "a < b", "reply_markup": keyboard}]


async def test_a_wrong_token_is_refused(api: FakeTelegram) -> None:
    """#authorizing-your-bot"""
    with pytest.raises(error.InvalidToken):
        await Bot("1:wrong", base_url=f"{api.url}/bot").initialize()


async def test_updates_come_until_their_offset_is_passed(api: FakeTelegram, bot: Bot, ines: Person) -> None:
    """#getupdates: an update is confirmed by an offset above its id; update_ids rise."""
    first, second = ines.say("one"), ines.say("two")
    for _ in range(2):
        assert [update.update_id for update in await bot.get_updates()] == [first, second]
    (rest,) = await bot.get_updates(offset=second)
    assert rest.message is not None
    assert rest.message.text == "two"
    assert await bot.get_updates(offset=second + 1) == ()


async def test_getting_updates_waits_for_news(api: FakeTelegram, bot: Bot, ines: Person) -> None:
    """#getupdates: long polling, ``timeout`` in seconds; ``allowed_updates`` are all that come."""
    waiting = asyncio.create_task(bot.get_updates(timeout=5, allowed_updates=["message"]))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    ines.say("news")
    assert len(await waiting) == 1


async def test_only_one_may_wait(api: FakeTelegram, bot: Bot) -> None:
    """#getupdates answers 409 to the earlier of two, and to all while a webhook is set."""
    first = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    async with Bot(TOKEN, base_url=f"{api.url}/bot") as other:
        second = asyncio.create_task(other.get_updates(timeout=1))
        with pytest.raises(error.Conflict):
            await first
        assert await second == ()
    await bot.set_webhook("https://trips.example/hook", secret_token="s" * 16)
    with pytest.raises(error.Conflict):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"text": "a < b", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "<b>a", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "<b><i>a</b></i>", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "<div>a</div>", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": " "}, "text is empty"),
        ({"text": "a" * 4097}, "too long"),
        ({"text": "😀" * 2049}, "too long"),
    ],
)
async def test_texts_that_are_refused(api: FakeTelegram, bot: Bot, given: dict[str, Any], why: str) -> None:
    """#sendmessage, #html-style: 1-4096 characters after entities parsing, counted in UTF-16."""
    with pytest.raises(error.BadRequest, match=f"(?i){why}"):
        await bot.send_message(5, **given)
    assert api.chats.of(5) == []


async def test_markup_does_not_count_and_comes_back_as_entities(bot: Bot) -> None:
    """#messageentity: offsets in UTF-16 code units."""
    sent = await bot.send_message(5, f"😀<b>{'a' * 4090}</b>&lt;", parse_mode="HTML")
    assert [(one.type, one.offset, one.length) for one in sent.entities] == [("bold", 2, 4090)]
    assert sent.text is not None
    assert sent.text.endswith("a<")


@pytest.mark.parametrize("data", ["", "x" * 65, "ä" * 33])
async def test_data_of_buttons_have_up_to_64_bytes(bot: Bot, data: str) -> None:
    """#inlinekeyboardbutton"""
    with pytest.raises(error.BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(5, "a", reply_markup={"inline_keyboard": [[{"text": "b", "callback_data": data}]]})


async def test_a_picture_has_an_address_and_a_short_caption(bot: Bot) -> None:
    """#sendphoto: Telegram fetches the address; the caption has 0-1024 characters."""
    assert (await bot.send_photo(5, "https://pictures.example/a.jpg", caption="a")).caption == "a"
    for photo, caption in (("/static/a.jpg", "a"), ("https://pictures.example/a.jpg", "a" * 1025)):
        with pytest.raises(error.BadRequest):
            await bot.send_photo(5, photo, caption=caption)


async def test_an_edit_changes_something_that_is_there(api: FakeTelegram, bot: Bot) -> None:
    """#editmessagetext, #editmessagereplymarkup: without a keyboard given, the keyboard goes."""
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "c_1"}]]}
    sent = await bot.send_message(5, "a", reply_markup=keyboard)
    await bot.edit_message_text("b", 5, sent.message_id)
    assert (api.chats.texts(5), api.chats.buttons(api.chats.of(5)[0])) == (["b"], [])
    for text, message_id in (("b", sent.message_id), ("c", 99)):
        with pytest.raises(error.BadRequest, match=r"(?i)not modified|not found"):
            await bot.edit_message_text(text, 5, message_id)


async def test_a_tap_is_answered(api: FakeTelegram, bot: Bot, ines: Person) -> None:
    """#answercallbackquery: a query that never was is refused; up to 200 characters are shown."""
    await bot.send_message(5, "a", reply_markup={"inline_keyboard": [[{"text": "Yes", "callback_data": "c_1"}]]})
    ines.tap("Yes")
    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    assert await bot.answer_callback_query(update.callback_query.id, "Done")
    assert list(api.chats.toasts.values()) == ["Done"]
    with pytest.raises(error.BadRequest):
        await bot.answer_callback_query("4000000000000000099")


async def test_failures_as_scripted(api: FakeTelegram, bot: Bot) -> None:
    """#making-requests, #responseparameters: 429 with retry_after, 403 of a blocked bot, 400 of a moved group, 5xx."""
    api.plan["sendMessage"].extend([(429, 7), 500, "gone"])
    with pytest.raises(error.RetryAfter) as flood:
        await bot.send_message(5, "a")
    assert flood.value.retry_after == 7
    for _ in range(2):
        with pytest.raises(error.NetworkError):
            await bot.send_message(5, "a")
    api.plan["sendMessage"].append("late")
    with pytest.raises(error.TimedOut):
        await bot.send_message(5, "late", read_timeout=0.2)
    api.chats.blocked.add(6)
    with pytest.raises(error.Forbidden):
        await bot.send_message(6, "a")
    api.chats.moved[-7] = -1007
    with pytest.raises(error.ChatMigrated) as moved:
        await bot.send_message(-7, "a")
    assert moved.value.new_chat_id == -1007
    api.chats.unknown.add(8)
    with pytest.raises(error.BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(8, "a")
    assert api.chats.texts(5) == ["late"]


async def test_the_pace_is_enforced(api: FakeTelegram, bot: Bot) -> None:
    """https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this"""
    api.pace = Pace(chat=1.0, overall=3)
    await bot.send_message(5, "a")
    with pytest.raises(error.RetryAfter):
        await bot.send_message(5, "b")
    await bot.send_message(6, "a")
    await bot.send_message(7, "a")
    with pytest.raises(error.RetryAfter):
        await bot.send_message(8, "a")


async def test_a_webhook_is_called_with_its_secret(api: FakeTelegram, bot: Bot, ines: Person) -> None:
    """#setwebhook: the secret comes in the header X-Telegram-Bot-Api-Secret-Token."""
    await bot.set_webhook("https://trips.example/hook", secret_token="s" * 16, allowed_updates=["message"])
    assert api.webhook is not None
    assert (api.webhook.url, api.webhook.secret, api.webhook.allowed) == (
        "https://trips.example/hook",
        "s" * 16,
        ["message"],
    )
