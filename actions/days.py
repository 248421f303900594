"""The days of a sentence in the light of the trip that is known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from actions.turn import Turn
from world.anchoring import anchored, anchored_window

STARTS = ("depart_date", "check_in", "start_date", "date")
ENDS = ("return_date", "check_out", "end_date")


def said_days(turn: Turn, reference: Any, *, end_asked: bool) -> tuple[Any, Any]:
    """First and last day of the sentence; a lone day answers the question for the end when that is open.

    "The 20th" and "Sunday" are days of the trip that is known, not of this month.
    """
    names = (
        next((name for name in STARTS if turn.entities.get(name)), ""),
        next((name for name in ENDS if turn.entities.get(name)), ""),
    )
    start, end = (turn.entities.get(name) for name in names)
    start_phrase, end_phrase = (turn.phrases.get(name, "") for name in names)
    if end_asked and start and not end and names[0] != "depart_date":
        start, end, start_phrase, end_phrase = None, start, "", start_phrase
    known = reference.get("start") if isinstance(reference, dict) else reference
    if isinstance(start, dict) and known:
        window = (date.fromisoformat(start[edge]) for edge in ("start", "end"))
        first, last = anchored_window(start_phrase, *window, date.fromisoformat(known))
        start = {"start": first.isoformat(), "end": last.isoformat()}
    if isinstance(start, str) and known:
        moved = anchored(start_phrase, date.fromisoformat(start), date.fromisoformat(known), after=False)
        if isinstance(end, str):
            end = (date.fromisoformat(end) + (moved - date.fromisoformat(start))).isoformat()
        start = moved.isoformat()
    base = start or known
    if isinstance(end, str) and isinstance(base, str) and (not start or end < base):
        end = anchored(end_phrase, date.fromisoformat(end), date.fromisoformat(base), after=True).isoformat()
    return start, end


def shifted(turn: Turn, start: Any, end: Any, known: tuple[Any, Any], *, leave: str) -> tuple[Any, Any]:
    """The days of the trip moved as the sentence says ("a day earlier", "2 nights longer"); they were known before.

    ``leave`` is the end of the trip that "leave" means. Where nothing can move, "a week later" is a length.
    """
    shift, (first, last) = turn.entities.get("shift"), known
    if not shift or start or not isinstance(first, str):
        return start, end
    edge = leave if shift["edge"] == "leave" else shift["edge"]
    if not isinstance(last, str) and (edge == "end" or turn.get("one_way") is not True):
        return start, end
    turn.entities.pop("nights", None)
    moved = [after(day, int(shift["days"])) if isinstance(day, str) else None for day in known]
    return moved[0] if edge in ("start", "both") else None, moved[1] if edge in ("end", "both") else last


def after(day: str, nights: int) -> str:
    """The day so many nights later."""
    return (date.fromisoformat(day) + timedelta(days=nights)).isoformat()
