"""Keep one process running: start it again when it dies, stop it when told to.

``python scripts/keep.py COMMAND …``; a process that dies three times within half a minute is given up.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from types import FrameType

TRIES = 3
WINDOW = 30.0
GRACE = 8.0
WRONG_USE = 2
"""Exit code of our processes for a wrong setting or a busy port: trying again would not help."""


class Keeper:
    """Starts ``command`` and keeps it running."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._stopped_at: float | None = None
        self._child = self._start()

    def run(self) -> int:
        """Until the command ends well, is stopped, or keeps dying; its last exit code."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        deaths: list[float] = []
        while True:
            code = self._wait()
            if self._stopped_at is not None:
                return 0
            if code == WRONG_USE:
                print("cannot start like this, see above; not trying again", flush=True)
            if code in (0, WRONG_USE):
                return code
            now = time.monotonic()
            deaths = [*(death for death in deaths if now - death < WINDOW), now]
            if len(deaths) >= TRIES:
                print(f"ended with {code} again and again, giving up", flush=True)
                return code
            print(f"ended with {code}, starting again", flush=True)
            self._child = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        # A group of its own: Ctrl-C reaches the child through us, once.
        return subprocess.Popen(self._command, start_new_session=True)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopped_at = self._stopped_at or time.monotonic()
        self._child.terminate()

    def _wait(self) -> int:
        while True:
            try:
                return self._child.wait(timeout=0.5)
            except subprocess.TimeoutExpired:
                if self._stopped_at is not None and time.monotonic() - self._stopped_at > GRACE:
                    self._child.kill()


if __name__ == "__main__":
    sys.exit(Keeper(sys.argv[1:]).run())
