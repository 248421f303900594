"""A process that dies is started again, one that is told to stop is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COUNTING = (
    "import sys, pathlib; p = pathlib.Path(sys.argv[1]); n = len(p.read_text()) if p.exists() else 0; "
    "p.write_text('x' * (n + 1));"
)
WAITING = "import time; time.sleep(60)"


def start(tmp_path: Path, code: str, grace: float = 8.0) -> subprocess.Popen[str]:
    """keep.py over ``python -c code``; the file ``runs`` is its argument."""
    run = f"import sys; from scripts import keep; keep.GRACE = {grace}; sys.exit(keep.Keeper(sys.argv[1:]).run())"
    command = [sys.executable, "-c", run, sys.executable, "-c", code, str(tmp_path / "runs")]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    output, _ = process.communicate(timeout=20)
    return process.returncode, output


def runs(tmp_path: Path) -> int:
    path = tmp_path / "runs"
    return len(path.read_text()) if path.exists() else 0


def wait_for(tmp_path: Path, number: int) -> None:
    deadline = time.monotonic() + 10
    while runs(tmp_path) < number:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_process_that_dies_is_started_again(tmp_path: Path):
    code, output = finish(start(tmp_path, f"{COUNTING} sys.exit(1 if n < 2 else 0)"))
    assert (code, runs(tmp_path)) == (0, 3)
    assert output.count("starting again") == 2


def test_a_process_that_keeps_dying_is_given_up(tmp_path: Path):
    code, output = finish(start(tmp_path, f"{COUNTING} sys.exit(7)"))
    assert (code, runs(tmp_path)) == (7, 3)
    assert "giving up" in output


def test_a_good_end_is_not_tried_again(tmp_path: Path):
    code, output = finish(start(tmp_path, f"{COUNTING} sys.exit(0)"))
    assert (code, runs(tmp_path), output) == (0, 1, "")


def test_a_wrong_setting_is_not_tried_again_and_it_says_so(tmp_path: Path):
    code, output = finish(start(tmp_path, f"{COUNTING} sys.exit(2)"))
    assert (code, runs(tmp_path)) == (2, 1)
    assert "not trying again" in output


def test_a_killed_process_comes_back(tmp_path: Path):
    keeper = start(tmp_path, f"import os; {COUNTING} n or os.kill(os.getpid(), 9)")
    code, output = finish(keeper)
    assert (code, runs(tmp_path)) == (0, 2)
    assert "ended with -9" in output


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_stops_the_process_and_ends_well(tmp_path: Path, number: signal.Signals):
    keeper = start(tmp_path, f"import os; {COUNTING} p.with_name('pid').write_text(str(os.getpid())); {WAITING}")
    wait_for(tmp_path, 1)
    time.sleep(0.2)
    child = int((tmp_path / "pid").read_text())
    keeper.send_signal(number)
    assert finish(keeper)[0] == 0
    assert runs(tmp_path) == 1
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_who_does_not_listen_is_killed(tmp_path: Path):
    deaf = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {COUNTING} {WAITING}"
    keeper = start(tmp_path, deaf, grace=0.3)
    wait_for(tmp_path, 1)
    keeper.terminate()
    began = time.monotonic()
    assert finish(keeper)[0] == 0
    assert time.monotonic() - began < 30
