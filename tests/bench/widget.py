"""The web page with an empty cache: milliseconds until somebody can write, and bytes until then; asserts nothing.

Run ``python -m tests.bench.widget``; it starts the assistant and drives Chromium.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess

from tests.bench.machine import describe
from tests.fixtures.house import ROOT, open_house

VISITS = 7
SECONDS = 120.0


def main() -> None:
    """Print the medians, or that there is no browser."""
    program = shutil.which("chromium")
    if program is None:
        print("no browser: apt-get install chromium")  # noqa: T201
        return
    print(describe())  # noqa: T201
    with open_house() as house:
        command = ["node", "tests/bench/usable.mjs", house.url, program, str(VISITS)]
        done = subprocess.run(command, cwd=ROOT / "widget", timeout=SECONDS, check=True, capture_output=True, text=True)
    visits = [json.loads(line) for line in done.stdout.splitlines()]
    for name, unit in (("painted", "ms"), ("usable", "ms"), ("bytes", "bytes")):
        values = [visit[name] for visit in visits]
        middle, most = statistics.median(values), max(values)
        print(f"{name}: median {middle:,.0f} {unit}, most {most:,.0f} {unit} ({VISITS} visits, cold)")  # noqa: T201


if __name__ == "__main__":
    main()
