"""Remembering habits: what is understood counts in searches, the rest is kept as a note in the traveller's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.account.flow import finish, interrupted, profile_or_sign_in
from actions.account.offers_on_screen import kind_on_screen, search_again
from actions.account.profile_card import habits
from actions.capability import Capability
from actions.turn import Json, Turn, choice
from travel.account.defaults import FOR_FLIGHTS, FOR_STAYS, flight_wishes, stay_wishes
from travel.account.profile import Profile, ProfileChange
from travel.account.set_preference import Habits, joined_with, read_habits
from travel.account.update_profile import read_wanted
from travel.errors import BadProfile

MATTERS = {"flight": FOR_FLIGHTS, "stay": FOR_STAYS}
"""What is on screen, and the preferences that count there."""


class SetPreference(Capability):
    name = "set_preference"
    digression = True

    async def handle(self, turn: Turn) -> None:
        said = read_habits(turn.text, turn.entities)
        kind = _on_screen(turn, said.values)
        if turn.user is None and kind:
            await self._for_now(turn, said, kind)
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
        elif kind := _on_screen(turn, said.values):
            await _look_again(self, turn, turn.known or profile, kind)
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

    async def _for_now(self, turn: Turn, said: Habits, kind: str) -> None:
        """A guest's habit counts for the search on screen; to be remembered it needs an account."""
        guest = Profile(user="", email="", created=turn.now, version=0, preferences=said.values)
        wish = choice(turn.label("sign_in"), "sign_in")
        turn.say("utter_set_preference_guest", habits=habits(turn, said.values), choices=[wish])
        await _look_again(self, turn, guest, kind)


async def _look_again(clerk: Capability, turn: Turn, profile: Profile, kind: str) -> None:
    """The search on screen once more, with the habits on top."""
    if turn.has("cabin"):
        turn.set("cabin", turn.entities["cabin"])
    await search_again(clerk, turn, kind, flight_wishes(profile) if kind == "flight" else stay_wishes(profile))


def _on_screen(turn: Turn, values: Mapping[str, Any]) -> str | None:
    """The kind of the offers on screen, if one of these matters there."""
    kind = kind_on_screen(turn)
    return kind if kind and MATTERS[kind] & set(values) else None


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
        gone = [turn.label(f"habit_{name}").lower() for name in change]
        parts.append(
            turn.words("utter_set_preference_dropped", habits=", ".join(gone))
            if gone
            else turn.words("utter_set_preference_not_known")
        )
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
