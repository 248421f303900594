"""``make eval``: how well held-out sentences are understood, asked of a running house of its own.

Prints tables and writes an HTML report with the confusion matrix and every miss. Nothing is asserted here:
test_floors.py holds the floors.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape
from rich.console import Console
from rich.table import Table

from tests.fixtures.house import ROOT, open_house
from tests.nlu.cases import load_held_out, load_negatives, load_places
from tests.nlu.scoring import (
    IntentScore,
    NegativeScore,
    PlaceScore,
    Share,
    score_intents,
    score_negatives,
    score_places,
)
from tests.nlu.typos import all_with_typos

TEMPLATES = Path(__file__).with_name("templates")
REPORT = ROOT / "var" / "eval" / "report.html"
SEED = 1


@dataclass
class Asker:
    """Calls POST /api/understand and remembers how long each answer took, in seconds."""

    url: str
    seconds: list[float] = field(default_factory=list)

    def __call__(self, text: str) -> Mapping[str, Any]:
        body = json.dumps({"text": text}).encode()
        request = urllib.request.Request(f"{self.url}/api/understand", body, {"Content-Type": "application/json"})
        began = time.perf_counter()
        with urllib.request.urlopen(request, timeout=30) as answer:
            found: Mapping[str, Any] = json.load(answer)
        self.seconds.append(time.perf_counter() - began)
        return found


@dataclass(frozen=True)
class Evaluation:
    """Everything that one run measured; times in milliseconds."""

    clean: IntentScore
    slips: IntentScore
    places: PlaceScore
    negatives: NegativeScore
    p50: float
    p95: float

    def rows(self) -> list[tuple[str, Share]]:
        """The headline figures."""
        return [
            ("intents", self.clean.overall),
            ("intents, one slip of the finger", self.slips.overall),
            ("places found", self.places.found),
            ("places in their role", self.places.in_role),
            ("sentences with all places and no other", self.places.whole),
            ("sentences without a place left clean", self.negatives.clean),
        ]


def evaluate(understand: Callable[[str], Mapping[str, Any]], seconds: list[float]) -> Evaluation:
    """Ask for every case once."""
    held_out = load_held_out()
    clean = score_intents(held_out, understand)
    slips = score_intents(all_with_typos(held_out, SEED), understand)
    places, negatives = score_places(load_places(), understand), score_negatives(load_negatives(), understand)
    cuts = quantiles([second * 1000 for second in seconds], n=20)
    return Evaluation(clean, slips, places, negatives, cuts[9], cuts[18])


def main() -> None:
    """Start a house on free ports, ask, print, write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=REPORT, help="where the report goes")
    out: Path = parser.parse_args().out
    with open_house() as house:
        asker = Asker(house.url)
        found = evaluate(asker, asker.seconds)
    show(found, Console())
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page(found, _commit()), encoding="utf-8")
    Console().print(f"report: {out}", soft_wrap=True)


def show(found: Evaluation, console: Console) -> None:
    """The headline figures, the intents below 14 of 15, and the misses of clean sentences."""
    table = Table("measure", "right", "of", "share", title="Understanding of held-out sentences")
    for name, share in found.rows():
        table.add_row(name, str(share.right), str(share.total), f"{share.share:.3f}")
    console.print(table)
    console.print(f"answers through the gateway: p50 {found.p50:.1f} ms, p95 {found.p95:.1f} ms")
    misses = Table("said", "meant", "understood", title="Not understood")
    for row in found.clean.misses:
        misses.add_row(*row)
    console.print(misses)


def page(found: Evaluation, commit: str) -> str:
    """The report as one HTML page without anything from elsewhere."""
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape())
    intents = list(found.clean.by_intent)
    wrong = {got for _, got in found.clean.confusions} | {meant for meant, _ in found.clean.confusions}
    shown = [name for name in intents if name in wrong]
    others = sorted(wrong - set(intents))
    return templates.get_template("report.html").render(
        found=found, commit=commit, intents=intents, meant=shown, understood=shown + others
    )


def _commit() -> str:
    told = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    return told.stdout.strip() or "unknown"


if __name__ == "__main__":
    main()
