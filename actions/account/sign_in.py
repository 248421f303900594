"""Signing in with a code sent by mail; whether an address is known is never told."""

from __future__ import annotations

import re

from actions import formatting as form
from actions.account.flow import go_back, interrupted
from actions.capability import Capability
from actions.routing import asks_why, declines_email
from actions.turn import Json, Turn, choice
from travel.account.ports import SignInRequest
from travel.account.sign_in import CODE_DIGITS, TRIES, SignedIn, sign_in
from travel.errors import BadCode, BadEmail, NotYours, TooManyTries

NEW_CODE = re.compile(
    r"\b(?:new|another|fresh|other|next) (?:code|one)\b|\bre-?send\b|\b(?:send|mail) (?:it |me |the code )*again\b|"
    r"\bonce more\b|\bexpired\b|\btoo old\b|"
    r"(?:\b(?:not|never|no)\b|n['\u2019]t\b).*\b(?:arriv\w+|come|came|get|got|receiv\w+|code)\b"
)
OTHER_ADDRESS = re.compile(r"\b(?:other|another|different|wrong|misspel\w+|mistyped)\b.*\b(?:e-?mail|address|mail)\b")
OPTIONAL = re.compile(
    r"\b(?:do (?:i|we) (?:have to|need)|must (?:i|we)|without (?:an |any |my )?account|necessary|required)\b"
)
SPACED = re.compile(r"[\d\s.-]+")


