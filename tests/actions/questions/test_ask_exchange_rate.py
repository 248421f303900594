"""Exchange rates: at 1.25 dollars, 160 yen, 12 Norwegian and 7.50 Danish crowns to the euro, of 20 November."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("how many dollars for 80 euros", "80.00 EUR is 100.00 USD"),
        ("80 usd in japanese money", "80.00 USD is 10,240 JPY"),
        ("how much is 16000 yen", "16,000 JPY is 100.00 EUR"),
        ("what is 1600 in yen", "1,600.00 EUR is 256,000 JPY"),
        ("how much are 50 euros in Japan", "50.00 EUR is 8,000 JPY"),
        ("€10 in norwegian kroner", "10.00 EUR is 120.00 NOK"),
        ("what is the yen at", "1 EUR is 160.0 JPY, and 100 JPY is 0.6250 EUR"),
        ("euros to japanese money", "1 EUR is 160.0 JPY"),
        ("eur to usd", "1 EUR is 1.250 USD, and 1 USD is 0.8000 EUR"),
    ],
)
async def test_so_much_of_one_in_another(talk: Talk, text: str, told: str):
    await talk.say(text, "ask_exchange_rate")
    assert told in talk.text
    assert "reference rate of Fri 20 Nov 2026" in talk.text
    assert talk.question is None


async def test_a_currency_without_a_rate_is_said(talk: Talk):
    await talk.say("20 vietnamese dong in euros", "ask_exchange_rate")
    assert talk.text == "I have no rate for this currency: Vietnamese dong (VND)."


async def test_a_name_of_several_countries_is_asked_about(talk: Talk):
    await talk.say("300 kroner in euros", "ask_exchange_rate")
    assert (talk.asked, talk.labels()) == ("exchange", ["Norwegian krone (NOK)", "Danish krone (DKK)"])
    await talk.tap("Danish krone (DKK)")
    assert "300.00 DKK is 40.00 EUR" in talk.text
    await talk.say("300 kroner in euros", "ask_exchange_rate")
    await talk.say("the norwegian one", "select_option")
    assert "300.00 NOK is 25.00 EUR" in talk.text


async def test_the_place_settles_an_open_name(talk: Talk):
    await talk.say("300 kroner in euros in Norway", "ask_exchange_rate")
    assert "300.00 NOK is 25.00 EUR" in talk.text


async def test_an_open_name_without_any_rate_is_said(talk: Talk):
    await talk.say("300 dinars in euros", "ask_exchange_rate")
    assert talk.said == ["utter_ask_exchange_rate_open"]


async def test_into_what_is_asked(talk: Talk):
    await talk.say("convert 80 euros", "ask_exchange_rate")
    assert (talk.asked, talk.said) == ("exchange", ["utter_ask_exchange_rate_which"])
    await talk.tap("USD")
    assert "80.00 EUR is 100.00 USD" in talk.text


async def test_money_without_a_rate_is_not_guessed_from_the_place(talk: Talk):
    await talk.say("is Hanoi safe", "ask_safety")
    await talk.say("convert 80 euros", "ask_exchange_rate")
    assert talk.said == ["utter_ask_exchange_rate_which"]


async def test_what_they_take_at_the_place_of_the_trip(talk: Talk):
    await talk.say("flight for 2 from berlin to oslo 12-19 feb", "search_flights")
    await talk.say("do they take euros", "ask_exchange_rate")
    assert "Norway: one pays with the Norwegian krone (NOK)." in talk.text


async def test_into_what_is_answered_by_any_name(talk: Talk):
    await talk.say("convert 80 euros", "ask_exchange_rate")
    await talk.say("polish zloty", "nlu_fallback")
    assert "80.00 EUR is 320.00 PLN" in talk.text
    assert talk.question is None


async def test_another_question_drops_what_was_asked_back(talk: Talk):
    await talk.say("a flight please", "search_flights")
    await talk.say("300 kroner in euros", "ask_exchange_rate")
    await talk.say("is Lisbon safe", "ask_safety")
    assert talk.asked == "destination"
    assert len(talk.replies) == 2


async def test_the_question_before_comes_again(talk: Talk):
    await talk.say("a flight please", "search_flights")
    await talk.say("300 kroner in euros", "ask_exchange_rate")
    await talk.tap("Danish krone (DKK)")
    assert "40.00 EUR" in talk.text
    assert talk.asked == "destination"


async def test_the_price_on_screen(talk: Talk):
    await talk.say("flight for 2 from berlin to lisbon 12-19 feb", "search_flights")
    first = talk.cards[0]["price"]["amount"]
    await talk.say("how much is that in dollars", "ask_exchange_rate")
    assert f"{float(first) * 1.25:,.2f} USD" in talk.text
    await talk.say("how much is the cheapest in dollars", "ask_exchange_rate")
    assert f"{float(first) * 1.25:,.2f} USD" in talk.text
    second = talk.cards[1]["price"]["amount"]
    await talk.say("how much is the second one in dollars", "ask_exchange_rate")
    assert f"{float(second) * 1.25:,.2f} USD" in talk.text
    assert talk.asked == "option"


async def test_what_is_paid_with(talk: Talk):
    await talk.say("what currency do they use in Japan", "ask_exchange_rate")
    assert talk.text == "Japan: one pays with the Japanese yen (JPY)."
    await talk.say("can I pay with euros in Zurich", "ask_exchange_rate")
    assert "Swiss franc (CHF). Widely taken as well: euro (EUR)." in talk.text
    await talk.say("can I pay with dollars in Norway", "ask_exchange_rate")
    assert "I do not know of US dollar (USD) being taken." in talk.text
