"""A wish in the catalogue's terms: what its words name, what they mean, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from encoder import Encoder
from recommender.index import Index
from recommender.meaning import Meaning, understand

Read = Callable[..., Meaning]


@pytest.fixture(scope="module")
def read(encoder: Encoder, index: Index) -> Read:
    return lambda text, *more: understand(text, encoder, index.wishes, *more)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("a beach and good wine", {"beach", "wine"}),
        ("christmas markets in December", {"christmas_markets"}),
        ("bazaars and jazz", {"markets", "music"}),
        ("diving, then temples", {"diving", "temples"}),
    ],
)
def test_what_is_named_is_wished_wholly(read: Read, text: str, tags: set[str]):
    found = read(text)
    assert {tag: found.tags[tag] for tag in tags} == dict.fromkeys(tags, 1.0)
    assert found.named.tags == tags


def test_christmas_markets_are_not_bazaars(read: Read):
    assert "markets" not in read("christmas markets in December").named.tags


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("mountains, no beach please", "beach"),
        ("a calm place without nightlife", "nightlife"),
        ("we love food but hate museums", "art"),
        ("somewhere warm. Never again skiing", "ski"),
    ],
)
def test_what_is_refused_is_not_wished(read: Read, text: str, refused: str):
    found = read(text)
    assert refused not in found.tags
    assert found.unwanted[refused] == 1
    assert refused not in found.named.tags


@pytest.mark.parametrize("text", ["we don't want crowds", "no crowds", "avoid the big crowds", "not too touristy"])
def test_who_wants_no_crowds_wants_quiet(read: Read, text: str):
    found = read(text)
    assert found.tags["quiet"] == 1
    assert "quiet" not in found.unwanted


@pytest.mark.parametrize(
    "text", ["mountains, no beach", "no museums but art", "wine, not beer, and quiet nights", "sea"]
)
def test_nothing_is_both_wished_and_refused(read: Read, text: str):
    found = read(text)
    assert set(found.tags) & set(found.unwanted) == set()
    assert all(0 < weight <= 1 for weights in (found.tags, found.unwanted) for weight in weights.values())


@pytest.mark.parametrize(
    ("text", "climate"),
    [
        ("somewhere warm", {"warm"}),
        ("not too hot", {"mild"}),
        ("really hot", {"hot"}),
        ("a cold, dry place", {"cold", "dry"}),
        ("sun and sand", {"warm"}),
        ("skiing in the sun", set()),
    ],
)
def test_the_climate_that_is_said_or_hinted(read: Read, text: str, climate: set[str]):
    assert climate <= read(text).climate
    assert "warm" in climate or "warm" not in read(text).climate


def test_slots_add_to_the_words(read: Read):
    found = read("a week away", ("wine",), "toddler")
    assert found.tags["wine"] == 1
    assert found.audiences["toddlers"] == found.audiences["families"] == 1


def test_an_indirect_wish_means_what_its_neighbours_mean(read: Read, index: Index):
    for concept in index.wishes.concepts[: index.wishes.written : 25]:
        found = read(f"{concept.said[0]}, please")
        names = dict(found.concepts)
        assert concept.said[0] in names, concept.said[0]
        for tag, share in concept.tags.items():
            assert found.tags.get(tag, 0) + found.unwanted.get(tag, 0) >= share * names[concept.said[0]] - 0.01


@pytest.mark.parametrize("text", ["", "no", "?!", "🏝️", "\u0000", "x" * 2000])
def test_nothing_said_is_no_harm(read: Read, text: str):
    found = read(text)
    assert found.vectors.shape[1] == 384
    assert np.allclose(np.linalg.norm(found.vectors, axis=1), 1, atol=0.01)
    assert found.unwanted == {}


def test_each_part_has_a_vector_after_that_of_the_whole(read: Read, encoder: Encoder):
    found = read("Steep streets and tiled houses. A view of the river, sad songs at night")
    assert len(found.vectors) > 2
    assert np.allclose(found.vectors[0], encoder.encode([found.text])[0])
