"""What several gateways share: in Redis when REDIS_URL is set, in this process otherwise."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from gateway.buckets import Buckets, MemoryBuckets, RedisBuckets
from gateway.live import Live
from settings import Settings

if TYPE_CHECKING:
    from redis.asyncio import Redis

TIMEOUT = 0.5
"""Seconds for a try of a command; there are two at most."""
ALIVE_SECONDS = 15


def _in_memory(_name: str, per_minute: float, burst: int) -> Buckets:
    return MemoryBuckets(per_minute, burst)


@dataclass(frozen=True)
class Shared:
    """``buckets`` makes a set of buckets of (name, per minute, burst); ``checks`` raise when a part is away."""

    live: Live = field(default_factory=Live)
    buckets: Callable[[str, float, int], Buckets] = _in_memory
    checks: dict[str, Callable[[], Awaitable[object]]] = field(default_factory=dict)


@asynccontextmanager
async def open_shared(settings: Settings) -> AsyncIterator[Shared]:
    """For the life of a gateway."""
    if settings.redis_url is None:
        yield Shared()
        return
    # Here and not above: most gateways are alone and need not load it.
    from redis.asyncio import Redis
    from redis.asyncio.retry import Retry
    from redis.backoff import NoBackoff

    from gateway.relay import RedisRelay

    url = settings.redis_url.get_secret_value()
    # Once more, for a kept connection that Redis has closed meanwhile.
    once = Retry(NoBackoff(), 1)
    commands = Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT, retry=once)
    listening = Redis.from_url(url, socket_connect_timeout=TIMEOUT, health_check_interval=ALIVE_SECONDS)
    relay = RedisRelay(listening)
    live = Live(relay.send)
    relay.start(live.show)
    try:
        yield Shared(live, partial(_in_redis, commands), {"redis": commands.ping})
    finally:
        await relay.stop()
        await commands.aclose()
        await listening.aclose()


def _in_redis(client: Redis, name: str, per_minute: float, burst: int) -> Buckets:
    return RedisBuckets(client, name, per_minute, burst)
