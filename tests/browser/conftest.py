"""The running assistant that a browser talks to, and the browser: Debian's Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fixtures.house import ROOT, open_house
from tests.fixtures.ports import free_port

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
SCREENSHOTS = ROOT / "var" / "screenshots"


@pytest.fixture(scope="session")
def browser_program() -> str:
    """The path of the browser; without one the tests are left out, in CI they fail."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        missing = "no browser: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return found


@pytest.fixture(scope="module")
def stage(browser_program: str) -> Iterator[dict[str, str]]:
    """One house for all browser tests, and the environment that tells them where it is."""
    foreign = free_port()
    # Another host name makes it another site for the browser.
    with open_house(ALLOWED_ORIGINS=f"http://localhost:{foreign}") as house:
        yield {
            **os.environ,
            "BROWSER_PROGRAM": browser_program,
            "BROWSER_ASSISTANT": house.url,
            "BROWSER_MAILS": str(house.folder / "mail"),
            "BROWSER_FOREIGN_PORT": str(foreign),
            "BROWSER_SCREENSHOTS": str(SCREENSHOTS),
        }


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each file of browser tests."""
    if "scenes" in metafunc.fixturenames:
        files = sorted((ROOT / "widget" / "tests" / "browser").glob("*.browser.ts"))
        metafunc.parametrize("scenes", files, ids=lambda file: Path(file).name.removesuffix(".browser.ts"))
