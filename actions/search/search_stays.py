"""Searching stays; place, dates and people are taken from the flight where nothing else was said."""

from __future__ import annotations

from datetime import date, timedelta

from actions import formatting as form
from actions.brief import remember_stay, stay_of
from actions.capability import Capability
from actions.feedback.outcomes import note_search
from actions.party import ages_missing, party_of, remember_party, settle_ages
from actions.search import shared
from actions.search.defaults import take_stay_habits
from actions.turn import Json, Turn, choice
from travel.errors import BadQuery
from travel.search.queries import MAX_NIGHTS, StayQuery
from travel.search.search_flights import Found
from travel.search.search_stays import search_stays
from travel.search.wishes import Wish

FIELDS = ("place", "check_in", "check_out", "party", "rooms")


class SearchStays(Capability):
    name = "search_stays"

    async def handle(self, turn: Turn) -> None:
        shared.keep_open(turn, "flight")
        await self._take(turn, None)

    async def answer(self, turn: Turn) -> None:
        await self._take(turn, shared.take_answer(turn))

    async def _take(self, turn: Turn, answering: str | None) -> None:
        turn.set("question", None)
        shared.begin(turn, self.name)
        wishes = turn.entities.get("also") or turn.get("wishes") or []
        turn.set("wishes", [wish for wish in wishes if wish != self.name])
        remember_party(turn, answering)
        remember_stay(turn, answering)
        settle_ages(turn, stay_of(turn)["check_in"])
        await take_stay_habits(turn, stay_of(turn)["place"])
        shared.keep_wishes(turn, [*_slot_wishes(turn), *(turn.entities.get("refinements") or [])])
        await self.look(turn, answering)

    async def look(self, turn: Turn, answering: str | None = None) -> None:
        """Search with what is known, or ask for what is missing."""
        turn.set("task", self.name)
        try:
            if not self._ask_missing(turn, answering):
                await self._search(turn)
        except BadQuery as problem:
            shared.ask_problem(turn, self.name, problem, start="check_in", end="check_out")

    def _ask_missing(self, turn: Turn, answering: str | None) -> bool:
        past_slot = "check_out" if answering == "check_out" else "check_in"
        stay = stay_of(turn)
        shared.check_days_known(turn, stay["check_in"], stay["check_out"])
        slot = "place" if turn.get("place") else "destination"
        return (
            shared.ask_impossible_date(turn, self.name, answering, start="check_in", end="check_out")
            or shared.ask_past_date(turn, self.name, past_slot)
            or shared.ask_which_place(turn, self.name, slot)
            or self._ask_when(turn)
            or self._ask_people(turn)
        )

    def _ask_when(self, turn: Turn) -> bool:
        stay = stay_of(turn)
        if not stay["place"]:
            turn.ask(self.name, "place", "place", turn.words("utter_search_stays_ask_place"))
            return True
        place, start, end = stay["place"]["name"], stay["check_in"], stay["check_out"]
        if not start:
            text = turn.words("utter_search_stays_ask_check_in", place=place)
            turn.ask(self.name, "check_in", "date_range", text, **shared.date_bounds(turn))
        elif isinstance(start, dict):
            text = turn.words("utter_search_stays_ask_check_in_in_window", place=place, window=form.window(start))
            turn.ask(self.name, "check_in", "date", text, **shared.date_bounds(turn, start))
        elif not isinstance(end, str):
            text = turn.words("utter_search_stays_ask_nights", place=place, check_in=form.day(start))
            turn.ask(self.name, "nights", "number", text, min=1, max=MAX_NIGHTS)
        else:
            return False
        return True

    def _ask_people(self, turn: Turn) -> bool:
        if party_of(turn) is None:
            stay = stay_of(turn)
            dates = form.days(stay["check_in"], stay["check_out"])
            shared.ask_party(turn, self.name, "utter_search_stays_ask_adults", place=stay["place"]["name"], dates=dates)
            return True
        if ages_missing(turn):
            shared.ask_ages(turn, self.name)
            return True
        return False

    async def _search(self, turn: Turn) -> None:
        desk = turn.desk
        wishes: list[Wish] = turn.get("filters") or []
        query = _query(turn)
        found = await search_stays(
            query,
            wishes,
            conversation=turn.conversation,
            supplier=desk.stays,
            offers=desk.offers,
            rates=desk.rates,
            now=turn.now,
            today=turn.now.astimezone(turn.zone),
            lifetime=timedelta(minutes=desk.settings.offer_minutes),
        )
        changes = _changes(turn, query)
        turn.set("chosen", {key: value for key, value in (turn.get("chosen") or {}).items() if key != "stay"})
        await note_search(turn, stay_of(turn)["place"])
        if not found.offers:
            turn.set("shown", None)
            text = turn.words("utter_search_stays_none", echo=_echo(turn, query))
            turn.ask(self.name, "check_in", "date_range", text, **shared.date_bounds(turn))
            return
        shared.show(turn, "stay", found.offers, _found_text(turn, query, found, changes), _choices(turn))


