"""Plugs and mains: what is in the wall, and whether a device from home fits."""

from __future__ import annotations

from collections.abc import Sequence

from actions import formatting as form
from actions.capability import Capability
from actions.questions.about import About, about, answered, within_sentence
from actions.questions.sidelights import sidelights
from actions.turn import Turn
from travel.facts import Country, Fit, plug_fit, same_voltage
from world.nationalities import find_demonyms
from world.topics import topics_of

CONTINENTAL = "DE"
"""A "European plug" is one of types C and F, as this country has them."""


class AskPlug(Capability):
    name = "ask_plug"
    digression = True

    async def handle(self, turn: Turn) -> None:
        asked = about(turn, self)
        if asked is None:
            return
        facts = asked.facts
        plugs, volts, hertz = _types(facts.plugs), _list(facts.voltage, "V"), _list(facts.frequency, "Hz")
        parts = [turn.words("utter_ask_plug_types", country=asked.country, plugs=plugs, volts=volts, hertz=hertz)]
        parts += _from_home(turn, asked)
        parts += sidelights(turn, asked, topics_of(turn.text))
        turn.tell(" ".join([*parts, turn.words("utter_question_as_of", month=asked.as_of)]))

    async def answer(self, turn: Turn) -> None:
        await answered(self, turn)


def _from_home(turn: Turn, asked: About) -> list[str]:
    """What a device of the traveller's own country needs; nothing where that country is not known."""
    code = _home(turn)
    home = turn.desk.countries.country(CONTINENTAL if code == "EU" else code) if code else None
    if home is None or home.country == asked.facts.country:
        return []
    name = "Europe (types C and F)" if code == "EU" else within_sentence(home.country)
    parts = [_fit(turn, home, asked.facts, name)]
    if not same_voltage(home, asked.facts):
        parts.append(turn.words("utter_ask_plug_voltage", home=name, volts=_list(home.voltage, "V")))
    return parts


def _home(turn: Turn) -> str | None:
    """Whose plugs the traveller has: as said, else those of where the trip starts."""
    own = [one.country for one in find_demonyms(turn.text) if one.use in ("thing", "person")]
    start = turn.entities.get("origin") or turn.get("origin")
    return own[0] if own else start["country"] if start else None


def _fit(turn: Turn, home: Country, there: Country, name: str) -> str:
    fit = plug_fit(home, there)
    if fit is Fit.FITS:
        return turn.words("utter_ask_plug_fits", home=name)
    if fit is Fit.PARTLY:
        return turn.words("utter_ask_plug_partly", home=name, plugs=_types(home.plugs))
    return turn.words("utter_ask_plug_adapter", home=name, plugs=_types(home.plugs))


def _types(plugs: Sequence[str]) -> str:
    return f"type {plugs[0]}" if len(plugs) == 1 else f"types {form.joined(list(plugs))}"


def _list(values: Sequence[int], unit: str) -> str:
    """``230 V``, or ``100 and 200 V by region``."""
    text = f"{form.joined([str(value) for value in values])} {unit}"
    return text if len(values) == 1 else f"{text} by region"
