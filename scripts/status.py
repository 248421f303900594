"""Say which parts are up, in one line each; exit code 0 when all are."""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request

from settings import SettingsError, load_without_secrets


def main() -> int:
    """Ask the gateway; a part that does not answer is named with its reason."""
    try:
        settings = load_without_secrets()
    except SettingsError as error:
        print(f"status: {error}", file=sys.stderr)
        return 1
    url = f"{settings.local_url}/readyz"
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            ready, body = True, json.load(answer)
    except urllib.error.HTTPError as error:
        ready, body = False, json.load(error)
    except (urllib.error.URLError, OSError):
        print(f"gateway: not running on port {settings.gateway_port}; start it with `make up`")
        return 1
    print(f"gateway: up on port {settings.gateway_port}")
    for part, state in body.get("parts", {}).items():
        print(f"{part}: {state if isinstance(state, str) else json.dumps(state)}")
    return 0 if ready else 1


if __name__ == "__main__":
    sys.exit(main())
