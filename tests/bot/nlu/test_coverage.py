"""How much of a sentence is data."""

import pytest

from bot.nlu.coverage import covered


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("Lisbon", ["Lisbon"], 1.0),
        ("from Lisbon please", ["Lisbon"], 1.0),
        ("in Lisbon on the 12th", ["Lisbon", "12th"], 1.0),
        ("weather Lisbon", ["Lisbon"], 0.5),
        ("cancel everything", [], 0.0),
        ("from the", [], 0.0),
        ("", [], 0.0),
        ("2 adults", ["2 adults"], 1.0),
    ],
)
def test_share_of_words_with_content(text: str, values: list[str], expected: float) -> None:
    spans = [(text.index(value), text.index(value) + len(value)) for value in values]
    assert covered(text, spans) == expected


def test_an_empty_span_covers_nothing() -> None:
    assert covered("cancel", [(0, 0)]) == 0.0
