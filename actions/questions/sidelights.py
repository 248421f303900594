"""Small facts that come up in any question about a country: emergency numbers, tipping, driving, tap water."""

from __future__ import annotations

from collections.abc import Set

from actions import formatting as form
from actions.questions.about import About
from actions.turn import Turn


def sidelights(turn: Turn, asked: About, topics: Set[str]) -> list[str]:
    """A sentence for each of these topics that was asked about by name."""
    tellers = {"emergency": emergency, "tap_water": tap_water, "driving": _driving, "tipping": _tipping}
    return [tell(turn, asked) for topic, tell in tellers.items() if topic in topics]


def emergency(turn: Turn, asked: About) -> str:
    """Whom to call."""
    numbers = dict(asked.facts.emergency)
    if not numbers:
        return turn.words("utter_ask_safety_no_emergency", country=asked.spoken)
    everything = numbers.pop("all", None)
    services = form.joined([f"{service} {number}" for service, number in numbers.items()])
    if everything is None:
        return turn.words("utter_ask_safety_emergency", country=asked.spoken, numbers=services)
    also = f" ({services})" if services else ""
    return turn.words("utter_ask_safety_emergency_all", country=asked.spoken, number=everything, also=also)


def tap_water(turn: Turn, asked: About) -> str:
    """Whether to drink it."""
    return turn.words(f"utter_ask_health_tap_water_{asked.facts.tap_water}", country=asked.country)


def _driving(turn: Turn, asked: About) -> str:
    return turn.words("utter_ask_safety_driving", country=asked.country, side=asked.facts.drives)


def _tipping(turn: Turn, asked: About) -> str:
    return turn.words("utter_ask_safety_tipping", country=asked.spoken, custom=asked.facts.tipping)
