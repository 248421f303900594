"""Start engine, actions and gateway together; print the address once everything is ready."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from honcho.environ import parse_procfile
from honcho.manager import Manager
from honcho.printer import Printer

from settings import Settings, SettingsError, load_settings

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 90.0
STOPPED = (130, 143)
"""Exit codes of Ctrl-C and of a polite stop, which are no failures."""


def main() -> int:
    """Run until Ctrl-C; 1 with one clear line when it cannot start."""
    try:
        settings = load_settings()
    except SettingsError as error:
        print(f"up: {error} (see .env.example)", file=sys.stderr)
        return 1
    busy = [port for port in _ports(settings) if _is_busy(*port[1:])]
    for name, _, port in busy:
        print(f"up: port {port} is in use: stop what listens there or set {name} in .env", file=sys.stderr)
    if busy:
        return 1
    manager = Manager(Printer(sys.stdout))
    for name, command in parse_procfile((ROOT / "Procfile").read_text()).processes.items():
        manager.add_process(name, command, env=environment(settings), cwd=str(ROOT))
    threading.Thread(target=_announce, args=(settings,), daemon=True).start()
    manager.loop()
    return 0 if manager.returncode in (0, None, *STOPPED) else 1


def environment(settings: Settings) -> dict[str, str]:
    """What the three processes are told, the engine's variables spelt out for its own reader."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "APP_PYTHON": sys.executable,
        "ENGINE_PYTHON": str(ROOT / "bot" / ".venv" / "bin" / "python"),
        "ENGINE_TOKEN": settings.engine_token.get_secret_value(),
        "ENGINE_PORT": str(settings.engine_port),
        "ENGINE_DATABASE_URL": settings.engine_database_url,
        "ACTIONS_URL": f"{settings.actions_url}/webhook",
        "ACTIONS_TOKEN": settings.actions_token.get_secret_value(),
        "MODELS_DIR": str(settings.models_dir),
        "GATEWAY_PUSH_URL": f"{settings.local_url}/internal/push",
    }


def _ports(settings: Settings) -> list[tuple[str, str, int]]:
    return [
        ("GATEWAY_PORT", settings.gateway_host, settings.gateway_port),
        ("ENGINE_PORT", "127.0.0.1", settings.engine_port),
        ("ACTIONS_PORT", "127.0.0.1", settings.actions_port),
    ]


def _is_busy(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _announce(settings: Settings) -> None:
    began = time.monotonic()
    url = f"{settings.local_url}/readyz"
    while time.monotonic() - began < PATIENCE:
        try:
            with urllib.request.urlopen(url, timeout=2):
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    else:
        print(f"\n  Not ready after {PATIENCE:.0f} s; `make status` says which part is missing.\n", flush=True)
        return
    seconds = time.monotonic() - began
    print(f"\n  {settings.brand_name} is ready after {seconds:.1f} s: {settings.address}", flush=True)
    print("  Talk to it there or with `make chat`; stop it with Ctrl-C.\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
