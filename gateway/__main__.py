"""``python -m gateway``: serve until told to stop."""

from __future__ import annotations

import asyncio
import errno
import sys

import structlog
from aiohttp import web

from gateway.wiring import DRAIN_SECONDS, build
from logs import configure
from settings import Settings, SettingsError, load_settings
from startup import leave_alone_what_stays


def main() -> int:
    """Run the gateway; a wrong setting or a busy port is one clear line and exit code 2."""
    try:
        settings = load_settings()
        app = build(settings)
    except (SettingsError, ValueError) as error:
        return _complain(str(error))
    app.on_startup.append(leave_alone_what_stays)
    configure(settings.log_level)
    structlog.get_logger().info("starting", port=settings.gateway_port)
    try:
        web.run_app(
            app,
            host=settings.gateway_host,
            port=settings.gateway_port,
            print=None,
            access_log=None,
            shutdown_timeout=DRAIN_SECONDS,
            loop=asyncio.new_event_loop(),
        )
    except OSError as error:
        return _complain(_why(error, settings))
    return 0


def _why(error: OSError, settings: Settings) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {settings.gateway_port} is in use: set GATEWAY_PORT"
    return f"cannot listen on {settings.gateway_host}:{settings.gateway_port}: {error.strerror}"


def _complain(line: str) -> int:
    print(f"gateway: {line}", file=sys.stderr)  # noqa: T201
    return 2


if __name__ == "__main__":
    sys.exit(main())
