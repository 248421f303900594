"""Signing in by a code: what is answered, what is set, what ends, and what nobody can find out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import event

from gateway.house import House
from gateway.identity import COOKIE
from tests.gateway.conftest import BOTH, Clock, Say
from tests.gateway.people import CODE, call, own_origin, sign_in

DATABASES = BOTH
pytestmark = pytest.mark.usefixtures("known_codes")
Client = TestClient[Any, Any]
EMAIL = "marta@example.org"


async def code_for(client: Client, email: str = EMAIL, **more: Any) -> None:
    assert (await call(client, "POST", "/api/sessions", json={"email": email, **more}))[0] == 202


async def test_a_code_opens_a_session_in_a_cookie(client: Client) -> None:
    await code_for(client)
    status, body, response = await call(client, "POST", "/api/sessions", json={"email": EMAIL, "code": CODE})
    assert status == 201
    assert body["user"]["email"] == EMAIL
    assert "token" not in body
    cookie = response.cookies[COOKIE]
    assert cookie.value.startswith("s_")
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/", True, "Lax")
    assert int(cookie["max-age"]) == 30 * 24 * 3600
    assert not cookie["secure"]
    assert not cookie["domain"]
    headers = {"Cookie": f"{COOKIE}={cookie.value}"}
    _, body, again = await call(client, "GET", "/api/sessions", headers=headers)
    assert body["user"]["email"] == EMAIL
    assert again.cookies[COOKIE].value == cookie.value


@pytest.mark.parametrize(
    ("overrides", "attributes"),
    [
        ({"public_url": "https://trips.example.org"}, "Path=/; HttpOnly; Secure; SameSite=Lax"),
        (
            {"public_url": "https://trips.example.org", "allowed_origins": "https://www.example.org"},
            "Path=/; HttpOnly; Secure; SameSite=None; Partitioned",
        ),
        ({"allowed_origins": "https://www.example.org"}, "Path=/; HttpOnly; SameSite=Lax"),
    ],
)
async def test_the_cookie_follows_the_public_address(
    client: Client, overrides: dict[str, Any], attributes: str
) -> None:
    await code_for(client)
    _, _, response = await call(client, "POST", "/api/sessions", json={"email": EMAIL, "code": CODE})
    assert response.headers["Set-Cookie"].endswith(f"; Max-Age=2592000; {attributes}")
    _, _, response = await call(client, "DELETE", "/api/sessions")
    assert response.headers["Set-Cookie"] == f"{COOKIE}=; Max-Age=0; {attributes}"


async def test_a_token_is_for_programs_and_sets_no_cookie(client: Client) -> None:
    await code_for(client)
    body = {"email": EMAIL, "code": CODE, "kind": "token"}
    status, body, response = await call(client, "POST", "/api/sessions", json=body)
    assert status == 201
    assert "Set-Cookie" not in response.headers
    headers = {"Authorization": f"Bearer {body['token']}"}
    assert (await call(client, "GET", "/api/users/me", headers=headers))[1]["id"] == body["user"]["id"]


async def test_known_and_unknown_addresses_cannot_be_told_apart(client: Client, clock: Clock) -> None:
    await sign_in(client, EMAIL)
    clock.ahead += timedelta(hours=2)
    answers = [await call(client, "POST", "/api/sessions", json={"email": one}) for one in (EMAIL, "new@example.org")]
    assert {(status, str(body)) for status, body, _ in answers} == {(202, "{'sent': True}")}
    one, other = (dict(response.headers) for _, _, response in answers)
    for changing in ("X-Request-ID", "Date"):
        one.pop(changing)
        other.pop(changing)
    assert one == other
    wrong = [
        await call(client, "POST", "/api/sessions", json={"email": email, "code": "000000"})
        for email in (EMAIL, "new@example.org", "never@example.org")
    ]
    assert {(status, body["type"], body["detail"]) for status, body, _ in wrong} == {
        (422, "/api/docs#bad-code", "This is not the code, or it was used or is too old; ask for another.")
    }


async def test_a_code_is_good_once_and_for_ten_minutes(client: Client, clock: Clock) -> None:
    await sign_in(client, EMAIL)
    body = {"email": EMAIL, "code": CODE}
    assert (await call(client, "POST", "/api/sessions", json=body))[0] == 422
    await code_for(client)
    clock.ahead += timedelta(minutes=11)
    assert (await call(client, "POST", "/api/sessions", json=body))[0] == 422


async def test_five_wrong_codes_use_the_code_up(client: Client) -> None:
    await code_for(client)
    statuses = [
        (await call(client, "POST", "/api/sessions", json={"email": EMAIL, "code": code}))[0]
        for code in ["000000"] * 5 + [CODE]
    ]
    assert statuses == [422] * 5 + [429]


async def test_codes_are_limited_for_an_address_and_for_a_network(client: Client) -> None:
    statuses = [(await call(client, "POST", "/api/sessions", json={"email": EMAIL}))[0] for _ in range(4)]
    assert statuses == [202, 202, 202, 429]
    for number in range(7):
        await code_for(client, f"other{number}@example.org")
    status, body, response = await call(client, "POST", "/api/sessions", json={"email": "last@example.org"})
    assert (status, body["type"]) == (429, "/api/docs#too-many-requests")
    assert int(response.headers["Retry-After"]) >= 1


@pytest.mark.parametrize(
    "email", ["", "marta", "marta@", "@example.org", "a b@example.org", "x" * 300 + "@example.org"]
)
async def test_an_address_that_is_none(client: Client, email: str) -> None:
    status, body, _ = await call(client, "POST", "/api/sessions", json={"email": email})
    assert (status, body["errors"][0]["field"]) == (422, "email")


@pytest.mark.parametrize("body", [{}, {"email": EMAIL, "grant": "g_x"}, {"code": CODE}, {"grant": "g_x", "code": CODE}])
async def test_a_step_is_one_of_three(client: Client, body: dict[str, Any]) -> None:
    assert (await call(client, "POST", "/api/sessions", json=body))[0] == 422


async def test_a_session_that_was_planted_is_not_taken_over(client: Client) -> None:
    planted = await sign_in(client, "mallory@example.org")
    await code_for(client)
    for value in (planted.token, "s_" + "A" * 43):
        headers = {"Cookie": f"{COOKIE}={value}", "Origin": own_origin(client)}
        _, body, response = await call(
            client, "POST", "/api/sessions", json={"email": EMAIL, "code": CODE}, headers=headers
        )
        assert body["user"]["email"] == EMAIL
        assert response.cookies[COOKIE].value != value
        # What the browser held before opens nothing any more.
        assert (await call(client, "GET", "/api/sessions", headers=headers))[1] == {"user": None}
        await code_for(client)


async def test_signing_out_ends_this_session_and_everywhere_ends_all(client: Client, clock: Clock) -> None:
    people = []
    for _ in range(3):
        people.append(await sign_in(client, EMAIL))
        clock.ahead += timedelta(hours=1)
    first, second, third = people
    other = await sign_in(client, "other@example.org")
    for _ in range(2):
        status, _, response = await call(client, "DELETE", "/api/sessions", headers=first.cookie)
        assert status == 204
        assert response.headers["Set-Cookie"].startswith(f"{COOKIE}=; Max-Age=0; ")
    assert (await call(client, "GET", "/api/users/me", headers=first.bearer))[0] == 401
    assert (await call(client, "GET", "/api/users/me", headers=second.bearer))[0] == 200
    await call(client, "DELETE", "/api/sessions?everywhere=true", headers=second.bearer)
    for one in (second, third):
        status, body, response = await call(client, "GET", "/api/users/me", headers=one.bearer)
        assert (status, body["type"]) == (401, "/api/docs#bad-token")
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert (await call(client, "GET", "/api/users/me", headers=other.bearer))[0] == 200


async def test_a_session_slides_and_ends_after_thirty_idle_days(client: Client, clock: Clock) -> None:
    person = await sign_in(client, EMAIL)
    clock.ahead += timedelta(days=20)
    assert (await call(client, "GET", "/api/sessions", headers=person.cookie))[1]["user"]["id"] == person.id
    clock.ahead += timedelta(days=20)
    assert (await call(client, "GET", "/api/sessions", headers=person.cookie))[1]["user"]["id"] == person.id
    clock.ahead += timedelta(days=31)
    _, body, response = await call(client, "GET", "/api/sessions", headers=person.cookie)
    assert body == {"user": None}
    assert "Set-Cookie" not in response.headers
    assert (await call(client, "GET", "/api/users/me", headers=person.bearer))[0] == 401


async def test_a_guests_conversation_moves_to_the_account(client: Client, say: Say) -> None:
    conversation = (await say(text="hello"))[1]["conversation"]
    await code_for(client)
    body = {"email": EMAIL, "code": CODE, "conversation": conversation}
    _, body, response = await call(client, "POST", "/api/sessions", json=body)
    assert body["conversation"] == conversation
    headers = {"Cookie": f"{COOKIE}={response.cookies[COOKIE].value}"}
    assert (await call(client, "GET", f"/api/chat/{conversation}"))[0] == 404
    assert (await call(client, "GET", f"/api/chat/{conversation}", headers=headers))[0] == 200


async def test_another_accounts_conversation_is_as_unknown_as_none(client: Client, say: Say, house: House) -> None:
    conversation = (await say(text="hello"))[1]["conversation"]
    owner = await sign_in(client, EMAIL, conversation=conversation)
    answers = []
    for number, given in enumerate((conversation, "A" * 22, "no id at all")):
        email = f"other{number}@example.org"
        await code_for(client, email)
        body = {"email": email, "code": CODE, "conversation": given}
        answers.append((await call(client, "POST", "/api/sessions", json=body))[:2])
    assert [(status, body["conversation"]) for status, body in answers] == [(201, None)] * 3
    known = await house.store.find(conversation)
    assert known is not None
    assert known.user == owner.id


async def test_plain_answers_set_no_cookie_and_look_up_nothing(
    client: Client, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    find = house.sessions.find

    async def counted(token: str, **more: Any) -> str | None:
        asked.append(token)
        return await find(token, **more)

    monkeypatch.setattr(house.sessions, "find", counted)
    _, body, response = await call(client, "POST", "/api/chat", json={"text": "hello"})
    assert "Set-Cookie" not in response.headers
    await call(client, "GET", f"/api/chat/{body['conversation']}")
    assert asked == []
    person = await sign_in(client, EMAIL)
    for headers in (person.cookie, person.bearer):
        _, _, response = await call(client, "POST", "/api/chat", json={"text": "hello"}, headers=headers)
        assert "Set-Cookie" not in response.headers
    assert asked == [person.token] * 2


@pytest.mark.parametrize("token", ["x", "s_" + "B" * 43, "s_" + "C" * 5000, "s_;", "s_ÄÖ"])
async def test_cookies_and_tokens_that_open_nothing(client: Client, token: str) -> None:
    headers = {"Cookie": f"{COOKIE}={token}"}
    assert (await call(client, "GET", "/api/sessions", headers=headers))[1] == {"user": None}
    status = (await call(client, "GET", "/api/sessions", headers={"Authorization": f"Bearer {token}"}))[0]
    assert status == (401 if token.startswith("s_") else 200)


async def test_known_and_unknown_addresses_take_the_same_statements(
    client: Client, house: House, clock: Clock, statements: list[str]
) -> None:
    """Whoever measures time learns no more than whoever reads the answer."""
    await sign_in(client, EMAIL)
    clock.ahead += timedelta(hours=2)
    seen = []
    for email in (EMAIL, "new@example.org"):
        statements.clear()
        await code_for(client, email)
        await call(client, "POST", "/api/sessions", json={"email": email, "code": "000000"})
        seen.append(list(statements))
    assert seen[0] == seen[1]
    assert len(seen[0]) > 3


@pytest.fixture
def statements(house: House) -> Iterator[list[str]]:
    """What the gateway asks the database because of a request; the worker's own is left out."""
    kept: list[str] = []

    def keep(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if "sign_in_codes" in statement or "users" in statement or "wrong_codes" in statement:
            kept.append(statement)

    event.listen(house.database.engine.sync_engine, "before_cursor_execute", keep)
    yield kept
    event.remove(house.database.engine.sync_engine, "before_cursor_execute", keep)


async def test_a_conversation_of_another_channel_cannot_be_taken_over(client: Client, house: House) -> None:
    conversation = "T" * 22
    await house.store.open(conversation, "telegram", "en-GB", "UTC", house.clock())
    await code_for(client)
    body = {"email": EMAIL, "code": CODE, "conversation": conversation}
    status, body, _ = await call(client, "POST", "/api/sessions", json=body)
    assert (status, body["conversation"]) == (201, None)
    known = await house.store.find(conversation)
    assert known is not None
    assert known.user is None
