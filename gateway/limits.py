"""Token buckets: how much one conversation and one address may ask for.

Addresses are those of the connection; X-Forwarded-For is not trusted, because whoever sends it can write it. Behind a
reverse proxy on another host all travellers therefore share one address: raise RATE_LIMIT_PER_MINUTE and limit there.
"""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache

from gateway.problems import too_many

PER_CONVERSATION = 60
BURST = 20
GENEROUS = 10
"""Reading a sentence or recommending writes nothing, so an address may do that much more of it."""
REMEMBERED = 10_000

Clock = Callable[[], float]


class Buckets:
    """A bucket for each key, filled with ``per_minute`` tokens a minute up to ``burst``; at most ``remembered``."""

    def __init__(self, per_minute: float, burst: int, clock: Clock = time.monotonic, remembered: int = REMEMBERED):
        self._rate = per_minute / 60
        self._burst = burst
        self._clock = clock
        self._remembered = remembered
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> float:
        """Take a token: 0.0 when there was one, otherwise the seconds until there will be."""
        now = self._clock()
        level, then = self._levels.pop(key, (float(self._burst), now))
        level = min(float(self._burst), level + (now - then) * self._rate)
        # The tolerance forgives rounding: who waits as long as told must find the token.
        taken = level >= 1 - 1e-6
        self._levels[key] = (max(0.0, level - 1) if taken else level, now)
        while len(self._levels) > self._remembered:
            self._levels.popitem(last=False)
        return 0.0 if taken else (1 - level) / self._rate

    def __len__(self) -> int:
        return len(self._levels)


class Limits:
    """The gateway's limits; every method raises Problem 429 with Retry-After, none when they are off.

    ``per_minute`` is RATE_LIMIT_PER_MINUTE: None for the defaults, 0 for no limit, else that many a minute for a
    conversation and twice as many for an address.
    """

    def __init__(self, per_minute: int | None, clock: Clock = time.monotonic) -> None:
        each = PER_CONVERSATION if per_minute is None else per_minute
        self._off = each == 0
        self._conversations = Buckets(max(each, 1), min(BURST, max(each, 1)), clock)
        self._addresses = Buckets(max(2 * each, 1), min(BURST, max(2 * each, 1)), clock)
        self._readers = Buckets(max(2 * each * GENEROUS, 1), BURST * GENEROUS, clock)

    def conversation(self, conversation: str) -> None:
        """One more message of a conversation."""
        self._check(self._conversations, conversation)

    def address(self, remote: str | None) -> None:
        """One more write from an address."""
        self._check(self._addresses, network_of(remote))

    def reader(self, remote: str | None) -> None:
        """One more costly read from an address; those of this machine are the operator's and are not limited."""
        if not is_loopback(remote):
            self._check(self._readers, network_of(remote))

    def _check(self, buckets: Buckets, key: str) -> None:
        if not self._off and (wait := buckets.take(key)):
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
