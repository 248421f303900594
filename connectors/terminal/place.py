"""Where and how the user of this terminal reads: locale and time zone, for dates as they would write them."""

from __future__ import annotations

import os
import re
from pathlib import Path


def locale_of(environment: dict[str, str]) -> str:
    """From LC_ALL, LC_TIME or LANG as in POSIX; en-GB when none says anything."""
    said = environment.get("LC_ALL") or environment.get("LC_TIME") or environment.get("LANG") or ""
    name = said.split(".")[0].split("@")[0].replace("_", "-")
    return name if re.fullmatch(r"[a-z]{2,3}-[A-Z]{2}", name) else "en-GB"


def zone_of(environment: dict[str, str], localtime: Path = Path("/etc/localtime")) -> str:
    """From TZ or the system's setting; UTC when neither names a zone."""
    named = environment.get("TZ", "").lstrip(":")
    if re.fullmatch(r"[A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2}", named):
        return named
    _, found, name = os.path.realpath(localtime).partition("zoneinfo/")
    return name if found and not name.startswith("posix") else "UTC"
