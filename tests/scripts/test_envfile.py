"""Set-up and the settings must read the same in `.env`, odd lines included."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from dotenv import dotenv_values
from dotenv.parser import parse_stream
from hypothesis import given
from hypothesis import strategies as st

from scripts.envfile import read_env_file

ODD = [
    "MODELS_DIR=built",
    "export MODELS_DIR=built  # where",
    "MODELS_DIR = 'two words' # where",
    'MODELS_DIR="a\\tb\\"c" ',
    "MODELS_DIR=built#1",
    "MODELS_DIR= # nothing",
    "MODELS_DIR=#something",
    "MODELS_DIR='first\nsecond'\nVAR_DIR=v",
    "MODELS_DIR=${HOME}/m\nVAR_DIR=${MODELS_DIR}/v/${NOBODY:-x}${NOBODY}",
    "MODELS_DIR=a\r\nMODELS_DIR=b\r\n",
    "\ufeffMODELS_DIR=built",
    "  \n\n# MODELS_DIR=x\n'MODELS_DIR'=y",
    "MODELS_DIR",
    "exported=1\nexport\nexport =1",
    "two words\nMODELS_DIR='open\nVAR_DIR=v",
    "MODELS_DIR='a'b\nVAR_DIR=v",
    "=x\nVAR_DIR=v=w",
    "MODELS_DIR=C:\\new\\table",
]
PIECES = [
    "A",
    "B",
    "=",
    "=",
    "'",
    '"',
    "\\",
    " ",
    "\t",
    "#",
    "\n",
    "\r\n",
    "\r",
    "export ",
    "${A}",
    "${B:-x}",
    "é",
    "\\n",
]


def compare(folder: Path, text: str) -> None:
    path = folder / ".env"
    path.write_bytes(text.encode())
    ours = read_env_file(path, os.environ)
    theirs = {name: value or "" for name, value in dotenv_values(path, encoding="utf-8").items()}
    assert ours.values == theirs
    parsed = parse_stream(io.StringIO(path.read_text(encoding="utf-8")))
    assert len(ours.unreadable) == len([one for one in parsed if one.error])


@pytest.mark.parametrize("text", ODD)
def test_odd_lines_mean_the_same(tmp_path: Path, text: str):
    compare(tmp_path, text)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_whatever_stands_there_means_the_same(tmp_path_factory: pytest.TempPathFactory, text: str):
    compare(tmp_path_factory.getbasetemp(), text)


def test_lines_that_cannot_be_read_are_numbered(tmp_path: Path):
    (tmp_path / ".env").write_text("# one\nA=1\n\n  two words\nB=2\n")
    assert read_env_file(tmp_path / ".env", {}).unreadable == [4]
    assert read_env_file(tmp_path / "none", {}).values == {}
