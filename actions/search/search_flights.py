"""Searching flights, one way and return: asks what is missing, one thing at a time, then shows offers."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from actions import formatting as form
from actions.brief import remember_comfort, remember_flight
from actions.capability import Capability
from actions.feedback.outcomes import note_search
from actions.party import ages_missing, party_of, remember_party, settle_ages
from actions.search import shared
from actions.search.defaults import take_flight_habits
from actions.turn import Json, Turn, choice
from travel.errors import BadQuery
from travel.search.queries import FlightQuery
from travel.search.search_flights import Found, search_flights
from travel.search.wishes import Wish

EACH = re.compile(r"\b(?:each|apiece|per (?:person|head|passenger))\b")
FIELDS = ("origin", "destination", "depart_date", "return_date", "party", "cabin")


class SearchFlights(Capability):
    name = "search_flights"

    async def handle(self, turn: Turn) -> None:
        if turn.get("booked") and turn.has("destination", "place", "origin"):
            turn.clear("booked", "depart_date", "return_date", "one_way", "chosen", "filters", "searched")
        shared.keep_open(turn, "stay")
        await self._take(turn, None)

    async def answer(self, turn: Turn) -> None:
        await self._take(turn, shared.take_answer(turn))

    async def _take(self, turn: Turn, answering: str | None) -> None:
        turn.set("question", None)
        shared.begin(turn, self.name)
        wishes = turn.entities.get("also") or turn.get("wishes") or []
        turn.set("wishes", [wish for wish in wishes if wish != self.name])
        try:
            remember_party(turn, answering)
            remember_flight(turn, answering)
            settle_ages(turn, turn.get("depart_date"))
            remember_comfort(turn)
            await take_flight_habits(turn, asked_origin=answering == "origin")
            shared.keep_wishes(turn, [*_slot_wishes(turn), *_refinements(turn)])
            if not self._ask_missing(turn, answering):
                await self._search(turn)
        except BadQuery as problem:
            self._explain(turn, problem)

    def _ask_missing(self, turn: Turn, answering: str | None) -> bool:
        past_slot = "return_date" if answering == "return_date" else "depart_date"
        shared.check_days_known(turn, turn.get("depart_date"), turn.get("return_date"))
        return (
            shared.ask_impossible_date(turn, self.name, answering, start="depart_date", end="return_date")
            or shared.ask_past_date(turn, self.name, past_slot)
            or shared.ask_which_place(turn, self.name, "origin")
            or shared.ask_which_place(turn, self.name, "destination")
            or self._ask_route(turn)
            or self._ask_dates(turn)
            or self._ask_people(turn)
        )

    def _ask_route(self, turn: Turn) -> bool:
        for slot in ("destination", "origin"):
            place = turn.get(slot)
            if not place:
                turn.ask(self.name, slot, "place", turn.words(f"utter_search_flights_ask_{slot}"))
                return True
            if not place.get("airports"):
                turn.clear(slot)
                text = turn.words("utter_search_flights_no_airport", place=place["name"])
                turn.ask(self.name, slot, "place", text)
                return True
        origin, destination = turn.get("origin"), turn.get("destination")
        if set(origin["airports"]) & set(destination["airports"]):
            turn.clear("destination")
            text = turn.words("utter_search_flights_same_place", place=destination["name"])
            turn.ask(self.name, "destination", "place", text)
            return True
        return False

    def _ask_dates(self, turn: Turn) -> bool:
        depart, back = turn.get("depart_date"), turn.get("return_date")
        route = route_text(turn)
        if not depart:
            text = turn.words("utter_search_flights_ask_depart_date", route=route)
            turn.ask(self.name, "depart_date", "date", text, **shared.date_bounds(turn))
        elif isinstance(depart, dict):
            window = form.window(depart)
            text = turn.words("utter_search_flights_ask_depart_in_window", route=route, window=window)
            turn.ask(self.name, "depart_date", "date", text, **shared.date_bounds(turn, depart))
        elif isinstance(back, dict):
            text = turn.words("utter_search_flights_ask_return_in_window", window=form.window(back))
            turn.ask(self.name, "return_date", "date", text, **shared.date_bounds(turn, back, depart))
        elif not back and turn.get("nights") and turn.get("one_way") is not True:
            turn.set("return_date", (date.fromisoformat(depart) + timedelta(days=int(turn.get("nights")))).isoformat())
            return False
        elif not back and turn.get("one_way") is not True:
            text = turn.words("utter_search_flights_ask_return_date", route=route, depart=form.day(depart))
            one_way = [choice(turn.label("one_way"), "inform", one_way=True)]
            bounds = shared.date_bounds(turn, after=depart)
            turn.ask(self.name, "return_date", "date", text, options=one_way, **bounds)
        else:
            return False
        return True

    def _ask_people(self, turn: Turn) -> bool:
        if party_of(turn) is None:
            values = {"route": route_text(turn), "dates": dates_text(turn)}
            shared.ask_party(turn, self.name, "utter_search_flights_ask_adults", **values)
            return True
        if ages_missing(turn):
            shared.ask_ages(turn, self.name)
            return True
        return False

    async def _search(self, turn: Turn) -> None:
        desk = turn.desk
        wishes: list[Wish] = turn.get("filters") or []
        found = await search_flights(
            _query(turn),
            wishes,
            flexible_days=int(turn.get("flexible_days") or 0),
            conversation=turn.conversation,
            supplier=desk.flights,
            offers=desk.offers,
            rates=desk.rates,
            now=turn.now,
            today=turn.now.astimezone(turn.zone),
            lifetime=timedelta(minutes=desk.settings.offer_minutes),
        )
        changes = _changes(turn)
        turn.set("chosen", {key: value for key, value in (turn.get("chosen") or {}).items() if key != "flight"})
        await note_search(turn, turn.get("destination"))
        if not found.offers:
            self._nothing(turn)
            return
        shared.show(turn, "flight", found.offers, self._found_text(turn, found, wishes, changes), _choices(turn))

    def _found_text(self, turn: Turn, found: Found, wishes: list[Wish], changes: str) -> str:
        cheapest = min((offer.price for offer in found.offers), key=lambda one: one.amount)
        if found.lifted:
            turn.set("filters", [])
        before = Decimal((turn.get("searched") or {}).get("cheapest") or "0")
        turn.set("searched", {**(turn.get("searched") or {}), "cheapest": str(cheapest.amount)})
        party = party_of(turn)
        people = party.people if party else 1
        text = turn.words(
            "utter_search_flights_found",
            echo=echo(turn),
            count=form.count(min(len(found.offers), shared.PAGE), "flight"),
            price=form.money(cheapest),
            for_all=f" for all {people}" if people > 2 else " for both" if people == 2 else "",
        )
        if "search_stays" in (turn.get("wishes") or []):
            text = f"{text} {turn.words('utter_search_flights_then_stay', wished=_stay_wished(turn))}"
        if found.lifted:
            if all(wish["attr"] == "stops" for wish in wishes):
                return turn.words("utter_search_flights_only_stops", found=text)
            return turn.words("utter_search_flights_filters_lifted", filters=form.wishes(wishes), found=text)
        if changes:
            return turn.words("utter_search_flights_changed", changes=changes, found=text)
        if _asks_cheaper(turn) and cheapest.amount >= before:
            return turn.words("utter_refine_search_already_cheapest", found=text)
        return text

    def _nothing(self, turn: Turn) -> None:
        depart = date.fromisoformat(turn.get("depart_date"))
        days = [depart + timedelta(days=offset) for offset in (-1, 1)]
        options = [
            choice(form.day(day), "search_flights", depart_date=day.isoformat()) for day in days if day >= turn.today
        ]
        turn.set("shown", None)
        text = turn.words("utter_search_flights_none", echo=echo(turn))
        turn.ask(self.name, "depart_date", "date", text, options=options, **shared.date_bounds(turn))

    def _explain(self, turn: Turn, problem: BadQuery) -> None:
        shared.ask_problem(turn, self.name, problem, start="depart_date", end="return_date")


def route_text(turn: Turn) -> str:
    """``Berlin (BER) → Lisbon (LIS)``."""
    return " → ".join(_endpoint(turn.get(slot)) for slot in ("origin", "destination"))


def _endpoint(place: Json) -> str:
    """A city with its airport where it has one; ``London`` where it has several."""
    airports = place["airports"]
    if place["kind"] == "airport" or len(airports) == 1:
        return f"{place['name']} ({airports[0]})"
    return str(place["name"])


def dates_text(turn: Turn) -> str:
    """``Fri 12 Feb to Fri 19 Feb 2027``, or the day alone."""
    depart, back = turn.get("depart_date"), turn.get("return_date")
    return form.days(depart, back) if back else form.day(depart)


def echo(turn: Turn) -> str:
    """What was understood, in one line."""
    party = party_of(turn)
    flexible = turn.get("flexible_days")
    dates = dates_text(turn) + (f" (± {form.count(int(flexible), 'day')})" if flexible else "")
    one_way = "" if turn.get("return_date") else ", one way"
    cabin = turn.get("cabin")
    extra = f", {form.CABINS[cabin]}" if cabin and cabin != "economy" else ""
    wished = form.wishes(turn.get("filters") or [])
    extra += f", {wished}" if wished else ""
    return f"{route_text(turn)}, {dates}{one_way}, {form.party(party) if party else ''}{extra}"


def _query(turn: Turn) -> FlightQuery:
    back = turn.get("return_date")
    party = party_of(turn)
    assert party is not None, "asked for before searching"
    return FlightQuery(
        origin=tuple(turn.get("origin")["airports"][:4]),
        destination=tuple(turn.get("destination")["airports"][:4]),
        depart=date.fromisoformat(turn.get("depart_date")),
        back=date.fromisoformat(back) if back else None,
        party=party,
        cabin=turn.get("cabin") or "economy",
        nonstop=False,
        currency=shared.currency(turn),
    )


def _slot_wishes(turn: Turn) -> list[Wish]:
    """Wishes that the sentence gave as slots rather than as refinements."""
    said, wishes = turn.entities, []
    if said.get("nonstop"):
        wishes.append({"attr": "stops", "op": "max", "value": 0})
    elif said.get("nonstop") is False:
        wishes.append({"attr": "stops", "op": "any"})  # goes before a habit of flying direct
    if said.get("time_of_day"):
        wishes.append({"attr": "depart_time", "op": "window", "value": said["time_of_day"]})
    if said.get("airline"):
        wishes.append({"attr": "carrier", "op": "only", "value": said["airline"]})
    if said.get("bags"):
        each = EACH.search(turn.text.casefold()) is not None
        wishes.append({"attr": "bags", "op": "each" if each else "with", "value": said["bags"]})
    if said.get("budget") and said["budget"].get("per") != "night":
        wishes.append({"attr": "price", "op": "max", "value": said["budget"]})
    return wishes


def _refinements(turn: Turn) -> list[Wish]:
    """The other wishes of the sentence; bags were taken by their slot, which knows "each"."""
    wishes: list[Wish] = turn.entities.get("refinements") or []
    return [wish for wish in wishes if wish["attr"] != "bags" or not turn.entities.get("bags")]


def _stay_wished(turn: Turn) -> str:
    """What was said about the stay that comes next, `` near old town, up to 120 a night``."""
    parts = [f"near {turn.get('near')}"] if turn.get("near") else []
    parts += [f"{turn.get('stars')} stars"] if turn.get("stars") else []
    parts += [f"with {name.replace('_', ' ')}" for name in turn.get("amenities") or []]
    limit = turn.get("budget")
    parts += [f"up to {form.budget(limit)}"] if limit and limit.get("per") == "night" else []
    return " " + ", ".join(parts) if parts else ""


def _asks_cheaper(turn: Turn) -> bool:
    return {"attr": "price", "op": "lower"} in (turn.entities.get("refinements") or [])


def _changes(turn: Turn) -> str:
    """What is different from the search before, in words; empty for a first search."""
    party = party_of(turn)
    now = {
        "origin": shared.gist(turn.get("origin")),
        "destination": shared.gist(turn.get("destination")),
        "depart_date": turn.get("depart_date"),
        "return_date": turn.get("return_date"),
        "party": form.party(party) if party else "",
        "cabin": turn.get("cabin") or "economy",
    }
    before = (turn.get("searched") or {}).get("flight")
    turn.set("searched", {**(turn.get("searched") or {}), "flight": now})
    if not before or before["destination"] != now["destination"]:
        return ""
    words = [
        turn.words(f"utter_field_{field}", value=form.day(now[field]) if field.endswith("date") else now[field])
        for field in FIELDS
        if now[field] and now[field] != before[field]
    ]
    text = form.joined(words)
    return text[:1].upper() + text[1:]


def _choices(turn: Turn) -> list[Json]:
    """What is most often wished next."""
    return [
        choice(turn.label("cheapest"), "select_option", pick={"superlative": "cheapest"}),
        choice(turn.label("direct"), "refine_search", refinements=[{"attr": "stops", "op": "max", "value": 0}]),
        choice(turn.label("later"), "refine_search", refinements=[{"attr": "depart_time", "op": "later"}]),
        choice(turn.label("more"), "show_more"),
    ]
