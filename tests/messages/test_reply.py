"""What clients rely on: shapes, limits and the schema that is served."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from messages import Ask, Card, Choice, Price, Reply
from messages.reply import AskKind, CardKind

CHOICE = {"label": "Yes, book", "value": "c_7Qk"}
CARD = {
    "kind": "flight",
    "id": "of_1",
    "title": "TAP BER → LIS",
    "facts": [{"label": "Out", "value": "Fri 12 Feb 09:10"}],
    "price": {"amount": "412.60", "currency": "EUR", "per": "total"},
    "reasons": ["cheapest"],
    "choices": [CHOICE],
    "data": {"offer": "of_1", "slices": []},
}
REPLY = {
    "text": "5 flights",
    "cards": [CARD],
    "choices": [CHOICE],
    "ask": {"slot": "option", "kind": "choice", "options": [CHOICE], "min": None, "max": None},
}


def test_a_reply_survives_the_way_through_json():
    reply = Reply.model_validate(REPLY)
    assert Reply.model_validate_json(reply.model_dump_json()) == reply
    assert reply.cards[0].price == Price(amount=Decimal("412.60"), currency="EUR")
    assert json.loads(reply.model_dump_json())["cards"][0]["price"]["amount"] == "412.60"


def test_an_empty_reply_has_every_list():
    assert Reply().model_dump() == {"text": None, "cards": [], "choices": [], "ask": None}


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        (Reply, {**REPLY, "html": "<b>"}),
        (Card, {**CARD, "kind": "hotel"}),
        (Card, {**CARD, "price": {"amount": "1", "currency": "eur"}}),
        (Card, {**CARD, "price": {"amount": "1", "currency": "EUR", "per": "week"}}),
        (Card, {**CARD, "facts": [{"label": "Out"}]}),
        (Choice, {"label": "", "value": "c"}),
        (Choice, {"label": "x" * 81, "value": "c"}),
        (Choice, {"label": "x", "value": ""}),
        (Choice, {"label": "x", "value": "c" * 65}),
        (Ask, {"slot": "option", "kind": "menu"}),
        (Price, {"amount": "1.2345", "currency": "EUR"}),
        (Price, {"amount": "NaN", "currency": "EUR"}),
    ],
)
def test_what_breaks_the_contract_is_refused(shape: Any, value: dict[str, Any]):
    with pytest.raises(ValidationError):
        shape.model_validate(value)


def test_the_longest_choice_fits_telegram():
    assert Choice(label="x" * 80, value="c" * 64).value.encode() == b"c" * 64


@pytest.mark.parametrize("bound", [1, 0.5, "2027-02-12", None])
def test_bounds_of_an_ask_are_numbers_or_days(bound: Any):
    assert Ask(slot="depart_date", kind="date", min=bound).min == bound


def test_shapes_cannot_be_changed():
    with pytest.raises(ValidationError):
        Reply.model_validate(REPLY).text = "other"  # type: ignore[misc]


def test_the_schema_names_every_part_and_kind():
    schema = Reply.model_json_schema()
    assert set(schema["$defs"]) == {"Ask", "Card", "Choice", "Fact", "Price"}
    assert schema["$defs"]["Card"]["properties"]["kind"]["enum"] == list(get_args(CardKind))
    assert schema["$defs"]["Ask"]["properties"]["kind"]["enum"] == list(get_args(AskKind))
    assert schema["$defs"]["Choice"]["properties"]["value"]["maxLength"] == 64
    assert all(one["additionalProperties"] is False for one in [schema, *schema["$defs"].values()])
    json.dumps(schema)
