"""Where a request comes from, also when proxies of the operator stand before us."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from functools import lru_cache

from aiohttp import web

from gateway.house import house_of

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
FORWARDED_FOR = "X-Forwarded-For"


def remote_of(request: web.Request) -> str | None:
    """The address that the limits count by: the connection's, or what a proxy of TRUSTED_PROXIES says of it."""
    trusted = networks(house_of(request).settings.trusted_proxies)
    if not trusted:
        return request.remote
    return beyond(request.remote, request.headers.getall(FORWARDED_FOR, []), trusted)


def beyond(remote: str | None, headers: Sequence[str], trusted: Sequence[Network]) -> str | None:
    """The nearest address that is no trusted proxy.

    Each proxy appends whom it heard from, so only what trusted ones have written counts; what stands before that
    anybody can have made up.
    """
    hops = [hop.strip() for header in headers for hop in header.split(",")]
    while hops and _is_in(remote, trusted):
        said = hops.pop()
        if _address(said) is None:
            break
        remote = said
    return remote


@lru_cache(maxsize=4)
def networks(text: str) -> tuple[Network, ...]:
    """Addresses and networks with commas between. Raises ValueError naming the first that is none."""
    return tuple(ipaddress.ip_network(one.strip(), strict=False) for one in text.split(",") if one.strip())


def _is_in(remote: str | None, trusted: Sequence[Network]) -> bool:
    address = _address(remote or "")
    return address is not None and any(address in network for network in trusted)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text.split("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
