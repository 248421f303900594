"""Slack's payloads to our messages, our replies to Block Kit; nothing is sent anywhere."""

from __future__ import annotations

import json
from typing import Any

import pytest

from connectors.slack import (
    Place,
    Trip,
    Words,
    answer_modal,
    calls,
    commanded,
    filled,
    home_view,
    incoming,
    said,
    sentence,
    settled,
    tapped,
    unescape,
    wish_modal,
)
from connectors.slack.markup import cut, escape, pieces
from tests.fakes.slack_blocks import problems, shown, view_problems

TEAM, BOT = "T1", "U0"
WORDS = Words(**{name: name.replace("_", " ") for name in Words.__dataclass_fields__})
ADDRESS = Place(TEAM, "U1", "D1").address

Json = dict[str, Any]


def event(**more: Any) -> Json:
    return {"type": "message", "user": "U1", "channel": "D1", "ts": "10.1", "text": "hello", **more}


def choice(number: int) -> Json:
    return {"label": f"Choice {number}", "value": f"c_{number:016d}"}


def card(**more: Any) -> Json:
    return {"kind": "flight", "id": "of_1", "title": "TAP BER → LIS", **more}


class TestHearing:
    @pytest.mark.parametrize(
        ("more", "sender", "calls_us"),
        [
            ({}, "T1:U1", True),
            ({"thread_ts": "9.9"}, "T1:U1", True),
            ({"channel": "C1", "text": "<@U0> hello"}, "T1:C1:10.1:U1", True),
            ({"channel": "C1", "text": "<@U0|trips> hello", "thread_ts": "9.9"}, "T1:C1:9.9:U1", True),
            ({"channel": "C1", "type": "app_mention"}, "T1:C1:10.1:U1", True),
            ({"channel": "C1", "thread_ts": "9.9"}, "T1:C1:9.9:U1", False),
            ({"channel": "G1", "thread_ts": "9.9", "subtype": "thread_broadcast"}, "T1:G1:9.9:U1", False),
        ],
    )
    def test_who_says_it_where(self, more: Json, sender: str, calls_us: bool) -> None:
        heard = said(event(**more), TEAM, BOT)
        assert heard is not None
        assert (heard.place.sender, heard.calls_us, heard.text) == (sender, calls_us, "hello")
        message = incoming(heard.place, heard.message_id, text=heard.text)
        assert (message.channel, message.sender, message.time_zone) == ("slack", sender, "UTC")

    @pytest.mark.parametrize(
        "more",
        [
            {"channel": "C1"},
            {"bot_id": "B9"},
            {"user": BOT},
            {"user": None},
            {"edited": {"ts": "1"}},
            {"subtype": "message_changed"},
            {"subtype": "channel_join", "text": "<@U0> came"},
        ],
    )
    def test_what_is_not_for_us(self, more: Json) -> None:
        assert said(event(**more), TEAM, BOT) is None

    def test_both_events_of_a_mention_are_one_message(self) -> None:
        given = event(channel="C1", text="<@U0> hi")
        one, two = said(given, TEAM, BOT), said({**given, "type": "app_mention"}, TEAM, BOT)
        assert one == two

    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("<@U0> to &lt;Rome&gt; &amp; back", "to <Rome> & back"),
            ("<https://x.example/?a=1&amp;b=2>", "https://x.example/?a=1&b=2"),
            ("<https://x.example|x>", "x"),
            ("<mailto:a@b.example|a@b.example>", "a@b.example"),
            ("<tel:+4930|030>", "030"),
            ("<#C1|rome> <#C2|> <@U2|tom> <@U3> <!here> <!subteam^S1|@crew>", "#rome  tom @U3  @crew"),
            ("  a < b > c ", "a < b > c"),
        ],
    )
    def test_their_markup_is_read(self, text: str, plain: str) -> None:
        assert unescape(text, BOT) == plain

    def test_a_command_goes_on_alone(self) -> None:
        body = {"user_id": "U1", "channel_id": "C1", "text": " rome ", "trigger_id": "1.2.3"}
        place, message_id, text = commanded(body, TEAM)
        assert (place.sender, place.is_private, message_id, text) == ("T1:U1", True, "command:1.2.3", "rome")


