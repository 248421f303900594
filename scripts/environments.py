"""Python environments made with uv, which is fetched when the machine has none."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from scripts.building import ROOT, Builder


def make_environment(builder: Builder, folder: Path, version: str, *requirements: str) -> None:
    """An environment of that Python with everything that the files pin. Raises SetupError."""
    uv = _uv(builder)
    if not (folder / "bin" / "python").exists():
        problem = f"no Python {version}, and uv could not fetch one: install it or set UV_PYTHON_INSTALL_MIRROR"
        builder.execute([uv, "venv", "--quiet", "--python", version, str(folder)], problem=problem)
    python = ["--python", str(folder / "bin" / "python")]
    files = [part for name in requirements for part in ("-r", str(ROOT / name))]
    # uv does not read pip's own variable; where nothing is linked, torch comes without CUDA only when told so.
    links = os.environ.get("UV_FIND_LINKS") or os.environ.get("PIP_FIND_LINKS") or ""
    source = {"UV_FIND_LINKS": links} if links else {"UV_TORCH_BACKEND": "cpu"}
    builder.execute([uv, "pip", "install", "--quiet", "--compile-bytecode", *python, *files], **source)


def _uv(builder: Builder) -> str:
    found = shutil.which("uv")
    if found:
        return found
    own = builder.places.var / "tools"
    if not (own / "bin" / "uv").exists():
        missing = "this Python has no venv module: install python3-venv"
        builder.execute([sys.executable, "-m", "venv", str(own)], problem=missing)
        builder.execute([str(own / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"])
    return str(own / "bin" / "uv")