class SignIn(Capability):
    name = "sign_in"
    digression = True

    async def handle(self, turn: Turn) -> None:
        profile = await turn.profile()
        if profile is None and OPTIONAL.search(turn.text.casefold()):
            ways = [] if turn.question else [choice(turn.label("sign_in"), self.name)]
            turn.say("utter_sign_in_optional", choices=ways)
            return
        if profile is None:
            await self._begin(turn, {"before": interrupted(turn)}, "")
            return
        ways = [choice(turn.label("my_profile"), "show_profile"), choice(turn.label("sign_out"), "sign_out")]
        turn.say("utter_sign_in_already", email=profile.email, choices=ways)

    async def first(self, turn: Turn, wish: Json) -> None:
        """Ask a guest to sign in; ``wish`` (capability, intent, text, entities) goes on by itself afterwards."""
        text = turn.words("utter_sign_in_first")
        given = turn.entities.pop("email", None)  # in "my new e-mail is …" it is no address to sign in with
        await self._begin(turn, {"before": interrupted(turn), "then": wish}, text)
        if given:
            turn.entities["email"] = given

    async def _begin(self, turn: Turn, note: Json, before: str) -> None:
        if turn.has("email"):
            await self._request(turn, turn.entities["email"], note)
        else:
            self._ask_email(turn, note, before)

    async def answer(self, turn: Turn) -> None:
        question = turn.question or {}
        note = question.get("note") or {}
        step = turn.entities.get("next_step")
        if turn.has("email"):
            await self._request(turn, turn.entities["email"], note)
        elif step == "stop" or (turn.intent in ("stop", "deny") and not _has_trouble(turn)):
            await self._stop(turn, note)
        elif question.get("slot") == "email":
            await self._no_email(turn, note)
        elif step == "another" or OTHER_ADDRESS.search(turn.text.casefold()):
            self._ask_email(turn, note, "")
        else:
            await self._code(turn, note, step)

    async def _no_email(self, turn: Turn, note: Json) -> None:
        """An answer without an address that could be read."""
        if asks_why(turn):
            self._ask_email(turn, note, turn.words("utter_sign_in_why"))
        elif declines_email(turn):
            await self._stop(turn, note)
        else:
            self._ask_email(turn, note, turn.words("utter_sign_in_bad_email"))

    async def _code(self, turn: Turn, note: Json, step: str | None) -> None:
        code = code_said(turn)
        if code and len(code) == CODE_DIGITS:
            await self._redeem(turn, note, code)
        elif code:
            self._ask_code(turn, note, turn.words("utter_sign_in_not_six"))
        elif step == "new_code" or turn.intent == self.name or NEW_CODE.search(turn.text.casefold()):
            await self._request(turn, note["email"], note)
        else:
            await self.ask_again(turn)

    async def _stop(self, turn: Turn, note: Json) -> None:
        turn.say("utter_sign_in_stopped")
        await go_back(self, turn, note.get("before"))

    def _ask_email(self, turn: Turn, note: Json, before: str) -> None:
        text = turn.words("utter_sign_in_ask_email")
        kept = {key: note[key] for key in ("before", "then") if key in note}
        whole = f"{before} {text}".strip()
        turn.ask(self.name, "email", "email", whole, choices=[_step(turn, "stop")], again=text, note=kept)

    async def _request(self, turn: Turn, email: str, note: Json) -> None:
        wanted = SignInRequest(email=email, network=turn.conversation, locale=turn.locale)
        try:
            await turn.desk.sign_in_codes.request(wanted, now=turn.now)
        except BadEmail:
            self._ask_email(turn, note, turn.words("utter_sign_in_bad_email"))
            return
        except TooManyTries:
            turn.say("utter_sign_in_too_many_codes")
            await go_back(self, turn, note.get("before"))
            return
        kept = {key: note[key] for key in ("before", "then") if key in note}
        self._ask_code(turn, {**kept, "email": email, "tries": 0}, turn.words("utter_sign_in_sent", email=email))

    def _ask_code(self, turn: Turn, note: Json, before: str) -> None:
        text = turn.words("utter_sign_in_ask_code")
        ways = [_step(turn, "new_code"), _step(turn, "another"), _step(turn, "stop")]
        again = turn.words("utter_sign_in_ask_code_again", email=note["email"])
        turn.ask(self.name, "sign_in_code", "text", f"{before} {text}", choices=ways, again=again, note=note)

    async def _redeem(self, turn: Turn, note: Json, code: str) -> None:
        desk = turn.desk
        try:
            done = await sign_in(
                desk.sign_in_codes,
                desk.accounts,
                desk.bookings,
                note["email"],
                code,
                conversation=turn.conversation,
                now=turn.now,
            )
        except BadCode:
            self._wrong(turn, note)
        except TooManyTries:
            self._ask_code(turn, note, turn.words("utter_sign_in_too_many"))
        except NotYours:
            turn.say("utter_sign_in_not_yours")
            await go_back(self, turn, note.get("before"))
        else:
            await self._welcome(turn, note, done)

    def _wrong(self, turn: Turn, note: Json) -> None:
        tries = int(note.get("tries") or 0) + 1
        left = TRIES - tries
        text = (
            turn.words("utter_sign_in_wrong", left=form.count(left, "try", "tries"))
            if left > 0
            else turn.words("utter_sign_in_too_many")
        )
        self._ask_code(turn, {**note, "tries": tries}, text)

    async def _welcome(self, turn: Turn, note: Json, done: SignedIn) -> None:
        """Say who is signed in and what came along; then the wish that had to wait, or the question before."""
        turn.signed_in(done.profile)
        if not turn.get("email"):
            turn.set("email", done.profile.email)
        text = turn.words("utter_sign_in_done", who=done.profile.name or done.profile.email)
        if done.brought:
            bookings = form.count(len(done.brought), "booking")
            text = f"{text} {turn.words('utter_sign_in_brought', bookings=bookings)}"
        wish, before = note.get("then"), note.get("before")
        ways = [choice(turn.label("my_profile"), "show_profile"), choice(turn.label("my_trips"), "show_trips")]
        turn.tell(text, choices=[] if wish or before else ways)
        turn.signal("signed_in")
        if not wish:
            await go_back(self, turn, before)
            return
        turn.set("question", before)
        turn.intent, turn.text, turn.entities = wish["intent"], wish["text"], dict(wish["entities"])
        await self.house[wish["capability"]].handle(turn)
        if before and turn.question == before:
            await self.house[before["owner"]].ask_again(turn)


def code_said(turn: Turn) -> str:
    """The digits of the answer, however they were grouped; empty when it has none."""
    said = str(turn.entities.get("code") or "")
    if not said and SPACED.fullmatch(turn.text.strip()):
        said = turn.text
    return re.sub(r"\D", "", said or str(turn.entities.get("number") or ""))


def _has_trouble(turn: Turn) -> bool:
    """ "No, it did not arrive" and "why do you need that" are no wishes to stop."""
    said = turn.text.casefold()
    return asks_why(turn) or any(trouble.search(said) for trouble in (NEW_CODE, OTHER_ADDRESS))


def _step(turn: Turn, step: str) -> Json:
    return choice(turn.words(f"utter_sign_in_way_{step}"), "sign_in", next_step=step)