class TestTaps:
    def tap(self, action: Json, user: str = "U1", **more: Any) -> Any:
        message = {"ts": "11.1", "text": "Which?", "blocks": []}
        container = {"type": "message", "channel_id": "D1", "message_ts": "11.1"}
        body = {"user": {"id": user}, "trigger_id": "t", "message": message, "container": container, **more}
        return tapped({**body, "actions": [{"block_id": "ask:0:U1:answer", "action_ts": "12.1", **action}]}, TEAM)

    @pytest.mark.parametrize(
        ("action", "kind", "value"),
        [
            ({"action_id": "choice:1", "value": "c_1", "text": {"text": "One"}}, "choice", "c_1"),
            ({"action_id": "select", "selected_option": {"value": "c_2", "text": {"text": "Two"}}}, "choice", "c_2"),
            ({"action_id": "date", "selected_date": "2027-02-05"}, "text", "5 February 2027"),
            ({"action_id": "date", "selected_date": None}, "nothing", ""),
            ({"action_id": "first", "selected_date": "2027-02-05"}, "nothing", ""),
            ({"action_id": "range"}, "dates_missing", ""),
            ({"action_id": "enter", "value": "{}", "text": {"text": "Enter"}}, "enter", "{}"),
            ({"action_id": "unheard-of"}, "nothing", ""),
        ],
    )
    def test_what_they_mean(self, action: Json, kind: str, value: str) -> None:
        tap = self.tap(action)
        assert (tap.kind, tap.value, tap.message_id, tap.place.sender) == (kind, value, "D1:12.1", "T1:U1")

    def test_a_range_needs_both_days(self) -> None:
        picked = {"first": {"selected_date": "2027-02-05"}, "last": {"selected_date": "2027-03-01"}}
        tap = self.tap({"action_id": "range"}, state={"values": {"ask:0:U1:answer": picked}})
        assert (tap.kind, tap.value) == ("text", "from 5 February 2027 to 1 March 2027")
        half = {"first": {"selected_date": "2027-02-05"}, "last": {"selected_date": None}}
        assert self.tap({"action_id": "range"}, state={"values": {"ask:0:U1:answer": half}}).kind == "dates_missing"

    def test_others_are_not_asked(self) -> None:
        assert self.tap({"action_id": "choice:0", "value": "c", "text": {"text": "x"}}, user="U2").kind == "foreign"

    def test_a_modal_answers_where_it_was_asked(self) -> None:
        place = Place(TEAM, "U1", "C1", "9.9")
        view = answer_modal(place, {"slot": "name", "kind": "text"}, "Enter names", WORDS)
        assert view_problems(view) == []
        state = {"values": {"answer": {"answer": {"value": "A B\n\n C D,"}}}}
        sent = filled({"view": {**view, "id": "V1", "state": state}, "user": {"id": "U1"}}, TEAM)
        assert (sent.place, sent.message_id, sent.text) == (place, "view:V1", "A B and C D")
        assert view_problems(wish_modal(Place(TEAM, "U1"), WORDS)) == []

    @pytest.mark.parametrize("kind", ["email", "number", "place", "text"])
    def test_forms_are_such_as_slack_takes(self, kind: str) -> None:
        wanted = {"slot": "x", "kind": kind, "min": 1, "max": 9}
        assert (
            view_problems(answer_modal(Place(TEAM, "U1"), wanted, "A title that is much too long for it", WORDS)) == []
        )

    def test_after_a_choice_the_question_is_gone_and_other_cards_stay(self) -> None:
        cards = [card(choices=[choice(1)]), card(choices=[choice(2)])]
        reply = {"text": "Which?", "cards": cards, "choices": [choice(3)], "ask": {"slot": "x", "kind": "date"}}
        (call,) = calls([reply], ADDRESS, WORDS)
        blocks = call["arguments"]["blocks"]
        action = {
            "action_id": "choice:0",
            "value": "c",
            "text": {"text": "Choose & go"},
            "block_id": blocks[1]["block_id"],
        }
        update = settled(self.tap(action, message={"ts": "11.1", "text": "Which?", "blocks": blocks}))
        assert update is not None
        assert (update["channel"], update["ts"]) == ("D1", "11.1")
        kinds = [block["type"] for block in update["blocks"]]
        assert kinds == ["section", "section", "context", "section"]
        assert update["blocks"][2]["elements"][0]["text"] == "✓ Choose &amp; go"
        assert "accessory" not in update["blocks"][1]
        assert "accessory" in update["blocks"][3]
        assert problems(update["blocks"]) == []

    def test_nothing_is_changed_on_the_home_tab(self) -> None:
        body = {"user": {"id": "U1"}, "trigger_id": "t", "container": {"type": "view"}}
        action = {"action_id": "say:0", "value": "show", "text": {"text": "Show"}, "block_id": "b", "action_ts": "1"}
        tap = tapped({**body, "actions": [action]}, TEAM)
        assert (tap.kind, tap.value, tap.place.sender, tap.message_id) == ("text", "show", "T1:U1", "home:1")
        assert settled(tap) is None


