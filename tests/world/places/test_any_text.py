"""Whatever is typed: no exception, sound spans, and no time lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from world.places import Gazetteer

_CPU_SECONDS = 0.05
_WORDS = st.sampled_from(
    "from to not Paris paris SAN JFK nice in the new york st. san jose - / @ , . é Köln reading 12 OR name is".split()
)
_SENTENCES = st.lists(_WORDS, max_size=700).map(" ".join)

WALLS = {
    "one city": "paris " * 660,
    "letters": "a " * 2000,
    "prefix": "san " * 1000,
    "addresses": "a@" * 2000,
    "one address": "@ " + "a" * 3990,
    "names": "name is " * 500,
    "refusals": "not go to " * 400,
    "codes": "JFK SFO LAX " * 333,
    "typos": "barcelna amsterdm frankfrut " * 142,
    "one word": "ab" * 2000,
    "accents": "é" * 4000,
    "dashes": "-" * 4000,
    "lines": "rome\n" * 800,
}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=4000), _SENTENCES))
def test_any_text_gives_sound_spans(gazetteer: Gazetteer, text: str) -> None:
    end = 0
    for match in gazetteer.find(text[:4000]):
        assert end <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.text
        assert 0 < match.score <= 1
        assert match.place not in match.others
        end = match.end


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_of_text_stays_cheap(gazetteer: Gazetteer, wall: str) -> None:
    spent = []
    for _ in range(3):
        began = time.process_time()
        gazetteer.find(WALLS[wall][:4000])
        spent.append(time.process_time() - began)
    assert min(spent) < _CPU_SECONDS
