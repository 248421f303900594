"""What the account's dialogues share: they interrupt a trip without losing it, and a guest signs in on the way."""

from __future__ import annotations

from actions.capability import Capability
from actions.turn import Json, Turn
from travel.account.profile import Profile

DIALOGUES = frozenset({"sign_in", "show_profile", "update_profile", "set_preference", "forget_me"})
"""Capabilities here that ask something; their questions stand in front of what was asked before."""


def interrupted(turn: Turn) -> Json | None:
    """The open question of the trip, whatever the account has asked since."""
    question = turn.question
    while question and question["owner"] in DIALOGUES:
        question = question["note"].get("before")
    return question


async def go_back(clerk: Capability, turn: Turn, before: Json | None) -> None:
    """Put the question again that the account's dialogue interrupted."""
    turn.set("question", before)
    if before:
        await clerk.house[before["owner"]].ask_again(turn)


async def profile_or_sign_in(clerk: Capability, turn: Turn) -> Profile | None:
    """The profile; None for a guest, who has been asked to sign in, after which this very wish goes on by itself."""
    profile = await turn.profile()
    if profile is None:
        wish = {"capability": clerk.name, "intent": turn.intent, "text": turn.text, "entities": dict(turn.entities)}
        await clerk.house["sign_in"].first(turn, wish)  # type: ignore[attr-defined]
    return profile


async def finish(clerk: Capability, turn: Turn, before: Json | None) -> None:
    """End this dialogue: what it interrupted comes again, unless it is still open and comes again by itself."""
    if turn.question != before:
        await go_back(clerk, turn, before)
