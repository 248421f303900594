"""Codes with a fixed form: booking references, flight numbers, e-mail addresses, one-time codes."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from world.currencies import SUFFIX_PATTERN
from world.folding import fold

CodeName = Literal["booking_reference", "flight_number", "email", "code"]

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?<![-_])", re.ASCII)
_REFERENCE = re.compile(
    r"(?<![\w-])tw[ -]?(?P<rest>(?=[a-z]*\d)[a-z0-9]{6})(?![\w-])|"
    r"(?<![\w-])tw-(?P<dashed>[a-z0-9]{6})(?![\w-])",
    re.ASCII,
)
_FLIGHT = re.compile(
    r"(?<![\w.-])(?<!\d )(?P<cue>(?:flight|flt)(?: (?:no\.?|number|nr\.?))?:? ?#?)?(?P<carrier>[a-z]{2}|"
    r"[a-z]\d|\d[a-z])(?P<gap>[ -]?)(?P<number>\d{1,4})(?![\w:%]|[.,/-]\d)",
    re.ASCII,
)
_ONE_TIME = re.compile(
    rf"(?<![\w.,€$£-])(?<!\d )(?P<first>\d{{3}})[ -]?(?P<second>\d{{3}})(?![\w%]|[.,:/ -]?\d| ?{SUFFIX_PATTERN})",
    re.ASCII,
)
_CODE_CUE = re.compile(r"\b(?:codes?|pin|otp|password)\b")
FEW_WORDS = 4
"""Six digits count as a one-time code in a message of so few words, in a longer one only beside the word "code"."""


@dataclass(frozen=True)
class CodeMatch:
    """One code; ``value`` is normalised: TW-7K2M9Q, TP535, address in lower case, six digits."""

    name: CodeName
    value: str
    start: int
    end: int


def find_codes(text: str, carriers: Collection[str]) -> list[CodeMatch]:
    """The codes in ``text``, left to right without overlaps; flight numbers need a designator out of ``carriers``.

    After the word "flight" any designator counts; a lower-case one with a blank ("on 12", "tp 535") counts only
    there, since most are words.
    """
    folded = fold(text)
    found = [CodeMatch("email", match[0], *match.span()) for match in _EMAIL.finditer(folded)]
    for match in _REFERENCE.finditer(folded):
        found.append(CodeMatch("booking_reference", f"TW-{(match['rest'] or match['dashed']).upper()}", *match.span()))
    found += (_flight(match) for match in _FLIGHT.finditer(folded) if _is_flight(match, text, carriers))
    short = len(folded.split()) <= FEW_WORDS
    for match in _ONE_TIME.finditer(folded) if short or _CODE_CUE.search(folded) else ():
        found.append(CodeMatch("code", match["first"] + match["second"], *match.span()))
    return _apart(found)


def _is_flight(match: re.Match[str], text: str, carriers: Collection[str]) -> bool:
    designator = text[match.start("carrier") : match.end("carrier")]
    if match["cue"]:
        return any(char.isalpha() for char in designator) and designator not in {"at", "on", "in", "to", "of", "is"}
    if designator.upper() not in carriers:
        return False
    return designator == designator.upper() or not match["gap"]


def _flight(match: re.Match[str]) -> CodeMatch:
    value = match["carrier"].upper() + match["number"]
    return CodeMatch("flight_number", value, match.start("carrier"), match.end())


def _apart(found: list[CodeMatch]) -> list[CodeMatch]:
    """Drop what overlaps something found by an earlier, stricter pattern."""
    kept: list[CodeMatch] = []
    for code in found:
        if all(code.end <= other.start or code.start >= other.end for other in kept):
            kept.append(code)
    return sorted(kept, key=lambda code: code.start)
