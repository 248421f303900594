"""The built index belongs to one catalogue and says so."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from encoder import Encoder
from recommender.catalogue import Destination
from recommender.index import INDEX, VECTORS, IndexMissing, Lexicon, build, fingerprint, load
from recommender.passages import passages
from recommender.recommender import Recommender


def test_every_passage_is_embedded_and_known_to_its_owner(index_folder: Path, destinations: list[Destination]):
    index = load(index_folder, destinations)
    owners = [position for position, one in enumerate(destinations) for _ in passages(one)]
    assert index.owners.tolist() == owners
    assert index.vectors.shape == (len(owners), 384)
    assert np.allclose(np.linalg.norm(index.vectors, axis=1), 1, atol=0.01)


def test_a_place_is_nearest_to_its_own_words(index_folder: Path, encoder: Encoder, destinations: list[Destination]):
    index = load(index_folder, destinations)
    for wanted in destinations[::20]:
        query = encoder.encode([wanted.description])[0]
        similarity = index.similarity(query, len(destinations))
        assert destinations[int(similarity.argmax())].id == wanted.id


def test_without_an_index_it_is_said(tmp_path: Path, destinations: list[Destination]):
    with pytest.raises(IndexMissing, match="make setup"):
        load(tmp_path, destinations)


def test_an_index_of_another_catalogue_is_refused(index_folder: Path, destinations: list[Destination]):
    changed = destinations[0].model_copy(update={"safety": "Another sentence about safety here."})
    with pytest.raises(IndexMissing, match="another catalogue"):
        load(index_folder, [changed, *destinations[1:]])


def test_the_fingerprint_sees_order_and_content(destinations: list[Destination]):
    few = destinations[:3]
    assert fingerprint(few) == fingerprint(list(few))
    assert len({fingerprint(few), fingerprint(few[::-1]), fingerprint(few[:2])}) == 3


def test_the_version_is_that_of_the_vectors(index_folder: Path, tmp_path: Path, destinations: list[Destination]):
    shutil.copytree(index_folder, tmp_path / "copy")
    assert load(tmp_path / "copy", destinations).version == load(index_folder, destinations).version
    vectors = np.load(tmp_path / "copy" / VECTORS)
    vectors[0, 0] += 1
    np.save(tmp_path / "copy" / VECTORS, vectors)
    assert load(tmp_path / "copy", destinations).version != load(index_folder, destinations).version


def test_a_recommender_loads_what_was_built(tmp_path: Path, encoder: Encoder, destinations: list[Destination]):
    folder = tmp_path / "embeddings"
    few = [one for one in destinations if one.country == "PT"]
    assert build(few, encoder, folder) == sum(len(passages(one)) for one in few)
    assert set(json.loads((folder / INDEX).read_text())) == {"catalogue", "owners"}
    catalogue = tmp_path / "catalogue"
    catalogue.mkdir()
    shutil.copy(Path("data/catalogue/destinations/PT.yml"), catalogue)
    loaded = Recommender.load(tmp_path, encoder, catalogue)
    assert [one.id for one in loaded.destinations] == [one.id for one in few]
    assert loaded.destination("lisbon") is not None
    assert loaded.destination("nowhere") is None


def test_the_lexicon_finds_names_and_rare_words(destinations: list[Destination]):
    lexicon = Lexicon(destinations)
    scores = lexicon.scores("Sagrada Família")
    assert destinations[int(scores.argmax())].id == "barcelona"
    assert scores.max() == 1
    assert not lexicon.scores("xyzzy").any()
    assert not lexicon.scores("a nice place to go").any()
