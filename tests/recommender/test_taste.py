"""Likes and dislikes change the next list, at once and only as far as they should."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from recommender.conclusions import borne_out, conclusions
from recommender.ranking import LIKE, TASTE, TASTE_BESIDE, Part, taste_share
from recommender.recommender import Recommender
from recommender.wish import Reason, Suggestion, Wish
from travel.recommendations import Reaction, Reactions

TODAY = date(2026, 11, 22)
of = Reactions.of


def ask(recommender: Recommender, limit: int = 12, **more: object) -> list[Suggestion]:
    return recommender.recommend(Wish(text="a week away", month=5, **more), today=TODAY, limit=limit)  # type: ignore[arg-type]


def strength(found: list[Suggestion], tag: str) -> float:
    return sum(one.destination.tags.get(tag, 0.0) for one in found) / len(found)


def known_for(recommender: Recommender, tag: str, count: int) -> list[str]:
    return [one.id for one in recommender.destinations if one.tags.get(tag, 0) >= 0.9][:count]


def test_what_was_disliked_does_not_come_again(recommender: Recommender):
    shown = [one.destination.id for one in ask(recommender)]
    again = [one.destination.id for one in ask(recommender, reactions=of(disliked=shown[:3]))]
    assert not set(shown[:3]) & set(again)


@pytest.mark.parametrize("kind", ["booked", "liked", "searched", "opened"])
def test_what_resembles_a_good_reaction_comes_sooner_and_a_dislike_later(recommender: Recommender, kind: str):
    beaches = known_for(recommender, "beach", 3)
    good = ask(recommender, reactions=Reactions(tuple(Reaction(one, kind) for one in beaches)))  # type: ignore[arg-type]
    bad = ask(recommender, reactions=of(disliked=beaches))
    assert strength(good, "beach") > strength(ask(recommender), "beach") >= strength(bad, "beach")


def test_what_is_stated_counts_without_any_reaction(recommender: Recommender):
    wanted, refused = ask(recommender, stated={"hiking": 1.0}), ask(recommender, stated={"hiking": -1.0})
    assert strength(wanted, "hiking") > strength(ask(recommender), "hiking") >= strength(refused, "hiking")


def test_one_reaction_weighs_less_than_many_and_what_is_unknown_nothing(recommender: Recommender):
    beaches = known_for(recommender, "beach", 10)
    spread = []
    for count in (1, 3, 10):
        profile = recommender.profile(Wish(text="away", reactions=of(liked=beaches[:count])))
        assert profile is not None
        spread.append(float(np.ptp(profile.fit)))
        assert profile.weights["beach"] > 0.5
    assert spread == sorted(spread)
    assert recommender.profile(Wish(text="away")) is None
    assert recommender.profile(Wish(text="away", stated={"submarines": 1.0})) is None


def test_what_is_said_now_goes_before_what_was_said_long_ago(recommender: Recommender):
    beaches, museums = known_for(recommender, "beach", 8), known_for(recommender, "history", 20)
    museums = [one for one in museums if one not in beaches][:8]
    now = [Reaction(one, "liked") for one in museums] + [Reaction(one, "disliked") for one in beaches[:4]]
    changed = ask(recommender, reactions=Reactions((*now, *(Reaction(one, "liked") for one in beaches[4:]))))
    before = ask(recommender, reactions=of(liked=beaches[4:]))
    assert strength(changed, "history") > strength(before, "history")
    assert strength(changed, "beach") < strength(before, "beach")


def test_more_like_one_weighs_more_than_taste(recommender: Recommender):
    skiing = known_for(recommender, "ski", 1)[0]
    assert strength(ask(recommender, like=skiing), "ski") > strength(
        ask(recommender, reactions=of(liked=[skiing])), "ski"
    )


def test_a_taste_is_said_only_where_there_is_much_in_common(recommender: Recommender):
    porto = recommender.destination("porto")
    assert porto is not None
    found = ask(recommender, limit=30, reactions=of(liked=["porto"]))
    said = [one for one in found if Reason("resembles", {"place": "Porto"}) in one.reasons]
    assert 0 < len(said) < len(found)
    assert porto not in [one.destination for one in said]
    for one in said:
        assert set(one.destination.tags) & set(porto.tags)
    assert not any(reason.kind == "resembles" for one in ask(recommender) for reason in one.reasons)


def share_of_taste(recommender: Recommender, text: str) -> float:
    """What the taste takes of the score, by least squares."""
    plain = recommender.rank(Wish(text=text, month=5), today=TODAY)
    tasted = recommender.rank(Wish(text=text, month=5, reactions=of(liked=["porto"])), today=TODAY)
    away = tasted.parts["taste"] - plain.scores
    return float((tasted.scores - plain.scores) @ away / (away @ away))


def test_the_taste_takes_more_of_a_broad_wish_than_of_a_telling_one(recommender: Recommender):
    vague, sure = Part(np.zeros(1)), Part(np.zeros(1), 1.0)
    assert taste_share({"meaning": vague}) == TASTE
    assert taste_share({"meaning": vague, "tags": sure}) == pytest.approx(TASTE_BESIDE)
    assert share_of_taste(recommender, "a week away") > share_of_taste(recommender, "hiking") + 0.05


def test_more_like_one_takes_its_share_of_the_rest(recommender: Recommender):
    reactions = of(liked=["porto"])
    tasted = recommender.rank(Wish(text="a week away", month=5, reactions=reactions), today=TODAY)
    both = recommender.rank(Wish(text="a week away", month=5, reactions=reactions, like="porto"), today=TODAY)
    assert both.scores == pytest.approx((1 - LIKE) * tasted.scores + LIKE * both.parts["like"], abs=0.01)


def test_reactions_that_the_catalogue_has_no_longer_change_nothing(recommender: Recommender):
    gone = of(liked=["atlantis"], disliked=["el-dorado"])
    assert ask(recommender, reactions=gone, like="avalon") == ask(recommender)


def test_conclusions_name_only_what_a_reaction_bears_out(recommender: Recommender):
    beaches = known_for(recommender, "beach", 3)
    clubs = [
        one.id for one in recommender.destinations if one.tags.get("nightlife", 0) >= 0.9 and "beach" not in one.tags
    ]
    reactions = Reactions((*of(disliked=clubs[:4]).all, *of(liked=beaches).all))
    profile = recommender.profile(Wish(reactions=reactions))
    assert profile is not None
    found = conclusions(profile.weights, reactions, recommender.destination)
    assert "beach" in found.likes
    assert profile.weights["nightlife"] < 0
    for tag in found.dislikes:
        assert profile.weights[tag] < 0
        assert any(tag in one.tags for one in recommender.destinations if one.id in clubs[:4])
    assert {one.destination for one in found.liked_by} <= set(beaches)
    assert [one.destination for one in found.disliked_by] == clubs[:4]
    assert [one.destination for one in borne_out("beach", reactions, recommender.destination)] == beaches
    assert borne_out("ski", reactions, recommender.destination) == ()
