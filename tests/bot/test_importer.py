"""Many small files make one bot; one name belongs to one file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rasa.shared.core.domain import InvalidDomain
from rasa.shared.importers.importer import TrainingDataImporter

from bot.importer import CapabilityImporter, domain_files, training_files

ROOT = Path(__file__).parent.parent.parent
FIXTURE = Path(__file__).parent / "fixtures" / "bot"


@pytest.fixture
def bot(tmp_path: Path) -> Path:
    """A copy of the fixture bot with a decoy: data that is no training data but looks like it."""
    shutil.copytree(FIXTURE, tmp_path / "bot")
    decoy = tmp_path / "bot" / "data" / "catalogue" / "PT.yml"
    decoy.parent.mkdir()
    decoy.write_text("rules:\n  - rule: decoy\n    steps:\n      - intent: decoy\nnlu:\n  - intent: decoy\n")
    return tmp_path / "bot"


def importer(bot: Path) -> CapabilityImporter:
    return CapabilityImporter(str(bot / "config.yml"), str(bot / "domain.yml"), [str(bot / "data")])


def test_everything_is_read_and_nothing_else(bot: Path) -> None:
    found = importer(bot)
    assert {"greet", "search"} <= set(found.get_domain().intents)
    assert "search_form" in found.get_domain().form_names
    assert "utter_ask_city" in found.get_domain().responses
    assert "decoy" not in found.get_nlu_data().intents
    names = {step.block_name for step in found.get_stories().story_steps}
    assert "greet" in names
    assert "decoy" not in names


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("intents", "intents:\n  - greet\n"),
        ("intents", "intents:\n  - greet:\n      use_entities: []\n"),
        ("responses", 'responses:\n  utter_greet:\n    - text: "Hi"\n'),
        ("slots", "slots:\n  city:\n    type: any\n    mappings:\n      - type: custom\n"),
        ("entities", "entities:\n  - city\n"),
        ("actions", "actions:\n  - action_weather\n"),
        ("forms", "forms:\n  search_form:\n    required_slots: []\n"),
        ("session_config", "session_config:\n  session_expiration_time: 60\n"),
    ],
)
def test_a_name_in_two_files_is_refused(bot: Path, section: str, text: str) -> None:
    (bot / "domain" / "deep").mkdir()
    (bot / "domain" / "deep" / "twice.yml").write_text('version: "3.1"\n' + text)
    with pytest.raises(InvalidDomain, match=rf"{section}: .* is defined in .*\.yml and in .*\.yml"):
        importer(bot).get_domain()


def test_files_come_in_a_fixed_order(bot: Path) -> None:
    assert domain_files(bot / "domain.yml") == [bot / "domain.yml", bot / "domain" / "search.yml"]
    assert training_files([bot / "data"], "rules") == [str(bot / "data" / "rules" / "all.yml")]
    assert training_files([bot / "data" / "rules"], "rules") == [str(bot / "data" / "rules" / "all.yml")]
    assert training_files([bot / "data" / "rules" / "all.yml"], "nlu") == []


def test_rasa_finds_the_importer_by_the_configuration() -> None:
    loaded = TrainingDataImporter.load_from_config(str(ROOT / "config.yml"), str(ROOT / "domain.yml"))
    inner = loaded.importer._importer._importers  # type: ignore[attr-defined]
    assert [type(found).__name__ for found in inner] == ["CapabilityImporter"]


def test_plain_rasa_train_works_without_flags(bot: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "RASA_CACHE_DIRECTORY": str(bot / "cache"),
    }
    command = [sys.executable, "-m", "rasa", "train"]
    done = subprocess.run(command, cwd=bot, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((bot / "models").glob("*.tar.gz"))) == 1
    assert (bot / "config.yml").read_text() == (FIXTURE / "config.yml").read_text()
