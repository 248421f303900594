"""The traveller's taste in chat: what is concluded and from what, and forgetting it, all or of one place, after a yes.

A guest has a taste for the conversation; it takes the same way.
"""

from __future__ import annotations

from collections.abc import Iterable

from actions import formatting as form
from actions.account.flow import finish, interrupted
from actions.capability import Capability
from actions.cards import destination_value
from actions.ideas.wishing import ideas_of, remember_ideas
from actions.turn import Json, Turn, choice
from recommender.conclusions import borne_out, conclusions
from recommender.passages import words
from recommender.sights import destination_of
from recommender.wish import Wish
from travel.account.taste_said import taste_asked
from travel.recommendations import Reaction, Reactions

OWNER = "show_profile"
FORGET = "forget_taste"
OFFERED = 3
"""Places that are offered to be forgotten one by one."""
NAMED = 4
"""Places that are named as evidence."""


def is_about_taste(turn: Turn) -> bool:
    """Whether the turn asks what is concluded of the taste, or wants it forgotten."""
    return taste_asked(turn.text) is not None or turn.entities.get("next_step") == FORGET


async def speak_of_taste(turn: Turn) -> None:
    """Show or ask whether to forget, as ``is_about_taste`` found."""
    reactions = await turn.desk.impressions.reactions(turn.owner)
    if turn.entities.get("next_step") == FORGET or taste_asked(turn.text) == "forget":
        _ask_to_forget(turn, reactions)
    else:
        await _show(turn, reactions)


async def forget_taste(clerk: Capability, turn: Turn) -> None:
    """The answer to whether it shall be forgotten."""
    note = (turn.question or {}).get("note") or {}
    one, before = note.get("destination"), note.get("before")
    if turn.intent != "affirm":
        turn.say("utter_show_profile_taste_kept")
    else:
        await turn.desk.impressions.forget_taste(turn.owner, one)
        if one is None:
            remember_ideas(turn, unwanted=[])
            turn.say(
                "utter_show_profile_taste_forgotten", choices=[choice(turn.label("ideas"), "recommend_destinations")]
            )
        else:
            turn.say("utter_show_profile_taste_forgotten_place", place=_names(turn, [one]))
    turn.set("question", None)
    await finish(clerk, turn, before)


async def taste_line(turn: Turn) -> str | None:
    """What the traveller seems to like and not, for the card of the profile; None while nothing is clear."""
    reactions = await turn.desk.impressions.reactions(turn.owner)
    found = conclusions(_weights(turn, reactions), reactions, turn.desk.recommender.destination)
    parts = [_features(found.likes)] if found.likes else []
    parts += [turn.words("utter_show_profile_taste_not", features=_features(found.dislikes))] if found.dislikes else []
    return ", ".join(parts) or None


async def _show(turn: Turn, reactions: Reactions) -> None:
    asked = turn.entities.get("interests") or []
    unwanted = ideas_of(turn).get("unwanted") or []
    if not reactions.all and not unwanted:
        turn.say("utter_show_profile_taste_none", choices=[choice(turn.label("ideas"), "recommend_destinations")])
    elif asked:
        turn.tell(_why(turn, asked, reactions), choices=_ways(turn, reactions))
    else:
        turn.tell(_said(turn, reactions, unwanted), choices=_ways(turn, reactions))


def _why(turn: Turn, asked: list[str], reactions: Reactions) -> str:
    """Why these are thought to be liked, or that they are not."""
    find = turn.desk.recommender.destination
    speaking = tuple(dict.fromkeys(one for tag in asked for one in borne_out(tag, reactions, find)))
    if speaking:
        return turn.words("utter_show_profile_taste_why", features=_features(asked), because=_because(turn, speaking))
    return turn.words("utter_show_profile_taste_why_not", features=_features(asked))


def _said(turn: Turn, reactions: Reactions, unwanted: list[str]) -> str:
    found = conclusions(_weights(turn, reactions), reactions, turn.desk.recommender.destination)
    parts = []
    if found.likes:
        because = _because(turn, found.liked_by)
        parts.append(turn.words("utter_show_profile_taste_likes", features=_features(found.likes), because=because))
    if found.dislikes:
        because = _because(turn, found.disliked_by)
        features = _features(found.dislikes)
        parts.append(turn.words("utter_show_profile_taste_dislikes", features=features, because=because))
    if not parts and reactions.all:
        parts.append(turn.words("utter_show_profile_taste_unclear", because=_because(turn, reactions.all)))
    if unwanted:
        parts.append(turn.words("utter_show_profile_taste_unwanted", features=_features(unwanted)))
    return " ".join([*parts, turn.words("utter_show_profile_taste_all")])


def _ways(turn: Turn, reactions: Reactions) -> list[Json]:
    every = choice(turn.words("utter_show_profile_taste_forget"), OWNER, next_step=FORGET)
    some = [one.destination for one in reactions.all if _names(turn, [one.destination])][:OFFERED]
    return [every, *(_forget_place(turn, one) for one in some)]


def _forget_place(turn: Turn, destination_id: str) -> Json:
    place = turn.desk.recommender.destination(destination_id)
    assert place is not None, "it has a name"
    label = turn.words("utter_show_profile_taste_forget_place", place=place.name)
    return choice(label, OWNER, next_step=FORGET, destination=destination_value(place))


def _ask_to_forget(turn: Turn, reactions: Reactions) -> None:
    place = turn.entities.get("destination") or turn.entities.get("place")
    before = interrupted(turn)
    meant = destination_of(turn.desk.recommender.destinations, place) if place else None
    known = tuple(one for one in reactions.all if meant is None or one.destination == meant.id)
    if place and (meant is None or not known):
        turn.say("utter_show_profile_taste_not_known", place=place["name"])
    elif not known and not ideas_of(turn).get("unwanted"):
        turn.say("utter_show_profile_taste_none", choices=[choice(turn.label("ideas"), "recommend_destinations")])
    else:
        if meant:
            text = turn.words("utter_show_profile_taste_ask_place", because=_because(turn, known), place=meant.name)
        else:
            text = turn.words("utter_show_profile_taste_ask")
        options = [choice(turn.label("yes_erase"), "affirm"), choice(turn.label("no_erase"), "deny")]
        note = {"before": before, "destination": meant.id if meant else None}
        turn.ask(OWNER, "confirm", "yes_no", text, options=options, note=note)


def _weights(turn: Turn, reactions: Reactions) -> dict[str, float]:
    profile = turn.desk.recommender.profile(Wish(reactions=reactions))
    return dict(profile.weights) if profile else {}


def _because(turn: Turn, reactions: Iterable[Reaction]) -> str:
    """``you liked Porto and Faro, and waved Ibiza away``: what was done, by kind."""
    by_kind: dict[str, list[str]] = {}
    for one in reactions:
        by_kind.setdefault(one.kind, []).append(one.destination)
    said = [
        turn.words(f"utter_show_profile_taste_{kind}", places=_names(turn, by_kind[kind][:NAMED]))
        for kind in ("liked", "booked", "searched", "opened", "disliked")
        if kind in by_kind and _names(turn, by_kind[kind])
    ]
    return turn.words("utter_show_profile_taste_you", did=form.joined(said))


def _names(turn: Turn, ids: Iterable[str]) -> str:
    found = [turn.desk.recommender.destination(one) for one in ids]
    return form.joined([one.name for one in found if one])


def _features(tags: Iterable[str]) -> str:
    return form.joined([words(tag) for tag in tags])
