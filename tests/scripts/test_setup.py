"""A step is done when it is needed and only then."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts import building, environments, setup, web
from scripts.building import Builder, Places, SetupError, Step, fingerprint
from settings import Settings, load_without_secrets

REAL_ROOT = setup.ROOT


class Workshop:
    """A tree of its own with one input, one output, and a step that counts its runs."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.builder = Builder(Places(root / "models", root / "var", root / "catalogue"))
        self.runs: list[str] = []
        (root / "in").mkdir()
        (root / "in" / "a.txt").write_text("a")
        self.out = root / "out"

    def step(self, name: str = "thing", work: Callable[[], None] | None = None, *, always: bool = False) -> Step:
        def run() -> None:
            self.runs.append(name)
            self.out.touch()
            if work:
                work()

        return Step(name, (self.root / "in",), (self.out,), run, always)

    def do(self, *steps: Step, forced: str = "") -> None:
        self.builder.do(list(steps), {forced})


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    monkeypatch.setattr(building, "ROOT", tmp_path)
    return Workshop(tmp_path)


def test_a_second_run_does_nothing(workshop: Workshop, capsys: pytest.CaptureFixture[str]):
    workshop.do(workshop.step())
    assert "[1/1] thing … " in capsys.readouterr().out
    workshop.do(workshop.step())
    assert "[1/1] thing: up to date" in capsys.readouterr().out
    assert workshop.runs == ["thing"]


@pytest.mark.parametrize("change", ["content", "new file", "renamed", "output gone", "stamps damaged"])
def test_a_change_makes_it_run_again(workshop: Workshop, change: str):
    workshop.do(workshop.step())
    source = workshop.root / "in" / "a.txt"
    if change == "content":
        source.write_text("b")
    elif change == "new file":
        (workshop.root / "in" / "b.txt").touch()
    elif change == "renamed":
        source.rename(source.with_name("c.txt"))
    elif change == "output gone":
        workshop.out.unlink()
    else:
        workshop.builder.places.stamps.write_text("{")
    workshop.do(workshop.step())
    assert len(workshop.runs) == 2


def test_another_place_for_the_output_makes_it_run_again(workshop: Workshop):
    """Going back too: what lies there may be older than the inputs."""
    other = Step("thing", (workshop.root / "in",), (workshop.root / "in",), workshop.step().run)
    for step in (workshop.step(), other, workshop.step()):
        workshop.do(step)
    assert len(workshop.runs) == 3


def test_what_python_leaves_behind_is_no_change(workshop: Workshop):
    before = fingerprint((workshop.root / "in",))
    for name in ("__pycache__/a.pyc", "__pycache__/b.txt", ".venv/lib/c.py", "d.pyc"):
        path = workshop.root / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert fingerprint((workshop.root / "in",)) == before


def test_a_forced_step_runs_and_some_always_do(workshop: Workshop):
    steps = [workshop.step(), workshop.step("database", always=True)]
    workshop.do(*steps)
    workshop.do(*steps, forced="thing")
    assert workshop.runs == ["thing", "database", "thing", "database"]
    workshop.do(*steps)
    assert workshop.runs[4:] == ["database"]


def test_a_step_that_fails_stops_and_is_tried_again(workshop: Workshop):
    def fails() -> None:
        raise SetupError("no")

    with pytest.raises(SetupError):
        workshop.do(workshop.step("first"), workshop.step("second", fails), workshop.step("third"))
    workshop.do(workshop.step("first"), workshop.step("second"), workshop.step("third"))
    assert workshop.runs == ["first", "second", "second", "third"]


def failing(workshop: Workshop, code: int, **options: Any) -> str:
    """The one line for a program that says two and ends with ``code``, after another one that succeeded."""
    workshop.builder.places.log.parent.mkdir(parents=True, exist_ok=True)
    workshop.builder.execute([sys.executable, "-c", "print('earlier')"])
    program = f"import sys; print('out'); print('the reason', file=sys.stderr); sys.exit({code})"
    with pytest.raises(SetupError) as failure:
        workshop.builder.execute([sys.executable, "-c", program], **options)
    return str(failure.value)


def test_a_command_that_fails_shows_its_own_last_lines(workshop: Workshop, capsys: pytest.CaptureFixture[str]):
    assert failing(workshop, 3).endswith("failed; see var/log/setup.log")
    shown = capsys.readouterr().err
    assert "the reason" in shown
    assert "earlier" not in shown
    assert len(shown.splitlines()) <= building.TAIL


def test_a_known_trouble_is_one_line(workshop: Workshop, capsys: pytest.CaptureFixture[str]):
    assert failing(workshop, 3, problem="what to do") == "what to do (see var/log/setup.log)"
    assert failing(workshop, building.WRONG_SETTING, ours=True) == "the reason"
    assert capsys.readouterr().err == ""


def test_programs_are_told_where_things_are(workshop: Workshop):
    places = workshop.builder.places
    places.log.parent.mkdir(parents=True)
    show = "import os; print(*(os.environ[one] for one in ('MODELS_DIR', 'VAR_DIR', 'CATALOGUE_DIR')), sep='\\n')"
    workshop.builder.execute([sys.executable, "-c", show])
    assert places.log.read_text().splitlines()[-3:] == [str(places.models), str(places.var), str(places.catalogue)]


