"""Which pages may call with a cookie, which may read, and what every answer says to browsers."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import WSServerHandshakeError
from aiohttp.test_utils import TestClient

from gateway.origins import origin_of
from tests.gateway.conftest import Say
from tests.gateway.people import call, own_origin, sign_in

pytestmark = pytest.mark.usefixtures("known_codes")
Client = TestClient[Any, Any]
EMBEDDER = "https://www.example.org"
EMBEDDED = {"allowed_origins": f"{EMBEDDER}, https://shop.example.org"}
EVIL = "https://evil.example"
ALLOW = "Access-Control-Allow-Origin"


@pytest.mark.parametrize("overrides", [EMBEDDED])
@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, 403),
        ({"Origin": EVIL}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": f"{EMBEDDER}.evil.example"}, 403),
        ({"Origin": "http://www.example.org"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": EMBEDDER}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
async def test_a_write_with_the_cookie_comes_from_a_trusted_page(
    client: Client, overrides: Any, headers: dict[str, str], expected: int
) -> None:
    person = await sign_in(client, "marta@example.org")
    sent = {"Cookie": person.cookie["Cookie"], **headers}
    status, body, _ = await call(client, "POST", "/api/chat", json={"text": "hello"}, headers=sent)
    assert status == expected
    assert status == 200 or body["type"] == "/api/docs#forbidden-origin"
    # Reading is left to the browser, which shows the answer only to those that may read it.
    assert (await call(client, "GET", "/api/users/me", headers=sent))[0] == 200


async def test_guests_and_bearers_need_no_origin(client: Client) -> None:
    person = await sign_in(client, "marta@example.org")
    for headers in ({}, {"Origin": EVIL}, person.bearer, {**person.bearer, "Origin": EVIL}):
        assert (await call(client, "POST", "/api/chat", json={"text": "hello"}, headers=headers))[0] == 200


async def test_a_foreign_page_cannot_sign_its_visitor_in(client: Client) -> None:
    for body in ({"email": "marta@example.org"}, {"grant": "g_x"}):
        status, problem, response = await call(client, "POST", "/api/sessions", json=body, headers={"Origin": EVIL})
        assert (status, problem["type"]) == (403, "/api/docs#forbidden-origin")
        assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("overrides", [EMBEDDED])
async def test_a_socket_with_the_cookie_comes_from_a_trusted_page(client: Client, say: Say, overrides: Any) -> None:
    conversation = (await say(text="hello"))[1]["conversation"]
    person = await sign_in(client, "marta@example.org", conversation=conversation)
    path, cookie = f"/api/chat/{conversation}/socket", {"Cookie": person.cookie["Cookie"]}
    for headers in (cookie, {**cookie, "Origin": EVIL}):
        with pytest.raises(WSServerHandshakeError) as refused:
            await client.ws_connect(path, headers=headers)
        assert refused.value.status == 403
    for origin in (EMBEDDER, own_origin(client)):
        async with client.ws_connect(path, headers={**cookie, "Origin": origin}) as socket:
            assert not socket.closed


async def test_without_a_public_address_the_one_called_is_ours(client: Client) -> None:
    person = await sign_in(client, "marta@example.org")
    assert (await call(client, "DELETE", "/api/sessions", headers=person.cookie))[0] == 204


@pytest.mark.parametrize("overrides", [{"public_url": "https://Trips.example.org:443/chat"}])
async def test_behind_a_proxy_the_public_address_counts(client: Client, overrides: Any) -> None:
    person = await sign_in(client, "marta@example.org")
    cookie = {"Cookie": person.cookie["Cookie"]}
    path = "/api/chat"
    for origin, expected in (("https://trips.example.org", 200), (own_origin(client), 403), (EVIL, 403)):
        headers = {**cookie, "Origin": origin}
        assert (await call(client, "POST", path, json={"text": "hello"}, headers=headers))[0] == expected


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Trips.Example.org/", "https://trips.example.org"),
        ("https://trips.example.org:443/a?b", "https://trips.example.org"),
        ("http://trips.example.org:8000", "http://trips.example.org:8000"),
        ("http://[::1]:80", "http://[::1]"),
    ],
)
def test_origins_are_written_as_browsers_do(url: str, origin: str) -> None:
    assert origin_of(url) == origin


@pytest.mark.parametrize("overrides", [EMBEDDED])
async def test_only_listed_pages_may_read(client: Client, overrides: Any) -> None:
    for origin, allowed in (
        (EMBEDDER, EMBEDDER),
        ("https://shop.example.org", "https://shop.example.org"),
        (EVIL, None),
    ):
        for path in ("/api/sessions", "/api/users/me", "/api/chat/unknown", "/no/such/path"):
            _, _, response = await call(client, "GET", path, headers={"Origin": origin})
            assert response.headers.get(ALLOW) == allowed
            assert response.headers.get("Access-Control-Allow-Credentials") == (allowed and "true")
            assert "Origin" in response.headers["Vary"]


async def test_nobody_else_may_read_by_default(client: Client) -> None:
    _, _, response = await call(client, "GET", "/api/sessions", headers={"Origin": EMBEDDER})
    assert ALLOW not in response.headers
    _, _, response = await call(client, "GET", "/api/widget.json", headers={"Origin": EMBEDDER})
    assert response.headers[ALLOW] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize("overrides", [EMBEDDED])
async def test_a_preflight_is_answered_for_listed_pages(client: Client, overrides: Any) -> None:
    asked = {"Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "content-type,if-match"}
    status, _, response = await call(client, "OPTIONS", "/api/users/me", headers={**asked, "Origin": EMBEDDER})
    assert status == 204
    assert response.headers[ALLOW] == EMBEDDER
    assert "PATCH" in response.headers["Access-Control-Allow-Methods"]
    assert {"content-type", "if-match"} <= set(response.headers["Access-Control-Allow-Headers"].lower().split(", "))
    status, _, response = await call(client, "OPTIONS", "/api/users/me", headers={**asked, "Origin": EVIL})
    assert status == 403
    assert ALLOW not in response.headers
    assert (await call(client, "OPTIONS", "/api/users/me"))[0] == 405


async def test_pages_and_data_say_what_browsers_may_do(client: Client) -> None:
    _, _, page = await call(client, "GET", "/api/docs")
    policy = page.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    for path in ("/api/sessions", "/api/openapi.json", "/no/such/path", "/api/schema/reply.json"):
        _, _, response = await call(client, "GET", path)
        assert response.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "Strict-Transport-Security" not in page.headers


@pytest.mark.parametrize("overrides", [{"public_url": "https://trips.example.org"}])
async def test_with_tls_browsers_are_told_to_stay_with_it(client: Client, overrides: Any) -> None:
    _, _, response = await call(client, "GET", "/api/sessions")
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(
    "overrides", [{"brand_name": "Far Away", "brand_colour": "#112233", "operator_hours": "9 to 5"}]
)
async def test_the_widget_is_told_its_look(client: Client, overrides: Any) -> None:
    status, body, response = await call(client, "GET", "/api/widget.json")
    assert status == 200
    assert body == {
        "brand": "Far Away",
        "welcome": "Where would you like to go?",
        "accent": "#112233",
        "locale": "en-GB",
        "contact": "",
        "hours": "9 to 5",
        "currency": "EUR",
    }
    assert response.headers["Cache-Control"] == "public, max-age=300"
