"""What tests of several parsers share."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest


@pytest.fixture(scope="session")
def cpu_seconds() -> Callable[..., float]:
    """The processor time of the quickest of three calls: others on the machine must not fail a test."""

    def measure(call: Callable[..., object], *args: object, **options: object) -> float:
        times = []
        for _ in range(3):
            began = time.process_time()
            call(*args, **options)
            times.append(time.process_time() - began)
        return min(times)

    return measure
