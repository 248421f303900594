""" "I love that": an idea that is liked is kept, and what comes next resembles it."""

from __future__ import annotations

from actions import formatting as form
from actions.capability import Capability
from actions.cards import destination_value
from actions.feedback.meant import ask_which, ideas_meant, names_of, page_of, place_named
from actions.ideas.recommend_destinations import RecommendDestinations, keep_outcome
from actions.ideas.wishing import wants_alike
from actions.options import matching_option
from actions.small_talk.starters import starters
from actions.turn import Turn, choice
from recommender.sights import destination_of


class Like(Capability):
    name = "like"
    digression = True

    async def handle(self, turn: Turn) -> None:
        meant = ideas_meant(turn)
        if meant:
            await self._keep(turn, meant)
        elif page_of(turn):
            await self._of_page(turn)
        elif (turn.get("shown") or {}).get("kind") in ("flight", "stay") and turn.has("pick"):
            await self.house["select_option"].handle(turn)
        else:
            self._talk(turn)

    async def answer(self, turn: Turn) -> None:
        """The idea that was asked for, or another remark on the ideas."""
        option = matching_option(turn, turn.question) if turn.question and turn.text else None
        if option is not None:
            turn.entities |= {one["entity"]: one["value"] for one in option["entities"]}
            await self.house[option["intent"]].handle(turn)
        else:
            await self.house["recommend_destinations"].answer(turn)

    async def _keep(self, turn: Turn, meant: list[str]) -> None:
        for one in meant:
            await keep_outcome(turn, one, "liked")
        if len(meant) == 1 and self._wants_more(turn):
            await self._more_like(turn, meant[0])
        elif len(meant) == 1 and page_of(turn):
            await self._ideas.choose(turn, meant[0])
        else:
            self._noted(turn, meant)

    async def _of_page(self, turn: Turn) -> None:
        """Of several ideas none was pointed at: a taste is a further wish, another place is taken instead."""
        place = place_named(turn)
        if place is not None and self._wants_more(turn):
            known = destination_of(turn.desk.recommender.destinations, place)
            if known is not None:
                await self._more_like(turn, known.id)
                return
        if place is not None:
            await self._ideas.choose_named(turn, None)
        elif turn.has("interests"):
            await self._ideas.handle(turn)
        else:
            ask_which(turn, self, turn.words("utter_like_which"))

    async def _more_like(self, turn: Turn, destination_id: str) -> None:
        name = names_of(turn, [destination_id])[0]
        await self._ideas.again(turn, turn.words("utter_like_more", place=name), like=destination_id)

    def _noted(self, turn: Turn, meant: list[str]) -> None:
        text = turn.words("utter_like_noted", places=form.joined(names_of(turn, meant)))
        question = turn.question
        if page_of(turn) and question:
            turn.tell(f"{text} {question['text']}", choices=question["choices"], ask=question["ask"])
            return
        one = turn.desk.recommender.destination(meant[0])
        assert one is not None, "it was shown"
        value = destination_value(one)
        more = choice(turn.label("more_like_this"), self.name, destination=value, next_step="more")
        turn.tell(text, choices=[*_ways(turn, value), more])

    def _talk(self, turn: Turn) -> None:
        place = place_named(turn)
        if turn.question:
            turn.say("utter_like_talk")
        elif place is not None:
            turn.say("utter_like_place", place=place["name"], choices=_ways(turn, place))
        else:
            turn.say("utter_like_nothing", choices=starters(turn))

    def _wants_more(self, turn: Turn) -> bool:
        return turn.entities.get("next_step") == "more" or wants_alike(turn)

    @property
    def _ideas(self) -> RecommendDestinations:
        ideas = self.house["recommend_destinations"]
        assert isinstance(ideas, RecommendDestinations)
        return ideas


def _ways(turn: Turn, place: dict[str, object]) -> list[dict[str, object]]:
    """What can be done with a place that is liked."""
    return [
        choice(turn.label("flights"), "search_flights", destination=place),
        choice(turn.label("stays"), "search_stays", place=place),
        choice(turn.label("sights"), "find_attractions", place=place),
    ]
