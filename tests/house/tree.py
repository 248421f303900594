"""The tracked tree as the lint of the house reads it."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
APPLICATION = (
    "actions gateway connectors suppliers db recommender travel messages world encoder training bot scripts".split()
)
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def tracked() -> tuple[str, ...]:
    """Every file that git knows and that is still there, relative to the root."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(name for name in listed.split("\0") if name and (ROOT / name).is_file())


@cache
def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)


def capabilities() -> dict[tuple[str, str], dict[str, Any]]:
    """(area, name) to the line that registers it."""
    areas = read_yaml(ROOT / "capabilities.yml")
    return {(area, name): spec for area, names in areas.items() for name, spec in names.items()}


def files_of(folder: str, suffix: str) -> set[tuple[str, str]]:
    """(area, stem) of every file below ``folder``; a file that lies elsewhere has another area than it should."""
    base = ROOT / folder
    return {
        (str(path.parent.relative_to(base)), path.stem)
        for path in base.rglob(f"*{suffix}")
        if "__pycache__" not in path.parts
    }


def domain_parts() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every domain file with its content."""
    for path in [ROOT / "domain.yml", *sorted((ROOT / "domain").rglob("*.yml"))]:
        yield str(path.relative_to(ROOT)), read_yaml(path) or {}


def responses() -> dict[str, list[str]]:
    """All responses by name."""
    found: dict[str, list[str]] = {}
    for _, content in domain_parts():
        for name, variants in (content.get("responses") or {}).items():
            found[name] = [str(variant["text"]) for variant in variants]
    return found


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the application with its syntax tree; the root's own modules too."""
    roots = [ROOT / name for name in APPLICATION]
    paths = [path for folder in roots for path in sorted(folder.rglob("*.py")) if ".venv" not in path.parts]
    for path in [*sorted(ROOT.glob("*.py")), *paths]:
        yield str(path.relative_to(ROOT)), _parsed(path)


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def plain(sentence: str) -> str:
    """A sentence without annotations, case and punctuation, so that copies are seen."""
    bare = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", re.sub(r"\[([^\]]+)\]\{[^}]*\}", r"\1", sentence))
    return " ".join(re.findall(r"[\w']+", bare.casefold())) or bare.strip()
