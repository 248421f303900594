"""Any text is answered, soon, with spans in order; what has no year is never past."""

from __future__ import annotations

import time
from datetime import datetime

import pytest

from world.dates import find_dates, find_days

hypothesis = pytest.importorskip("hypothesis")  # the engine's environment has none
st = hypothesis.strategies

WORDS = """may march mar 5 5th 31 31st 12-19 10/01 24.12.26 2027-02-30 0 00 99 2027 the of to - and or from until on in
for next this last week weekend month friday sat sun tomorrow now 3pm 25:00 noon morning night nights days a
an couple few two first second christmas easter eid diwali new year eve before after between around back
leaving return check out . , ! ' / half mid late end beginning any within weeks summer fall bank holiday 9999
days in 999 years 29 february ½ ² İ ſt""".split()
SENTENCES = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
MOMENTS = st.datetimes()
FLOODS = [
    "a", "1", "1/1", "1.1.", "1-1-", "may", "the 1st", "friday to", "5 nights from", "next", "5 jan -",
    "week before friday", "in 3 or 4 weeks", "eid", "easter weekend", "fri 15th", "any", "any friday in", ", and",
    "friday,", "29.2.", "31 feb", "from the 3rd to the 10th", "back friday out", "20-21-", "12:", "1st of",
    "mid to late", "twenty", "'s", "a@", "st.", "new year", "2 or", "until", "a couple of", "thrusdxy",
    "1/2/3/",
]  # fmt: skip


@hypothesis.settings(deadline=None, max_examples=400)
@hypothesis.given(SENTENCES, MOMENTS, st.booleans())
def test_any_text_is_answered(text: str, now: datetime, day_first: bool) -> None:
    end = 0
    for match in find_dates(text, now, day_first):
        assert end <= match.start < match.end <= len(text)
        assert match.text == text[match.start : match.end]
        assert (match.last is None) == (match.kind == "date")
        assert match.last is None or match.first <= match.last
        assert match.first >= now.date() or match.past
        end = match.end
    length = find_days(text, now, day_first).duration
    assert length is None or (0 < length[0] <= 365 and 0 <= length[1] < length[2] <= len(text))


@pytest.mark.parametrize("flood", [*FLOODS, *(flood + " " for flood in FLOODS)])
def test_long_texts_take_at_most_50_ms(flood: str) -> None:
    text = (flood * 4000)[:4000]
    find_dates(text, datetime.fromisoformat("2026-11-22T10:00"))  # fills the caches
    best = min(cpu_seconds(text) for _ in range(5))
    assert best <= 0.05


def cpu_seconds(text: str) -> float:
    began = time.thread_time()
    find_dates(text, datetime.fromisoformat("2026-11-22T10:00"))
    return time.thread_time() - began
