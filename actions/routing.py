"""Who takes a turn: the capability of its intent, unless it answers the open question.

Rasa's rules give every intent its action; an answer such as "Lisbon", "two" or "Marta Kowalska" means
nothing without the question, so the question may claim it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from actions.account.flow import DIALOGUES
from actions.booking.swapped_names import swapped_names
from actions.options import SHORT, matching_option, plain
from actions.turn import Json, Turn
from recommender.sights import asked as asked_sights
from world.ages import read_ages
from world.exchange import find_money_names
from world.kinds import mentioned_kinds
from world.languages import find_languages
from world.names import read_names
from world.nationalities import nationality_of
from world.places import to_slot

WEAK = frozenset({"inform", "nlu_fallback", "out_of_scope", "affirm", "deny", "select_option"})
"""Intents that say little by themselves; the open question decides what they are about."""

REMARKS = frozenset({"like", "dislike", "refine_search", "set_preference", "select_option", "inform"})
"""Intents that, while ideas are on screen, say more about the wish or choose among them."""

ALWAYS = frozenset({"stop", "restart", "help", "bot_challenge", "request_human", "repeat", "goodbye"})
"""Intents that are never an answer, when understood with some certainty."""

NO_DAYS = ("past_date", "impossible_date")
DATES = ("date", "depart_date", "return_date", "check_in", "check_out", "start_date", "end_date", *NO_DAYS)
FITTING = {
    "date": (*DATES, "nights", "one_way"),
    "date_range": (*DATES, "nights"),
    "place": ("place", "origin", "destination"),
    "number": ("number", "nights", "adults", "rooms", "child_ages", "children", "date"),
    "party": ("number", "adults", "children", "infants", "child_ages"),
    "email": ("email",),
}
NAME_WORDS = re.compile(r"\b(?:names?|passengers?|spel(?:t|led|ling))\b")
YES = re.compile(r"\W*(?:yes|yep|yeah|yup|ok|okay|sure|alright|all right|go ahead|please do)\b")
NEGATED = re.compile(r"\b(?:not|no|never)\b|n['\u2019]t\b")
WHY = re.compile(r"\b(?:why|what for|what do you (?:need|want) (?:it|that|this|my)|(?:need|have) to (?:give|have))\b")
MAIL = re.compile(r"\be-? ?mails?\b|\bmail\b|\baddress\b|\bhave (?:one|any)\b|\bgive (?:you )?(?:it|that|mine|one)\b")
DOUBTFUL = 0.5
"""Confidence below which an intent says little."""
NAMED = 3
"""Words of an answer that only names a currency; more may be another question."""
GLUE = frozenset("a an and at for from in it is on or please the then to until".split())


def claimed_by(turn: Turn) -> str | None:
    """The owner of the open question when this turn answers it, else None."""
    question = turn.question
    if question and declines_email(turn):
        return str(question["owner"])
    if question and question["owner"] in DIALOGUES and turn.intent in ("stop", "deny"):
        return str(question["owner"])  # only the account's dialogue is dropped, not the trip
    if turn.intent in ALWAYS and turn.confidence >= DOUBTFUL and not _is_account_answer(turn):
        return None
    if turn.has("near") and turn.confidence < DOUBTFUL and (turn.get("shown") or {}).get("kind") == "stay":
        return "search_stays"
    if not question:
        return _follows(turn)
    asks = turn.intent.startswith(("ask_", "find_")) and turn.intent != question["owner"]
    if asks and _says_more_than_data(turn) and not _names_the_value(turn, question):
        return None
    return question["owner"] if _answers(turn, question) else None


FOLLOW_UPS: dict[str, Callable[[str], object]] = {
    "ask_visa": nationality_of,
    "ask_phrase": find_languages,
    "ask_exchange_rate": find_money_names,
    "find_attractions": lambda text: not asked_sights(text).anything,
    "recommend_destinations": re.compile(r"\b(?:any|some|else)where\b|\binstead\b|\brather\b", re.IGNORECASE).search,
}
"""What makes a few words go on with what was just answered: "what about Brits", "in Greek", "indoors?"."""


def _follows(turn: Turn) -> str | None:
    task, weak = turn.get("task"), turn.intent in WEAK or turn.confidence < DOUBTFUL
    weak = weak or (task == "find_attractions" and turn.intent == "refine_search")  # no offers are on screen
    goes_on = FOLLOW_UPS.get(task or "")
    return task if goes_on and weak and len(turn.text.split()) <= SHORT and goes_on(turn.text) else None


def _answers(turn: Turn, question: Json) -> bool:
    """The rule of the slot decides, else that of the kind; names and e-mail can be corrected until the yes."""
    slot, kind = question["slot"], question["ask"]["kind"]
    if question["owner"] == "book" and slot != "name" and _corrects_travellers(turn):
        return True
    rule = BY_SLOT.get(slot) or BY_KIND.get(kind) or _fits
    return rule(turn, question)


def _fits(turn: Turn, question: Json) -> bool:
    """What was said is of the kind that was asked for."""
    kind = question["ask"]["kind"]
    fitting = turn.has(*FITTING.get(kind, ()))
    if turn.intent in ("affirm", "deny"):
        return kind == "date" or fitting
    short = len(turn.text.split()) <= SHORT or question["owner"] == turn.intent
    return fitting and (turn.intent in WEAK or short)


def _is_of_screen(turn: Turn, question: Json) -> bool:
    """Ideas can be remarked upon; among offers something is chosen."""
    if (turn.get("shown") or {}).get("kind") == "destination" and turn.intent in REMARKS:
        return True
    if question["owner"] in ("like", "dislike") and _is_option(turn, question):
        return True
    return turn.intent in ("affirm", "deny", "inform", "nlu_fallback", "out_of_scope") and turn.has("pick")


def _is_email(turn: Turn, question: Json) -> bool:
    return "@" in turn.text or _fits(turn, question)


def _is_yes_or_no(turn: Turn, question: Json) -> bool:
    return turn.intent in ("affirm", "deny")


def _decides(turn: Turn, question: Json) -> bool:
    """A yes or no to a summary; one that changes the trip is none."""
    if turn.has(*FACTS):
        return False
    if question["owner"] == "cancel_booking" and _asks_about_other(turn):
        return True
    if _says_yes_in_full(turn, question):
        turn.intent = "affirm"
    return _is_yes_or_no(turn, question)


def _are_ages(turn: Turn, question: Json) -> bool:
    return bool(read_ages(turn.text)) or turn.has("child_ages", "infants")


def _is_code(turn: Turn, question: Json) -> bool:
    return turn.has("code", "number") and turn.intent in (*WEAK, "show_trips")


def _is_language(turn: Turn, question: Json) -> bool:
    return bool(find_languages(turn.text)) or BY_KIND.get(question["ask"]["kind"], _fits)(turn, question)


def _is_currency(turn: Turn, question: Json) -> bool:
    named = find_money_names(turn.text) and len(turn.text.split()) <= NAMED
    return bool(named) or _is_option(turn, question)


def _is_place(turn: Turn, question: Json) -> bool:
    if not turn.has(*FITTING["place"]):
        _take_bare_place(turn)
    return _fits(turn, question)


def _is_option(turn: Turn, question: Json) -> bool:
    if question["owner"] == "cancel_booking" and _asks_about_other(turn):
        return True
    said = matching_option(turn, question) is not None
    return said and (turn.intent in WEAK or len(turn.text.split()) <= SHORT)


def _says_more_than_data(turn: Turn) -> bool:
    """ "Is Naples safe" is a question in between, though its place would fit the open one; "tomorrow" is an answer."""
    data = {word for phrase in turn.phrases.values() for word in plain(phrase).split()}
    return bool(set(plain(turn.text).split()) - data - GLUE)


def _take_bare_place(turn: Turn) -> None:
    """ "Nice" is a compliment, unless a place was asked for."""
    said = turn.text.strip(" .!?")
    found = turn.desk.gazetteer.find(f"to {said}")
    if len(found) == 1 and found[0].text.casefold() == said.casefold():
        turn.entities["place"] = to_slot(found[0])
        turn.intent = "inform"


def _are_names(turn: Turn, question: Json) -> bool:
    if turn.has("refinements", "pick") and turn.intent not in WEAK:
        return False
    if turn.intent in ("affirm", "deny", "show_more", "refine_search", "cancel_booking") and turn.confidence > 0.8:
        return False
    given = turn.has("name") or bool(read_names(turn.text, 9))
    travelling = turn.has("depart_date", "return_date", "start_date", "check_in", "budget")
    return given and not travelling


FACTS = (*DATES, *FITTING["place"], "nights", "shift", "adults", "children", "infants", "rooms", "cabin", "refinements")
"""What changes a trip: a yes or no that comes with one of these is no answer to a summary."""


def _asks_about_other(turn: Turn) -> bool:
    """ "And the flight?" while the question is whether to cancel the stay."""
    short = len(turn.text.split()) <= SHORT
    return short and turn.intent != "cancel_booking" and bool(mentioned_kinds(turn.text))


def _says_yes_in_full(turn: Turn, question: Json) -> bool:
    """ "Yes, book it" repeats what was asked; "book it" alone is not taken for the yes."""
    said = turn.text.casefold()
    repeated = turn.intent == question["owner"] and not turn.has("pick", "booking_reference")
    return repeated and YES.match(said) is not None and NEGATED.search(said) is None


def _corrects_travellers(turn: Turn) -> bool:
    """Names and the e-mail can be corrected until the yes; what is to stand in the profile is another matter."""
    if turn.intent in ABOUT_ACCOUNT and PROFILE_WORDS.search(turn.text.casefold()):
        return False
    if swapped_names(turn.text, turn.get("travellers") or []):
        return True
    if turn.intent in ("affirm", "deny") and turn.confidence > 0.9 and not turn.has("email", "name"):
        return False
    about_names = turn.has("name") or NAME_WORDS.search(turn.text.casefold()) is not None or _renames(turn)
    return turn.has("email") or (about_names and not turn.has("depart_date", "return_date", "check_in", "budget"))


ABOUT_ACCOUNT = frozenset(
    {"update_profile", "sign_in", "export_data", "forget_me", "sign_out", "link_channel", "unlink_channel"}
)
PROFILE_WORDS = re.compile(r"\b(?:profile|account|home|currency|language|log|sign|data|in as)\b")


def _renames(turn: Turn) -> bool:
    """ "Sorry, it is Tom Berg", where Tim Berg is known: a name that shares a word with one that was given."""
    known = {word for name in turn.get("travellers") or [] for word in name.casefold().split()}
    return any(known & set(name.casefold().split()) for name in read_names(turn.text, 9))


def declines_email(turn: Turn) -> bool:
    """ "No mail", "why do you need it", or a mere no, where the e-mail is asked for."""
    if (turn.question or {}).get("slot") != "email" or turn.has("email") or "@" in turn.text:
        return False
    said, short = turn.text.casefold(), len(turn.text.split()) <= SHORT
    about_it = MAIL.search(said) is not None
    if about_it and (asks_why(turn) or NEGATED.search(said)):
        return True
    if not short or turn.has(*FACTS) or mentioned_kinds(turn.text) or _corrects_travellers(turn):
        return False
    return turn.intent == "deny" or asks_why(turn)


def asks_why(turn: Turn) -> bool:
    """ "Why do you need it?" """
    return WHY.search(turn.text.casefold()) is not None


CODE_WORDS = re.compile(
    r"\bcodes?\b|\be-?mail|\baddress\b|\bre-?send\b|\bagain\b|\bspam\b|\b(?:arrive|receive|expire|wrong)"
)
ABOUT_ONESELF = frozenset({"update_profile", "set_preference", "show_profile", "like", "dislike", "refine_search"})


def _is_account_answer(turn: Turn) -> bool:
    """ "Send it again" while a sign-in code is open is no wish to hear the question again."""
    return (turn.question or {}).get("slot") == "sign_in_code" and turn.intent == "repeat"


def _is_sign_in_code(turn: Turn, question: Json) -> bool:
    """A code, another address, or trouble with either."""
    if turn.has("code", "email") or turn.intent in ("sign_in", "repeat"):
        return True
    if turn.intent in (*WEAK, "show_trips") and any(sign.isdigit() for sign in turn.text):
        return True
    return CODE_WORDS.search(turn.text.casefold()) is not None


def _is_profile_value(turn: Turn, question: Json) -> bool:
    """A name, a date of birth, a currency: short, and no request of another kind that is understood with certainty."""
    if turn.intent in (*WEAK, *ABOUT_ONESELF) or turn.confidence < 0.8:
        return len(turn.text.split()) <= 2 * SHORT
    return _names_the_value(turn, question)


def _names_the_value(turn: Turn, question: Json) -> bool:
    """ "Swedish krona" alone is no question about its rate where a currency is asked for."""
    finds = {"currency": find_money_names, "language": find_languages}.get(
        (question.get("note") or {}).get("field") or ""
    )
    return finds is not None and bool(finds(turn.text)) and len(turn.text.split()) <= NAMED


def _is_preference(turn: Turn, question: Json) -> bool:
    return turn.intent in (*WEAK, *ABOUT_ONESELF, "search_flights", "search_stays") or turn.confidence < DOUBTFUL


Rule = Callable[[Turn, Json], bool]

BY_SLOT: dict[str, Rule] = {
    "option": _is_of_screen,
    "name": _are_names,
    "email": _is_email,
    "confirm": _decides,
    "child_ages": _are_ages,
    "code": _is_code,
    "sign_in_code": _is_sign_in_code,
    "profile_value": _is_profile_value,
    "preference": _is_preference,
    "language": _is_language,
    "exchange": _is_currency,
}
BY_KIND: dict[str, Rule] = {"choice": _is_option, "place": _is_place, "yes_no": _is_yes_or_no}
