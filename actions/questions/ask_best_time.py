"""When to go: best months, climate and crowds of the catalogue's destinations."""

from __future__ import annotations

from collections.abc import Sequence

from actions.capability import Capability
from actions.questions.about import answered, ask_place, asked_place, remember
from actions.questions.months import months_of, months_text
from actions.turn import Turn
from recommender.catalogue import Destination
from recommender.reasons import MONTHS
from recommender.seasons import best_months, destinations_at, months_by_crowds
from world.topics import months_named

EXAMPLES = 3
"""Destinations of a country that are named with months of their own."""


class AskBestTime(Capability):
    name = "ask_best_time"
    digression = True

    async def handle(self, turn: Turn) -> None:
        place = asked_place(turn)
        if place is None:
            ask_place(turn, self, turn.words("utter_question_where"))
            return
        remember(turn, self, place)
        found = destinations_at(turn.desk.recommender.destinations, place)
        if not found:
            turn.say("utter_ask_best_time_unknown", place=place["name"])
            return
        asked = months_of(turn.entities.get("date")) or months_named(turn.text)
        one = len(found) == 1 and place["kind"] != "country"
        name = found[0].name if one else place["name"]
        parts = [_verdict(turn, name, asked, best_months(found)), _best(turn, name, best_months(found))]
        parts += _of_one(turn, found[0], asked) if one else _examples(turn, found)
        turn.tell(" ".join(part for part in parts if part))

    async def answer(self, turn: Turn) -> None:
        await answered(self, turn)


def _verdict(turn: Turn, name: str, asked: Sequence[int], best: Sequence[int]) -> str:
    """Whether the months that were asked about are good."""
    good = [month for month in asked if month in best]
    if not asked:
        return ""
    if not good:
        return turn.words("utter_ask_best_time_not_among", months=months_text(asked), place=name)
    return turn.words("utter_ask_best_time_among", months=months_text(good), place=name)


def _best(turn: Turn, name: str, best: Sequence[int]) -> str:
    return turn.words("utter_ask_best_time_months", place=name, months=months_text(best))


def _of_one(turn: Turn, one: Destination, asked: Sequence[int]) -> list[str]:
    """Weather of the month asked about, else of the best ones, and how full it gets."""
    months = list(asked) or one.best_months
    highs = [one.climate.high[month - 1] for month in months]
    lows = [one.climate.low[month - 1] for month in months]
    spoken = MONTHS[months[0] - 1] if len(months) == 1 else months_text(months)
    crowded, calm = months_by_crowds(one)
    parts = [turn.words("utter_ask_best_time_climate", months=spoken, low=min(lows), high=max(highs))]
    if crowded:
        parts.append(turn.words("utter_ask_best_time_crowded", months=months_text(crowded)))
    if calm:
        parts.append(turn.words("utter_ask_best_time_calm", months=months_text(calm)))
    return parts


def _examples(turn: Turn, found: Sequence[Destination]) -> list[str]:
    """A few places whose months differ from each other."""
    by_months = {tuple(one.best_months): one for one in reversed(found)}
    shown = sorted(by_months.values(), key=lambda one: one.name)[:EXAMPLES]
    places = "; ".join(f"{one.name}: {months_text(one.best_months)}" for one in shown)
    return [turn.words("utter_ask_best_time_by_place", places=places)] if len(by_months) > 1 else []
