"""A step is done when it is needed and only then."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import setup
from scripts.setup import SetupError, Step, fingerprint

REAL_ROOT = setup.ROOT


class Workshop:
    """A tree of its own with one input, one output, and a step that counts its runs."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.runs: list[str] = []
        (root / "in").mkdir()
        (root / "in" / "a.txt").write_text("a")
        self.out = root / "out"

    def step(self, name: str = "thing", work: Callable[[], None] | None = None) -> Step:
        def run() -> None:
            self.runs.append(name)
            self.out.touch()
            if work:
                work()

        return Step(name, ("in",), (self.out,), run)


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "VAR", tmp_path / "var")
    monkeypatch.setattr(setup, "STAMPS", tmp_path / "var" / "setup.json")
    monkeypatch.setattr(setup, "LOG", tmp_path / "var" / "log" / "setup.log")
    return Workshop(tmp_path)


def test_a_second_run_does_nothing(workshop: Workshop, capsys: pytest.CaptureFixture[str]):
    setup._run_steps([workshop.step()], set())
    assert "[1/1] thing … " in capsys.readouterr().out
    setup._run_steps([workshop.step()], set())
    assert "[1/1] thing: up to date" in capsys.readouterr().out
    assert workshop.runs == ["thing"]


@pytest.mark.parametrize("change", ["content", "new file", "renamed", "output gone"])
def test_a_change_makes_it_run_again(workshop: Workshop, change: str):
    setup._run_steps([workshop.step()], set())
    source = workshop.root / "in" / "a.txt"
    if change == "content":
        source.write_text("b")
    elif change == "new file":
        (workshop.root / "in" / "b.txt").touch()
    elif change == "renamed":
        source.rename(source.with_name("c.txt"))
    else:
        workshop.out.unlink()
    setup._run_steps([workshop.step()], set())
    assert len(workshop.runs) == 2


def test_what_python_leaves_behind_is_no_change(workshop: Workshop):
    before = fingerprint(("in",))
    for name in ("__pycache__/a.pyc", "__pycache__/b.txt", ".venv/lib/c.py", "d.pyc"):
        path = workshop.root / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert fingerprint(("in",)) == before


def test_a_forced_step_runs_and_the_database_always_does(workshop: Workshop):
    steps = [workshop.step(), workshop.step("database")]
    setup._run_steps(steps, set())
    setup._run_steps(steps, {"thing"})
    assert workshop.runs == ["thing", "database", "thing", "database"]
    setup._run_steps(steps, set())
    assert workshop.runs[4:] == ["database"]


def test_a_step_that_fails_stops_and_is_tried_again(workshop: Workshop):
    def fails() -> None:
        raise SetupError("no")

    with pytest.raises(SetupError):
        setup._run_steps([workshop.step("first"), workshop.step("second", fails), workshop.step("third")], set())
    setup._run_steps([workshop.step("first"), workshop.step("second"), workshop.step("third")], set())
    assert workshop.runs == ["first", "second", "second", "third"]


def test_a_command_that_fails_shows_its_last_lines(workshop: Workshop, capsys: pytest.CaptureFixture[str]):
    setup.LOG.parent.mkdir(parents=True)
    code = "import sys; print('out'); print('the reason', file=sys.stderr); sys.exit(3)"
    with pytest.raises(SetupError, match=r"var/log/setup\.log"):
        setup._execute([sys.executable, "-c", code])
    shown = capsys.readouterr().err
    assert "the reason" in shown
    assert len(shown.splitlines()) <= 13
    with pytest.raises(SetupError, match="what to do"):
        setup._execute([sys.executable, "-c", code], problem="what to do")


def test_secrets_are_long_private_and_kept(workshop: Workshop):
    step = next(one for one in setup.steps(dev=False) if one.name == "secrets")
    path = setup.VAR / "secrets.env"
    setup._run_steps([Step(step.name, step.inputs, (path,), step.run)], set())
    first = path.read_text()
    values = dict(line.split("=", 1) for line in first.splitlines())
    assert set(values) == {"ENGINE_TOKEN", "ACTIONS_TOKEN"}
    assert min(map(len, values.values())) >= 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    setup._run_steps([Step(step.name, step.inputs, (path,), step.run)], set())
    assert path.read_text() == first


def test_an_old_python_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    monkeypatch.setattr(sys, "argv", ["setup.py"])
    assert setup.main() == 1
    assert capsys.readouterr().err.strip().startswith("setup: Python 3.11 or newer is needed")


@pytest.mark.parametrize("dev", [False, True])
def test_every_input_is_there(dev: bool):
    """An input that is misspelt would never make its step run again."""
    for step in setup.steps(dev=dev):
        assert [name for name in step.inputs if not (REAL_ROOT / name).exists()] == [], step.name


def test_tests_need_more_than_serving():
    serving, testing = ({one.name: one.inputs for one in setup.steps(dev=dev)} for dev in (False, True))
    assert list(serving) == list(testing)
    assert "requirements-dev.txt" in testing["application environment"]
    assert "bot/requirements-dev.txt" in testing["engine environment"]
