"""The web widget: its packages and its build, with Node."""

from __future__ import annotations

import re
import shutil
import subprocess

from scripts.building import ROOT, Builder, SetupError

WIDGET = ROOT / "widget"
NEEDED = "Node 20.19 or newer (of 22: 22.12) is needed to build the web widget"


def fetch_packages(builder: Builder) -> None:
    """Exactly what the lock names. Raises SetupError."""
    _npm(builder, "ci", "--include=dev", "--no-audit", "--no-fund")


def build_widget(builder: Builder) -> None:
    """What the gateway serves; fails when it has grown beyond its limit. Raises SetupError."""
    _npm(builder, "run", "build")


def _npm(builder: Builder, *arguments: str) -> None:
    npm = shutil.which("npm")
    node = shutil.which("node")
    if npm is None or node is None:
        raise SetupError(f"{NEEDED}; this machine has none")
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    if not new_enough(said):
        raise SetupError(f"{NEEDED}; this is {said or 'none that runs'}")
    builder.execute([npm, "--prefix", str(WIDGET), *arguments])


def new_enough(version: str) -> bool:
    """Whether a version such as ``v20.19.1`` runs the tools of the build."""
    found = re.match(r"v(\d+)\.(\d+)", version)
    if found is None:
        return False
    major, minor = int(found[1]), int(found[2])
    return (major == 20 and minor >= 19) or (major == 22 and minor >= 12) or major > 22
