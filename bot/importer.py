"""Read the bot from many small files, one capability a file, with plain `rasa train`.

Rasa alone reads either `domain.yml` or a folder, and takes any file under `data/` with a nested `rules:` or `nlu:` key
for training data, the catalogue included. It also merges two definitions of one name without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rasa.shared.utils.io
from rasa.shared.core.domain import Domain, InvalidDomain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers import utils
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

NAMED = ("intents", "entities", "slots", "responses", "forms", "actions", "e2e_actions")
"""Sections of a domain whose keys or items are names; a name belongs to one file."""
SINGLE = ("session_config", "config")
"""Sections that may stand in one file only."""


class CapabilityImporter(TrainingDataImporter):
    """Reads `domain.yml`, `domain/**/*.yml` beside it, and `nlu/`, `rules/` and `stories/` of the data folder."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        """Take the paths that Rasa's commands pass; what is not passed lies beside the configuration file."""
        self._config_file = config_file
        root = Path(config_file).parent if config_file else Path()
        self._domain = Path(domain_path) if domain_path else root / "domain.yml"
        paths = [training_data_paths] if isinstance(training_data_paths, str) else training_data_paths
        self._data = [Path(path) for path in paths] if paths else [root / "data"]

    def get_config(self) -> dict[str, Any]:
        """The model's configuration, or nothing when no file was given."""
        if not self._config_file:
            return {}
        return rasa.shared.utils.io.read_model_configuration(self._config_file)

    def get_config_file_for_auto_config(self) -> str | None:
        """The configuration file."""
        return self._config_file

    @cached_method
    def get_domain(self) -> Domain:
        """All domain files as one. Raises InvalidDomain when a name is defined in two of them."""
        files = domain_files(self._domain)
        refuse_duplicates(files)
        return Domain.load([str(file) for file in files]) if files else Domain.empty()

    @cached_method
    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """Rules and the few stories."""
        files = training_files(self._data, "rules") + training_files(self._data, "stories")
        return utils.story_graph_from_paths(files, self.get_domain(), exclusion_percentage)

    def get_conversation_tests(self) -> StoryGraph:
        """None: conversations are tested with real actions, under `tests/`."""
        return StoryGraph([])

    @cached_method
    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The sentences of all capabilities."""
        return utils.training_data_from_paths(training_files(self._data, "nlu"), language or "en")


def domain_files(domain: Path) -> list[Path]:
    """The named file or folder, and for a file also the folder of its name beside it; in a fixed order."""
    files = [domain] if domain.is_file() else []
    folder = domain.with_suffix("") if domain.suffix else domain
    return files + sorted(folder.rglob("*.yml"))


def training_files(paths: list[Path], kind: str) -> list[str]:
    """The files below `kind` in each data folder, sorted; a file that was named itself counts by its folders' names."""
    found: list[Path] = []
    for path in paths:
        if path.is_file():
            found += [path] if kind in path.parts else []
        else:
            found += sorted((path if path.name == kind else path / kind).rglob("*.yml"))
    return [str(file) for file in found]


def refuse_duplicates(files: list[Path]) -> None:
    """Raise InvalidDomain, naming both files, when a name (or a single section) is defined twice."""
    first: dict[tuple[str, str], Path] = {}
    for file in files:
        for section, name in _definitions(file):
            other = first.setdefault((section, name), file)
            if other != file:
                raise InvalidDomain(f"{section}: '{name}' is defined in {other} and in {file}")


def _definitions(file: Path) -> Iterator[tuple[str, str]]:
    content = rasa.shared.utils.io.read_yaml_file(file) or {}
    for section in NAMED:
        for item in content.get(section) or []:
            yield from ((section, name) for name in (item if isinstance(item, dict) else [item]))
    yield from ((section, section) for section in SINGLE if section in content)
