"""How well each destination answers a wish, and which of the best make a good list."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recommender.columns import Columns
from recommender.constraints import BANDS
from recommender.meaning import Meaning
from recommender.reach import hours_of
from recommender.wish import Origin, Wish

WEIGHTS = {
    "meaning": 0.60,
    "words": 0.05,
    "tags": 0.67,
    "themes": 0.24,
    "audience": 0.05,
    "kinds": 0.07,
    "climate": 0.24,
    "season": 0.10,
    "crowds": 0.06,
    "distance": 0.12,
    "cost": 0.04,
    "fame": 0.06,
}
"""Shares of the parts. A part of which the wish says nothing takes no share."""
TASTE, TASTE_BESIDE = 0.6, 0.2
"""What a traveller's taste takes of the score for itself: of a broad wish, and of one that says what it is about."""
LIKE = 0.7
"""What "more like this" takes."""
UNWANTED = 0.35
"""What a destination loses that is all that the wish refuses."""
SAME_COUNTRY, SAME_KIND = 0.01, 0.08
"""What a further destination of a country, and one just like another of the list, loses."""
COVERED = 0.21
"""Share of the weakest wish in how well the tags fit: who wants sea and food is not helped by two beaches."""
CLEAR = 0.22
"""By how much the best must stand out of the middle (cosine) for a meaning that is clear."""
EVERYDAY_COST = 90.0
"""EUR a day at the lowest comfort at which a place is no longer cheap in any way."""
RARE = 4.2
"""A lexical score as of one rare word; below it nothing of the wish is really named."""


@dataclass(frozen=True)
class Part:
    """How well each destination fits one side of a wish, (n,) in 0..1, and how surely it was meant, 0 to 1."""

    fit: np.ndarray
    trust: float = 1.0


def parts(
    wish: Wish, meaning: Meaning, month: int, columns: Columns, similarity: np.ndarray, words: np.ndarray
) -> dict[str, Part]:
    """The parts of the score of which the wish says something; ``month`` is 1 to 12.

    ``similarity`` (n, m) are cosines to the wish and its parts, ``words`` (n,) the scores of the lexical index.
    """
    known_month = wish.month is not None or bool(meaning.months)
    found = {
        "meaning": Part(_spread(similarity)),
        "words": Part(words / max(float(words.max(initial=0)), RARE)),
        "tags": Part(_tags(meaning, columns), _surest(meaning.tags)),
        "themes": Part(_themes(meaning, columns), max(map(_surest, meaning.themes), default=0.0)),
        "audience": Part(
            _weighted(meaning.audiences, columns.audiences, columns.audience_names), _surest(meaning.audiences)
        ),
        "kinds": Part(_kinds(meaning, columns), max((weight for _, weight in meaning.kinds), default=0.0)),
        "climate": Part(climate_fit(meaning, month, columns), float(bool(meaning.named.climate or known_month))),
        "season": Part(0.3 + 0.7 * columns.best[:, month - 1], float(known_month)),
        "crowds": Part((5 - columns.crowds[:, month - 1]) / 4, meaning.tags.get("quiet", 0.0)),
        "cost": Part(
            np.clip(1.2 - columns.cost / EVERYDAY_COST, 0, 1),
            float(wish.budget is not None) or meaning.tags.get("budget", 0.0),
        ),
    }
    found["fame"] = Part(columns.fame)
    if wish.origin:
        found["distance"] = Part(_distance(wish.origin, wish.days, columns))
    return {name: part for name, part in found.items() if part.trust > 0}


def score(
    found: Mapping[str, Part], meaning: Meaning, learned: Mapping[str, np.ndarray], columns: Columns
) -> np.ndarray:
    """The score of each destination, (n,) in 0..1: the parts by their shares, and taste, less what is refused."""
    fits = {name: part.fit for name, part in found.items()} | dict(learned)
    total = np.sum([share * fits[name] for name, share in shares(found, learned).items()], axis=0)
    if meaning.unwanted:
        surest = _surest(meaning.unwanted)
        total = total - UNWANTED * surest * _weighted(meaning.unwanted, columns.tags, columns.tag_names)
    scored: np.ndarray = np.clip(total, 0, 1)
    return scored


def shares(found: Mapping[str, Part], learned: Collection[str]) -> dict[str, float]:
    """What each part takes of the score, together 1: by its weight and how surely it was meant."""
    weights = {name: WEIGHTS[name] * part.trust for name, part in found.items()}
    taken = {name: weight / sum(weights.values()) for name, weight in weights.items()}
    for name, share in (("taste", taste_share(found)), ("like", LIKE)):
        if name in learned:
            taken = {other: (1 - share) * part for other, part in taken.items()} | {name: share}
    return taken


def taste_share(found: Mapping[str, Part]) -> float:
    """The less a wish says of what it is about, the more is left to taste."""
    said = max((found[name].trust for name in ("tags", "themes", "audience", "kinds") if name in found), default=0.0)
    return TASTE - (TASTE - TASTE_BESIDE) * min(said, 1.0)


