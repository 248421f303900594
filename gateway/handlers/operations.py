"""For whoever runs it: is it alive, is it ready, how much does it do."""

from __future__ import annotations

from aiohttp import web
from prometheus_client import generate_latest
from sqlalchemy.exc import SQLAlchemyError

from gateway.health import READY
from gateway.house import house_of


async def healthz(_request: web.Request) -> web.Response:
    """The process answers; says nothing of the other parts."""
    return web.json_response({"alive": True})


async def readyz(request: web.Request) -> web.Response:
    """200 when every part is up and the model loaded, else 503 with what is wrong."""
    parts = await house_of(request).health.parts()
    ready = all(state == READY for state in parts.values())
    return web.json_response({"ready": ready, "parts": parts}, status=200 if ready else 503)


async def metrics(request: web.Request) -> web.Response:
    """Counters and times in the text format of Prometheus."""
    house = house_of(request)
    house.metrics.waiting.set(len(house.backlog))
    house.metrics.sockets.set(len(house.live))
    try:
        for state, number in (await house.outbox.sizes(now=house.clock())).items():
            house.metrics.outbox.labels(state).set(number)
    except SQLAlchemyError:
        house.metrics.outbox.clear()
    return web.Response(
        body=generate_latest(house.metrics.registry), headers={"Content-Type": "text/plain; version=0.0.4"}
    )
