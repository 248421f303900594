"""What flights and stays share: open questions before a search, and the page of offers after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from actions import cards
from actions import formatting as form
from actions.days import ENDS, STARTS
from actions.options import matching_option
from actions.turn import Json, Turn, choice
from travel.errors import BadQuery, UnknownCurrency
from travel.offers import Offer
from travel.party import MAX_SEATS
from travel.search.queries import MAX_DAYS_AHEAD, MAX_NIGHTS, check_days
from travel.search.wishes import Wish, limits_in, merge
from world.places import Place
from world.places.model import country_name

PAGE = 5
TURNED_OVER = 183
"""Days; a longer way between two days of one sentence leads through the turn of a year that nobody said."""
YEAR = re.compile(r"\b20\d\d\b|\byears?\b|\d[./-]\d{1,2}[./-]\d\d\b")

PROBLEM_SLOTS = {
    "in_the_past": ("start", "date"),
    "too_far_ahead": ("start", "date"),
    "back_before_out": ("end", "date"),
    "no_night": ("end", "date"),
    "too_many_nights": ("end", "date"),
}


def begin(turn: Turn, task: str) -> None:
    """Make this the task under way; wishes about offers of another kind rest until those are searched again."""
    before = turn.get("task")
    if before != task:
        searched = turn.get("searched") or {}
        resting = {**searched.get("filters", {}), before: turn.get("filters") or []}
        turn.set("searched", {**searched, "filters": resting})
        turn.set("filters", resting.get(task) or [])
    turn.set("task", task)


def keep_open(turn: Turn, kind: str) -> None:
    """While offers of ``kind`` are on screen and none is chosen, their search goes on after the one that begins now."""
    search = f"search_{kind}s"
    waiting = turn.get("wishes") or []
    if (turn.get("shown") or {}).get("kind") == kind and not (turn.get("chosen") or {}).get(kind):
        turn.set("wishes", [*(wish for wish in waiting if wish != search), search])


def take_answer(turn: Turn) -> str | None:
    """Close the open question and put what its answer means among the entities; the slot that was asked."""
    question = turn.question
    if question is None:
        return None
    turn.set("question", None)
    if question["ask"]["kind"] == "choice":
        option = matching_option(turn, question)
        for entity in (option or {}).get("entities", []):
            turn.entities[entity["entity"]] = entity["value"]
    elif question["ask"]["kind"] == "yes_no" and turn.intent == "affirm":
        turn.entities.update(question["note"])
    return str(question["slot"])


def ask_past_date(turn: Turn, owner: str, slot: str) -> bool:
    """Ask whether a day that has passed meant the next such day."""
    past = turn.entities.get("past_date")
    if not past:
        return False
    suggested = past["suggested"]
    options = [
        choice(turn.label("yes"), "affirm"),
        choice(turn.label("another_date"), "deny"),
    ]
    text = turn.words("utter_past_date", said=_plain_day(past["said"]), suggested=form.day(suggested))
    turn.ask(owner, slot, "yes_no", text, options=options, note={slot: suggested})
    return True


def ask_impossible_date(turn: Turn, owner: str, answering: str | None, *, start: str, end: str) -> bool:
    """Say that no calendar has the day, and ask for another: for the end when the start was said or is known."""
    said = turn.entities.get("impossible_date")
    if not said:
        return False
    slot = answering if answering in (start, end) else end if turn.has(*STARTS) else start
    text = turn.words("utter_impossible_date", said=" ".join(map(_month_named, said.split())))
    turn.ask(owner, slot, "date", text, **date_bounds(turn, after=turn.get(start) if slot == end else None))
    return True


def check_days_known(turn: Turn, first: Any, last: Any) -> None:
    """Refuse days that nobody sells before anything else is asked. Raises BadQuery.

    Days or windows as in the slots. "5 March to 1 March" would be read as the March of the year after: who does not
    say that year has mixed up the days.
    """
    if first is None:
        return
    start = date.fromisoformat(first if isinstance(first, str) else max(first["start"], turn.today.isoformat()))
    end = date.fromisoformat(last) if isinstance(last, str) else None
    both_said = turn.has(*STARTS) and turn.has(*ENDS) and not turn.has("nights")
    if end and both_said and (end - start).days > TURNED_OVER and not YEAR.search(turn.text.casefold()):
        raise BadQuery("back_before_out")
    check_days(start, end, turn.today)


def ask_which_place(turn: Turn, owner: str, slot: str) -> bool:
    """Ask which of several places of one name is meant."""
    place = turn.get(slot)
    rivals = (place or {}).get("others") or []
    if not rivals:
        return False
    known = {key: value for key, value in place.items() if key != "others"}
    candidates = [known, *rivals][:4]
    countries = [one["country"] for one in candidates]
    labels = [place_label(one, within=countries.count(one["country"]) > 1) for one in candidates]
    options = [
        choice(label, "inform", **{slot: {**one, "text": place["text"]}})
        for label, one in zip(labels, candidates, strict=True)
    ]
    text = turn.words("utter_ambiguous_place", place=known["name"], options=form.joined(labels, "or"))
    turn.ask(owner, slot, "choice", text, options=options)
    return True


BY_STATE = frozenset({"US", "CA", "AU"})
"""Countries whose people name the state, not the country."""


def place_label(place: Json, *, within: bool = True) -> str:
    """What tells a place from others of its name: ``Portland, Oregon (PDX)``, ``San José, Costa Rica (SJO)``.

    ``within``: another one lies in the same country.
    """
    country = country_name(place["country"])
    where = (place.get("admin") or country) if within or place["country"] in BY_STATE else country
    airports = place.get("airports") or []
    return f"{place['name']}, {where}" + (f" ({airports[0]})" if airports else "")


def ask_problem(turn: Turn, owner: str, problem: BadQuery, *, start: str, end: str) -> None:
    """A search that cannot be: say why and ask for what would mend it."""
    values = {"days": MAX_DAYS_AHEAD, "people": MAX_SEATS, "nights": MAX_NIGHTS}
    text = turn.words(f"utter_problem_{problem.problem}", **values)
    which, kind = PROBLEM_SLOTS.get(problem.problem, ("party", "party"))
    slot = {"start": start, "end": end, "party": "adults"}[which]
    turn.clear(slot)
    if problem.problem == "too_many_people":
        turn.clear("children", "child_ages", "infants")
    after = turn.get(start) if which == "end" else None
    bounds = date_bounds(turn, after=after) if kind == "date" else {"min": 1, "max": MAX_SEATS}
    turn.ask(owner, slot, kind, text, **bounds)


def date_bounds(turn: Turn, window: Any = None, after: Any = None) -> Json:
    """The first and last day that can be answered."""
    first = turn.today if not isinstance(after, str) else max(turn.today, date.fromisoformat(after))
    last = turn.today + timedelta(days=MAX_DAYS_AHEAD)
    if isinstance(window, dict):
        first = max(first, date.fromisoformat(window["start"]))
        last = min(last, date.fromisoformat(window["end"]))
    return {"min": first.isoformat(), "max": max(first, last).isoformat()}


def ask_party(turn: Turn, owner: str, response: str, **values: str) -> None:
    """Ask how many people there are."""
    options = [
        choice(turn.label("just_me"), "inform", adults=1),
        choice(turn.label("two"), "inform", adults=2),
    ]
    turn.ask(owner, "adults", "party", turn.words(response, **values), options=options, min=1, max=MAX_SEATS)


def ask_ages(turn: Turn, owner: str) -> None:
    """Ask how old the children will be, because fares and names depend on it."""
    children = int(turn.get("children") or 1)
    who = "the child" if children == 1 else f"the {children} children"
    text = turn.words("utter_book_ask_child_ages", children=who)
    turn.ask(owner, "child_ages", "number", text, min=0, max=17)


def keep_wishes(turn: Turn, said: Sequence[Wish]) -> None:
    """Keep the wishes about the offers said now, on top of those said before, also while questions are open."""
    turn.set("filters", merge(turn.get("filters") or [], [wish for wish in said if _can_measure(turn, wish)]))


def _can_measure(turn: Turn, wish: Wish) -> bool:
    """A limit in a currency without a rate is left out, and the traveller is told."""
    try:
        limits_in([wish], turn.desk.settings.default_currency, turn.desk.rates)
    except UnknownCurrency as unknown:
        turn.say("utter_refine_search_no_rate", currency=unknown.currency)
        if turn.get("budget") == wish["value"]:
            turn.clear("budget")
        return False
    return True


def currency(turn: Turn) -> str:
    """The currency in which the traveller thinks: of a limit that was said, else the profile's or the house's."""
    limits = [turn.get("budget")] + [wish.get("value") for wish in turn.get("filters") or [] if wish["attr"] == "price"]
    said = [limit["currency"] for limit in limits if isinstance(limit, dict) and limit.get("currency")]
    return str(said[-1]) if said else turn.currency


def show(turn: Turn, kind: str, offers: Sequence[Offer], text: str, choices: list[Json]) -> None:
    """Put the first page of offers on screen; the traveller chooses among them."""
    turn.set("shown", {"kind": kind, "ids": [offer.id for offer in offers], "from": 0, "choices": choices})
    show_page(turn, offers[:PAGE], text, choices)


def show_page(turn: Turn, page: Sequence[Offer], text: str, choices: list[Json]) -> None:
    """One page of offers as cards, with the question which one it shall be."""
    options = [choice(cards.option_label(offer.content), "select_option", offer=offer.id) for offer in page]
    turn.ask(
        "select_option",
        "option",
        "choice",
        text,
        options=options,
        choices=choices,
        cards=[cards.offer_card(turn, offer) for offer in page],
        again=turn.words("utter_select_option_which"),
    )


def gist(place: Place | Json | None) -> str:
    """The name of a place, in either of its forms."""
    if place is None:
        return ""
    return place.name if isinstance(place, Place) else str(place["name"])


def _month_named(word: str) -> str:
    """Names with a capital, ``of`` and ``30th`` as they are."""
    return word.capitalize() if word.isalpha() and len(word) > 2 and word != "the" else word


def _plain_day(iso: str) -> str:
    when = date.fromisoformat(iso)
    return f"{when.day} {when:%B} {when.year}"
