"""What a taste comes down to in words: what somebody seems to like or not, and what they did that says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from recommender.catalogue import Destination
from recommender.reasons import KNOWN_FOR
from travel.recommendations import Reaction, Reactions

CLEAR = 0.3
"""From which weight, of 1 for what is clearest, a tag is worth a word."""
NAMED = 3
"""So many tags of each side are named."""

Find = Callable[[str], Destination | None]


@dataclass(frozen=True)
class Conclusions:
    """Tags that a traveller seems to like and not to like, clearest first, with the reactions that say so."""

    likes: tuple[str, ...]
    dislikes: tuple[str, ...]
    liked_by: tuple[Reaction, ...]
    disliked_by: tuple[Reaction, ...]


def conclusions(weights: Mapping[str, float], reactions: Reactions, find: Find) -> Conclusions:
    """Only what a reaction to a place that is known for it bears out; ``weights`` are those of a taste's profile."""
    likes = _clearest(weights, [one for one in reactions.all if not _refuses(one)], find)
    dislikes = _clearest(
        {tag: -weight for tag, weight in weights.items()}, [one for one in reactions.all if _refuses(one)], find
    )
    return Conclusions(
        likes,
        dislikes,
        tuple(one for one in reactions.all if not _refuses(one) and _known_for(one, likes, find)),
        tuple(one for one in reactions.all if _refuses(one) and _known_for(one, dislikes, find)),
    )


def borne_out(tag: str, reactions: Reactions, find: Find) -> tuple[Reaction, ...]:
    """The reactions that speak for liking a tag: those to places known for it, but for dislikes."""
    return tuple(one for one in reactions.all if not _refuses(one) and _known_for(one, (tag,), find))


def _clearest(weights: Mapping[str, float], reactions: Collection[Reaction], find: Find) -> tuple[str, ...]:
    """The more places bear a tag out, the clearer it is."""
    borne = Counter(tag for one in reactions for tag in _tags(one, find) if weights.get(tag, 0) >= CLEAR)
    return tuple(sorted(borne, key=lambda tag: (-borne[tag] * weights[tag], tag))[:NAMED])


def _known_for(reaction: Reaction, tags: Collection[str], find: Find) -> bool:
    return bool(set(tags) & set(_tags(reaction, find)))


def _tags(reaction: Reaction, find: Find) -> Iterator[str]:
    place = find(reaction.destination)
    return iter([tag for tag, strength in place.tags.items() if strength >= KNOWN_FOR] if place else [])


def _refuses(reaction: Reaction) -> bool:
    return reaction.kind == "disliked"
