"""What lies in the repository: nothing of the machine it was written on, nothing too long, nothing built."""

from __future__ import annotations

import ast
import os
import re
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.house.tree import ROOT, sources, tracked

LONGEST = 350
HOMES = re.compile(r"(?<![\w.~-])/(?:home|Users|root|mnt|opt|work|workspace)/[\w.-]+")
FOUND_BY_NAME = {"/opt/homebrew"}
BUILT = re.compile(
    r"(^|/)(__pycache__|\.venv|node_modules|models|var|static/widget)/|\.(pyc|onnx|npy|sqlite|tar\.gz)$|(^|/)\.env$"
)


def _texts() -> list[tuple[str, str]]:
    found = []
    for name in tracked():
        try:
            found.append((name, (ROOT / name).read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return found


def _hosts() -> set[str]:
    """Where this machine gets its packages from."""
    variables = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX", "npm_config_registry")
    urls = [url for name in variables for url in os.environ.get(name, "").split()]
    return {host for url in urls if (host := urlsplit(url).hostname)}


def test_no_file_names_this_machine():
    here = {str(ROOT), str(Path.home()), *_hosts(), *(name for name in [socket.gethostname()] if len(name) > 6)} - {"/"}
    named = [(name, one) for name, text in _texts() for one in here if re.search(rf"{re.escape(one)}(?![\w-])", text)]
    assert named == []


def test_no_file_names_a_home_folder():
    found = [(name, path) for name, text in _texts() for path in HOMES.findall(text) if path not in FOUND_BY_NAME]
    assert found == []


def test_no_lock_file_names_an_index():
    locks = [name for name in tracked() if re.search(r"requirements[\w-]*\.(txt|in)$", name)]
    assert len(locks) == 7
    for name in locks:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if line.startswith("-") or "://" in line] == [], name


def test_the_lock_of_the_widget_names_no_registry():
    assert '"resolved"' not in (ROOT / "widget/package-lock.json").read_text(encoding="utf-8")


def test_nothing_built_is_tracked_but_what_a_newcomer_should_not_wait_for():
    assert [name for name in tracked() if BUILT.search(name)] == ["data/understanding/model.onnx"]


@pytest.mark.parametrize("name", [name for name in tracked() if name.endswith(".py")])
def test_a_module_is_short_enough_to_read(name: str):
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_every_module_says_what_it_is():
    silent = [module for module, tree in sources() if tree.body and ast.get_docstring(tree) is None]
    assert silent == []


def test_nothing_is_left_to_do():
    marks = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    assert [name for name, text in _texts() if marks.search(text)] == []
