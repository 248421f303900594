"""Countries and languages as they stand in data/catalogue, one reviewed file each, behind the port ``CountryFacts``.

A file is read when it is first asked for: a start would have to wait for three hundred of them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel

from recommender.catalogue import CatalogueError
from travel.facts import Country, Language

Fact = TypeVar("Fact", bound=BaseModel)


class FileCountries:
    """Facts below ``folder``: countries/<ISO 3166 alpha-2>.yml and languages/<ISO 639>.yml.

    Every method raises CatalogueError for a file that breaks the schema; the message names it.
    """

    def __init__(self, folder: Path) -> None:
        self._countries = folder / "countries"
        self._languages = folder / "languages"
        self.country = cache(self._country)
        self.language = cache(self._language)

    def languages(self) -> list[str]:
        """The languages of which phrases are known, sorted."""
        return sorted(path.stem for path in self._languages.glob("*.yml"))

    def _country(self, code: str) -> Country | None:
        return _read(self._countries / f"{code}.yml", "country", Country)

    def _language(self, code: str) -> Language | None:
        return _read(self._languages / f"{code}.yml", "language", Language)


def _read(path: Path, key: str, shape: type[Fact]) -> Fact | None:
    """The facts of one file; None when there is none."""
    if not path.is_file():
        return None
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(content, dict) or content.get(key) != path.stem:
        raise CatalogueError(f"{path.name}: {key} must be {path.stem}")
    try:
        return shape.model_validate(content)
    except ValueError as error:
        raise CatalogueError(f"{path.name}: {error}") from error
