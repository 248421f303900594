"""What the assistant says, by name; the sentences stand as responses in domain.yml and domain/**."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

# LibYAML reads six times as fast; where PyYAML was built without it, its own reader gives the same.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NoSuchResponse(KeyError):
    """Code asked for a response that no domain file has."""


class Wording:
    """All responses of the domain. One variant is chosen at random where there are several."""

    def __init__(self, responses: Mapping[str, list[str]], choose: random.Random | None = None) -> None:
        self._responses = responses
        self._choose = choose or random.Random()

    @classmethod
    def read(cls, root: Path, choose: random.Random | None = None) -> Wording:
        """Read domain.yml and domain/** below ``root``."""
        found: dict[str, list[str]] = {}
        for path in domain_files(root):
            content = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER) or {}
            for name, variants in (content.get("responses") or {}).items():
                found[name] = [" ".join(str(variant["text"]).split()) for variant in variants]
        return cls(found, choose)

    def say(self, response: str, **values: object) -> str:
        """One variant of ``response`` with its values filled in. Raises NoSuchResponse, KeyError."""
        try:
            variants = self._responses[response]
        except KeyError:
            raise NoSuchResponse(response) from None
        text = variants[0] if len(variants) == 1 else self._choose.choice(variants)
        return text.format_map(values)

    def names(self) -> frozenset[str]:
        """The names of all responses."""
        return frozenset(self._responses)


def domain_files(root: Path) -> Iterator[Path]:
    """domain.yml and everything below domain/, in a fixed order."""
    yield root / "domain.yml"
    yield from sorted((root / "domain").rglob("*.yml"))
