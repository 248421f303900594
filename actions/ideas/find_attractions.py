"""What there is to see and do at a place, from the catalogue: with the time it needs and its closing day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from actions import cards
from actions import formatting as form
from actions.capability import Capability
from actions.ideas.closing_days import closed_on, closing_note, days_there, said_day, weekdays
from actions.ideas.wishing import ideas_of
from actions.options import matching_option
from actions.questions.about import answered, ask_place, asked_place, open_before, remember
from actions.turn import Json, Turn, choice
from recommender.catalogue import Destination, Sight
from recommender.seasons import destinations_at
from recommender.sights import (
    Asked,
    Found,
    asked,
    best_sights,
    destination_of,
    in_turns,
    nearest,
    suits_children,
    under_a_roof,
    with_sight,
)

PAGE = 5
HERE = re.compile(r"\b(?:near|around|close to) (?:me|us)\b|\bwhere (?:i am|we are)\b")
"""Where the traveller is, nobody knows but they."""


class FindAttractions(Capability):
    name = "find_attractions"
    digression = True

    async def handle(self, turn: Turn) -> None:
        place = _place(turn)
        if place is not None:
            self._tell(turn, place, _words(turn), int(turn.entities.get("number") or 0) if _tapped(turn) else 0)
        elif ideas := _ideas_on_screen(turn):
            options = [choice(one.name, self.name, place=cards.destination_value(one)) for one in ideas]
            note = {"before": open_before(turn), "text": turn.text}
            text = turn.words("utter_find_attractions_which")
            turn.ask(self.name, "place", "choice", text, options=options, note=note)
        else:
            ask_place(turn, self, turn.words("utter_question_where"))

    async def answer(self, turn: Turn) -> None:
        question = turn.question
        if question and question["owner"] == self.name and question["ask"]["options"]:
            option = matching_option(turn, question)
            if option is not None:
                turn.entities["place"] = option["entities"][0]["value"]
        await answered(self, turn)

    def more(self, turn: Turn) -> None:
        """The next page of what was shown last."""
        last = turn.get("searched")["sights"]
        if last["next"]:
            turn.entities |= last["day"]
            self._tell(turn, last["place"], last["wish"], last["next"])
        else:
            turn.say("utter_find_attractions_end", place=last["place"]["name"])

    def _tell(self, turn: Turn, place: Json, words: str, start: int) -> None:
        remember(turn, self, place)
        wish = asked(words, turn.entities.get("companions"))
        known = turn.desk.recommender.destinations
        inside = destinations_at(known, place) if place["kind"] in ("country", "region") else []
        if len(inside) > 1:
            self._tell_several(turn, place, words, inside, start)
            return
        one = inside[0] if inside else destination_of(known, place)
        near = None if one or place["kind"] == "country" else nearest(known, place)
        if one is None and near is None:
            ways = [] if turn.question else [_another_place(turn)]
            turn.say("utter_find_attractions_unknown", place=place["name"], choices=ways)
            return
        lead = ""
        if near is not None:
            one, km = near
            lead = turn.words("utter_find_attractions_near", place=place["name"], near=one.name, km=round(km))
        assert one is not None, "one of the two was found"
        self._tell_one(turn, one, wish, words, start, lead)

    def _tell_one(self, turn: Turn, one: Destination, wish: Asked, words: str, start: int, lead: str) -> None:
        days = days_there(turn, one)
        found = best_sights(one, wish, weekdays(days) if len(days) == 1 else ())
        page = found.sights[start : start + PAGE]
        heading = _heading(turn, one, wish, found)
        if start:
            heading = turn.words("utter_find_attractions_more", place=one.name)
        parts = [lead, heading, closing_note(turn, page, days)]
        parts.append(turn.words("utter_find_attractions_entry") if wish.free and not start else "")
        shown = [_card(turn, one, sight, wish, days) for sight in page]
        value = cards.destination_value(one)
        self._say(turn, parts, shown, value, words, start + PAGE if start + PAGE < len(found.sights) else 0)

    def _tell_several(self, turn: Turn, place: Json, words: str, inside: Sequence[Destination], start: int) -> None:
        """Sights of the places of a country or a region, in turns."""
        wish = asked(words, turn.entities.get("companions"))
        found = in_turns(inside, wish)
        page = found[start : start + PAGE]
        if wish.anything:
            text = turn.words("utter_find_attractions_several", place=place["name"])
        elif wish.meets(found[0][1]):
            text = turn.words("utter_find_attractions_several_fitting", what=_what(turn, wish), place=place["name"])
        else:
            text = _none_fitting(turn, wish, place["name"])
        shown = [_card(turn, one, sight, wish, ()) for one, sight in page]
        self._say(turn, [text], shown, place, words, start + PAGE if start + PAGE < len(found) else 0)

    def _say(self, turn: Turn, parts: list[str], shown: list[Json], place: Json, words: str, following: int) -> None:
        """``following`` is where the next page begins, 0 when there is none."""
        day = {"date": said_day(turn)} if said_day(turn) else {}
        last = {"place": place, "wish": words, "next": following, "day": day}
        turn.set("searched", {**turn.get("searched"), "sights": last})
        more = choice(turn.label("more"), self.name, place=place, wish=words, number=following, **day)
        choices = [more] if following else []
        if not turn.question:
            choices += [
                choice(turn.label("flights"), "search_flights", destination=place),
                choice(turn.label("stays"), "search_stays", place=place),
                _another_place(turn),
            ]
        turn.tell(" ".join(part for part in parts if part), cards=shown, choices=choices)


def showed_sights(turn: Turn) -> bool:
    """Whether the last answer was what there is to see."""
    return "sights" in (turn.get("searched") or {}) and any(
        card.get("kind") == "activity" for reply in turn.last_replies for card in reply.get("cards") or []
    )


def _place(turn: Turn) -> Json | None:
    """Said, also by a sight that is there; else of the sights shown last, of the ideas, of the trip under way."""
    if near := with_sight(turn.desk.recommender.destinations, turn.entities.get("near") or ""):
        return cards.destination_value(near)
    if turn.has("place", "destination") or "destination" in turn.changes:
        return asked_place(turn)
    if HERE.search(turn.text.casefold()):
        return None
    if showed_sights(turn):
        place: Json = turn.get("searched")["sights"]["place"]
        return place
    ideas = _ideas_on_screen(turn)
    if ideas:
        return cards.destination_value(ideas[0]) if len(ideas) == 1 else None
    return asked_place(turn)


def _ideas_on_screen(turn: Turn) -> list[Destination]:
    shown = turn.get("shown") or {}
    page = shown["page"] if shown.get("kind") == "destination" else []
    found = [turn.desk.recommender.destination(one) for one in page]
    return [one for one in found if one is not None]


def _tapped(turn: Turn) -> bool:
    """Whether "More" was tapped, which carries the words of the question."""
    return "wish" in turn.entities


def _words(turn: Turn) -> str:
    """The words of the question without the place, whose name may be a word of its own."""
    words = str(turn.entities.get("wish") or turn.text)
    for name in ("place", "destination", "origin"):
        if phrase := turn.phrases.get(name):
            words = words.replace(phrase, " ")
    return words


def _another_place(turn: Turn) -> Json:
    """Back to the ideas, with the wish that led to them."""
    known = {"wish": ideas_of(turn).get("text"), "place": ideas_of(turn).get("place")}
    carried = {name: value for name, value in known.items() if value}
    return choice(turn.label("another_place"), "recommend_destinations", **carried)


def _heading(turn: Turn, one: Destination, wish: Asked, found: Found) -> str:
    if wish.anything:
        return turn.words("utter_find_attractions_found", place=one.name)
    if found.met:
        return turn.words("utter_find_attractions_fitting", what=_what(turn, wish), place=one.name)
    return _none_fitting(turn, wish, one.name)


def _none_fitting(turn: Turn, wish: Asked, place: str) -> str:
    """Nothing is what was asked for, or nothing is all of it."""
    several = bool(wish.groups) + wish.children + wish.rain > 1
    return turn.words(
        "utter_find_attractions_not_all" if several else "utter_find_attractions_none_fitting",
        what=_what(turn, wish),
        place=place,
    )


def _what(turn: Turn, wish: Asked) -> str:
    """``Museums and gardens for children``."""
    what = form.joined([group.name for group in wish.groups]) or turn.words("utter_find_attractions_anything")
    if wish.children:
        what = turn.words("utter_find_attractions_for_children", what=what)
    if wish.rain:
        what = turn.words("utter_find_attractions_for_rain", what=what)
    return what[:1].upper() + what[1:]


def _card(turn: Turn, one: Destination, sight: Sight, wish: Asked, days: Sequence[date]) -> Json:
    reasons = []
    if wish.children and suits_children(sight):
        reasons.append(turn.words("utter_find_attractions_reason_children"))
    if wish.rain and under_a_roof(sight):
        reasons.append(turn.words("utter_find_attractions_reason_rain"))
    return cards.activity_card(turn, one, sight, closed_on(sight, days), reasons)
