"""How much one conversation and one address may ask for.

Addresses are those of the connection, or what a proxy of TRUSTED_PROXIES says of it (``gateway.remotes``). Behind any
other reverse proxy all travellers share one address, because whoever sends X-Forwarded-For can write it.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import lru_cache

from gateway.buckets import Buckets
from gateway.problems import too_many

PER_CONVERSATION = 60
BURST = 20
GENEROUS = 10
"""Reading a sentence or recommending writes nothing, so an address may do that much more of it; and so much more may a
program with a key do of everything."""

Make = Callable[[str, float, int], Buckets]


class Limits:
    """The gateway's limits; every method raises Problem 429 with Retry-After, none when they are off.

    ``per_minute`` is RATE_LIMIT_PER_MINUTE: None for the defaults, 0 for no limit, else that many a minute for a
    conversation and twice as many for an address. ``buckets`` makes the buckets of a name, rate a minute and burst.
    """

    def __init__(self, per_minute: int | None, buckets: Make) -> None:
        each = PER_CONVERSATION if per_minute is None else per_minute
        self._off = each == 0
        self._conversations = buckets("conversation", max(each, 1), min(BURST, max(each, 1)))
        self._addresses = buckets("address", max(2 * each, 1), min(BURST, max(2 * each, 1)))
        self._readers = buckets("reader", max(2 * each * GENEROUS, 1), BURST * GENEROUS)
        self._keys = buckets("key", max(2 * each * GENEROUS, 1), BURST * GENEROUS)
        self._key_readers = buckets("key-reader", max(2 * each * GENEROUS**2, 1), BURST * GENEROUS**2)

    async def conversation(self, conversation: str) -> None:
        """One more message of a conversation."""
        await self._check(self._conversations, conversation)

    async def address(self, remote: str | None) -> None:
        """One more write from an address."""
        await self._check(self._addresses, network_of(remote))

    async def reader(self, remote: str | None) -> None:
        """One more costly read from an address; those of this machine are the operator's and are not limited."""
        if not is_loopback(remote):
            await self._check(self._readers, network_of(remote))

    async def key(self, key: str) -> None:
        """One more message of a program, which speaks for many senders."""
        await self._check(self._keys, key)

    async def key_reader(self, key: str) -> None:
        """One more costly read of a program, wherever it is."""
        await self._check(self._key_readers, key)

    async def _check(self, buckets: Buckets, key: str) -> None:
        if not self._off and (wait := await buckets.take(key)):
            raise too_many(wait)


@lru_cache(maxsize=1024)
def network_of(remote: str | None) -> str:
    """The address, of IPv6 the /64: a household or a server has all of one."""
    try:
        address = ipaddress.ip_address((remote or "").split("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


@lru_cache(maxsize=1024)
def is_loopback(remote: str | None) -> bool:
    """Whether the connection comes from this machine."""
    try:
        address = ipaddress.ip_address((remote or "").split("%")[0])
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback
