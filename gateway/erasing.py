"""Who wants to be forgotten is: by the engine, by the database, and by the engine once more.

The engine waits for the turn under way, so that none writes to the database after its rows have gone; a turn that began
in between is what the second time is for. Whatever stops in the middle begins anew when its lease is over.
"""

from __future__ import annotations

import structlog

from gateway.engine import EngineDown
from gateway.house import House
from travel.account.ports import Erasure

log = structlog.get_logger()


async def erase_due(house: House) -> int:
    """Carry out what is due; how many people are forgotten now. What the engine is missing for stays due."""
    done = 0
    for erasure in await house.erasures.due(now=house.clock()):
        try:
            await _erase(house, erasure)
        except EngineDown as error:
            log.warning("erasure_waits", erasure=erasure.id, reason=str(error))
        else:
            log.info("erased", erasure=erasure.id, conversations=len(erasure.conversations))
            done += 1
    return done


async def _erase(house: House, erasure: Erasure) -> None:
    await _forget(house, erasure)
    await house.erasures.carry_out(erasure, now=house.clock())
    await _forget(house, erasure)
    await house.erasures.finish(erasure, now=house.clock())


async def _forget(house: House, erasure: Erasure) -> None:
    for conversation in erasure.conversations:
        await house.engine.forget(conversation)
