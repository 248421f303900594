"""Changing the profile: a value said in the sentence is taken at once, old and new are told; else it is asked for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from actions.account import change_email
from actions.account.flow import finish, interrupted, profile_or_sign_in
from actions.account.offers_on_screen import kind_on_screen, search_again
from actions.account.profile_card import people, person, shown
from actions.capability import Capability
from actions.options import matching_option
from actions.turn import Json, Turn, choice
from travel.account.profile import Companion, Profile, ProfileChange
from travel.account.update_profile import (
    FIELDS,
    Wanted,
    read_birth_date,
    read_name,
    read_wanted,
    with_companion,
    without_companions,
)
from travel.errors import BadProfile, UnknownCurrency
from world.exchange import currency_name, find_money_names
from world.languages import find_languages

ASKED_AS = {"email": ("email", "email"), "home_airport": ("home_airport", "place")}
"""Slot and kind of the question for a field; of the others it is a text."""
USUAL = ("EUR", "USD", "GBP")
AIRPORTS = 5
CLEARLY = 2
"""How many times as important as the next an airport must be to be taken without a question."""


class UpdateProfile(Capability):
    name = "update_profile"
    digression = True

    async def handle(self, turn: Turn) -> None:
        profile = await profile_or_sign_in(self, turn)
        if profile is None:
            return
        before, field = interrupted(turn), turn.entities.get("next_step")
        if field in FIELDS:
            self._ask(turn, field, before)
            return
        wanted = read_wanted(turn.text, profile, month_first=turn.locale == "en-US")
        await self._take(turn, profile, wanted, before)

    async def answer(self, turn: Turn) -> None:
        question = turn.question or {}
        note, profile = question.get("note") or {}, await turn.profile()
        before = note.get("before")
        if profile is None or turn.intent in ("stop", "deny"):
            turn.say("utter_update_profile_stopped")
            await finish(self, turn, before)
        elif question.get("slot") == "sign_in_code":
            await change_email.take_code(self, turn, profile, note)
        elif question["ask"]["kind"] == "choice":
            option = matching_option(turn, question)
            turn.entities |= {one["entity"]: one["value"] for one in (option or {}).get("entities", [])}
            await self._answered(turn, profile, note)
        else:
            await self._answered(turn, profile, note)

    async def _answered(self, turn: Turn, profile: Profile, note: Json) -> None:
        field, before = note.get("field") or turn.entities.get("next_step"), note.get("before")
        wanted = _answer_as(turn, field, note, profile)
        if note.get("field") is None and field in FIELDS:
            self._ask(turn, field, before)
        elif wanted is None:
            self._ask(turn, field or "", before, turn.words("utter_update_profile_not_understood"), note.get("person"))
        else:
            await self._take(turn, profile, wanted, before)

    async def _take(self, turn: Turn, profile: Profile, wanted: Wanted, before: Json | None) -> None:
        """Change what was said, then ask for what was only named."""
        told = [line for line in await self._changes(turn, profile, wanted) if line]
        if told:
            turn.tell("\n".join(told), choices=[choice(turn.label("my_profile"), "show_profile")])
            turn.signal("profile")
        email = turn.entities.get("email")
        if email and "companions" not in wanted.topics:
            if not await change_email.ask_code(self, turn, profile, email, before):
                self._ask(turn, "email", before, turn.words("utter_sign_in_bad_email"))
        elif self._ask_rest(turn, wanted, before, anything=bool(told)):
            return
        elif told and wanted.currencies and (kind := kind_on_screen(turn)):
            await search_again(self, turn, kind)  # what is on screen has the old currency
        else:
            await finish(self, turn, before)

    async def _changes(self, turn: Turn, profile: Profile, wanted: Wanted) -> list[str]:
        values: dict[str, Any] = {"name": wanted.name, "language": wanted.language}
        if len(wanted.currencies) == 1:
            values["currency"] = _with_rate(turn, wanted.currencies[0])
        place = _home(turn) if "home_airport" in wanted.topics else None
        if place:
            values["home_airport"] = _one_airport(turn, place)
        told = []
        given = {name: value for name, value in values.items() if value}
        if given:
            new = await _change(turn, profile, ProfileChange(values=given))
            told += [_echo(turn, name, profile, new) for name in given] if new else []
        if wanted.added:
            new = await _change(turn, profile, with_companion(profile, wanted.added))
            told += [turn.words("utter_update_profile_added", person=person(wanted.added))] if new else []
        if wanted.removed:
            gone = profile.companions[wanted.removed[0]]
            new = await _change(turn, profile, without_companions(profile, wanted.removed))
            told += [turn.words("utter_update_profile_removed", person=gone.name)] if new else []
        return told

    def _ask_rest(self, turn: Turn, wanted: Wanted, before: Json | None, *, anything: bool) -> bool:
        """Ask for what was named without a value, one thing; with nothing named, which it shall be."""
        place = _home(turn) if "home_airport" in wanted.topics else None
        if wanted.added and wanted.added.birth_date is None:
            self._ask(turn, "birth_date", before, person_name=wanted.added.name)
        elif place and _one_airport(turn, place) is None:
            self._ask_airport(turn, place, before)
        elif len(wanted.currencies) > 1:
            self._ask_currency(turn, wanted.currencies, before)
        elif anything or turn.replies:
            return False
        elif wanted.topics:
            self._ask(turn, wanted.topics[0], before)
        else:
            self._ask_field(turn, before, turn.words("utter_update_profile_not_kept") if wanted.not_kept else "")
        return True

    def _ask_field(self, turn: Turn, before: Json | None, lead: str) -> None:
        options = [choice(turn.label(f"field_{name}"), self.name, next_step=name) for name in FIELDS]
        text = turn.words("utter_update_profile_which")
        whole = f"{lead} {text}".strip()
        turn.ask(self.name, "profile_field", "choice", whole, options=options, again=text, note={"before": before})

    def _ask(self, turn: Turn, field: str, before: Json | None, lead: str = "", person_name: str | None = None) -> None:
        if field not in (*FIELDS, "birth_date"):
            self._ask_field(turn, before, lead)
            return
        slot, kind = ASKED_AS.get(field, ("profile_value", "text"))
        text = turn.words(f"utter_update_profile_ask_{field}", person=person_name, who=_known(turn))
        note = {"field": field, "before": before, "person": person_name}
        ways = {
            "currency": [choice(currency_name(code), self.name, exchange=code) for code in USUAL],
            "birth_date": [choice(turn.label("skip"), "deny")],
        }
        whole = f"{lead} {text}".strip()
        turn.ask(self.name, slot, kind, whole, choices=ways.get(field), again=text, note=note)

    def _ask_airport(self, turn: Turn, place: Json, before: Json | None) -> None:
        """A city with several airports, or a place with none."""
        known = [turn.desk.gazetteer.airport(code) for code in place["airports"][:AIRPORTS]]
        options = [
            choice(f"{one.name} ({one.airports[0]})", self.name, place={**place, "airports": list(one.airports)})
            for one in known
            if one
        ]
        text = turn.words(
            "utter_update_profile_which_airport" if options else "utter_update_profile_no_airport",
            place=place["name"],
        )
        kind = "choice" if options else "place"
        note = {"field": "home_airport", "before": before}
        turn.ask(self.name, "home_airport", kind, text, options=options, note=note)

    def _ask_currency(self, turn: Turn, codes: tuple[str, ...], before: Json | None) -> None:
        options = [choice(currency_name(code), self.name, exchange=code) for code in codes]
        text = turn.words("utter_update_profile_which_currency")
        note = {"field": "currency", "before": before}
        turn.ask(self.name, "currency", "choice", text, options=options, note=note)


def _answer_as(turn: Turn, field: str | None, note: Json, profile: Profile) -> Wanted | None:
    """The answer to the question for one field; None when it is none."""
    text, month_first = turn.text, turn.locale == "en-US"
    if field == "email":
        return Wanted(topics=("email",)) if turn.has("email") else None
    if field == "home_airport":
        return Wanted(topics=("home_airport",)) if _home(turn) else None
    if field == "currency":
        money = find_money_names(text)
        codes = (turn.entities["exchange"],) if turn.has("exchange") else money[0].codes if money else ()
        return Wanted(currencies=tuple(codes)) if codes else None
    if field == "language":
        found = find_languages(text)
        return Wanted(language=found[0][2]) if found else None
    if field == "birth_date":
        born = read_birth_date(text, month_first=month_first)
        return Wanted(added=Companion(note["person"], born)) if born else None
    wanted = read_wanted(text, profile, month_first=month_first)
    if field == "name":
        name = wanted.name or read_name(text)
        return Wanted(name=name) if name else None
    if field == "companions" and not (wanted.added or wanted.removed):
        name = read_name(text.split(",")[0].partition(" born")[0].strip())
        return Wanted(added=Companion(name, wanted.birth_date)) if name else None
    return wanted if field == "companions" else None


async def _change(turn: Turn, profile: Profile, change: ProfileChange) -> Profile | None:
    """The changed profile; None when a value does not fit, which has been said."""
    try:
        new = await turn.desk.accounts.change(profile.user, change, now=turn.now)
    except BadProfile as refused:
        turn.say("utter_update_profile_refused", field=refused.field.replace("_", " "), problem=refused.problem)
        return None
    turn.signed_in(new)
    return new


def _echo(turn: Turn, name: str, old: Profile, new: Profile) -> str:
    """``Name: Marta Kowalska → Marta Nowak``."""
    was, now = (shown(turn, name, getattr(one, name)) for one in (old, new))
    field = turn.label(f"field_{name}")
    if was == now:
        return turn.words("utter_update_profile_unchanged", field=field, value=now)
    return turn.words("utter_update_profile_changed", field=field, old=was, new=now)


def _home(turn: Turn) -> Json | None:
    """The place that the sentence names as home: "from Gatwick to Luton" means Luton."""
    said = turn.entities
    found: Json | None = said.get("destination") or said.get("place") or said.get("origin")
    return found if found and "airports" in found else None


def _one_airport(turn: Turn, place: Json) -> str | None:
    """The airport that bears the place's name, or is by far the largest of several; None when it is to be asked."""
    near = [airport for code in place["airports"] if (airport := turn.desk.gazetteer.airport(code))]
    known = [one for one in near if place["name"].casefold() in one.name.casefold()] or near
    if len(known) == 1 or (known and known[0].prior >= CLEARLY * known[1].prior):
        return known[0].airports[0]
    return None


def _with_rate(turn: Turn, code: str) -> str | None:
    """The currency, unless nothing can be priced in it, which is said."""
    try:
        turn.desk.rates.convert(Decimal(1), turn.desk.settings.default_currency, code)
    except UnknownCurrency:
        turn.say("utter_update_profile_no_rate", currency=currency_name(code))
        return None
    return code


def _known(turn: Turn) -> str:
    """Who is known already, in brackets."""
    known = turn.known.companions if turn.known else ()
    return f" ({people(known)})" if known else ""
