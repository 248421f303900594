""" "Not for me": an idea that is disliked does not come again, and another takes its place."""

from __future__ import annotations

import re

from actions import formatting as form
from actions.capability import Capability
from actions.feedback.meant import ask_which, ideas_meant, names_of, page_of, place_named
from actions.ideas.recommend_destinations import RecommendDestinations, keep_outcome
from actions.ideas.wishing import ideas_of, remember_ideas
from actions.small_talk.starters import starters
from actions.turn import Turn, choice
from recommender.passages import words
from recommender.reasons import KNOWN_FOR

EVERY = re.compile(r"\b(?:any|none|neither|all|these|those|them|ideas|suggestions|tips)\b")
REFUSES = re.compile(
    r"\b(?:stop|no more|never|hates?|dislikes?|tired of|fed up|can ?not stand|can't stand|without)\b"
    r"|\b(?:not|don't|doesn't|didn't|isn't|aren't|i'm not|we're not) (?:\w+ )?"
    r"(?:likes?|into|keen|fond|fans?|a fan|suggest|show|recommend|want|fancy|care|love|enjoy)\b"
)
"""What refuses a whole kind of place, other than "not enough nightlife"."""


class Dislike(Capability):
    name = "dislike"
    digression = True

    async def handle(self, turn: Turn) -> None:
        page = page_of(turn)
        unwanted = await _unwanted(turn)
        pointed = [] if unwanted and not turn.has("pick", "place", "destination") else ideas_meant(turn)
        meant = pointed or (page if _means_all(turn) else _known_for(turn, page))
        place = place_named(turn)
        if meant:
            await self._leave_out(turn, meant)
        elif place is not None:
            self._nothing_to_leave_out(turn, turn.words("utter_dislike_place", place=place["name"]))
        elif unwanted:
            self._nothing_to_leave_out(turn, turn.words("utter_dislike_unwanted", features=form.joined(unwanted)))
        elif turn.has("interests"):
            self._nothing_to_leave_out(turn, turn.words("utter_dislike_talk"))
        elif page:
            every = choice(turn.label("all_of_these"), self.name, next_step="all")
            ask_which(turn, self, turn.words("utter_dislike_which"), every)
        elif turn.question:
            turn.say("utter_dislike_talk")
        else:
            turn.say("utter_dislike_nothing", choices=starters(turn))

    async def answer(self, turn: Turn) -> None:
        await self.house["like"].answer(turn)

    async def _leave_out(self, turn: Turn, meant: list[str]) -> None:
        for one in meant:
            await keep_outcome(turn, one, "disliked")
        names = names_of(turn, meant)
        place = turn.get("destination")
        if place and place["name"] in names:
            turn.clear("destination", "place")
        keep = [one for one in page_of(turn) if one not in meant]
        ideas = self.house["recommend_destinations"]
        assert isinstance(ideas, RecommendDestinations)
        await ideas.again(turn, turn.words("utter_dislike_noted", places=form.joined(names)), keep=keep)

    def _nothing_to_leave_out(self, turn: Turn, text: str) -> None:
        """No idea on screen is meant: they stay, with the question that goes with them."""
        question = turn.question
        if question and page_of(turn):
            turn.tell(text, choices=question["choices"], ask=question["ask"])
        else:
            turn.tell(text, choices=[] if question else starters(turn))


async def _unwanted(turn: Turn) -> list[str]:
    """What is not wanted in any idea ("stop suggesting beaches"), in words; it is kept for this conversation.

    That a place known for it was only looked at, or searched for, no longer speaks for it.
    """
    tags = turn.entities.get("interests") or []
    if not tags or not REFUSES.search(turn.text.casefold()):
        return []
    remember_ideas(turn, unwanted=sorted({*(ideas_of(turn).get("unwanted") or []), *tags}))
    for one in (await turn.desk.impressions.reactions(turn.owner)).all:
        place = turn.desk.recommender.destination(one.destination)
        if one.kind in ("opened", "searched") and place and any(place.tags.get(tag, 0) >= KNOWN_FOR for tag in tags):
            await turn.desk.impressions.forget_taste(turn.owner, one.destination)
    return [words(tag) for tag in tags]


def _means_all(turn: Turn) -> bool:
    """ "None of these", where none is pointed at."""
    pointed = (turn.entities.get("pick") or {}).get("indexes")
    said = EVERY.search(turn.text.casefold()) is not None and not turn.has("interests") and not pointed
    return turn.entities.get("next_step") == "all" or (said and place_named(turn) is None)


def _known_for(turn: Turn, page: list[str]) -> list[str]:
    """The ideas on screen that are known for what is disliked ("I don't like beaches")."""
    tastes = turn.entities.get("interests") or []
    found = [turn.desk.recommender.destination(one) for one in page]
    return [one.id for one in found if one and any(one.tags.get(taste, 0) >= KNOWN_FOR for taste in tastes)]