class TestRendering:
    def blocks(self, **reply: Any) -> list[Json]:
        (call,) = calls([reply], ADDRESS, WORDS)
        assert call["method"] == "chat.postMessage"
        assert problems(call["arguments"]["blocks"]) == []
        found: list[Json] = call["arguments"]["blocks"]
        return found

    def test_a_card_says_all_of_it(self) -> None:
        facts = [{"label": "Out", "value": "Fri 12 Feb"}, {"label": "Rule", "value": "no refund"}]
        price = {"amount": "171.80", "currency": "EUR", "per": "night"}
        more = {"subtitle": "★★★ Alfama", "facts": facts, "reasons": ["sunny"], "price": price}
        blocks = self.blocks(cards=[card(title="Rua <&> *x*", choices=[choice(1)], **more)])
        text = shown(blocks)
        assert text == "*Rua <&> *x**\n*171.80 EUR a night*\n★★★ Alfama\n• sunny\nOut: Fri 12 Feb\nRule: no refund"
        assert blocks[0]["accessory"]["value"] == choice(1)["value"]

    @pytest.mark.parametrize(
        ("number", "kind"), [(1, "button"), (5, "button"), (6, "static_select"), (130, "static_select")]
    )
    def test_buttons_up_to_five_then_a_select(self, number: int, kind: str) -> None:
        (_, block) = self.blocks(text="Which?", choices=[choice(one) for one in range(number)])
        assert {one["type"] for one in block["elements"]} == {kind}
        assert len(block["elements"] if kind == "button" else block["elements"][0]["options"]) == min(number, 100)

    def test_a_card_with_several_choices_has_a_row_of_them(self) -> None:
        blocks = self.blocks(cards=[card(choices=[choice(1), choice(2)])])
        assert [one["type"] for one in blocks] == ["section", "actions"]

    @pytest.mark.parametrize(
        ("ask", "elements"),
        [
            ({"slot": "depart_date", "kind": "date"}, ["datepicker"]),
            ({"slot": "check_in", "kind": "date_range"}, ["datepicker", "datepicker", "button"]),
            ({"slot": "name", "kind": "text"}, ["button"]),
            ({"slot": "email", "kind": "email"}, ["button"]),
            ({"slot": "adults", "kind": "party"}, ["button"]),
        ],
    )
    def test_what_is_asked_can_be_picked(self, ask: Json, elements: list[str]) -> None:
        (_, block) = self.blocks(text="Well?", ask=ask)
        assert [one["type"] for one in block["elements"]] == elements

    def test_the_same_choice_stands_once(self) -> None:
        options = [choice(1), choice(2)]
        ask = {"slot": "confirm", "kind": "yes_no", "options": options}
        assert len(self.blocks(text="Sure?", choices=options, ask=ask)) == 2
        assert len(self.blocks(text="Sure?", ask=ask)) == 2
        cards = [card(choices=[choice(1)]), card(choices=[choice(2)])]
        offers = {"slot": "option", "kind": "choice", "options": [choice(7), choice(8)]}
        assert [one["type"] for one in self.blocks(text="Which?", cards=cards, ask=offers)] == ["section"] * 3

    def test_the_button_carries_what_is_wanted(self) -> None:
        (_, block) = self.blocks(text="How long?", ask={"slot": "nights", "kind": "number", "min": 1, "max": 30})
        assert json.loads(block["elements"][0]["value"]) == {"slot": "nights", "kind": "number", "min": 1, "max": 30}

    def test_much_becomes_several_messages_always_the_same(self) -> None:
        replies = [{"text": "word " * 2000, "cards": [card(choices=[choice(1), choice(2)]) for _ in range(40)]}]
        found = calls(replies, ADDRESS, WORDS)
        assert found == calls(replies, ADDRESS, WORDS)
        assert [problems(one["arguments"]["blocks"]) for one in found] == [[], []]
        assert all(one["arguments"]["text"] for one in found)

    def test_a_thread_is_kept_to(self) -> None:
        (call,) = calls([{"text": "hi"}], Place(TEAM, "U1", "C1", "9.9").address, WORDS)
        assert (call["arguments"]["channel"], call["arguments"]["thread_ts"]) == ("C1", "9.9")
        assert "thread_ts" not in sentence("hi", ADDRESS)

    def test_pictures_are_shown_where_slack_can_get_them(self) -> None:
        assert [one["type"] for one in self.blocks(cards=[card(image="https://x.example/1.jpg")])] == [
            "section",
            "image",
        ]
        assert [one["type"] for one in self.blocks(cards=[card(image="/static/1.jpg")])] == ["section"]

    def test_the_home_tab_holds_what_fits(self) -> None:
        trips = [Trip(f"TW-{number}", "A & <B>", "Fri", "1.00 EUR", "confirmed") for number in range(60)]
        view = home_view(trips, WORDS)
        assert view_problems(view) == []
        assert "TW-0 · confirmed" in shown(view["blocks"])
        assert view_problems(home_view([], WORDS)) == []


