"""The built index belongs to one catalogue and says so."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from encoder import Encoder
from recommender.catalogue import Destination
from recommender.concepts import Concept, read_concepts
from recommender.index import INDEX, TEXTS, VECTORS, WISHES, Index, IndexMissing, PassageIndex, build, fingerprint, load
from recommender.passages import passages
from recommender.recommender import Recommender

ROOT = Path(__file__).resolve().parents[2]


class CountingEncoder:
    """Vectors of an encoder, with a note of what it was asked for."""

    def __init__(self, encoder: Encoder, turn: float = 1.0) -> None:
        self._encoder, self._turn = encoder, turn
        self.asked: list[str] = []

    def encode(self, texts: list[str]) -> np.ndarray:
        self.asked += texts
        return self._encoder.encode(texts) * np.float32(self._turn)


@pytest.fixture
def few(destinations: list[Destination]) -> list[Destination]:
    return [one for one in destinations if one.country == "PT"][:2]


@pytest.fixture
def wishes(concepts: list[Concept]) -> list[Concept]:
    return concepts[:3]


def made_up(lengths: list[int]) -> PassageIndex:
    dice = np.random.default_rng(5)
    vectors = dice.normal(size=(sum(lengths), 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return PassageIndex(vectors, np.cumsum([0, *lengths[:-1]]))


def test_every_passage_is_embedded_and_known_to_its_owner(
    index: Index, destinations: list[Destination], concepts: list[Concept]
):
    counts = [len(passages(one)) for one in destinations]
    assert index.passages.starts.tolist() == [sum(counts[:row]) for row in range(len(counts))]
    assert index.passages.ends.tolist() == [sum(counts[: row + 1]) for row in range(len(counts))]
    assert index.passages.vectors.shape == (sum(counts), 384)
    assert np.allclose(np.linalg.norm(index.passages.vectors, axis=1), 1, atol=0.01)
    assert index.wishes.vectors.shape == (sum(len(one.said) for one in concepts), 384)
    assert len(index.wishes.vectors) == sum(len(one.said) for one in concepts)
    assert all(one.tags for one in concepts[: index.wishes.written])
    assert all(one.themes == one.said for one in concepts[index.wishes.written :])


def test_a_place_is_nearest_to_its_own_words(index: Index, encoder: Encoder, destinations: list[Destination]):
    right = 0
    for wanted in destinations[::20]:
        similarity = index.passages.similarity(encoder.encode([wanted.description]))
        right += destinations[int(similarity[:, 0].argmax())].id == wanted.id
    assert right == len(destinations[::20])


def test_a_destination_is_as_near_as_the_mean_of_its_two_closest_passages():
    index, queries = made_up([3, 1, 5, 2]), made_up([4]).vectors
    for row, query in ((row, query) for row in range(4) for query in range(4)):
        own = np.sort(index.vectors[index.starts[row] : index.ends[row]] @ queries[query])[::-1]
        assert index.similarity(queries)[row, query] == pytest.approx(own[:2].mean(), abs=1e-6)
        best, cosine = index.closest(row, queries[query : query + 1])
        assert cosine == pytest.approx(own[0], abs=1e-6)
        assert index.vectors[index.starts[row] + best] @ queries[query] == pytest.approx(own[0], abs=1e-6)


def test_some_destinations_are_as_near_as_among_all():
    index, queries = made_up([3, 1, 5, 2, 7]), made_up([3]).vectors
    rows = np.array([0, 2, 4])
    assert np.allclose(index.similarity_of(rows, queries), index.similarity(queries)[rows], atol=1e-6)
    assert np.allclose(index.similarity_of(np.array([1]), queries), index.similarity(queries)[[1]], atol=1e-6)


def test_without_an_index_it_is_said(tmp_path: Path, destinations: list[Destination], concepts: list[Concept]):
    with pytest.raises(IndexMissing, match="make setup"):
        load(tmp_path, destinations, concepts)


def test_an_index_of_another_catalogue_is_refused(
    index_folder: Path, destinations: list[Destination], concepts: list[Concept]
):
    changed = destinations[0].model_copy(update={"safety": "Another sentence about safety here."})
    with pytest.raises(IndexMissing, match="another catalogue"):
        load(index_folder, [changed, *destinations[1:]], concepts)
    with pytest.raises(IndexMissing, match="another catalogue"):
        load(index_folder, destinations, concepts[1:])


def test_the_fingerprint_sees_order_and_content(destinations: list[Destination], concepts: list[Concept]):
    few, wishes = destinations[:3], concepts[:3]
    assert fingerprint(few, wishes) == fingerprint(list(few), list(wishes))
    others = [(few, wishes), (few[::-1], wishes), (few[:2], wishes), (few, wishes[:2]), (few, wishes[::-1])]
    assert len({fingerprint(*one) for one in others}) == len(others)


def test_the_version_is_that_of_the_vectors(
    tmp_path: Path, encoder: Encoder, few: list[Destination], wishes: list[Concept]
):
    build(few, wishes, encoder, tmp_path)
    first = load(tmp_path, few, wishes).version
    assert load(tmp_path, few, wishes).version == first
    for name in (VECTORS, WISHES):
        vectors = np.load(tmp_path / name)
        vectors[0, 0] += 1
        np.save(tmp_path / name, vectors)
        assert load(tmp_path, few, wishes).version != first
        first = load(tmp_path, few, wishes).version


def test_a_recommender_loads_what_was_built(
    tmp_path: Path, index_folder: Path, encoder: Encoder, destinations: list[Destination]
):
    few = [one for one in destinations if one.country == "PT"]
    folder, catalogue = tmp_path / "embeddings", tmp_path / "catalogue"
    concepts = read_concepts(few)
    assert build(few, concepts, encoder, folder, index_folder) == sum(len(passages(one)) for one in few)
    assert set(json.loads((folder / INDEX).read_text())) == {"catalogue", "starts"}
    catalogue.mkdir()
    shutil.copy(ROOT / "data" / "catalogue" / "destinations" / "PT.yml", catalogue)
    loaded = Recommender.load(tmp_path, encoder, catalogue)
    assert [one.id for one in loaded.destinations] == [one.id for one in few]
    assert loaded.destination("lisbon") is not None
    assert loaded.destination("nowhere") is None


def test_only_what_is_new_is_embedded_again(
    tmp_path: Path, encoder: Encoder, few: list[Destination], wishes: list[Concept]
):
    build(few, wishes, encoder, tmp_path)
    before = [np.load(tmp_path / name) for name in (VECTORS, WISHES)]
    counting = CountingEncoder(encoder)
    more = [*wishes, Concept(said=("a lighthouse to sleep in",), tags={"quiet": 0.5})]
    build(few, more, counting, tmp_path)  # type: ignore[arg-type]
    first = passages(few[0])[0].text
    assert counting.asked == [first, "a lighthouse to sleep in"]
    assert np.array_equal(np.load(tmp_path / VECTORS), before[0])
    assert np.array_equal(np.load(tmp_path / WISHES)[:-1], before[1])


def test_another_encoder_and_an_interrupted_build_start_anew(
    tmp_path: Path, encoder: Encoder, few: list[Destination], wishes: list[Concept]
):
    count = build(few, wishes, encoder, tmp_path)
    other = CountingEncoder(encoder, turn=0.5)
    build(few, wishes, other, tmp_path)  # type: ignore[arg-type]
    assert len(set(other.asked)) >= count
    (tmp_path / TEXTS).unlink()
    again = CountingEncoder(encoder)
    build(few, wishes, again, tmp_path)  # type: ignore[arg-type]
    assert len(again.asked) >= count
    assert np.allclose(np.linalg.norm(np.load(tmp_path / VECTORS), axis=1), 1, atol=0.01)
