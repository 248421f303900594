"""Token buckets, in this process or shared by all gateways through Redis."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import structlog

if TYPE_CHECKING:
    from redis.asyncio import Redis

log = structlog.get_logger()

REMEMBERED = 10_000
RETRY_SECONDS = 5.0
"""For so long Redis is left alone after it failed, or every message would wait for it."""
PREFIX = "tripwright:bucket:"

Clock = Callable[[], float]

# Rate and burst are the arguments. The time is Redis's own: the clocks of several machines differ.
# The tolerance forgives rounding: who waits as long as told must find the token.
_TAKE = """
local now = redis.call('TIME')
now = now[1] + now[2] / 1000000
local rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local kept = redis.call('HMGET', KEYS[1], 'level', 'at')
local level = math.min(burst, (tonumber(kept[1]) or burst) + (now - (tonumber(kept[2]) or now)) * rate)
local wait = 0
if level >= 1 - 0.000001 then
  level = math.max(0, level - 1)
else
  wait = (1 - level) / rate
end
redis.call('HSET', KEYS[1], 'level', string.format('%.6f', level), 'at', string.format('%.6f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil(burst / rate * 1000) + 1000)
return string.format('%.6f', wait)
"""


class Buckets(Protocol):
    """A bucket for each key."""

    async def take(self, key: str) -> float:
        """Take a token: 0.0 when there was one, otherwise the seconds until there will be. Never raises."""
        ...


class MemoryBuckets:
    """Buckets of this process, filled with ``per_minute`` tokens a minute up to ``burst``; at most ``remembered``."""

    def __init__(self, per_minute: float, burst: int, clock: Clock = time.monotonic, remembered: int = REMEMBERED):
        self._rate = per_minute / 60
        self._burst = burst
        self._clock = clock
        self._remembered = remembered
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def take(self, key: str) -> float:
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


class RedisBuckets:
    """Buckets that all gateways share; while Redis is away, each gateway has its own.

    Keys are hashed: a conversation's id opens it, and addresses are nobody's business.
    """

    def __init__(self, client: Redis, name: str, per_minute: float, burst: int, clock: Clock = time.monotonic) -> None:
        self._script = client.register_script(_TAKE)
        self._prefix = f"{PREFIX}{name}:"
        self._arguments = [per_minute / 60, burst]
        self._own = MemoryBuckets(per_minute, burst, clock)
        self._clock = clock
        self._away_until = 0.0

    async def take(self, key: str) -> float:
        from redis.exceptions import RedisError

        if self._clock() >= self._away_until:
            hashed = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]
            try:
                return float(await self._script(keys=[self._prefix + hashed], args=self._arguments))
            except (RedisError, OSError) as error:
                self._away_until = self._clock() + RETRY_SECONDS
                log.warning("redis_away", kind=type(error).__name__)
        return await self._own.take(key)