class TestMarkup:
    @pytest.mark.parametrize(
        ("text", "escaped"),
        [
            ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
            ("<!channel>", "&lt;!channel&gt;"),
            ("see https://x.example/a?b=1&c=2.", "see <https://x.example/a?b=1&amp;c=2>."),
            ("(https://x.example)", "(<https://x.example>)"),
            ("*b* _i_", "*\u200bb* _\u200bi_"),
            ("a_b 2*3 m_n@x.example", "a_b 2*3 m_n@x.example"),
        ],
    )
    def test_it_shows_as_it_is(self, text: str, escaped: str) -> None:
        assert escape(text) == escaped

    def test_long_texts_are_parted_at_their_ends(self) -> None:
        assert list(pieces("One two. Three four. Five", 12)) == ["One two.", "Three four.", "Five"]
        assert list(pieces("line one\nline two\nline three", 20)) == ["line one\nline two", "line three"]
        assert list(pieces("x" * 25, 10)) == ["x" * 10, "x" * 10, "x" * 5]
        assert list(pieces("", 10)) == []

    @pytest.mark.parametrize("text", ["&" * 5000, "a <b> & c. " * 900, "ab " * 3000, "<" * 2999 + " x"])
    def test_pieces_fit_and_lose_nothing(self, text: str) -> None:
        found = list(pieces(text))
        assert all(len(one) <= 3000 for one in found)
        joined = "".join(found).replace(" ", "")
        assert joined == escape(text).replace(" ", "")

    def test_labels_are_cut(self) -> None:
        assert (cut("short", 10), cut("much too long", 8)) == ("short", "much to…")
