"""All capabilities of this process by name, and the one way a turn takes through them."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.account.export_data import ExportData
from actions.account.flow import DIALOGUES
from actions.account.forget_me import ForgetMe
from actions.account.link_channel import LinkChannel
from actions.account.set_preference import SetPreference
from actions.account.show_profile import ShowProfile
from actions.account.sign_in import SignIn
from actions.account.sign_out import SignOut
from actions.account.taste import is_about_taste
from actions.account.unlink_channel import UnlinkChannel
from actions.account.update_profile import UpdateProfile
from actions.booking.book import Book
from actions.booking.cancel_booking import CancelBooking
from actions.booking.show_trips import ShowTrips
from actions.booking.terms import asks_terms, tell_terms
from actions.capability import Capability
from actions.desk import Desk
from actions.feedback.dislike import Dislike
from actions.feedback.like import Like
from actions.ideas.find_attractions import FindAttractions
from actions.ideas.recommend_destinations import RecommendDestinations, take_up_idea
from actions.questions.about import open_before
from actions.questions.ask_baggage import AskBaggage
from actions.questions.ask_best_time import AskBestTime
from actions.questions.ask_exchange_rate import AskExchangeRate
from actions.questions.ask_health import AskHealth
from actions.questions.ask_lost_luggage import AskLostLuggage
from actions.questions.ask_phrase import AskPhrase
from actions.questions.ask_plug import AskPlug
from actions.questions.ask_safety import AskSafety
from actions.questions.ask_time import AskTime
from actions.questions.ask_visa import AskVisa
from actions.questions.ask_weather import AskWeather
from actions.refusals import refuse
from actions.routing import claimed_by
from actions.search.refine_search import RefineSearch
from actions.search.search_flights import SearchFlights
from actions.search.search_stays import SearchStays
from actions.search.select_option import SelectOption
from actions.search.show_more import ShowMore
from actions.small_talk.affirm import Affirm
from actions.small_talk.bot_challenge import BotChallenge
from actions.small_talk.deny import Deny
from actions.small_talk.fallback import Fallback, ways_out
from actions.small_talk.goodbye import Goodbye
from actions.small_talk.greet import Greet
from actions.small_talk.help import Help
from actions.small_talk.inform import Inform
from actions.small_talk.out_of_scope import OutOfScope
from actions.small_talk.planned import Planned
from actions.small_talk.repeat import Repeat
from actions.small_talk.request_human import RequestHuman
from actions.small_talk.restart import Restart
from actions.small_talk.stop import Stop
from actions.small_talk.thank import Thank
from actions.turn import Json, Turn
from travel.errors import TravelError

BUILT: tuple[type[Capability], ...] = (
    Affirm,
    AskBaggage,
    AskBestTime,
    AskExchangeRate,
    AskHealth,
    AskLostLuggage,
    AskPhrase,
    AskPlug,
    AskSafety,
    AskTime,
    AskVisa,
    AskWeather,
    Book,
    BotChallenge,
    CancelBooking,
    Deny,
    Dislike,
    ExportData,
    Fallback,
    FindAttractions,
    ForgetMe,
    Goodbye,
    Greet,
    Help,
    Inform,
    Like,
    OutOfScope,
    Planned,
    RecommendDestinations,
    RefineSearch,
    Repeat,
    RequestHuman,
    Restart,
    SearchFlights,
    SearchStays,
    SelectOption,
    LinkChannel,
    UnlinkChannel,
    SetPreference,
    ShowMore,
    ShowProfile,
    ShowTrips,
    SignIn,
    SignOut,
    Stop,
    Thank,
    UpdateProfile,
)


def open_house() -> dict[str, Capability]:
    """Every capability once, each knowing the others by name."""
    house: dict[str, Capability] = {}
    for kind in BUILT:
        house[kind.name] = kind(house)
    return house


async def take(turn: Turn, asked: str, house: dict[str, Capability]) -> None:
    """Let the right capability answer ``turn``; ``asked`` is the one that Rasa's rules chose."""
    await turn.read_amounts()
    owner = claimed_by(turn)
    if is_about_taste(turn):
        owner, asked = None, ShowProfile.name
    if owner is None and asks_terms(turn):
        await tell_terms(turn)
        if turn.question:
            await house[turn.question["owner"]].ask_again(turn)
        return
    if owner is None:
        await take_up_idea(turn)
    if owner is None and house[asked].digression and asked not in NOT_UNDERSTOOD:
        turn.set("question", open_before(turn))
    before, misses = turn.question, int(turn.get("misses") or 0)
    if owner is not None:
        await house[owner].answer(turn)
    else:
        await house[asked].handle(turn)
        asked_already = bool(turn.replies) and "ask" in turn.replies[-1]
        if house[asked].digression and before and turn.question == before and not asked_already:
            await house[before["owner"]].ask_again(turn)
            return
    if owner is not None or asked not in NOT_UNDERSTOOD:
        progress = turn.has("refinements") or set(turn.changes) - DIALOGUE_ONLY
        circling = before is not None and _same_question(before, turn.question) and not progress
        turn.set("misses", misses + 1 if circling else 0)
        if circling and misses >= 1:
            turn.say("utter_fallback_second", choices=ways_out(turn))


NOT_UNDERSTOOD = frozenset({"fallback", "out_of_scope"})
DIALOGUE_ONLY = frozenset({"question", "misses", "task", "wishes", "filters", "searched", "shown"})
"""Slots whose change is no progress: the same question is open as before."""


def _same_question(before: Json, after: Json | None) -> bool:
    """The very same question again; among offers one does not get stuck, and accounts have their own ways out."""
    return (
        after is not None
        and before["slot"] != "option"
        and before["owner"] not in DIALOGUES
        and all(before[key] == after[key] for key in ("owner", "slot", "text"))
    )


class CapabilityAction(Action):
    """Rasa's view of one capability: ``action_<name>``."""

    def __init__(self, capability: str, house: dict[str, Capability], desk: Desk) -> None:
        self._capability = capability
        self._house = house
        self._desk = desk

    def name(self) -> str:
        return f"action_{self._capability}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Answer one turn; every reply leaves as one custom message."""
        turn = Turn.of(tracker, self._desk)
        try:
            await take(turn, self._capability, self._house)
        except TravelError as error:
            refuse(turn, error)
        for reply in turn.replies:
            dispatcher.utter_message(json_message=reply)
        return turn.events()
