"""An account over REST: read, changed with care, listed, handed out, erased."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import select

from db.tables import users
from gateway.house import House
from gateway.identity import COOKIE
from tests.gateway.conftest import BOTH, Clock, Say, until
from tests.gateway.fakes import FakeEngine
from tests.gateway.people import CODE, MARTA, Person, call, sign_in

DATABASES = BOTH
pytestmark = pytest.mark.usefixtures("known_codes")
Client = TestClient[Any, Any]


async def patch(client: Client, person: Person, body: Any, **headers: str) -> tuple[int, Any]:
    sent = {**person.bearer, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return (await call(client, "PATCH", "/api/users/me", json=body, headers=sent))[:2]


async def test_a_new_account_is_empty(client: Client, marta: Person) -> None:
    status, body, response = await call(client, "GET", f"/api/users/{marta.id}", headers=marta.bearer)
    assert status == 200
    created = body.pop("created")
    assert body == {
        "id": marta.id,
        "email": MARTA,
        "name": None,
        "home_airport": None,
        "currency": None,
        "language": None,
        "companions": [],
        "preferences": {},
        "channels": ["web"],
        "version": 1,
    }
    assert created.endswith("+00:00")
    assert response.headers["Cache-Control"] == "private, no-cache"


async def test_what_is_given_changes_and_null_clears(client: Client, marta: Person) -> None:
    people = [{"name": "Ida Kowalska", "birth_date": "2019-05-04"}, {"name": "Jan Kowalski"}]
    status, body = await patch(
        client,
        marta,
        {"name": "Marta Kowalska", "home_airport": "BER", "currency": "PLN", "language": "pl", "companions": people,
         "preferences": {"seat": "window", "nonstop": True}},
    )  # fmt: skip
    assert status == 200, body
    assert (body["name"], body["home_airport"], body["currency"], body["language"]) == (
        "Marta Kowalska",
        "BER",
        "PLN",
        "pl",
    )
    assert body["companions"] == [people[0], {"name": "Jan Kowalski", "birth_date": None}]
    _, body = await patch(client, marta, {"home_airport": None, "preferences": {"seat": None, "stars": 4}})
    assert (body["home_airport"], body["name"]) == (None, "Marta Kowalska")
    assert body["preferences"] == {"nonstop": True, "stars": 4}
    _, body = await patch(client, marta, {"preferences": None, "companions": None})
    assert (body["preferences"], body["companions"]) == ({}, [])
    assert (await call(client, "GET", "/api/users/me", headers=marta.bearer))[1] == body


BAD = {
    "home_airport": ({"home_airport": "B3R"}, "home_airport"),
    "currency": ({"currency": "XXZ"}, "currency"),
    "language": ({"language": "not a language"}, "language"),
    "preferences": ({"preferences": {"colour": "red"}}, "preferences"),
    "preferences.nonstop": ({"preferences": {"nonstop": "perhaps"}}, "preferences"),
    "birth date": ({"companions": [{"name": "Ida", "birth_date": "4 May"}]}, "companions.0.birth_date"),
    "birth date ahead": ({"companions": [{"name": "Ida", "birth_date": "2999-01-01"}]}, "companions"),
    "type": ({"name": 7}, "name"),
    "unknown": ({"id": "u_1"}, "id"),
    "email": ({"email": "nobody"}, "email"),
}


@pytest.mark.parametrize("kind", BAD)
async def test_a_wrong_value_names_its_field_and_changes_nothing(client: Client, marta: Person, kind: str) -> None:
    body, field = BAD[kind]
    status, problem = await patch(client, marta, {"name": "Somebody", **body})
    assert status == 422
    assert problem["errors"][0]["field"].startswith(field)
    assert (await call(client, "GET", "/api/users/me", headers=marta.bearer))[1]["version"] == 1


async def test_reads_have_an_etag_and_writes_take_it(client: Client, marta: Person) -> None:
    _, _, response = await call(client, "GET", "/api/users/me", headers=marta.bearer)
    tag = response.headers["ETag"]
    status, body, _ = await call(client, "GET", "/api/users/me", headers={**marta.bearer, "If-None-Match": tag})
    assert (status, body) == (304, b"")
    assert (await patch(client, marta, {"name": "Marta"}, If_Match=tag))[0] == 200
    status, problem = await patch(client, marta, {"name": "Mara"}, If_Match=tag)
    assert (status, problem["type"]) == (412, "/api/docs#moved")
    status, body = await patch(client, marta, {"name": "Mara"}, If_Match="*")
    assert (status, body["name"]) == (200, "Mara")
    assert (await call(client, "GET", "/api/users/me", headers={**marta.bearer, "If-None-Match": tag}))[0] == 200


async def test_a_new_address_needs_its_code(client: Client, marta: Person) -> None:
    status, body = await patch(client, marta, {"email": "new@example.org"})
    assert (status, body["email"], body["pending_email"]) == (200, MARTA, "new@example.org")
    status, problem = await patch(client, marta, {"email": "new@example.org", "code": "000000"})
    assert (status, problem["type"]) == (422, "/api/docs#bad-code")
    status, body = await patch(client, marta, {"email": "new@example.org", "code": CODE})
    assert (status, body["email"]) == (200, "new@example.org")
    assert "pending_email" not in body
    assert (await sign_in(client, "new@example.org")).id == marta.id


async def test_an_address_of_another_account_is_told_after_the_code_alone(client: Client, marta: Person) -> None:
    await sign_in(client, "taken@example.org")
    unknown = await patch(client, marta, {"email": "free@example.org"})
    known = await patch(client, marta, {"email": "taken@example.org"})
    assert {**known[1], "pending_email": ""} == {**unknown[1], "pending_email": ""}
    status, problem = await patch(client, marta, {"email": "taken@example.org", "code": CODE})
    assert (status, problem["type"]) == (409, "/api/docs#email-taken")


async def test_the_same_change_sent_again_is_made_once(client: Client, marta: Person) -> None:
    first = await patch(client, marta, {"name": "Marta"}, Idempotency_Key="k-1")
    await patch(client, marta, {"name": "Mara"})
    assert await patch(client, marta, {"name": "Marta"}, Idempotency_Key="k-1") == first
    assert (await call(client, "GET", "/api/users/me", headers=marta.bearer))[1]["name"] == "Mara"


async def test_conversations_are_listed_newest_first_page_by_page(client: Client, marta: Person, say: Say) -> None:
    mine = []
    for number in range(5):
        said = {"text": f"hello {number}"}
        mine.append((await call(client, "POST", "/api/chat", json=said, headers=marta.bearer))[1]["conversation"])
    await say(text="somebody else")
    again = {"conversation": mine[0], "text": "x" * 300}
    await call(client, "POST", "/api/chat", json=again, headers=marta.bearer)
    seen: list[Any] = []
    after = ""
    while after is not None:
        query = f"?limit=2{'&after=' + after if after else ''}"
        path = f"/api/users/me/conversations{query}"
        status, page, _ = await call(client, "GET", path, headers=marta.bearer)
        assert status == 200
        assert len(page["conversations"]) <= 2
        seen += page["conversations"]
        after = page["next"]
    assert [one["id"] for one in seen] == [mine[0], *reversed(mine[1:])]
    assert seen[1]["last_text"] == "echo: hello 4"
    assert len(seen[0]["last_text"]) == 120
    foreign = (await say(text="not theirs"))[1]["conversation"]
    path = f"/api/users/me/conversations?after={foreign}"
    assert (await call(client, "GET", path, headers=marta.bearer))[1] == {"conversations": [], "next": None}


async def test_everything_kept_is_handed_out_as_a_file(client: Client, marta: Person) -> None:
    said = {"text": "to Lisbon please"}
    await call(client, "POST", "/api/chat", json=said, headers=marta.bearer)
    status, body, response = await call(client, "GET", "/api/users/me/export", headers=marta.bearer)
    assert status == 200
    assert response.headers["Content-Disposition"].startswith('attachment; filename="account-')
    assert MARTA in str(body)
    assert "to Lisbon please" in str(body)
    assert marta.token not in str(body)


async def test_an_account_is_erased_at_once_and_says_what_stays(
    client: Client, house: House, engine: FakeEngine, marta: Person, clock: Clock
) -> None:
    said = {"text": "hello"}
    conversation = (await call(client, "POST", "/api/chat", json=said, headers=marta.bearer))[1]["conversation"]
    status, problem, _ = await call(client, "DELETE", "/api/users/me", headers=marta.cookie)
    assert (status, problem["errors"][0]["field"]) == (422, "Idempotency-Key")
    headers = {**marta.cookie, "Idempotency-Key": "k-1"}
    status, body, response = await call(client, "DELETE", "/api/users/me", headers=headers)
    assert status == 202
    assert body["erased"] is True
    assert "bookings" in body["kept"]
    assert response.headers["Set-Cookie"].startswith(f"{COOKIE}=; Max-Age=0")
    assert (await call(client, "GET", "/api/users/me", headers=marta.bearer))[0] == 401
    assert (await call(client, "GET", f"/api/chat/{conversation}", headers=marta.bearer))[0] == 401
    assert (await call(client, "GET", f"/api/chat/{conversation}"))[0] == 404

    async def gone() -> bool:
        async with house.database.read() as session:
            found = await session.scalar(select(users.c.id).where(users.c.id == marta.id))
        return found is None and await house.store.find(conversation) is None

    await until(gone)
    # Whoever has the address begins anew.
    clock.ahead += timedelta(hours=2)
    assert (await sign_in(client, MARTA)).id != marta.id


async def test_what_is_not_an_account_of_the_caller_is_unknown(client: Client, marta: Person) -> None:
    other = await sign_in(client, "other@example.org")
    for path in (other.id, "u_never_was", "ME", "%00", "x" * 500):
        status, problem, _ = await call(client, "GET", f"/api/users/{path}", headers=marta.bearer)
        assert (status, problem["type"]) == (404, "/api/docs#unknown-user")
        status, problem, response = await call(client, "GET", f"/api/users/{path}")
        assert (status, problem["type"]) == (401, "/api/docs#sign-in-needed")
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
