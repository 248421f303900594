"""Showing bookings, and finding one again from another conversation with a code sent to its e-mail."""

from __future__ import annotations

from actions import cards
from actions.capability import Capability
from actions.small_talk.starters import starters
from actions.turn import Turn, choice
from travel.errors import BadCode, NoSuchBooking, TooManyTries


class ShowTrips(Capability):
    name = "show_trips"
    digression = True

    async def handle(self, turn: Turn) -> None:
        if turn.entities.get("next_step") == "send_code":
            await self._send_code(turn, turn.entities["booking_reference"])
        elif turn.has("booking_reference"):
            await self._show_one(turn, turn.entities["booking_reference"])
        else:
            await self._show_all(turn)

    async def answer(self, turn: Turn) -> None:
        """The code from the e-mail."""
        question = turn.question or {}
        reference = question["note"]["reference"]
        code = str(turn.entities.get("code") or turn.entities.get("number") or "")
        try:
            booking = await turn.desk.codes.redeem(turn.conversation, reference, code, now=turn.now)
        except BadCode:
            turn.say("utter_show_trips_bad_code", choices=[_send(turn, reference)])
            return
        except TooManyTries:
            turn.set("question", None)
            turn.say("utter_show_trips_too_many")
            return
        turn.set("question", None)
        turn.say("utter_show_trips_found", cards=[cards.booking_card(turn, booking)])

    async def _show_all(self, turn: Turn) -> None:
        bookings = await turn.desk.bookings.list(turn.owner)
        if not bookings:
            turn.say("utter_show_trips_none", choices=[] if turn.question else starters(turn))
            return
        turn.say("utter_show_trips_list", cards=[cards.booking_card(turn, one) for one in bookings[:10]])

    async def _show_one(self, turn: Turn, reference: str) -> None:
        try:
            booking = await turn.desk.bookings.get(reference, turn.owner)
        except NoSuchBooking:
            turn.say("utter_show_trips_not_found", reference=reference, choices=[_send(turn, reference)])
            return
        turn.say("utter_show_trips_one", reference=reference, cards=[cards.booking_card(turn, booking)])

    async def _send_code(self, turn: Turn, reference: str) -> None:
        try:
            await turn.desk.codes.request(turn.conversation, reference, now=turn.now)
        except TooManyTries:
            turn.say("utter_show_trips_too_many")
            return
        text = turn.words("utter_show_trips_code_sent")
        turn.ask(self.name, "code", "text", text, note={"reference": reference})


def _send(turn: Turn, reference: str) -> dict[str, object]:
    return choice(turn.label("send_code"), "show_trips", booking_reference=reference, next_step="send_code")