def _surest(weights: Mapping[str, float]) -> float:
    """A part counts as far as the surest of what it is about is meant."""
    return max(weights.values(), default=0.0)


def varied(
    ranked: Sequence[int], scores: np.ndarray, alike: np.ndarray, columns: Columns, limit: int, one_country: bool
) -> list[int]:
    """Rows of a list of ``limit``: the best first, each further one worth less the more it is like those before it.

    Maximal marginal relevance (Carbonell and Goldstein 1998). ``alike`` are rows of length 1, (n, features).
    """
    left = np.array(ranked[: limit * 8], dtype=int)
    vectors, countries = alike[left], columns.countries[left]
    worth = scores[left].astype(np.float64)
    closest = np.zeros(len(left))
    chosen: list[int] = []
    while len(chosen) < min(limit, len(left)):
        best = int(np.argmax(worth - SAME_KIND * closest))
        chosen.append(int(left[best]))
        closest = np.maximum(closest, vectors @ vectors[best])
        if not one_country:
            worth -= SAME_COUNTRY * (countries == countries[best])
        worth[best] = -np.inf
    return chosen


def _kinds(meaning: Meaning, columns: Columns) -> np.ndarray:
    if not meaning.kinds:
        return np.zeros(len(columns.cost), dtype=np.float32)
    fits = [columns.has_kind(kinds) * weight for kinds, weight in meaning.kinds]
    mean: np.ndarray = np.sum(fits, axis=0) / sum(weight for _, weight in meaning.kinds)
    return mean


def climate_fit(meaning: Meaning, month: int, columns: Columns) -> np.ndarray:
    """1 where the month's mean high lies in the middle of the band asked for, falling by a tenth for each degree.

    Without any word of the climate: few days with rain, and neither frost nor great heat.
    """
    high, rain = columns.high[:, month - 1], columns.rain[:, month - 1]
    dry = np.clip(1 - (rain - 5) / 14, 0, 1)
    fits = []
    for word in meaning.climate:
        if word in BANDS:
            low, top = BANDS[word]
            inside = np.maximum(low + 2 - high, high - (top - 4))
            fits.append(np.clip(1 - np.maximum(inside, 0) / 10, 0, 1))
        else:
            fits.append(dry)
    if not fits:
        pleasant = np.clip(1 - np.maximum(np.maximum(12 - high, high - 31), 0) / 15, 0, 1)
        fits = [pleasant, dry] if not meaning.tags.get("ski") and not meaning.tags.get("northern_lights") else [dry]
    fit: np.ndarray = sum(fits) / len(fits)
    return fit


def _spread(similarity: np.ndarray) -> np.ndarray:
    """How far each destination stands out, 0 to 1: of the whole wish and, equally, of its parts on the average."""
    middle, best = np.median(similarity, axis=0), similarity.max(axis=0)
    spread = np.clip((similarity - middle) / np.maximum(best - middle, CLEAR), 0, 1)
    whole, single = spread[:, 0], spread[:, 1:]
    result: np.ndarray = (whole + single.mean(axis=1)) / 2 if single.shape[1] else whole
    return result


def _tags(meaning: Meaning, columns: Columns) -> np.ndarray:
    mean = _weighted(meaning.tags, columns.tags, columns.tag_names)
    sure = [columns.tag(tag) for tag, weight in meaning.tags.items() if weight >= 0.9]
    if len(sure) < 2:
        return mean
    weakest: np.ndarray = np.minimum.reduce(sure)
    return (1 - COVERED) * mean + COVERED * weakest


def _themes(meaning: Meaning, columns: Columns) -> np.ndarray:
    """The surest theme that each destination has of each part of the wish, the parts by how sure they are."""
    found = np.zeros((len(meaning.themes), len(columns.cost)), dtype=np.float32)
    for part, themes in enumerate(meaning.themes):
        for theme, weight in themes.items():
            if theme in columns.themes:
                rows = columns.themes[theme]
                found[part, rows] = np.maximum(found[part, rows], weight)
    most = sum(map(_surest, meaning.themes))
    mean: np.ndarray = found.sum(axis=0) / max(most, 1e-6)
    return mean


def _weighted(wanted: Mapping[str, float], table: np.ndarray, names: Sequence[str]) -> np.ndarray:
    """The mean of a table's columns by the weights of their names."""
    place = {name: column for column, name in enumerate(names)}
    known = {place[name]: weight for name, weight in wanted.items() if name in place}
    if not known:
        return np.zeros(len(table), dtype=np.float32)
    weights = np.array(list(known.values()), dtype=np.float32)
    mean: np.ndarray = table[:, list(known)] @ weights / weights.sum()
    return mean


def _distance(origin: Origin, days: int | None, columns: Columns) -> np.ndarray:
    flown = hours_of(columns.km(origin.lat, origin.lon))
    comfortable = 3.0 if days is not None and days <= 4 else 6.0
    fit: np.ndarray = np.clip(1 - (flown - comfortable) / 10, 0, 1)
    return fit
