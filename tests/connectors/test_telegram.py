"""Telegram's updates as our messages, our replies as its calls; nothing here is sent anywhere."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update, User

from connectors.telegram import Words, calls_of, hear, incoming, marked
from connectors.telegram.commands import command_words
from connectors.telegram.keyboards import Turning, markup, rows_of
from connectors.telegram.quick import quick_answers
from connectors.telegram.spans import Span, html_of, pieces, utf16
from messages import Ask, Choice
from tests.fakes.telegram_html import parse

Json = dict[str, Any]
ME = User(77, "Trips", True, username="trips_bot")
INES = {"id": 5, "is_bot": False, "first_name": "Ines"}
ALONE = {"id": 5, "type": "private"}
GROUP = {"id": -10042, "type": "supergroup", "title": "Friends"}
WORDS = Words("More choices", "Back")
PRIVATE = {"chat": 5, "private": True}
OFTEN = "<b>A & B_c *d* [e](f)</b> \"g\" 'h' \\i `j`"
"""What any markup would trip over."""


def update(**message: Any) -> Update:
    base = {"message_id": 3, "date": 0, "chat": ALONE, "from": INES}
    read = Update.de_json({"update_id": 1, "message": {**base, **message}}, None)
    assert read is not None
    return read


def tap(data: str, chat: Json = ALONE, **message: Any) -> Update:
    base = {"message_id": 3, "date": 0, "chat": chat, "text": "Where?", **message}
    query = {"id": "4382bfdwd", "from": INES, "chat_instance": "1", "message": base, "data": data}
    read = Update.de_json({"update_id": 1, "callback_query": query}, None)
    assert read is not None
    return read


def say(*replies: Json, address: Json = PRIVATE, sender: str = "5", message_id: str = "5.3") -> list[Any]:
    return calls_of(replies, sender, address, message_id, WORDS)


def labels(call: Any) -> list[list[str]]:
    keyboard = call.arguments.get("reply_markup")
    return [[button.text for button in row] for row in keyboard.inline_keyboard] if keyboard else []


def test_a_message_alone_is_its_users() -> None:
    heard = hear(update(text="hello"), ME)
    assert heard is not None
    message = incoming(heard)
    assert (message.channel, message.sender, message.message_id, message.text) == ("telegram", "5", "5.3", "hello")
    assert heard.address == {"chat": 5, "private": True}


def test_a_message_in_a_group_is_its_members() -> None:
    entity = {"type": "mention", "offset": 0, "length": 10}
    heard = hear(update(chat=GROUP, text="@Trips_Bot, Rome", entities=[entity]), ME)
    assert heard is not None
    assert (heard.sender, heard.text, heard.address["private"]) == ("-10042:5", "Rome", False)


def test_a_mention_behind_wide_characters_is_found() -> None:
    words = "😀😀 @trips_bot Rome 😀"
    heard = hear(update(chat=GROUP, text=words, entities=[{"type": "mention", "offset": 5, "length": 10}]), ME)
    assert heard is not None
    assert heard.text == "😀😀 Rome 😀"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("/start", "hello"),
        ("/START", "hello"),
        ("/start link_AB-12cd", "link AB-12cd"),
        ("/start go_lisbon", "a trip to Lisbon"),
        ("/start go_rio-de_janeiro", "a trip to Rio De Janeiro"),
        ("/start link_", "hello"),
        ("/start anything else", "hello"),
        ("/trips now", "show my trips"),
        ("/stop@trips_bot", "forget it"),
        ("/unknown", None),
        ("/", None),
        ("start", None),
        ("see /help", None),
    ],
)
def test_commands_in_words(said: str, words: str | None) -> None:
    assert command_words(said) == words


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"location": {"latitude": 48.2, "longitude": 16.4}}, "location"),
        ({"voice": {"file_id": "1", "file_unique_id": "1", "duration": 3}}, "voice"),
        ({"caption": "Rome", "photo": [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]}, "text"),
        ({"contact": {"phone_number": "1", "first_name": "Jan"}}, "file"),
        ({"new_chat_title": "Trips"}, None),
        ({"text": "/help@another_bot"}, None),
        ({"text": "hello", "from": {**INES, "is_bot": True}}, None),
    ],
)
def test_kinds_of_messages(content: Json, kind: str | None) -> None:
    heard = hear(update(**content), ME)
    assert (heard.kind if heard else None) == kind


@pytest.mark.parametrize("kind", ["edited_message", "channel_post", "edited_channel_post"])
def test_other_updates_are_ignored(kind: str) -> None:
    message = {"message_id": 3, "date": 0, "edit_date": 1, "chat": ALONE, "from": INES, "text": "hello"}
    read = Update.de_json({"update_id": 1, kind: message}, None)
    assert read is not None
    assert hear(read, ME) is None


def test_taps() -> None:
    chosen = hear(tap("c_KaDLRc4vcSddCdAc"), ME)
    assert chosen is not None
    assert (chosen.kind, incoming(chosen).choice) == ("choice", "c_KaDLRc4vcSddCdAc")
    quick = hear(tap("=5:12 February 2027"), ME)
    assert quick is not None
    assert (quick.kind, quick.text, quick.message_id) == ("text", "12 February 2027", "5.3.quick")
    page = hear(tap(">5:1:0:5.2"), ME)
    assert page is not None
    assert (page.kind, page.page) == ("page", Turning(1, 0, "5.2"))
    for data in ("=6:12 February 2027", ">6:1:0:5.2"):
        foreign = hear(tap(data, GROUP), ME)
        assert foreign is not None
        assert foreign.kind == "foreign"


def test_a_tap_on_a_message_too_old_to_see_is_still_heard() -> None:
    heard = hear(tap("c_KaDLRc4vcSddCdAc", text=None), ME)
    assert heard is not None
    assert heard.tapped is not None
    assert heard.choice == "c_KaDLRc4vcSddCdAc"
    assert marked(heard.tapped, chosen=True) is None


def test_a_tapped_message_says_what_was_chosen() -> None:
    keyboard = {"inline_keyboard": [[{"text": "<Rome> & more", "callback_data": "c_1"}]]}
    bold = [{"type": "bold", "offset": 0, "length": 5}]
    query = tap("c_1", text="1 < 2 & so", entities=bold, reply_markup=keyboard).callback_query
    assert query is not None
    edit = marked(query, chosen=True)
    assert edit is not None
    assert edit.method == "edit_message_text"
    assert parse(edit.arguments["text"]) == (
        "1 < 2 & so\n\n✓ <Rome> & more",
        [{"type": "bold", "offset": 0, "length": 5}],
    )
    closed = marked(query, chosen=False)
    assert closed is not None
    assert closed.method == "edit_message_reply_markup"


def test_what_is_said_survives_as_it_is() -> None:
    card = {
        "kind": "stay",
        "id": "1",
        "title": OFTEN,
        "subtitle": OFTEN,
        "facts": [{"label": OFTEN, "value": OFTEN}],
        "reasons": [OFTEN],
    }
    (call,) = say({"text": OFTEN, "cards": [card]})
    text, _ = parse(call.arguments["text"])
    assert text == call.plain
    assert text.count(OFTEN) == 6


def test_cards_are_numbered_and_their_buttons_too() -> None:
    cards = [
        {
            "kind": "flight",
            "id": str(place),
            "title": f"Flight {place}",
            "price": {"amount": "33.85", "currency": "EUR", "per": "total"},
            "choices": [{"label": "Choose", "value": f"c_{place}"}],
        }
        for place in (1, 2)
    ]
    options = [{"label": f"Flight {place}", "value": f"c_{place}"} for place in (1, 2)]
    ask = {"slot": "option", "kind": "choice", "options": options}
    reply = {"text": "Two", "cards": cards, "choices": [{"label": "Cheaper", "value": "c_3"}], "ask": ask}
    (call,) = say(reply)
    assert "1. Flight 1\n33.85 EUR in total\n\n2. Flight 2" in call.plain
    assert labels(call) == [["1 · Choose", "2 · Choose", "Cheaper"]]
    (single,) = say({**reply, "cards": cards[:1], "ask": None})
    assert single.plain.startswith("Two\n\nFlight 1")
    assert labels(single) == [["Choose", "Cheaper"]]


def test_pictures_only_from_addresses_that_telegram_reaches() -> None:
    cards = [
        {"kind": "destination", "id": str(place), "title": f"Place {place}", "image": image}
        for place, image in enumerate(("https://pictures.example/1.jpg", "/static/2.jpg", "http://127.0.0.1/3.jpg"), 1)
    ]
    text, photo = say({"text": "Three", "cards": cards, "choices": [{"label": "More", "value": "c_1"}]})
    assert text.plain == "Three\n\n2. Place 2\n\n3. Place 3"
    assert (photo.method, photo.arguments["photo"]) == ("send_photo", "https://pictures.example/1.jpg")
    assert (labels(text), labels(photo)) == ([], [["More"]])


def test_a_picture_with_much_to_say_says_the_rest_below() -> None:
    facts = [{"label": f"Fact {number}", "value": "word " * 20} for number in range(20)]
    card = {"kind": "stay", "id": "1", "title": "Inn", "image": "https://pictures.example/1.jpg", "facts": facts}
    photo, text = say({"cards": [{**card, "choices": [{"label": "Choose", "value": "c_1"}]}]})
    assert utf16(photo.plain) <= 1024
    assert "Fact 19" in text.plain
    assert (labels(photo), labels(text)) == ([], [["Choose"]])


def test_buttons_without_words_get_some() -> None:
    (call,) = say({"choices": [{"label": "Yes", "value": "c_1"}]})
    assert call.arguments["text"].strip()
    assert say({}) == []


def test_in_a_group_the_first_message_replies() -> None:
    long = "A sentence. " * 500
    first, second = say({"text": long}, address={"chat": -10042, "private": False}, message_id="-10042.9.abc")
    assert first.arguments["reply_parameters"].message_id == 9
    assert first.arguments["reply_parameters"].allow_sending_without_reply
    assert "reply_parameters" not in second.arguments
    for message_id, address in (("p_1", {"chat": -10042, "private": False}), ("5.9", PRIVATE)):
        (call,) = say({"text": "hello"}, address=address, message_id=message_id)
        assert "reply_parameters" not in call.arguments


def test_the_same_replies_are_the_same_calls() -> None:
    reply = {"text": "A sentence. " * 900, "choices": [{"label": "Yes", "value": "c_1"}]}
    assert say(reply, reply) == say(reply, reply)


def choices(*names: str) -> list[Choice]:
    return [Choice(label=name, value=f"c_{place}") for place, name in enumerate(names)]


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        (["Yes", "No"], [["Yes", "No"]]),
        (["Cheapest", "Direct only", "Leave later", "More"], [["Cheapest", "Direct only", "Leave later"], ["More"]]),
        (["San Jose, California", "San José"], [["San Jose, California"], ["San José"]]),
        (["Yes, book", "Change something", "No"], [["Yes, book", "Change something"], ["No"]]),
        ([], []),
    ],
)
def test_rows_by_the_length_of_labels(names: list[str], rows: list[list[str]]) -> None:
    assert [[one.label for one in row] for row in rows_of(choices(*names))] == rows


@given(st.lists(st.text("ab ", min_size=1, max_size=60), max_size=60), st.integers(0, 20))
def test_every_choice_is_on_some_page_in_its_order(names: list[str], size: int) -> None:
    rows = rows_of(choices(*names))
    found: list[str] = []
    for page in range(100):
        keyboard = markup(rows, "5", Turning(page, 0, "5." + "7" * size), WORDS)
        buttons = [button for row in (keyboard.inline_keyboard if keyboard else ()) for button in row]
        assert all(1 <= len(str(button.callback_data).encode()) <= 64 for button in buttons)
        assert keyboard is None or len(keyboard.inline_keyboard) <= 9
        found += [str(button.callback_data) for button in buttons if str(button.callback_data).startswith("c_")]
        if not any(button.text == WORDS.more for button in buttons):
            break
    assert found == [f"c_{place}" for place in range(len(names))]


def test_a_message_of_a_long_name_has_no_pages() -> None:
    rows = rows_of(choices(*["A label that needs a row of its own"] * 20))
    keyboard = markup(rows, "5", Turning(0, 0, "reminder:" + "x" * 50), WORDS)
    assert keyboard is not None
    assert len(keyboard.inline_keyboard) == 20


@pytest.mark.parametrize(
    ("ask", "answers"),
    [
        (
            {"slot": "depart_date", "kind": "date", "min": "2027-02-12", "max": "2027-02-20"},
            ["12 February 2027", "13 February 2027", "19 February 2027"],
        ),
        (
            {"slot": "return_date", "kind": "date", "min": "2027-02-26", "max": "2027-12-31"},
            ["28 February 2027", "1 March 2027", "2 March 2027", "5 March 2027", "8 March 2027", "12 March 2027"],
        ),
        (
            {"slot": "check_in", "kind": "date_range", "min": "2027-12-30", "max": "2028-01-04"},
            ["31 December 2027 to 2 January 2028"],
        ),
        ({"slot": "nights", "kind": "number", "min": 1, "max": 30}, [f"{nights} nights" for nights in range(1, 7)]),
        ({"slot": "child_ages", "kind": "number", "min": 0, "max": 17}, []),
        ({"slot": "depart_date", "kind": "date"}, []),
        ({"slot": "name", "kind": "text"}, []),
    ],
)
def test_quick_answers(ask: Json, answers: list[str]) -> None:
    found = quick_answers(Ask.model_validate(ask), "5")
    assert [one.value for one in found] == [f"=5:{answer}" for answer in answers]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("short", ["short"]),
        ("One two. Three four. Five six.", ["One two. Three four.", "Five six."]),
        ("first paragraph\n\nsecond. With two", ["first paragraph", "second. With two"]),
        ("unbreakableunbreakableunbreakable", ["unbreakableunbreakableu", "nbreakable"]),
        ("😀" * 20, ["😀" * 11, "😀" * 9]),
        ("   ", []),
    ],
)
def test_where_a_long_text_is_parted(text: str, parts: list[str]) -> None:
    assert ["".join(span.text for span in piece) for piece in pieces([Span(text)], 23)] == parts


@given(
    st.lists(st.tuples(st.text("ab.\n <&😀", max_size=40), st.sampled_from(["", "b", "i"])), max_size=12),
    st.integers(4, 60),
)
def test_pieces_lose_nothing_and_never_break_markup(raw: list[tuple[str, Any]], limit: int) -> None:
    spans = [Span(text, tag) for text, tag in raw]
    found = pieces(spans, limit)
    for piece in found:
        text, _ = parse(html_of(piece))
        assert text == "".join(span.text for span in piece)
        assert 0 < utf16(text) <= limit
    whole = "".join(span.text for span in spans)
    said = "".join(span.text for piece in found for span in piece)
    assert "".join(said.split()) == "".join(whole.split())
