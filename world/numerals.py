"""Numbers in digits or English words."""

from __future__ import annotations

from text_to_num import text2num  # type: ignore[import-untyped]

_UNITS = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SPECIAL = {"a": 1, "an": 1, "a single": 1, "a couple of": 2, "a pair of": 2, "a dozen": 12, "half a dozen": 6}

_SMALL = "|".join([*_TEENS, *_UNITS])
_TENS_ALTERNATIVES = "|".join(_TENS)
_WORD = f"{_SMALL}|{_TENS_ALTERNATIVES}|hundred|thousand"

DIGIT_OR_WORD = rf"(?:\d{{1,2}}|(?:{_TENS_ALTERNATIVES})(?:[- ](?:{'|'.join(_UNITS)}))?|{_SMALL})"
"""Pattern of a small number, in digits or words, on folded text."""

COUNT = rf"(?:half a dozen|a dozen|a couple of|a pair of|a single|{DIGIT_OR_WORD}|an?)"
"""Pattern of a count such as "2", "twenty-one", "a" or "a couple of", on folded text."""

LARGE = rf"(?:(?:a|{_WORD})(?:[- ](?:and )?(?:{_WORD})){{1,7}}|(?:{_WORD}))"
"""Pattern of a number in words such as "two hundred and fifty", on folded text."""


def count_of(text: str) -> int | None:
    """The number that a match of one of the patterns says, None when it says none."""
    text = text.strip().replace("-", " ")
    if text.isdecimal():
        return int(text)
    if text in _SPECIAL:
        return _SPECIAL[text]
    words = text.split()
    if words and words[0] in {"a", "an"}:
        words[0] = "one"
    try:
        return int(text2num(" ".join(words), "en"))
    except ValueError:
        return None
