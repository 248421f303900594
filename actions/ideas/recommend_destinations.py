"""Ideas where to go, with true reasons; the list goes on with every further wish."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from actions import cards
from actions import formatting as form
from actions.capability import Capability
from actions.ideas.wishing import ideas_of, refuses, remember_ideas, wants_alike, wish_echo, wish_known, wish_said
from actions.options import matching_option
from actions.party import remember_party
from actions.routing import REMARKS
from actions.search.picking import index_of
from actions.turn import Json, Turn, choice
from recommender.advising import Missed
from recommender.reach import limit_said
from recommender.wish import Reason, Suggestion, Wish
from travel.recommendations import Impression

SHOWN = 4
REMEMBERED = 60
"""Ideas of a conversation that can still be liked and disliked."""


class RecommendDestinations(Capability):
    name = "recommend_destinations"

    async def handle(self, turn: Turn) -> None:
        new = turn.intent == self.name
        turn.set("task", self.name)
        turn.set("question", None)
        remember_party(turn)
        start = turn.entities.get("start_date") or turn.entities.get("date") or turn.entities.get("depart_date")
        if start:
            turn.set("start_date", start)
        for slot in ("origin", "end_date", "budget", "companions", "nights"):
            if slot in turn.entities:
                turn.set(slot, turn.entities[slot])
        more = turn.intent == "show_more" or (new and turn.entities.get("wish") == ideas_of(turn).get("text", ""))
        wish = wish_known(turn) if more and ideas_of(turn) else wish_said(turn, new)
        await self._suggest(turn, wish, ideas_of(turn).get("seen") or [] if more else [])

    async def again(self, turn: Turn, text: str, *, like: str | None = None, keep: Collection[str] = ()) -> None:
        """The same wish anew after a like or a dislike, introduced by ``text``.

        Nothing that was shown for it comes again, but ``keep``; ``like`` is an idea that the others should resemble.
        """
        turn.set("task", self.name)
        seen = [one for one in ideas_of(turn).get("seen") or [] if one not in keep]
        await self._suggest(turn, replace(wish_known(turn), like=like), seen, text)

    async def answer(self, turn: Turn) -> None:
        """A choice among the ideas, or a further wish."""
        shown = turn.get("shown") or {}
        if shown.get("kind") != "destination":
            await self.handle(turn)
            return
        refused = turn.intent == "dislike" or (turn.has("pick") and refuses(turn))
        if refused or turn.intent == "like" or (turn.has("pick") and wants_alike(turn)):
            await self.house["dislike" if refused else "like"].handle(turn)
            return
        index = index_of(turn, len(shown["page"]))
        option = matching_option(turn, turn.question) if turn.question and turn.text else None
        if index is not None:
            await self.choose(turn, shown["page"][index])
        elif turn.has("place", "destination") or option:
            await self.choose_named(turn, option)
        else:
            await self.handle(turn)

    async def ask_again(self, turn: Turn) -> None:
        question = turn.question or {}
        if question:
            turn.tell(question["text"], choices=question["choices"], ask=question["ask"])

    async def _suggest(self, turn: Turn, wish: Wish, seen: list[str], text: str | None = None) -> None:
        reactions = await turn.desk.impressions.reactions(turn.owner)
        profile = await turn.profile()
        stated = dict.fromkeys(profile.preferences.get("interests") or [], 1.0) if profile else {}
        stated |= dict.fromkeys(ideas_of(turn).get("unwanted") or [], -1.0)
        seed = f"{turn.conversation}|{len(seen)}" if reactions.all else None
        wish = replace(wish, reactions=reactions, stated=stated, seed=seed)
        advice = await turn.desk.advisor.advise(wish, today=turn.today, limit=SHOWN, exclude=seen)
        found = list(advice.suggestions)
        if not found and advice.alternative is None:
            turn.set("shown", None)
            turn.say("utter_recommend_destinations_none")
            return
        if not found and advice.alternative is not None:
            found, text = [advice.alternative], _nearest(turn, advice.alternative, advice.missed)
        await self._log(turn, wish, found)
        self._show(
            turn,
            wish,
            found,
            seen,
            text or turn.words("utter_recommend_destinations_found", wish=wish_echo(turn, wish)),
        )

    def _show(self, turn: Turn, wish: Wish, found: list[Suggestion], seen: list[str], text: str) -> None:
        """Cards with their choices, and the question which one it shall be."""
        ids = [suggestion.destination.id for suggestion in found]
        turn.set("shown", {"kind": "destination", "ids": [*seen, *ids], "page": ids, "from": len(seen)})
        remember_ideas(turn, seen=[*seen, *ids])
        options = [
            choice(_label(turn, one, found), "select_option", destination=cards.destination_value(one.destination))
            for one in found
        ]
        if limit_said(wish.text) and not wish.origin:
            text += " " + turn.words("utter_recommend_destinations_start_unknown")
        more = [choice(turn.label("more"), "show_more")]
        again = turn.words("utter_select_option_which")
        turn.ask(
            "select_option",
            "option",
            "choice",
            text,
            options=options,
            choices=[*options, *more],
            cards=[_card(turn, one, wish.month) for one in found],
            again=again,
        )

    async def _log(self, turn: Turn, wish: Wish, found: list[Suggestion]) -> None:
        shown = [
            Impression(
                conversation=turn.conversation,
                user=turn.user,
                query=wish.text,
                destination=one.destination.id,
                position=position,
                score=one.score,
                parts=one.parts,
                model=turn.desk.recommender.model,
                month=wish.month,
            )
            for position, one in enumerate(found)
        ]
        ids = await turn.desk.impressions.record(shown, now=turn.now)
        known = (ideas_of(turn).get("shown") or {}) | {one.destination: id for one, id in zip(shown, ids, strict=True)}
        remember_ideas(turn, shown=dict(list(known.items())[-REMEMBERED:]))

    async def choose_named(self, turn: Turn, option: Json | None) -> None:
        """Take the idea that is named, or another place that is named instead."""
        said = turn.entities.get("destination") or turn.entities.get("place")
        value = said or next(e["value"] for e in (option or {})["entities"] if e["entity"] == "destination")
        page = turn.get("shown")["page"]
        known = {one: turn.desk.recommender.destination(one) for one in page}
        match = next((key for key, one in known.items() if one and one.name == value["name"]), None)
        if match:
            await self.choose(turn, match)
        else:
            turn.set("destination", value)
            self._next(turn, value, turn.words("utter_inform_place", place=value["name"]))

    async def choose(self, turn: Turn, destination_id: str) -> None:
        """Take an idea: it is where the trip goes, and what it is like is said."""
        await keep_outcome(turn, destination_id, "opened")
        destination = turn.desk.recommender.destination(destination_id)
        assert destination is not None, "it is on screen"
        value = cards.destination_value(destination)
        turn.set("destination", value)
        turn.clear("place")
        country = country_name(turn, destination.country)
        text = turn.words(
            "utter_recommend_destinations_chosen",
            name=destination.name,
            country=country,
            description=destination.description,
        )
        self._next(turn, value, text)

    def _next(self, turn: Turn, value: Json, text: str) -> None:
        turn.clear("shown", "question")
        options = [
            choice(turn.label("flights"), "search_flights", destination=value),
            choice(turn.label("stays"), "search_stays", place=value),
            choice(turn.label("sights"), "find_attractions", place=value),
            choice(turn.label("ideas"), self.name),
        ]
        turn.tell(text, choices=options)


async def keep_outcome(turn: Turn, destination_id: str, kind: str) -> None:
    """Store what came of an idea that was shown in this conversation."""
    impression = (ideas_of(turn).get("shown") or {}).get(destination_id)
    if impression is not None:
        await turn.desk.impressions.outcome(impression, kind, now=turn.now)


async def take_up_idea(turn: Turn) -> None:
    """ "The second looks lovely, is it safe there?": the idea is chosen by the way, and the wish is about it."""
    shown = turn.get("shown") or {}
    if shown.get("kind") != "destination" or turn.intent in (*REMARKS, "show_more"):
        return
    index = index_of(turn, len(shown["page"]))
    destination = turn.desk.recommender.destination(shown["page"][index]) if index is not None else None
    if destination is not None:
        await keep_outcome(turn, destination.id, "opened")
        turn.set("destination", cards.destination_value(destination))
        turn.clear("place", "shown", "question")
        turn.entities.pop("pick", None)


def _card(turn: Turn, one: Suggestion, month: int | None) -> Json:
    """An idea with its reasons in words."""
    said = [reason_text(turn, reason) for reason in one.reasons]
    return cards.destination_card(turn, one.destination, country_name(turn, one.destination.country), said, month)


def _nearest(turn: Turn, one: Suggestion, missed: Sequence[Missed]) -> str:
    """That nothing meets every wish, which are in the way, and what comes nearest."""
    name, country = one.destination.name, country_name(turn, one.destination.country)
    if any(each.name == "fare" for each in missed):
        return turn.words("utter_recommend_destinations_no_fare", name=name, country=country)
    wishes = form.joined([turn.words(f"utter_wish_{each.name}") for each in missed])
    what = form.joined([turn.words(f"utter_missed_{each.name}", **each.values) for each in missed])
    return turn.words("utter_recommend_destinations_nearest", wishes=wishes, missed=what, name=name, country=country)


def _label(turn: Turn, one: Suggestion, page: Sequence[Suggestion]) -> str:
    """The name, with the country where another of the page has the same ("Granada, Spain")."""
    name = one.destination.name
    if [other.destination.name for other in page].count(name) == 1:
        return name
    return f"{name}, {country_name(turn, one.destination.country)}"


def country_name(turn: Turn, code: str) -> str:
    """The English name of a country by its code."""
    place = turn.desk.gazetteer.by_id(f"country:{code}")
    return place.name if place else code


def reason_text(turn: Turn, reason: Reason) -> str:
    """A reason in words."""
    return turn.words(f"utter_reason_{reason.kind}", **reason.values)
