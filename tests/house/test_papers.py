"""What the papers say can be done can be done."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT, read_yaml

PAPERS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
TARGETS = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
BOTH = [*PROJECT["dependencies"], *EXTRAS["training"]]
ENGINE_LOCKS = ("bot/requirements.txt", "bot/requirements-dev.txt")


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _pins(*names: str) -> dict[str, Requirement]:
    lines = [line for name in names for line in _text(name).splitlines() if line and not line.startswith(("#", " "))]
    pins = [Requirement(line) for line in lines]
    return {canonicalize_name(pin.name): pin for pin in pins}


def _wanted(name: str) -> list[str]:
    lines = _text(name).splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _path(environment: str) -> list[str]:
    return [str(path) for path in (ROOT / environment / "lib").glob("python3.*/site-packages")]


@pytest.mark.parametrize("target", TARGETS)
def test_the_readme_knows_every_make_target(target: str):
    assert re.search(rf"\bmake {target}\b", _text("README.md"))


def test_make_help_lists_every_target():
    shown = subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert re.findall(r"^  make ([a-z-]+)", shown, re.MULTILINE) == TARGETS


@pytest.mark.parametrize("paper", PAPERS)
def test_links_lead_somewhere(paper: str):
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", _text(paper)) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_files_that_are_named_are_there(paper: str):
    """`path/to/file` in a paper; `<area>` and the like are patterns, `var/` and `models/` are made."""
    named = re.findall(r"`([\w./-]+/[\w./-]*)`", _text(paper))
    made = ("var/", "models/", "/", "http", "widget/", "deploy/")
    assert [one for one in named if not one.startswith(made) and not (ROOT / one).exists()] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_commands_that_are_named_exist(paper: str):
    modules = set(re.findall(r"python -m ([a-z_.]+)", _text(paper))) - {"pip", "pytest", "mypy", "ruff", "http.server"}
    for module in modules:
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), module
    targets = set(re.findall(r"`make ([a-z-]+)", _text(paper)))
    assert targets <= set(TARGETS)


def test_ci_runs_the_gate():
    jobs = read_yaml(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]
    steps = [step.get("run", "") for job in jobs.values() for step in job["steps"]]
    assert any(re.search(r"^make test$", run, re.MULTILINE) for run in steps)


@pytest.mark.parametrize(
    ("locks", "wanted"),
    [
        (["requirements.txt"], PROJECT["dependencies"]),
        (["requirements-training.txt"], BOTH),
        (["requirements-dev.txt"], [*BOTH, *EXTRAS["dev"]]),
        (["bot/requirements.txt"], _wanted("bot/requirements.in")),
        (["bot/requirements-dev.txt"], _wanted("bot/requirements-dev.in")),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_lock_pins_everything_that_is_wanted(locks: list[str], wanted: list[str]):
    pins = _pins(*locks)
    for requirement in map(Requirement, wanted):
        pin = pins[canonicalize_name(requirement.name)]
        version = str(pin.specifier).removeprefix("==")
        assert str(pin.specifier).startswith("==")
        assert "*" not in version
        assert requirement.specifier.contains(version, prereleases=True), requirement


@pytest.mark.parametrize(
    ("environment", "locks", "python"),
    [
        (".venv", ("requirements-dev.txt",), "3.11"),
        ("bot/.venv", ENGINE_LOCKS, "3.10"),
    ],
)
def test_a_lock_is_complete(environment: str, locks: tuple[str, ...], python: str):
    """What a pinned package needs is pinned too, as the installed packages tell it."""
    pins = _pins(*locks)
    installed = {canonicalize_name(one.name): one for one in distributions(path=_path(environment))}
    here = {**default_environment(), "python_version": python, "python_full_version": f"{python}.0"}
    missing = {
        (name, need.name)
        for name, pin in pins.items()
        if name in installed
        for need in _needs(installed[name], {"", *pin.extras}, here)
        if canonicalize_name(need.name) not in pins
    }
    assert missing == set()
    assert set(pins) - set(installed) <= _elsewhere(pins, here)


def _needs(one: Distribution, extras: set[str], here: dict[str, str]) -> list[Requirement]:
    found = [Requirement(line) for line in one.requires or []]
    return [
        need
        for need in found
        if need.marker is None or any(need.marker.evaluate({**here, "extra": extra}) for extra in extras)
    ]


def _elsewhere(pins: dict[str, Requirement], here: dict[str, str]) -> set[str]:
    """Pins whose marker does not hold on this machine."""
    return {name for name, pin in pins.items() if pin.marker is not None and not pin.marker.evaluate(here)}


def test_shared_packages_have_one_version():
    """Training and development add to what is served; they never change it."""
    served = _pins("requirements.txt")
    for name in ("requirements-training.txt", "requirements-dev.txt"):
        grown = _pins(name)
        assert {key: str(pin.specifier) for key, pin in served.items()} == {
            key: str(grown[key].specifier) for key in served
        }


def test_imports_point_downward_only():
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_the_licence_is_the_one_that_is_declared():
    assert PROJECT["license"] == "Apache-2.0"
    assert "Apache License" in _text("LICENSE")
    assert "Version 2.0, January 2004" in _text("LICENSE")
