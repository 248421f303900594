"""The Home tab: trips ahead from all of a user's conversations, and buttons that talk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gateway.house import House
from tests.db import samples
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_blocks import shown
from tests.fakes.slack_people import Person
from tests.fakes.slack_workspace import BOT, TEAM
from tests.gateway.conftest import Clock, until
from travel.booking.bookings import Owner
from travel.offers import FlightOffer, StayOffer

HERE = f"{TEAM}:U01INES"


async def book(house: House, sender: str, content: FlightOffer | StayOffer) -> str:
    conversation = await house.addresses.conversation_of("slack", sender)
    assert conversation is not None
    order, now = samples.order(content, owner=Owner(conversation)), house.clock()
    await house.bookings.hold(order, now=now, deadline=now + timedelta(minutes=15))
    (booking,) = await house.bookings.confirm(order.key, now=now)
    return booking.reference


async def home(ines: Person, api: FakeSlack) -> str:
    number = len(api.made("views.publish"))
    await ines.open_home()
    await until(lambda: len(api.made("views.publish")) > number)
    return shown(api.homes[ines.user]["blocks"])


async def test_whoever_is_new_finds_where_to_begin(connected: House, ines: Person, api: FakeSlack) -> None:
    assert "No trip lies ahead of you yet." in await home(ines, api)
    await ines.tap_home("Plan a trip")
    await until(lambda: api.modals)
    await ines.fill_in("rome in may")
    await until(ines.texts)
    await ines.tap_home("Show my trips")
    await until(lambda: len(ines.texts()) == 2)
    assert ines.texts() == ["echo: rome in may", "echo: Show my trips"]


async def test_trips_of_all_ones_conversations_are_shown_and_nobody_elses(
    connected: House, ines: Person, api: FakeSlack, clock: Clock
) -> None:
    clock.ahead = samples.NOW - clock()
    here, tom = Person(api, channel="C01TRIPS"), Person(api, "U02TOM")
    said = await here.say(f"<@{BOT}> hello")
    await ines.say("hello")
    await tom.say("hello")
    await until(lambda: here.messages() and ines.messages() and tom.messages())
    flight = await book(connected, f"{TEAM}:C01TRIPS:{said['ts']}:{ines.user}", samples.flight())
    stay = await book(connected, HERE, samples.stay())
    other = await book(connected, f"{TEAM}:{tom.user}", samples.stay("stay:other"))
    text = await home(ines, api)
    assert "TAP Air Portugal BER → LIS" in text
    assert "Fri 12 Feb 2027, 09:10 (UTC+1) · 171.80 EUR" in text
    assert text.index(flight) < text.index(stay)
    assert other not in text
    await ines.tap_home("Details")
    await until(lambda: len(ines.texts()) == 2)
    await ines.tap_home("Cancel")
    await until(lambda: len(ines.texts()) == 3)
    assert ines.texts()[1:] == [f"echo: Show booking {flight}", f"echo: Cancel booking {flight}"]
    clock.ahead += timedelta(days=365)
    assert "No trip lies ahead of you yet." in await home(ines, api)


async def test_other_tabs_are_not_the_home(connected: House, ines: Person, api: FakeSlack) -> None:
    envelope = await ines.event({"type": "app_home_opened", "user": ines.user, "channel": ines.here, "tab": "messages"})
    await until(lambda: envelope.acknowledged)
    assert api.homes == {}


@pytest.mark.parametrize("name", ["100%", "a_b", "T01TEAM:U01"])
async def test_names_are_not_patterns(connected: House, ines: Person, api: FakeSlack, name: str) -> None:
    await ines.say("hello")
    await until(ines.messages)
    await Person(api, f"{ines.user}{name}").open_home()
    await until(lambda: api.homes)
    assert f"U01INES{name}" in api.homes
