"""``python -m recommender explain`` lays an answer open, and says plainly what is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from recommender.__main__ import main
from recommender.explaining import WIDTH
from recommender.recommender import Recommender
from recommender.wish import Wish
from tests.recommender.oracle import TODAY

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def models(tmp_path: Path, index_folder: Path) -> Path:
    """What set-up builds, with the embeddings of the catalogue as it stands."""
    for name in ("encoder", "gazetteer"):
        (tmp_path / name).symlink_to(ROOT / "models" / name)
    (tmp_path / "embeddings").symlink_to(index_folder)
    return tmp_path


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "180")
    monkeypatch.setenv("NO_COLOR", "1")


def test_an_answer_is_laid_open(models: Path, capsys: pytest.CaptureFixture[str], recommender: Recommender):
    text = "a warm beach with good wine, but no nightlife; a short flight"
    given = "--month 6 --origin Vienna --budget 900 --days 7 --limit 3 --today 2026-11-22".split()
    assert main(["explain", text, *given, "--models", str(models)]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= WIDTH
    said = " ".join(out.split())
    for words in ("refused nightlife", "unwanted nightlife 1.00", "month June", "beach 1.00", "wine 1.00"):
        assert words in said
    for hard in ("flight origin Vienna", "climate word warm", "sea", "budget"):
        assert re.search(rf"{hard} (\d+) (\d+)", said), hard
    left = [int(one) for one in re.findall(r"^  \w.* +\d+ +(\d+) *$", out, re.M)]
    assert left == sorted(left, reverse=True)
    assert "h flight from Vienna" in said
    places = re.findall(r"^  ([123])   ?\S", out, re.M)
    assert places == ["1", "2", "3"]
    parts = re.findall(r"\w+ \d\.\d\d = -?\d\.\d{3}|refused = -\d", said)
    assert len(parts) >= 15


def test_the_parts_shown_add_up_to_the_score(recommender: Recommender):
    ranked = recommender.rank(Wish("old towns and wine", month=5), today=TODAY)
    assert sum(ranked.shares.values()) == pytest.approx(1)
    assert set(ranked.shares) == set(ranked.parts)
    for row in ranked.rows[:20]:
        total = sum(share * float(ranked.parts[name][row]) for name, share in ranked.shares.items())
        assert total == pytest.approx(float(ranked.scores[row]), abs=1e-5)


def test_the_closest_passage_is_the_places_own(recommender: Recommender):
    ranked = recommender.rank(Wish("fado in small taverns", month=5), today=TODAY)
    row = next(row for row, one in enumerate(recommender.destinations) if one.id == "lisbon")
    passage, cosine = recommender.closest_passage(ranked, row)
    assert "tavern" in passage.casefold()
    assert 0.4 < cosine <= 1


def test_what_nothing_meets_is_said(models: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "skiing by the sea in Malta", "--month", "7", "--models", str(models)]) == 0
    assert "Nothing meets every hard wish" in capsys.readouterr().out


def test_without_built_models_it_says_how_to_build_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "anything", "--models", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    assert "make setup" in captured.err
    assert len(captured.err.splitlines()) == 1
    assert captured.out == ""


def test_a_city_that_nobody_knows_is_refused(models: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "anything", "--origin", "Xqzwvy", "--models", str(models)]) == 1
    assert "Xqzwvy" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong", [["explain"], [], ["explain", "sun", "--month", "13"], ["explain", "x", "--days", "a"]]
)
def test_a_wrong_call_ends_with_its_usage(wrong: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(wrong)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err
