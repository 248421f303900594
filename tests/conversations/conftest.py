"""One house for all conversations, with a clock that each of them sets; closed before the next file opens its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fixtures.gateway_at import set_clock
from tests.fixtures.house import House, open_house


@pytest.fixture(scope="module")
def clock() -> Iterator[Path]:
    """The file that says what time it is."""
    with tempfile.TemporaryDirectory(prefix="clock-") as folder:
        file = Path(folder) / "clock"
        set_clock(file, datetime.now(UTC))
        yield file


@pytest.fixture(scope="module")
def house(clock: Path) -> Iterator[House]:
    """Engine, actions and gateway, ready."""
    with open_house(("-m", "tests.fixtures.gateway_at", str(clock))) as opened:
        yield opened