def _query(turn: Turn) -> StayQuery:
    stay, party = stay_of(turn), party_of(turn)
    assert party is not None, "asked for before searching"
    place: Json = stay["place"]
    return StayQuery(
        place=place["id"],
        name=place.get("city") or place["name"],
        country=place["country"],
        lat=place["lat"],
        lon=place["lon"],
        tz=place.get("tz") or "",
        check_in=date.fromisoformat(stay["check_in"]),
        check_out=date.fromisoformat(stay["check_out"]),
        party=party,
        rooms=int(turn.get("rooms") or max(1, (party.adults + 1) // 2)),
        area=turn.get("near"),
        currency=shared.currency(turn),
    )


def _slot_wishes(turn: Turn) -> list[Wish]:
    """Wishes for the stay that stand in slots: stars, board, amenities, a limit on the price."""
    wishes: list[Wish] = []
    if turn.get("stars"):
        wishes.append({"attr": "stars", "op": "min", "value": int(turn.get("stars"))})
    if turn.get("board"):
        wishes.append({"attr": "board", "op": "with", "value": turn.get("board")})
    wishes += [{"attr": "amenity", "op": "with", "value": name} for name in turn.get("amenities") or []]
    budget = turn.get("budget")
    if budget and (budget.get("per") == "night" or turn.has("budget")):
        wishes.append({"attr": "price", "op": "max", "value": budget})
    return wishes


def _echo(turn: Turn, query: StayQuery) -> str:
    dates = form.days(query.check_in.isoformat(), query.check_out.isoformat())
    near = f" ({query.area})" if query.area else ""
    rooms = f", {form.count(query.rooms, 'room')}"
    wished = form.wishes(turn.get("filters") or [])
    most = f", {wished}" if wished else ""
    return f"{query.name}{near}, {dates}, {form.party(query.party)}{rooms}{most}"


def _found_text(turn: Turn, query: StayQuery, found: Found, changes: str) -> str:
    cheapest = min((offer.price for offer in found.offers), key=lambda one: one.amount)
    lifted = form.wishes(turn.get("filters") or [])
    if found.lifted:
        turn.set("filters", [])
        turn.clear("stars", "board", "amenities", "budget")
    text = turn.words(
        "utter_search_stays_found",
        echo=_echo(turn, query),
        count=form.count(min(len(found.offers), shared.PAGE), "stay"),
        price=form.money(cheapest),
        nights=form.count(query.nights, "night"),
    )
    if "search_flights" in (turn.get("wishes") or []):
        text = f"{text} {turn.words('utter_search_stays_then_flight')}"
    if found.lifted:
        return turn.words("utter_search_stays_filters_lifted", filters=lifted, found=text)
    return turn.words("utter_search_stays_changed", changes=changes, found=text) if changes else text


def _changes(turn: Turn, query: StayQuery) -> str:
    """What is different from the search before, in words; empty for a first search."""
    now = {
        "place": query.name,
        "check_in": query.check_in.isoformat(),
        "check_out": query.check_out.isoformat(),
        "party": form.party(query.party),
        "rooms": str(query.rooms),
    }
    before = (turn.get("searched") or {}).get("stay")
    turn.set("searched", {**(turn.get("searched") or {}), "stay": now})
    if not before or before["place"] != now["place"]:
        return ""
    words = [
        turn.words(f"utter_field_{field}", value=form.day(now[field]) if field.startswith("check") else now[field])
        for field in FIELDS
        if now[field] != before[field]
    ]
    text = form.joined(words)
    return text[:1].upper() + text[1:]


def _choices(turn: Turn) -> list[Json]:
    """What is most often wished next."""
    breakfast = [{"attr": "board", "op": "with", "value": "breakfast"}]
    return [
        choice(turn.label("breakfast"), "refine_search", refinements=breakfast),
        choice(turn.label("cheaper"), "refine_search", refinements=[{"attr": "price", "op": "lower"}]),
        choice(turn.label("more"), "show_more"),
    ]
