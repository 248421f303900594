"""What several rooms share. The engine's environment reads this too, so nothing here imports at the top."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.fixtures.lanes import Lanes
    from tests.fixtures.postgres import Cluster


def pytest_configure() -> None:
    """How long an example takes is the machine's affair."""
    if find_spec("hypothesis"):
        from hypothesis import settings

        settings.register_profile("patient", deadline=None)
        settings.load_profile("patient")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Lanes | None:
    """Side by side, at most two houses are open; any other way of handing out is left as it is."""
    if config.getvalue("dist") != "loadfile":
        return None
    from tests.fixtures.lanes import Lanes

    config.option.loadscopereorder = False
    return Lanes(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In a worker the longest files come first, or one would be left alone with them at the end."""
    if hasattr(config, "workerinput"):
        from tests.fixtures.lanes import longest_first

        longest_first(items)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A server whose database ``template`` is migrated. Without PostgreSQL the tests fail unless told to skip."""
    from db.engine import migrate
    from tests.fixtures.postgres import WITHOUT, PostgresMissing, running_cluster

    async def make_template(server: Cluster) -> None:
        await migrate(await server.create("template"))

    try:
        with running_cluster() as server:
            asyncio.run(make_template(server))
            yield server
    except PostgresMissing as missing:
        if os.environ.get(WITHOUT) == "1":
            pytest.skip(f"{WITHOUT}=1: {missing}")
        pytest.fail(str(missing))


@pytest.fixture(scope="session", autouse=True)
def plain_tracebacks() -> None:
    """Exceptions are logged in a few lines: drawing every variable, structlog's own way, takes seconds for each."""
    import structlog

    renderer = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*structlog.get_config()["processors"][:-1], renderer])
