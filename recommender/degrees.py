"""Temperatures that a wish names: "I wilt above 25 degrees", "about 20 °C", "at least 28"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DEGREES = (
    r"(?P<number>-?\d{1,3})(?: ?(?:to|-|–) ?(?P<upper>\d{1,3}))? ?"
    r"(?:degrees?(?: celsius)?|° ?[cf]\b|°|celsius|fahrenheit|c\b)"
)
_SAID = re.compile(rf"(?P<lead>(?:\b[\w']+ +){{0,4}}){_DEGREES}(?P<tail>[^.;!?]{{0,30}})", re.I)
_TOO_MUCH = re.compile(
    r"\b(?:wilt|melt|suffer|can't (?:take|stand|do|bear)|hate|not|n't|never|no|without|nothing) ?(?:\w+ )*"
    r"(?:above|over|beyond|more than|hotter than|warmer than)\b|"
    r"\b(?:max|maximum|at most|up to|below|under|less than|cooler than)\b",
    re.I,
)
_WILT = re.compile(r"\b(?:wilt|melt|die|faint|suffer)\b.*\b(?:above|over|beyond)\b", re.I)
_AT_LEAST = re.compile(r"\b(?:at least|min|minimum|above|over|more than|from|warmer than|not under|not below)\b", re.I)
ABOUT = 4
"""°C by which "about 20 degrees" may be missed."""


@dataclass(frozen=True)
class Range:
    """Mean daily highs in °C that a wish allows."""

    low: float = -60
    high: float = 60


def degrees_said(text: str) -> Range | None:
    """The temperatures that ``text`` names; None when it names none. Fahrenheit is recognised by its name."""
    found = _SAID.search(text)
    if found is None:
        return None
    fahrenheit = re.search(r"f\b|fahrenheit", found[0][len(found["lead"]) :][: len(found[0])], re.I) is not None
    low, high = (_celsius(float(found[name]), fahrenheit) if found[name] else None for name in ("number", "upper"))
    assert low is not None, "a range begins with a number"
    lead = found["lead"]
    if high is not None:
        return Range(low, high)
    if _WILT.search(lead) or _TOO_MUCH.search(lead):
        return Range(high=low)
    if re.search(r"\bor (?:more|warmer|above)|\+", found["tail"]) or _AT_LEAST.search(lead):
        return Range(low=low)
    if re.search(r"\bor (?:less|cooler|below)", found["tail"]):
        return Range(high=low)
    return Range(low - ABOUT, low + ABOUT)


def _celsius(value: float, fahrenheit: bool) -> float:
    return (value - 32) / 1.8 if fahrenheit else value
