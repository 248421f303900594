"""``python -m actions``: serve the actions until told to stop."""

from __future__ import annotations

import sys

from aiohttp import web

from actions.server import build
from actions.wiring import NotBuilt
from logs import configure
from settings import SettingsError, load_settings
from startup import leave_alone_what_stays


def main() -> int:
    """Run the server; a wrong setting, a missing model or a busy port is one clear line and exit code 2."""
    try:
        settings = load_settings()
    except SettingsError as error:
        return _complain(str(error))
    configure(settings.log_level)
    app = build(settings)
    app.on_startup.append(leave_alone_what_stays)
    try:
        web.run_app(app, host="127.0.0.1", port=settings.actions_port, print=None, access_log=None)
    except NotBuilt as error:
        return _complain(str(error))
    except OSError as error:
        return _complain(f"cannot listen on port {settings.actions_port}: {error.strerror}")
    return 0


def _complain(line: str) -> int:
    print(f"actions: {line}", file=sys.stderr)  # noqa: T201
    return 2


if __name__ == "__main__":
    sys.exit(main())
