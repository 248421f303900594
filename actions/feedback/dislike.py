""" "Not for me": an idea that is disliked does not come again, and another takes its place."""

from __future__ import annotations

import re

from actions import formatting as form
from actions.capability import Capability
from actions.feedback.meant import ask_which, ideas_meant, names_of, page_of, place_named
from actions.ideas.recommend_destinations import RecommendDestinations, keep_outcome
from actions.small_talk.starters import starters
from actions.turn import Turn, choice
from recommender.reasons import KNOWN_FOR

EVERY = re.compile(r"\b(?:any|none|neither|all|these|those|them|ideas|suggestions|tips)\b")


class Dislike(Capability):
    name = "dislike"
    digression = True

    async def handle(self, turn: Turn) -> None:
        page = page_of(turn)
        meant = ideas_meant(turn) or (page if _means_all(turn) else _known_for(turn, page))
        place = place_named(turn)
        if meant:
            await self._leave_out(turn, meant)
        elif place is not None:
            self._nothing_to_leave_out(turn, turn.words("utter_dislike_place", place=place["name"]))
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
