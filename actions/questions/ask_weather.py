"""The weather to expect: climate by month, and said to be so."""

from __future__ import annotations

from datetime import date
from typing import Any

from actions.brief import stay_of
from actions.capability import Capability
from actions.figures import climate_near, pin
from actions.questions.about import open_before, remember
from actions.turn import Json, Turn
from recommender.reasons import MONTHS
from travel.weather import MonthClimate


class AskWeather(Capability):
    name = "ask_weather"
    digression = True

    async def handle(self, turn: Turn) -> None:
        said = turn.entities
        place = said.get("place") or said.get("destination") or _known_place(turn)
        if not place:
            note = {"when": _when(turn), "before": open_before(turn)}
            turn.ask(self.name, "place", "place", turn.words("utter_ask_weather_ask_place"), note=note)
            return
        self._tell(turn, place, _when(turn))

    async def answer(self, turn: Turn) -> None:
        own = turn.question if turn.question and turn.question["owner"] == self.name else None
        note = own["note"] if own else {}
        before = note.get("before") if own else turn.question
        turn.set("question", before)
        said = turn.entities
        place = said.get("place") or said.get("destination") or said.get("origin") or _known_place(turn)
        self._tell(turn, place, _when(turn) if _said_when(turn) else note.get("when"))
        if before:
            await self.house[before["owner"]].ask_again(turn)

    def _tell(self, turn: Turn, place: Json, when: str | None) -> None:
        remember(turn, self, place)
        month = date.fromisoformat(when).month if when else turn.today.month
        climate = turn.desk.climate.climate(place["id"], place["lat"], place["lon"], month)
        if climate is None:
            turn.say("utter_ask_weather_unknown", place=place["name"])
            return
        sea = "" if climate.sea is None else turn.words("utter_ask_weather_sea", sea=climate.sea)
        turn.say(
            "utter_ask_weather_climate",
            month=MONTHS[month - 1],
            place=place["name"],
            high=climate.high,
            low=climate.low,
            rain_days=climate.rain_days,
            sea=sea,
            cards=[_card(turn, place, climate)],
        )


def _known_place(turn: Turn) -> Json | None:
    """The place of the trip under way, else the one asked about before."""
    return stay_of(turn)["place"] or (turn.get("searched") or {}).get("asked") or turn.get("origin")


def _said_when(turn: Turn) -> Any:
    names = ("date", "start_date", "depart_date", "check_in")
    return next((turn.entities[name] for name in names if name in turn.entities), None)


def _when(turn: Turn) -> str | None:
    """The day or first day of the window asked about, else of the trip under way."""
    said = _said_when(turn) or stay_of(turn)["check_in"]
    return said.get("start") if isinstance(said, dict) else said


def _card(turn: Turn, place: Json, climate: MonthClimate) -> Json:
    facts = [
        {"label": "High", "value": f"{climate.high} °C"},
        {"label": "Low", "value": f"{climate.low} °C"},
        {"label": "Rain days", "value": str(climate.rain_days)},
    ]
    if climate.sea is not None:
        facts.append({"label": "Sea", "value": f"{climate.sea} °C"})
    return {
        "kind": "forecast",
        "id": f"{place['id']}:{climate.month}",
        "title": f"{place['name']} in {MONTHS[climate.month - 1]}",
        "subtitle": "climate average",
        "facts": facts,
        "data": {
            "source": "climate",
            "month": climate.month,
            "measured_at": climate.place,
            "climate": climate_near(turn, place),
            "places": [pin(place["name"], place["lat"], place["lon"])],
        },
    }
