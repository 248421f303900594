"""Print the interface's description as the widget's types are made from it: ``python -m scripts.openapi``."""

from __future__ import annotations

import json
import sys
from typing import Any

from gateway.openapi import describe
from gateway.routes import ROUTES
from scripts.schema import plain

_COMPONENTS = "#/components/schemas/"
_DEFINITIONS = "#/$defs/"


def description() -> dict[str, Any]:
    """``schema`` holds every shape under ``$defs``, without titles; ``paths`` are those of OpenAPI."""
    document = describe(ROUTES, title="", version="", url="")
    found: dict[str, Any] = json.loads(json.dumps(document).replace(_COMPONENTS, _DEFINITIONS))
    return {"schema": plain({"$defs": found["components"]["schemas"]}), "paths": found["paths"]}


if __name__ == "__main__":
    json.dump(description(), sys.stdout)
