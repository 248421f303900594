"""Which of the options on screen is meant: by number, by a superlative, by a feature, or all of them."""

from __future__ import annotations

import re

from world.carriers import find_carriers
from world.clock import clock_time
from world.folding import fold
from world.numerals import count_of
from world.picks import patterns
from world.picks.pick import Feature, Pick
from world.quantities import find_quantities

__all__ = ["Feature", "Pick", "find_pick"]

_FEATURE_NAMES = frozenset({"amenities", "board", "nonstop", "cabin", "time_of_day", "stars", "near"})
_LETTERS = {letter: index for index, letter in enumerate("abcde", 1)}


def find_pick(text: str) -> Pick | None:
    """The options that ``text`` points at, None when it points at none; positions beat features, features all."""
    folded = fold(text)
    for reader in (_few, _numbered, _ordinals, _ordinal_alone, _clock, _features, _superlative, _everything, _bare):
        pick = reader(text, folded)
        if pick:
            return pick
    return None


def _pick(
    text: str,
    match: re.Match[str],
    indexes: tuple[int, ...] = (),
    features: tuple[Feature, ...] = (),
    superlative: str | None = None,
) -> Pick:
    start, end = match.span()
    negated = patterns.NEGATION.search(match.string, max(0, start - 24), start) is not None
    kind = _kind(match.groupdict().get("noun"))
    everything = not (indexes or features or superlative)
    return Pick(start, end, text[start:end].strip(), indexes, superlative, features, everything, negated, kind)


def _kind(noun: str | None) -> str | None:
    if not noun:
        return None
    return next((kind for kind, pattern in patterns.KINDS.items() if re.fullmatch(pattern, noun)), None) or None


def _few(text: str, folded: str) -> Pick | None:
    match = patterns.FIRST_FEW.search(folded)
    if not match:
        return None
    count = count_of(match["count"]) or 0
    ahead = match["end"] in {"first", "top"}
    return _pick(text, match, indexes=tuple(range(1, count + 1) if ahead else range(-count, 0)))


def _ordinals(text: str, folded: str) -> Pick | None:
    for match in patterns.ORDINALS.finditer(folded):
        words = re.findall(patterns.ORDINAL, match["list"])
        numeric = any(char.isdigit() for char in match["list"])
        # "the 2nd" alone is a date, "second" in the middle of a sentence is a short time.
        if match["noun"] or (not numeric and (match["the"] or (match["end"] and match.start() < 2))):
            return _pick(text, match, indexes=tuple(map(_ordinal_value, words)))
    return None


def _ordinal_alone(text: str, folded: str) -> Pick | None:
    """ "Second" as the whole message, or "ok first"."""
    match = re.fullmatch(
        r"\W*(?:(?:ok|okay|yes|yeah|fine|then|so|well)\W+)*(?P<word>[a-z]+)(?: (?:please|pls|then))?\W*", folded
    )
    if not match or match["word"] not in patterns.ORDINAL_VALUES:
        return None
    return _pick(text, match, indexes=(patterns.ORDINAL_VALUES[match["word"]],))


def _ordinal_value(word: str) -> int:
    if word[0].isdigit():
        return int("".join(filter(str.isdigit, word)))
    return patterns.ORDINAL_VALUES.get(word, -2)


def _numbered(text: str, folded: str) -> Pick | None:
    for match in patterns.NUMBERED.finditer(folded):
        indexes = _positions(match["list"])
        if indexes and patterns.NUMBERED_NOUN.match(folded, match.start()):
            return _pick(text, match, indexes=indexes)
    return None


def _bare(text: str, folded: str) -> Pick | None:
    match = patterns.BARE.fullmatch(folded)
    indexes = _positions(match["list"]) if match else ()
    return _pick(text, match, indexes=indexes) if match and indexes else None


def _positions(listed: str) -> tuple[int, ...]:
    words = re.findall(r"\d+|[a-z]+", listed)
    found = (
        _LETTERS.get(word) or count_of(word) for word in words if word not in {"and", "or", "the", "number", "option"}
    )
    return tuple(number for number in found if number)


def _clock(text: str, folded: str) -> Pick | None:
    match = patterns.AT_TIME.search(folded)
    if not match:
        return None
    exact = match["minute"] or match["half"] or match["oclock"] or match["named"] or match["noun"] or "one " in match[0]
    time = clock_time(match)
    if not exact or time is None:
        return None
    return _pick(text, match, features=({"attr": "depart_time", "value": time},))


def _features(text: str, folded: str) -> Pick | None:
    match = patterns.ONE_WITH.search(folded) or patterns.LEADING_WITH.fullmatch(folded)
    if match and (found := _said_features(text, match)):
        return _pick(text, match, features=found)
    for match in patterns.THE_ONE.finditer(folded):
        if patterns.SUPERLATIVE.match(match["said"]):
            continue
        found = _said_features(text, match)
        if not found and match["noun"].startswith("one"):
            found = ({"attr": "label", "value": text[match.start("said") : match.end("said")]},)
        if found:
            return _pick(text, match, features=found)
    return None


def _said_features(text: str, match: re.Match[str]) -> tuple[Feature, ...]:
    """What the words of the group "said" ask of the option that is meant."""
    said = text[match.start("said") : match.end("said")]
    found: list[Feature] = [
        {"attr": quantity.name, "value": quantity.value}
        for quantity in find_quantities(said)
        if quantity.name in _FEATURE_NAMES
    ]
    found += [
        {"attr": "carrier", "value": carrier.code} for _, _, carrier, negated in find_carriers(said) if not negated
    ]
    clock = patterns.ALONE_TIME.search(said.lower()) or patterns.BARE_TIME.fullmatch(said.lower())
    time = clock_time(clock) if clock else None
    if time:
        found.append({"attr": "depart_time", "value": time})
    return tuple(found)


def _superlative(text: str, folded: str) -> Pick | None:
    for match in patterns.SUPERLATIVE.finditer(folded):
        if folded.startswith(" first", match.end()):
            continue  # "cheapest first" is an order, not a choice
        name = next(name for name in patterns.SUPERLATIVES if match[name])
        if match["noun"] or (match["the"] and match["end"] is not None) or match.start() == 0 or "of the" in match[0]:
            return _pick(text, match, superlative=name)
    return None


def _everything(text: str, folded: str) -> Pick | None:
    match = patterns.EVERYTHING.search(folded)
    return _pick(text, match) if match else None
