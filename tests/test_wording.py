"""Responses are found by name, and a missing one is named."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

import wording
from wording import NoSuchResponse, Wording, domain_files


def folder(tmp_path: Path) -> Path:
    (tmp_path / "domain" / "booking").mkdir(parents=True)
    (tmp_path / "domain.yml").write_text('responses:\n  utter_hello:\n    - text: "Hello {name}."\n')
    (tmp_path / "domain" / "booking" / "book.yml").write_text(
        "responses:\n  utter_book_done:\n    - text: |\n        Booked:\n        {references}.\n    - text: Done.\n"
    )
    (tmp_path / "domain" / "booking" / "empty.yml").write_text("")
    return tmp_path


def test_all_files_below_domain_are_read_in_order(tmp_path: Path):
    root = folder(tmp_path)
    names = [str(path.relative_to(root)) for path in domain_files(root)]
    assert names == ["domain.yml", "domain/booking/book.yml", "domain/booking/empty.yml"]
    assert Wording.read(root).names() == {"utter_hello", "utter_book_done"}


def test_values_are_filled_in(tmp_path: Path):
    assert Wording.read(folder(tmp_path)).say("utter_hello", name="Marta {x}") == "Hello Marta {x}."


def test_line_breaks_of_the_file_are_not_said(tmp_path: Path):
    root = folder(tmp_path)
    said = {Wording.read(root, random.Random(n)).say("utter_book_done", references="TW-1") for n in range(20)}
    assert said == {"Booked: TW-1.", "Done."}


def test_a_missing_response_is_named(tmp_path: Path):
    with pytest.raises(NoSuchResponse, match="utter_goodbye"):
        Wording.read(folder(tmp_path)).say("utter_goodbye")


def test_a_missing_value_is_named(tmp_path: Path):
    with pytest.raises(KeyError, match="name"):
        Wording.read(folder(tmp_path)).say("utter_hello")


def test_both_readers_of_yaml_read_the_same(monkeypatch: pytest.MonkeyPatch):
    root = Path(__file__).resolve().parents[1]
    quick = Wording.read(root)
    monkeypatch.setattr(wording, "LOADER", yaml.SafeLoader)
    assert vars(Wording.read(root))["_responses"] == vars(quick)["_responses"]
