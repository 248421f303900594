"""A house of its own for each module: its processes are killed here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from tests.fixtures.chat import Traveller
from tests.fixtures.gateway_at import set_clock
from tests.fixtures.house import House, open_house


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that says what time it is; a test may move it ahead."""
    file = tmp_path_factory.mktemp("clock") / "clock"
    set_clock(file, datetime.now(UTC))
    return file


@pytest.fixture(scope="module")
def opened(clock: Path) -> Iterator[House]:
    """Engine, actions and gateway."""
    with open_house(("-m", "tests.fixtures.gateway_at", str(clock))) as house:
        yield house


@pytest.fixture
def house(opened: House) -> House:
    """All parts up, whatever the test before has killed."""
    opened.restart_missing()
    return opened


@pytest.fixture
async def traveller(house: House) -> AsyncIterator[Traveller]:
    """Somebody with a conversation of their own."""
    async with aiohttp.ClientSession() as session:
        yield Traveller(session, house.url)
