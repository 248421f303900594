"""The time at a place now, and how far it is from the traveller's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions import formatting as form
from actions.capability import Capability
from actions.questions.about import answered, ask_place, asked_place, remember, spans_countries
from actions.questions.zones import main_towns, zone_of
from actions.turn import Json, Turn


class AskTime(Capability):
    name = "ask_time"
    digression = True

    async def handle(self, turn: Turn) -> None:
        place = asked_place(turn)
        if place is None:
            here = turn.now.astimezone(turn.zone)
            turn.say("utter_ask_time_here", time=f"{here:%H:%M}", day=form.day(here.date()), zone=turn.zone.key)
            return
        remember(turn, self, place)
        towns = main_towns(turn, place)
        zone = zone_of(turn, place)
        if len(towns) > 1:
            turn.tell(_several(turn, place, towns))
        elif zone is None or spans_countries(place):
            ask_place(turn, self, turn.words("utter_ask_time_which_town", place=place["name"]))
        else:
            turn.tell(_one(turn, place["name"], zone))

    async def answer(self, turn: Turn) -> None:
        await answered(self, turn)


def _one(turn: Turn, name: str, zone: ZoneInfo) -> str:
    there = turn.now.astimezone(zone)
    gap = _gap(turn, there)
    return turn.words("utter_ask_time_there", place=name, time=f"{there:%H:%M}", day=form.day(there.date()), gap=gap)


def _several(turn: Turn, place: Json, towns: Sequence[tuple[str, ZoneInfo]]) -> str:
    times = [(name, turn.now.astimezone(zone)) for name, zone in towns]
    listed = form.joined([f"{there:%H:%M} in {name} ({form.day(there.date(), year=False)})" for name, there in times])
    return turn.words("utter_ask_time_several", place=place["name"], times=listed)


def _gap(turn: Turn, there: datetime) -> str:
    """How far ahead ``there`` is of the place it is compared with, else of the traveller."""
    origin = turn.entities.get("origin")
    own = zone_of(turn, origin) if origin else None
    here = turn.now.astimezone(own or turn.zone)
    whom = origin["name"] if origin and own else "UTC" if turn.zone.key == "UTC" else ""
    away = (there.utcoffset() or timedelta()) - (here.utcoffset() or timedelta())
    hours = _hours(abs(away))
    if not away:
        return turn.words("utter_ask_time_same_as", whom=whom) if whom else turn.words("utter_ask_time_same")
    if whom:
        return turn.words(
            "utter_ask_time_ahead_of" if away > timedelta() else "utter_ask_time_behind_of", gap=hours, whom=whom
        )
    return turn.words("utter_ask_time_ahead" if away > timedelta() else "utter_ask_time_behind", gap=hours)


def _hours(away: timedelta) -> str:
    """``7 hours``, ``5 and a half hours``, ``45 minutes``."""
    hours, minutes = divmod(int(away.total_seconds()) // 60, 60)
    if not minutes:
        return form.count(hours, "hour")
    whole = f"{form.count(hours, 'hour')} and " if hours else ""
    return f"{whole}{minutes} minutes"
