"""Ideas where to go, with true reasons; the list goes on with every further wish."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from actions import cards
from actions import formatting as form
from actions.capability import Capability
from actions.options import matching_option
from actions.party import remember_party
from actions.routing import REMARKS
from actions.search.picking import index_of
from actions.turn import Json, Turn, choice
from recommender.reach import Limit, limit_said
from recommender.reasons import MONTHS
from recommender.where import bounds_of
from recommender.wish import Origin, Reason, Suggestion, Wish
from travel.errors import UnknownCurrency
from travel.recommendations import Impression

SHOWN = 4


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
        wish = _wish(turn, new)
        more = turn.intent == "show_more"
        await self._suggest(turn, wish, list((turn.get("shown") or {}).get("ids", [])) if more else [])

    async def answer(self, turn: Turn) -> None:
        """A choice among the ideas, or a further wish."""
        shown = turn.get("shown") or {}
        if shown.get("kind") != "destination":
            await self.handle(turn)
            return
        index = index_of(turn, len(shown["page"]))
        option = matching_option(turn, turn.question) if turn.question and turn.text else None
        if index is not None:
            self._choose(turn, shown["page"][index])
        elif turn.has("place", "destination") or option:
            self._choose_named(turn, option)
        else:
            await self.handle(turn)

    async def ask_again(self, turn: Turn) -> None:
        question = turn.question or {}
        if question:
            turn.tell(question["text"], choices=question["choices"], ask=question["ask"])

    async def _suggest(self, turn: Turn, wish: Wish, seen: list[str]) -> None:
        found = turn.desk.recommender.recommend(wish, today=turn.today, limit=SHOWN, exclude=seen)
        if not found:
            turn.set("shown", None)
            turn.say("utter_recommend_destinations_none")
            return
        await self._log(turn, wish, found)
        ids = [suggestion.destination.id for suggestion in found]
        turn.set("shown", {"kind": "destination", "ids": [*seen, *ids], "page": ids, "from": len(seen)})
        options = [
            choice(one.destination.name, "select_option", destination=cards.destination_value(one.destination))
            for one in found
        ]
        shown = [
            cards.destination_card(
                turn,
                one.destination,
                country_name(turn, one.destination.country),
                [reason_text(turn, reason) for reason in one.reasons],
                wish.month,
            )
            for one in found
        ]
        text = turn.words("utter_recommend_destinations_found", wish=_echo(turn, wish))
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
            cards=shown,
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
            )
            for position, one in enumerate(found)
        ]
        await turn.desk.impressions.record(shown, now=turn.now)

    def _choose_named(self, turn: Turn, option: Json | None) -> None:
        said = turn.entities.get("destination") or turn.entities.get("place")
        value = said or next(e["value"] for e in (option or {})["entities"] if e["entity"] == "destination")
        page = turn.get("shown")["page"]
        known = {one: turn.desk.recommender.destination(one) for one in page}
        match = next((key for key, one in known.items() if one and one.name == value["name"]), None)
        if match:
            self._choose(turn, match)
        else:
            turn.set("destination", value)
            self._next(turn, value, turn.words("utter_inform_place", place=value["name"]))

    def _choose(self, turn: Turn, destination_id: str) -> None:
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
            choice(turn.label("ideas"), self.name),
        ]
        turn.tell(text, choices=options)


def take_up_idea(turn: Turn) -> None:
    """ "The second looks lovely, is it safe there?": the idea is chosen by the way, and the wish is about it."""
    shown = turn.get("shown") or {}
    if shown.get("kind") != "destination" or turn.intent in (*REMARKS, "show_more"):
        return
    index = index_of(turn, len(shown["page"]))
    destination = turn.desk.recommender.destination(shown["page"][index]) if index is not None else None
    if destination is not None:
        turn.set("destination", cards.destination_value(destination))
        turn.clear("place", "shown", "question")
        turn.entities.pop("pick", None)


def country_name(turn: Turn, code: str) -> str:
    """The English name of a country by its code."""
    place = turn.desk.gazetteer.by_id(f"country:{code}")
    return place.name if place else code


def reason_text(turn: Turn, reason: Reason) -> str:
    """A reason in words."""
    return turn.words(f"utter_reason_{reason.kind}", **reason.values)


def _wish(turn: Turn, new: bool) -> Wish:
    """The wish as known by now; a further remark adds to the words of the first."""
    before = {} if new else (turn.get("searched") or {}).get("ideas") or {}
    said = str(turn.entities.get("wish") or turn.text)
    text = f"{before['text']}. {said}" if before else said
    place = _place_said(turn) or before.get("place")
    turn.set("searched", {**(turn.get("searched") or {}), "ideas": {"text": text, "place": place}})
    origin = turn.get("origin")
    start = turn.get("start_date") or turn.get("depart_date")
    country, near = bounds_of(place)
    return Wish(
        text=text,
        month=_month(start),
        budget=_euros(turn),
        days=_days(turn, start),
        origin=Origin(origin["name"], origin["lat"], origin["lon"]) if origin else None,
        country=country,
        near=near,
        interests=tuple(turn.entities.get("interests") or ()),
        companions=turn.get("companions"),
    )


def _euros(turn: Turn) -> Decimal | None:
    """The budget for the whole trip in the currency of the catalogue; one without a rate is left out, and said so."""
    budget = turn.get("budget")
    if not budget or budget.get("per") not in ("total", "person", None):
        return None
    try:
        return turn.desk.rates.convert(Decimal(str(budget["amount"])), budget["currency"], "EUR")[0]
    except UnknownCurrency:
        turn.say("utter_refine_search_no_rate", currency=budget["currency"])
        turn.clear("budget")
        return None


def _month(start: Any) -> int | None:
    first = start.get("start") if isinstance(start, dict) else start
    return date.fromisoformat(first).month if first else None


def _days(turn: Turn, start: Any) -> int | None:
    end = turn.get("end_date")
    if isinstance(start, str) and isinstance(end, str):
        return (date.fromisoformat(end) - date.fromisoformat(start)).days
    return int(turn.get("nights")) if turn.get("nights") else None


def _place_said(turn: Turn) -> Json | None:
    return turn.entities.get("place") or turn.entities.get("destination")


def _echo(turn: Turn, wish: Wish) -> str:
    """What was understood of the wish: ``Italy in May, from Vienna, up to 600 EUR``."""
    place = turn.get("searched")["ideas"]["place"]
    month = MONTHS[wish.month - 1] if wish.month else ""
    where = " in ".join(part for part in (place["name"] if place else "", month) if part)
    parts = [where] if where else []
    if wish.origin:
        parts.append(turn.words("utter_recommend_destinations_part_origin", origin=wish.origin.name))
    if wish.origin and (limit := limit_said(wish.text)):
        parts.append(_limit(turn, limit))
    if wish.budget is not None:
        parts.append(turn.words("utter_recommend_destinations_part_budget", budget=form.budget(turn.get("budget"))))
    if not parts:
        return turn.words("utter_recommend_destinations_wish_any")
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _limit(turn: Turn, limit: Limit) -> str:
    """How far it may be, in words."""
    if limit.by == "drive":
        return turn.words("utter_recommend_destinations_part_drive", hours=f"{limit.hours:g}")
    return turn.words("utter_recommend_destinations_part_flight", hours=f"{limit.hours:g}")
