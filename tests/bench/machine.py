"""What a figure was measured on, and what the processes use."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.fixtures.house import ROOT, House


def describe() -> str:
    """Cores, processor, load and commit in two lines."""
    cpu = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "unknown"
    )
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    commit = _git("rev-parse", "--short", "HEAD") or "unknown"
    changed = " with changes" if _git("status", "--porcelain", "--untracked-files=no") else ""
    return f"{os.cpu_count()} cores, {cpu}, load before {load}\ncommit {commit}{changed}"


def memory(house: House) -> str:
    """Resident and proportional memory of each process in MB, and the sum of both."""
    lines, sums = [], [0.0, 0.0]
    for part, process in house.processes.items():
        used = _used(process.pid)
        sums = [total + one for total, one in zip(sums, used, strict=True)]
        lines.append(f"  {part:<8} RSS {used[0]:6.0f} MB  PSS {used[1]:6.0f} MB")
    return "\n".join([*lines, f"  together RSS {sums[0]:6.0f} MB  PSS {sums[1]:6.0f} MB"])


def _used(pid: int) -> tuple[float, float]:
    found = dict.fromkeys(("Rss", "Pss"), 0.0)
    for line in _lines(f"/proc/{pid}/smaps_rollup"):
        name, _, value = line.partition(":")
        if name in found:
            found[name] = int(value.split()[0]) / 1000
    return found["Rss"], found["Pss"]


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines()


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()
