"""Health: vaccinations, malaria and tap water, each with the month of the facts."""

from __future__ import annotations

from tests.actions.talk import Talk


async def test_everything_that_is_known(talk: Talk):
    await talk.say("what are the health risks in Vietnam", "ask_health")
    for told in (
        "hepatitis A and typhoid",
        "arrive from a country with a risk",
        "malaria in some regions",
        "do not drink the tap water",
        "As of June 2025. A travel doctor knows your case",
    ):
        assert told in talk.text


async def test_vaccinations_alone(talk: Talk):
    await talk.say("which jabs for Portugal", "ask_health")
    assert "Portugal: no vaccinations are advised" in talk.text
    assert "tap water" not in talk.text


async def test_tap_water_alone_in_a_town(talk: Talk):
    await talk.say("can I drink the tap water in Lisbon", "ask_health")
    assert talk.text == "Portugal: tap water is safe to drink. (As of June 2025.)"


async def test_both_in_one_sentence(talk: Talk):
    await talk.say("vaccinations and tap water in Vietnam", "ask_health")
    assert "typhoid" in talk.text
    assert "do not drink the tap water" in talk.text


async def test_the_offers_come_again_once(talk: Talk):
    await talk.say("flight for 2 from berlin to lisbon 12-19 feb", "search_flights")
    await talk.say("any vaccinations needed?", "ask_health")
    assert (len(talk.replies), talk.asked) == (2, "option")
    assert talk.kinds() == ["flight"] * 5
