"""One traveller on the web and on a messenger: one conversation, seen by both sides."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from gateway.house import House
from gateway.linking import link_code
from tests.db.traces import book
from tests.gateway.conftest import BOTH, until
from tests.gateway.fakes import FakeEngine, text
from tests.gateway.following import own
from tests.gateway.messenger import CHANNEL, Messenger, write
from tests.gateway.people import Person, call
from travel.account.profile import ProfileChange
from travel.booking.bookings import Owner

DATABASES = BOTH
pytestmark = pytest.mark.usefixtures("known_codes")
Client = TestClient[Any, Any]


@pytest.fixture
def messenger(house: House) -> Messenger:
    served = Messenger()
    house.deliveries.serve(CHANNEL, served)
    return served


@pytest.fixture
async def conversation(client: Client, marta: Person) -> str:
    """Hers, on the web, with a word said."""
    return await own(client, marta)


@pytest.fixture
async def linked(house: House, marta: Person, conversation: str, messenger: Messenger) -> str:
    """The conversation, with a phone in it."""
    await write(house, "phone", "hi")
    code = await house.links.issue(marta.id, conversation, now=house.clock())
    assert await house.linking.join(CHANNEL, "phone", code) == []
    await until(lambda: len(messenger.sent) == 2)
    return conversation


@pytest.mark.parametrize(
    "said",
    ["link ABCD2345", "LINK abcd2345", "link_ABCD2345", " link: ABCD2345. ", "/link ABCD2345", "link\tABCD2345"],
)
def test_a_code_is_found_in_a_sentence_that_is_one(said: str):
    assert link_code(said) == "ABCD2345"


@pytest.mark.parametrize(
    "said", [None, "", "link", "link telegram", "link ABCD234", "link ABCD23456", "link ABCD2340", "see link ABCD2345"]
)
def test_other_words_hold_no_code(said: str | None):
    assert link_code(said) is None


async def test_the_trip_goes_on_there_and_both_see_it(
    client: Client, house: House, marta: Person, linked: str, messenger: Messenger, engine: FakeEngine
) -> None:
    assert "is linked" in messenger.texts[1]
    await write(house, "phone", "two adults")
    await until(lambda: messenger.texts[2:] == ["echo: two adults"])
    turn = engine.turns[-1]
    assert (turn["conversation"], turn["metadata"]["channel"], turn["metadata"]["traveller"]) == (
        linked,
        CHANNEL,
        marta.id,
    )
    _, history, _ = await call(client, "GET", f"/api/chat/{linked}", headers=marta.cookie)
    said = [one.get("text") or one["reply"]["text"] for one in history["items"]]
    assert said == ["hello", "echo: hello", messenger.texts[1], "two adults", "echo: two adults"]


async def test_the_web_sees_what_is_said_on_the_phone_as_it_is_said(
    client: Client, house: House, marta: Person, linked: str
) -> None:
    async with client.ws_connect(f"/api/chat/{linked}/socket", headers=marta.cookie) as socket:
        await write(house, "phone", "two adults")
        frames = [await socket.receive_json(timeout=5) for _ in range(4)]
    message_id = "phone:two adults"
    assert frames[0] == {"type": "said", "message_id": message_id, "text": "two adults", "channel": CHANNEL}
    assert [(one["type"], one["message_id"]) for one in frames[1:]] == [
        (kind, message_id) for kind in ("typing", "reply", "done")
    ]


async def test_what_is_said_on_the_web_is_answered_on_the_web_alone(
    client: Client, marta: Person, linked: str, messenger: Messenger
) -> None:
    said = {"conversation": linked, "text": "on the web"}
    status, body, _ = await call(client, "POST", "/api/chat", json=said, headers=marta.cookie)
    assert (status, body["replies"][0]["text"]) == (200, "echo: on the web")
    await asyncio.sleep(0.3)
    assert len(messenger.sent) == 2


async def test_both_channels_stand_in_one_line(
    client: Client, house: House, marta: Person, linked: str, engine: FakeEngine
) -> None:
    go, running, most = asyncio.Event(), 0, 0

    async def behave(body: dict[str, Any]) -> Any:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await go.wait()
        running -= 1
        return text("done")

    engine.behaviour = behave
    web = [
        call(client, "POST", "/api/chat", json={"conversation": linked, "text": f"web {n}"}, headers=marta.cookie)
        for n in range(2)
    ]
    both = asyncio.gather(*web, *(write(house, "phone", f"phone {n}") for n in range(2)))
    await until(lambda: running)
    go.set()
    await both
    assert most == 1


async def test_a_wrong_code_is_told_at_once_and_changes_nothing(house: House, messenger: Messenger) -> None:
    await write(house, "phone", "hi")
    (reply,) = await house.linking.join(CHANNEL, "phone", "ABCD2345")
    assert "not right" in reply["text"]
    for _ in range(10):
        (reply,) = await house.linking.join(CHANNEL, "phone", "ABCD2345")
    assert "Too many" in reply["text"]


async def test_the_welcome_is_said_once(house: House, marta: Person, conversation: str, messenger: Messenger) -> None:
    await write(house, "phone", "hi")
    code = await house.links.issue(marta.id, conversation, now=house.clock())
    for _ in range(3):
        assert await house.linking.join(CHANNEL, "phone", code) == []
    await until(lambda: len(messenger.sent) == 2)
    await asyncio.sleep(0.2)
    assert len(messenger.sent) == 2


async def test_the_profile_lists_and_unlinks(
    client: Client, house: House, marta: Person, linked: str, messenger: Messenger, engine: FakeEngine
) -> None:
    _, user, _ = await call(client, "GET", "/api/users/me", headers=marta.bearer)
    assert user["channels"] == [CHANNEL, "web"]
    for channel in ("slack", CHANNEL, CHANNEL, "%00"):
        status, _, _ = await call(client, "DELETE", f"/api/users/me/channels/{channel}", headers=marta.bearer)
        assert status == 204
    _, user, _ = await call(client, "GET", "/api/users/me", headers=marta.bearer)
    assert user["channels"] == ["web"]
    await write(house, "phone", "still there?")
    await until(lambda: messenger.texts[2:] == ["echo: still there?"])
    assert engine.turns[-1]["conversation"] != linked
    assert "traveller" not in engine.turns[-1]["metadata"]


async def test_signing_out_on_the_phone_leaves_the_account(
    client: Client, house: House, marta: Person, linked: str, messenger: Messenger, engine: FakeEngine
) -> None:
    engine.behaviour = lambda body: {"state": "ok", "replies": [{"text": "Signed out", "signal": "signed_out"}]}
    await write(house, "phone", "log me out")
    await until(lambda: messenger.texts[2:] == ["Signed out"])
    assert await house.links.channels(marta.id) == []
    status, _, _ = await call(client, "GET", "/api/users/me", headers=marta.bearer)
    assert status == 200


async def test_signing_out_everywhere_leaves_the_phone_too(
    client: Client, house: House, marta: Person, linked: str
) -> None:
    status, _, _ = await call(client, "DELETE", "/api/sessions?everywhere=true", headers=marta.bearer)
    assert (status, await house.links.channels(marta.id)) == (204, [])


async def test_choices_tapped_on_the_phone_are_of_the_shared_conversation(
    client: Client, house: House, marta: Person, linked: str, messenger: Messenger, engine: FakeEngine
) -> None:
    choice = {"label": "Cheapest", "intent": "refine_search", "entities": []}
    engine.behaviour = lambda body: {"state": "ok", "replies": [{"text": "Which?", "choices": [choice]}]}
    said = {"conversation": linked, "text": "flights"}
    _, body, _ = await call(client, "POST", "/api/chat", json=said, headers=marta.cookie)
    engine.behaviour = lambda body: text(body["parse"]["intent"])
    await write(house, "phone", "tap", choice=body["replies"][0]["choices"][0]["value"])
    await until(lambda: messenger.texts[2:] == ["refine_search"])


async def test_what_was_booked_elsewhere_is_told_on_the_phone_once(
    house: House, marta: Person, linked: str, messenger: Messenger
) -> None:
    by_day = ProfileChange(preferences={"quiet_hours": "off"})
    await house.accounts.change(marta.id, by_day, now=house.clock())
    booking = await book(house.database, Owner("another conversation", marta.id))
    for _ in range(2):
        await house.pushes.booked(booking.owner, [booking])
    await until(lambda: len(messenger.sent) == 3)
    await house.pushes.booked(booking.owner, [replace(booking, status="cancelled")])
    await until(lambda: len(messenger.sent) == 4)
    assert [("Booked" in one, booking.reference in one) for one in messenger.texts[2:]] == [(True, True), (False, True)]


async def test_nothing_is_kept_for_who_is_on_no_messenger(house: House, marta: Person, conversation: str) -> None:
    told = await house.pushes.tell(Owner(conversation, marta.id), "price", [{"text": "Cheaper"}], "k")
    assert not told
    assert len(await house.store.history(conversation)) == 2


async def test_quiet_hours_and_what_is_muted_are_set_over_rest(client: Client, marta: Person) -> None:
    async def patch(**wishes: Any) -> tuple[int, Any]:
        body = {"preferences": wishes}
        status, answer, _ = await call(client, "PATCH", "/api/users/me", json=body, headers=marta.bearer)
        return status, answer.get("preferences")

    assert await patch(quiet_hours="21-7", mute=["reminder"]) == (200, {"quiet_hours": "21-7", "mute": ["reminder"]})
    assert await patch(quiet_hours=None) == (200, {"mute": ["reminder"]})
    for wrong in ({"quiet_hours": "night"}, {"mute": ["answer"]}):
        assert (await patch(**wrong))[0] == 422