def test_secrets_are_long_private_and_kept(workshop: Workshop):
    (step,) = [one for one in setup.steps(workshop.builder, dev=False) if one.name == "secrets"]
    path = workshop.builder.places.var / "secrets.env"
    workshop.do(step)
    first = path.read_text()
    values = dict(line.split("=", 1) for line in first.splitlines())
    assert set(values) == {"ENGINE_TOKEN", "ACTIONS_TOKEN", "SERVER_SECRET"}
    assert min(map(len, values.values())) >= 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    workshop.do(step)
    assert path.read_text() == first


def test_secrets_of_an_older_version_are_kept_and_completed(workshop: Workshop):
    (step,) = [one for one in setup.steps(workshop.builder, dev=False) if one.name == "secrets"]
    path = workshop.builder.places.var / "secrets.env"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("ENGINE_TOKEN=abcdefghijklmnop\nACTIONS_TOKEN=ponmlkjihgfedcba")
    workshop.do(step)
    first, second, third = path.read_text().splitlines()
    assert (first, second) == ("ENGINE_TOKEN=abcdefghijklmnop", "ACTIONS_TOKEN=ponmlkjihgfedcba")
    assert third.startswith("SERVER_SECRET=")
    assert len(third) > 40


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "MODELS_DIR=built\nVAR_DIR='two words'\nCATALOGUE_DIR=",
        "export models_dir=${HOME}/m # here\nVAR_DIR=\nvar_dir=v",
    ],
)
@pytest.mark.parametrize("environment", [{}, {"MODELS_DIR": "elsewhere", "VAR_DIR": ""}])
def test_what_is_built_is_what_the_processes_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: str, environment: dict[str, str]
):
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(lines)
    places, settings = setup.read_places(tmp_path, os.environ), load_without_secrets()
    assert places == Places(
        *(tmp_path / one for one in (settings.models_dir, settings.var_dir, settings.catalogue_dir))
    )


def test_a_line_that_cannot_be_read_is_refused(tmp_path: Path):
    (tmp_path / ".env").write_text("A=1\nwhat is this\n")
    with pytest.raises(SetupError, match=r"^\.env: line 2 "):
        setup.read_places(tmp_path, {})
    (tmp_path / ".env").write_bytes("BRAND_NAME=Löwe".encode("latin-1"))
    with pytest.raises(SetupError, match="UTF-8"):
        setup.read_places(tmp_path, {})


def test_a_name_that_is_no_setting_is_mentioned(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / ".env.example").write_text("GATEWAY_PORT=8000\n")
    (tmp_path / ".env").write_text("GATWAY_PORT=1\ngateway_port=2\nOTHER=3\n")
    setup.read_places(tmp_path, {})
    first, second = capsys.readouterr().err.splitlines()
    assert first == "setup: .env: GATWAY_PORT is no setting, is GATEWAY_PORT meant?"
    assert "OTHER" in second


def test_a_folder_that_cannot_be_written_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "var").touch()
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    monkeypatch.setattr(sys, "argv", ["setup.py"])
    assert setup.main() == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line == f"setup: {tmp_path / 'var' / 'log'}: Not a directory"


def test_without_the_needed_python_it_says_which(workshop: Workshop, monkeypatch: pytest.MonkeyPatch):
    """A uv that finds none and can fetch none."""
    uv = workshop.root / "uv"
    uv.write_text("#!/bin/sh\necho error: No interpreter found >&2\nexit 2\n")
    uv.chmod(0o755)
    monkeypatch.setenv("PATH", str(workshop.root), prepend=":")
    workshop.builder.places.log.parent.mkdir(parents=True)
    with pytest.raises(SetupError, match=r"^no Python 3\.10, and uv could not fetch one: install it"):
        environments.make_environment(workshop.builder, workshop.root / "none", "3.10", "requirements.txt")


def test_an_old_python_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    monkeypatch.setattr(sys, "argv", ["setup.py"])
    assert setup.main() == 1
    assert capsys.readouterr().err.strip().startswith("setup: Python 3.11 or newer is needed")


@pytest.mark.parametrize(
    ("version", "enough"),
    [
        ("v20.19.0", True),
        ("v20.18.9", False),
        ("v18.20.4", False),
        ("v21.7.0", False),
        ("v22.11.0", False),
        ("v22.12.0", True),
        ("v24.0.1", True),
        ("", False),
    ],
)
def test_which_node_builds_the_widget(version: str, enough: bool):
    assert web.new_enough(version) is enough


@pytest.mark.parametrize(("said", "problem"), [(None, "has none"), ("v18.1.0", "this is v18.1.0")])
def test_without_the_needed_node_it_says_which(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, said: str | None, problem: str
):
    for name in ("node", "npm") if said else ():
        program = workshop.root / name
        program.write_text(f"#!/bin/sh\necho {said}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(workshop.root))
    with pytest.raises(SetupError, match=rf"^Node 20\.19 or newer .* {problem}$"):
        web.fetch_packages(workshop.builder)


@pytest.mark.parametrize("dev", [False, True])
def test_every_input_is_there(dev: bool):
    """An input that is misspelt would never make its step run again."""
    for step in real_steps(dev=dev):
        assert [path for path in step.inputs if not path.exists()] == [], step.name


def test_tests_need_more_than_serving():
    serving, testing = ({one.name: one.inputs for one in real_steps(dev=dev)} for dev in (False, True))
    assert list(serving) == list(testing)
    assert REAL_ROOT / "requirements-dev.txt" in testing["application environment"]
    assert REAL_ROOT / "bot" / "requirements-dev.txt" in testing["engine environment"]


def real_steps(*, dev: bool) -> list[Step]:
    return setup.steps(Builder(setup.read_places(REAL_ROOT, {})), dev=dev)
