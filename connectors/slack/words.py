"""What the translation itself has to say; the wording comes from the responses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Each is one sentence or label; those of trips are followed by a reference.

    ``site`` is where our own pictures are reached.
    """

    choose: str
    pick_date: str
    first_day: str
    last_day: str
    take_dates: str
    enter: str
    enter_names: str
    enter_email: str
    names: str
    names_hint: str
    answer: str
    send: str
    close: str
    plan: str
    wish: str
    my_trips: str
    upcoming: str
    nothing_upcoming: str
    home: str
    show: str
    cancel: str
    show_trip: str
    cancel_trip: str
    site: str = ""
