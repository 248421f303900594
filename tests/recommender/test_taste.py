"""Likes and dislikes change the next list, at once and only as far as they should."""

from __future__ import annotations

from datetime import date

import pytest

from recommender.ranking import LEARNED, WEIGHTS
from recommender.recommender import Recommender
from recommender.wish import Reason, Suggestion, Wish

TODAY = date(2026, 11, 22)


def ask(recommender: Recommender, limit: int = 12, **more: object) -> list[Suggestion]:
    return recommender.recommend(Wish(text="a week away", month=5, **more), today=TODAY, limit=limit)  # type: ignore[arg-type]


def strength(found: list[Suggestion], tag: str) -> float:
    return sum(one.destination.tags.get(tag, 0.0) for one in found) / len(found)


def test_what_was_disliked_does_not_come_again(recommender: Recommender):
    shown = [one.destination.id for one in ask(recommender)]
    again = [one.destination.id for one in ask(recommender, disliked=tuple(shown[:3]))]
    assert not set(shown[:3]) & set(again)


def test_what_resembles_a_like_comes_sooner_and_a_dislike_later(recommender: Recommender):
    beaches = [one.id for one in recommender.destinations if one.tags.get("beach", 0) >= 0.9][:3]
    liked, disliked = ask(recommender, liked=tuple(beaches)), ask(recommender, disliked=tuple(beaches))
    assert strength(liked, "beach") > strength(ask(recommender), "beach") > strength(disliked, "beach")


def test_more_like_one_weighs_more_than_taste(recommender: Recommender):
    skiing = next(one.id for one in recommender.destinations if one.tags.get("ski", 0) >= 0.9)
    assert strength(ask(recommender, like=skiing), "ski") > strength(ask(recommender, liked=(skiing,)), "ski")


def test_a_taste_is_said_only_where_there_is_much_in_common(recommender: Recommender):
    porto = recommender.destination("porto")
    assert porto is not None
    found = ask(recommender, limit=30, liked=("porto",))
    said = [one for one in found if Reason("resembles", {"place": "Porto"}) in one.reasons]
    assert 0 < len(said) < len(found)
    assert porto not in [one.destination for one in said]
    for one in said:
        assert set(one.destination.tags) & set(porto.tags)
    assert not any(reason.kind == "resembles" for one in ask(recommender) for reason in one.reasons)


def test_the_parts_of_taste_add_up_to_the_score(recommender: Recommender):
    for one in ask(recommender, liked=("porto",), like="porto"):
        assert set(one.parts) == {*WEIGHTS, *LEARNED}
        total = sum(WEIGHTS[name] * one.parts[name] for name in WEIGHTS)
        total = total * (1 - LEARNED["taste"]) + LEARNED["taste"] * one.parts["taste"]
        assert one.score == pytest.approx(total * (1 - LEARNED["like"]) + LEARNED["like"] * one.parts["like"], abs=1e-3)
        assert 0 <= one.score <= 1


def test_likes_that_the_catalogue_has_no_longer_change_nothing(recommender: Recommender):
    assert ask(recommender, liked=("atlantis",), disliked=("el-dorado",), like="avalon") == ask(recommender)
