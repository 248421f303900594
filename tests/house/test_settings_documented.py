""".env.example lists every variable with its default, and no variable that nobody reads."""

from __future__ import annotations

import ast
import os
import re

from pydantic_core import PydanticUndefined

from scripts.up import environment
from settings import Settings
from tests.house.tree import ROOT, sources

LINE = re.compile(r"^#?(?P<name>[A-Z][A-Z0-9_]+)=(?P<value>.*)$")
READERS = ("os.environ.get", "environment.get", "environment.setdefault", "os.environ.setdefault", "os.environ.pop")
FOREIGN = {
    # Belong to other programs, which document them.
    "LANG",
    "LC_ALL",
    "LC_TIME",
    "TZ",
    "PATH",
    "PIP_FIND_LINKS",
    "UV_FIND_LINKS",
    "UV_TORCH_BACKEND",
    "RASA_CACHE_DIRECTORY",
    "RASA_TELEMETRY_ENABLED",
    "SANIC_WORKERS",
    "TF_CPP_MIN_LOG_LEVEL",
    "CUDA_VISIBLE_DEVICES",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
}


def _documented() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    found = [LINE.match(line) for line in lines]
    names = [match["name"] for match in found if match]
    assert len(names) == len(set(names)), "a variable stands twice"
    return {match["name"]: match["value"] for match in found if match}


def _read_directly() -> set[str]:
    """Variables that a module takes from the environment itself."""
    names = set()
    for _, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in READERS and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    names.add(first.value)
    return names - FOREIGN


def test_every_setting_is_listed_and_no_other():
    assert set(_documented()) == {name.upper() for name in Settings.model_fields}


def test_what_is_read_apart_from_the_settings_comes_from_them():
    """The engine has its own reader; what it takes from the environment, `make up` has put there."""
    tokens = {"engine_token": "x" * 16, "actions_token": "y" * 16}
    told = set(environment(Settings(_env_file=None, **tokens))) - set(os.environ)  # type: ignore[call-arg]
    assert _read_directly() - told == set()


def test_the_defaults_are_the_real_ones():
    documented = _documented()
    for name, field in Settings.model_fields.items():
        default = "" if field.default in (PydanticUndefined, None) else str(field.default)
        assert documented[name.upper()].strip('"') == default, name


def test_every_variable_is_explained_above_it():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    for before, line in zip(["", *lines], lines, strict=False):
        if LINE.match(line):
            assert before.startswith("# "), line


def test_the_example_is_a_valid_env_file(monkeypatch):
    """Copied as it is, it changes nothing and breaks nothing."""
    for name in _documented():
        monkeypatch.delenv(name, raising=False)
    tokens = {"engine_token": "x" * 16, "actions_token": "y" * 16}
    copied = Settings(_env_file=ROOT / ".env.example", **tokens)  # type: ignore[call-arg]
    assert copied == Settings(_env_file=None, **tokens)  # type: ignore[call-arg]
