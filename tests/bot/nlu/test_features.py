"""Hashed n-grams: the same in every process, blind to case and accents, kind to slips."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from bot.nlu.features import BUCKETS, fold, hashed

ROOT = Path(__file__).resolve().parents[3]


def test_fold_drops_case_accents_and_digits() -> None:
    assert fold("  São Paulo,\n14 MAY ") == "sao paulo, 00 may"


def test_rows_have_length_one_even_of_empty_text() -> None:
    rows = hashed(["hotel in rome", "", "👍"])
    assert rows.shape == (3, BUCKETS)
    assert np.allclose(np.sqrt(rows.multiply(rows).sum(axis=1)).A1, [1, 1, 1], atol=1e-5)


def test_buckets_do_not_depend_on_the_process() -> None:
    code = "from bot.nlu.features import hash_one; print(*hash_one('ok then')[0])"
    seeds = ({**os.environ, "PYTHONHASHSEED": seed} for seed in "12")
    first, second = (subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, env=seed) for seed in seeds)
    assert first == second
    assert first.split()


def test_a_slip_keeps_more_in_common_than_another_word() -> None:
    right, slip, other = hashed(["umbrella", "umbrela", "passport"])
    assert right.multiply(slip).sum() > 0.5 > right.multiply(other).sum()


def test_emoji_differ() -> None:
    assert hashed(["👍"]).multiply(hashed(["👎"])).sum() < 1
