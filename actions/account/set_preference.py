"""Remembering habits: what is understood counts in searches, the rest is kept as a note in the traveller's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.account.flow import finish, interrupted, profile_or_sign_in
from actions.account.profile_card import habits
from actions.capability import Capability
from actions.search.shared import keep_wishes
from actions.turn import Json, Turn, choice
from travel.account.defaults import FOR_FLIGHTS, FOR_STAYS, flight_wishes, stay_wishes
from travel.account.profile import Profile, ProfileChange
from travel.account.set_preference import Habits, joined_with, read_habits
from travel.account.update_profile import read_wanted
from travel.errors import BadProfile

SEARCHES = {"flight": ("search_flights", FOR_FLIGHTS), "stay": ("search_stays", FOR_STAYS)}
"""What is on screen, the search it came from, and the preferences that matter there."""


class SetPreference(Capability):
    name = "set_preference"
    digression = True

    async def handle(self, turn: Turn) -> None:
        said = read_habits(turn.text, turn.entities)
        if turn.user is None and _on_screen(turn, said.values):
            await self._for_now(turn, said)
            return
        profile = await profile_or_sign_in(self, turn)
        if profile:
            await self._keep(turn, profile, said, interrupted(turn))

    async def answer(self, turn: Turn) -> None:
        before = ((turn.question or {}).get("note") or {}).get("before")
        said, profile = read_habits(turn.text, turn.entities), await turn.profile()
        refused = turn.intent in ("stop", "deny") and not set(said.values) - {"notes"}
        if profile is None or refused:
            turn.say("utter_set_preference_stopped")
            await finish(self, turn, before)
        else:
            await self._keep(turn, profile, said, before)

    async def _keep(self, turn: Turn, profile: Profile, said: Habits, before: Json | None) -> None:
        said, fields = _without_fields(turn, said)
        if not said.values and not said.dropped and not fields:
            text = turn.words("utter_set_preference_ask")
            turn.ask(self.name, "preference", "text", text, note={"before": before})
            return
        if said.values or said.dropped:
            await self._change(turn, profile, said)
        if fields:
            turn.set("question", before)
            await self.house["update_profile"].handle(turn)
        elif _on_screen(turn, said.values):
            await _search_again(self, turn, profile_wishes(turn.known or profile, turn))
        else:
            await finish(self, turn, before)

    async def _change(self, turn: Turn, profile: Profile, said: Habits) -> None:
        change = joined_with(profile.preferences, said)
        try:
            new = await turn.desk.accounts.change(profile.user, ProfileChange(preferences=change), now=turn.now)
        except BadProfile as refused:
            turn.say("utter_set_preference_refused", problem=refused.problem)
            return
        turn.signed_in(new)
        turn.tell(_echo(turn, said, change), choices=[choice(turn.label("my_profile"), "show_profile")])
        turn.signal("profile")

    async def _for_now(self, turn: Turn, said: Habits) -> None:
        """A guest's habit counts for the search on screen; to be remembered it needs an account."""
        guest = Profile(user="", email="", created=turn.now, version=0, preferences=said.values)
        wish = choice(turn.label("sign_in"), "sign_in")
        turn.say("utter_set_preference_guest", habits=habits(turn, said.values), choices=[wish])
        await _search_again(self, turn, profile_wishes(guest, turn))


def profile_wishes(profile: Profile, turn: Turn) -> list[Json]:
    """What the profile wishes of what is on screen."""
    return flight_wishes(profile) if (turn.get("shown") or {}).get("kind") == "flight" else stay_wishes(profile)


async def _search_again(clerk: Capability, turn: Turn, wishes: list[Json]) -> None:
    task, _ = SEARCHES[turn.get("shown")["kind"]]
    if turn.has("cabin"):
        turn.set("cabin", turn.entities["cabin"])
    turn.entities.clear()  # its words are habits, not wishes of their own: "never Ryanair" names Ryanair
    keep_wishes(turn, wishes)
    await clerk.house[task].answer(turn)


def _on_screen(turn: Turn, values: Mapping[str, Any]) -> bool:
    """Whether offers are shown to which one of these matters."""
    shown = (turn.get("shown") or {}).get("kind")
    task, matters = SEARCHES.get(shown or "", ("", frozenset()))
    return bool(task) and turn.get("task") == task and bool(matters & set(values))


def _without_fields(turn: Turn, said: Habits) -> tuple[Habits, bool]:
    """The habits without a note that is about home, money or language: those are fields of the profile."""
    wanted = read_wanted(turn.text, turn.known)
    home = "home_airport" in wanted.topics and turn.has("place", "origin", "destination")
    money = bool(wanted.currencies) and not turn.has("budget")
    fields = home or money or wanted.language is not None
    kept = {name: value for name, value in said.values.items() if not fields or name != "notes"}
    return Habits(kept, said.dropped), fields


def _echo(turn: Turn, said: Habits, change: Mapping[str, Any]) -> str:
    plain = {name: value for name, value in said.values.items() if name != "notes"}
    parts = []
    if said.dropped:
        gone = [turn.label(f"habit_{name}").lower() for name in said.dropped]
        parts.append(turn.words("utter_set_preference_dropped", habits=", ".join(gone)))
    elif not change:
        parts.append(turn.words("utter_set_preference_known", habits=habits(turn, said.values)))
    else:
        if plain:
            parts.append(turn.words("utter_set_preference_kept", habits=habits(turn, plain)))
        if "notes" in said.values:
            parts.append(turn.words("utter_set_preference_note", note=said.values["notes"][0]))
        if (FOR_FLIGHTS | FOR_STAYS) & set(plain):
            parts.append(turn.words("utter_set_preference_counts"))
    return " ".join(parts)
