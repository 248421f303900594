"""How fast the engine reads a sentence and what its knowledge weighs: run by the engine's interpreter, asserts nothing.

Printed by ``make bench``; alone: ``bot/.venv/bin/python -m tests.bench.understanding``.
"""

# ruff: noqa: T201 -- printing is what it is for

from __future__ import annotations

import asyncio
import gc
import os
import time
from pathlib import Path

import yaml

from bot.launch import ROOT, prepare_environment
from bot.settings import model_file

SENTENCES = ROOT / "tests" / "nlu" / "held_out.yml"
WARM_UP = 20


def main() -> None:
    """Load the model as the engine does, and parse every held-out sentence once."""
    prepare_environment()
    from bot.logs import configure_logs

    configure_logs()
    import onnxruntime
    from rasa.core.tracker_store import InMemoryTrackerStore

    from bot.processor import EngineAgent

    models = Path(os.environ.get("MODELS_DIR") or "models")
    before = _resident()
    begun = time.perf_counter()
    agent = EngineAgent(tracker_store=InMemoryTrackerStore(None))
    agent.load_model(model_file(models / "rasa"))
    loaded = time.perf_counter() - begun
    times = asyncio.run(_parse(agent, _sentences()))
    gc.collect()
    print(f"  onnxruntime {onnxruntime.__version__}, model loaded in {loaded:.1f} s")
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"  {len(times)} sentences in the engine alone: p50 {p50:.1f} ms, p95 {p95:.1f} ms, worst {times[-1]:.1f} ms")
    print(f"  model, encoder and gazetteer in memory, their first use included: {_resident() - before:.0f} MB")


async def _parse(agent: object, sentences: list[str]) -> list[float]:
    """Milliseconds of each sentence, ascending."""
    from bot.channel import understand

    times = []
    for text in [*sentences[:WARM_UP], *sentences]:
        begun = time.perf_counter()
        await understand(agent, text, {"now": "2027-01-04T09:00:00+00:00", "locale": "en-GB"})  # type: ignore[arg-type]
        times.append((time.perf_counter() - begun) * 1000)
    return sorted(times[WARM_UP:])


def _sentences() -> list[str]:
    return [text for texts in yaml.safe_load(SENTENCES.read_text(encoding="utf-8")).values() for text in texts]


def _resident() -> float:
    """Megabytes of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
