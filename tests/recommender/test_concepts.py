"""Known wishes: what stands in the files, what is refused, and what a sentence is nearest to."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from encoder import Encoder
from recommender.catalogue import CatalogueError, Destination
from recommender.concepts import WISHES, Concept, read_concepts
from recommender.index import Index

GOOD = {"said": ["a night under the stars"], "tags": {"stargazing": 1.0}, "months": [7], "climate": ["dry"]}


def written(folder: Path, entry: object) -> Path:
    (folder / "some.yml").write_text(yaml.safe_dump([entry]), encoding="utf-8")
    return folder


def test_a_file_says_what_sentences_mean(tmp_path: Path, destinations: list[Destination]):
    few = destinations[:2]
    more = {**GOOD, "for": ["solo"], "kinds": ["desert"], "not": {"nightlife": 0.5}, "themes": ["Stars"]}
    found = read_concepts(few, written(tmp_path, more))
    assert found[0] == Concept.model_validate(more)
    assert (found[0].audiences, found[0].unwanted) == (("solo",), {"nightlife": 0.5})
    themes = sorted({theme for one in few for theme in one.themes})
    assert [(one.said, one.themes) for one in found[1:]] == [((theme,), (theme,)) for theme in themes]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"tags": {"sunbeds": 1.0}}, "unknown tag: sunbeds"),
        ({"tags": {"beach": 0}}, "greater than 0"),
        ({"tags": {"beach": 1.5}}, "less than or equal to 1"),
        ({"not": {"noise": 1.0}}, "unknown tag: noise"),
        ({"for": ["penguins"]}, "unknown audience: penguins"),
        ({"kinds": ["planet"]}, "unknown kind: planet"),
        ({"climate": ["wram"]}, "unknown climate: wram"),
        ({"months": [0]}, "months"),
        ({"months": [13]}, "months"),
        ({"said": []}, "said"),
        ({"audience": ["solo"]}, "audience"),
    ],
)
def test_a_file_that_breaks_the_schema_is_refused(
    tmp_path: Path, wrong: dict[str, object], named: str, destinations: list[Destination]
):
    with pytest.raises(CatalogueError, match=r"some\.yml") as raised:
        read_concepts(destinations[:1], written(tmp_path, {**GOOD, **wrong}))
    assert named in str(raised.value)


@pytest.mark.parametrize("content", ["", "said: [", "- just a line", "5"])
def test_what_is_no_list_of_wishes_is_refused(tmp_path: Path, content: str, destinations: list[Destination]):
    (tmp_path / "some.yml").write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"some\.yml"):
        read_concepts(destinations[:1], tmp_path)


def test_a_sentence_is_said_once(concepts: list[Concept], index: Index):
    said = [one.casefold() for concept in concepts[: index.wishes.written] for one in concept.said]
    assert sorted({one for one in said if said.count(one) > 1}) == []


def test_themes_of_known_wishes_are_in_the_catalogue(destinations: list[Destination]):
    themes = {theme.casefold() for one in destinations for theme in one.themes}
    named = {
        theme
        for path in WISHES.glob("*.yml")
        for one in yaml.safe_load(path.read_text(encoding="utf-8"))
        for theme in one.get("themes", ())
    }
    assert sorted(theme for theme in named if theme.casefold() not in themes) == []


def test_a_known_sentence_means_its_wish_and_nonsense_means_none(index: Index, encoder: Encoder):
    known = index.wishes
    right = 0
    for concept in known.concepts[: known.written : 10]:
        best, weight = known.meant(encoder.encode([concept.said[0]]))[0][0]
        right += best is concept and weight > 0.5
    assert right >= 0.9 * len(known.concepts[: known.written : 10])
    assert [weight for _, weight in known.meant(encoder.encode(["qwrtz plfk 8842"]))[0] if weight > 0.3] == []


def test_the_name_of_a_theme_means_the_theme(index: Index, encoder: Encoder):
    themes = index.wishes.concepts[index.wishes.written :: 12]
    for theme in themes:
        assert (theme, pytest.approx(1, abs=0.01)) in index.wishes.meant(encoder.encode(theme.said))[0]
