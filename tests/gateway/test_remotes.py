"""Whom the limits count: behind the operator's proxies their word counts, and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from gateway.remotes import beyond, networks
from settings import SettingsError, load_settings

TRUSTED = networks("127.0.0.1, 10.0.0.0/8, fd00::/8")


@pytest.mark.parametrize(
    ("remote", "headers", "found"),
    [
        ("203.0.113.7", ["198.51.100.1"], "203.0.113.7"),
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["192.0.2.66, 198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["192.0.2.66, 198.51.100.1, 10.1.2.3"], "198.51.100.1"),
        ("127.0.0.1", ["192.0.2.66", "198.51.100.1", "10.1.2.3"], "198.51.100.1"),
        ("::ffff:127.0.0.1", ["2001:db8::1"], "2001:db8::1"),
        ("fd00::1", ["10.9.9.9"], "10.9.9.9"),
        ("127.0.0.1", ["198.51.100.1, nonsense"], "127.0.0.1"),
        ("127.0.0.1", [""], "127.0.0.1"),
        (None, ["198.51.100.1"], None),
    ],
)
def test_the_nearest_address_that_is_no_trusted_proxy(
    remote: str | None, headers: list[str], found: str | None
) -> None:
    assert beyond(remote, headers, TRUSTED) == found


def test_without_trusted_proxies_the_connection_counts() -> None:
    assert beyond("127.0.0.1", ["198.51.100.1"], networks("")) == "127.0.0.1"


def test_a_network_that_is_none_is_told_at_the_start() -> None:
    with pytest.raises(SettingsError, match=r"10\.0\.0\.0/8"):
        load_settings(trusted_proxies="the proxy")


async def _codes(client: TestClient[Any, Any], number: int, start: int) -> list[int]:
    """Statuses of requests for sign-in codes, each for another address of mail and from another traveller."""
    statuses = []
    for one in range(start, start + number):
        body = {"email": f"traveller{one}@example.org"}
        headers = {"X-Forwarded-For": f"198.51.100.{one}"}
        async with client.post("/api/sessions", json=body, headers=headers) as response:
            statuses.append(response.status)
    return statuses


@pytest.mark.parametrize(
    ("overrides", "last"), [({"trusted_proxies": "127.0.0.0/8"}, 202), ({}, 429)], ids=["behind a proxy", "made up"]
)
async def test_codes_are_counted_by_traveller(client: TestClient[Any, Any], overrides: Any, last: int) -> None:
    assert await _codes(client, 10, 1) == [202] * 10
    assert await _codes(client, 1, 11) == [last]
