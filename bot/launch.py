"""Start the engine: `python -m bot`. Loopback only, no HTTP API, no telemetry, one process.

What `rasa run` does and this does not: look for the newest model when the named one is missing, wrap the tracker store,
serve a page without a token, send usage data, print users' words.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from sanic import Sanic

ROOT = Path(__file__).resolve().parent.parent
STOP_SECONDS = 1.2
LARGEST_BODY = 64 * 1024


def main(arguments: list[str] | None = None) -> int:
    """Run until stopped. Returns 2 and says one line when a setting, the model or Rasa is wrong, 1 without its port."""
    options = _parser().parse_args(arguments)
    prepare_environment()
    try:
        settings = load_settings(port=options.port, model=options.model, database=options.db)
        app = build_app(settings)
    except (SettingsError, RefusedToStart) as refusal:
        sys.stderr.write(f"engine: {refusal}\n")
        return 2
    app.run(host="127.0.0.1", port=settings.port, workers=1, access_log=False, motd=False, backlog=256)
    if not app.ctx.listened:
        sys.stderr.write(f"engine: cannot listen on 127.0.0.1:{settings.port}\n")
        return 1
    return 0


class RefusedToStart(RuntimeError):
    """The engine would not be what the house relies on; the message says why in one line."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Run the dialogue engine on 127.0.0.1.")
    parser.add_argument("--port", type=int, help="ENGINE_PORT, default 5005")
    parser.add_argument("--model", help="a model archive or the folder that holds it; default MODELS_DIR/rasa")
    parser.add_argument("--db", help="ENGINE_DATABASE_URL: an SQLite file or a postgresql:// address")
    return parser


def prepare_environment() -> None:
    """Settle what must be settled before Rasa is imported.

    TensorFlow imports JAX only to offer a converter that nobody calls here: without it the engine needs 66 MB less.
    The threads of OpenBLAS and OpenMP spin after each small product: with one thread a message costs half the CPU time.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    os.environ.pop("SANIC_WORKERS", None)
    sys.modules.setdefault("jax", None)  # type: ignore[arg-type]


def build_app(settings: Settings) -> Sanic:
    """The web application with our channel; the model is loaded before it listens. Raises RefusedToStart."""
    from bot.logs import configure_logs

    configure_logs()
    from rasa.core.channels import channel as channels
    from rasa.core.run import create_http_input_channels
    from sanic import Sanic

    _patch()
    _export(settings)
    app = Sanic("tripwright_engine", configure_logging=False)
    app.config.update(_server_limits())
    inputs = create_http_input_channels(None, str(ROOT / "credentials.yml"))
    channels.register(inputs, app, route="/webhooks/")
    _listen(app, inputs, build_agent(settings))
    return app


def _patch() -> None:
    from bot.action_check import apply_patches
    from bot.internals import UnknownRasa

    try:
        apply_patches()
    except UnknownRasa as unknown:
        raise RefusedToStart(str(unknown)) from unknown


def _listen(app: Sanic, inputs: list[Any], agent: Any) -> None:
    """Give the agent to the channel's routes; when stopping, finish the turns first and close the store last."""
    app.ctx.agent, app.ctx.listened = agent, False

    async def note_listening(*_: Any) -> None:
        app.ctx.listened = True

    async def finish_turns(*_: Any) -> None:
        for channel in inputs:
            await channel.turns.drain(STOP_SECONDS)

    async def close_store(*_: Any) -> None:
        agent.tracker_store.close()
        await agent.action_endpoint.close()

    app.register_listener(note_listening, "after_server_start")
    app.register_listener(finish_turns, "before_server_stop")
    app.register_listener(close_store, "after_server_stop")


def build_agent(settings: Settings) -> Any:
    """The agent with its stores and the model. Raises RefusedToStart when one cannot be opened or is the wrong one."""
    from rasa.core.utils import AvailableEndpoints

    from bot.action_check import ActionEndpoint
    from bot.processor import EngineAgent

    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    actions = ActionEndpoint(endpoints.action.url, settings.actions_token, **endpoints.action.kwargs)
    try:
        store, locks = _stores(endpoints)
        agent = EngineAgent(tracker_store=store, lock_store=locks, action_endpoint=actions)
        agent.load_model(settings.model)
    except RefusedToStart:
        raise
    except Exception as error:  # a damaged archive or an absent database raises almost anything
        # Rasa wraps what its parts raise; the innermost says what is wrong.
        cause: BaseException = error
        while cause.__cause__ is not None:
            cause = cause.__cause__
        said = str(cause).partition("\n")[0]
        raise RefusedToStart(f"cannot open the database or the model: {type(cause).__name__}: {said}") from error
    return agent


def _stores(endpoints: Any) -> tuple[Any, Any]:
    """Rasa falls back to its own stores in memory when it cannot import the ones that are named: not here."""
    from rasa.core.lock_store import LockStore
    from rasa.core.tracker_store import TrackerStore

    from bot.lock_store import InProcessLockStore
    from bot.tracker_store import WindowTrackerStore

    store, locks = TrackerStore.create(endpoints.tracker_store), LockStore.create(endpoints.lock_store)
    if not isinstance(store, WindowTrackerStore) or not isinstance(locks, InProcessLockStore):
        raise RefusedToStart("endpoints.yml must name bot.tracker_store and bot.lock_store")
    return store, locks


def _export(settings: Settings) -> None:
    """Give endpoints.yml the values that it names."""
    os.environ["ACTIONS_URL"] = settings.actions_url
    os.environ["ENGINE_DATABASE_URL"] = settings.database


def _server_limits() -> dict[str, Any]:
    """The gateway hangs up after 25 s, so nothing here may end a request before that."""
    return {
        "REQUEST_MAX_SIZE": LARGEST_BODY,
        "RESPONSE_TIMEOUT": 60,
        "KEEP_ALIVE_TIMEOUT": 75,
        "GRACEFUL_SHUTDOWN_TIMEOUT": 0.1,
        "FALLBACK_ERROR_FORMAT": "json",
    }
