"""Cancelling a booking: what comes back is said first, and only a fresh yes cancels."""

from __future__ import annotations

from actions import cards
from actions import formatting as form
from actions.capability import Capability
from actions.options import matching_option
from actions.small_talk.starters import starters
from actions.turn import Turn, choice
from travel.booking.bookings import Booking
from travel.booking.cancel_booking import cancel_booking, quote_cancellation
from travel.errors import NoSuchBooking, NotCancellable, QuoteChanged, QuoteExpired
from world.kinds import mentioned_kinds


class CancelBooking(Capability):
    name = "cancel_booking"

    async def handle(self, turn: Turn) -> None:
        if turn.has("booking_reference"):
            await self._quote(turn, turn.entities["booking_reference"])
            return
        live = [one for one in await turn.desk.bookings.list(turn.owner) if one.status in ("confirmed", "changed")]
        kinds = mentioned_kinds(turn.text)
        wanted = [one for one in live if one.kind in kinds] or live
        if not wanted and turn.question:
            turn.say("utter_cancel_booking_none")
            await self.house[turn.question["owner"]].ask_again(turn)
        elif not wanted:
            turn.say("utter_cancel_booking_none", choices=starters(turn))
        elif len(wanted) == 1:
            await self._quote(turn, wanted[0].reference)
        else:
            self._ask_which(turn, wanted)

    async def answer(self, turn: Turn) -> None:
        question = turn.question or {}
        if question.get("slot") == "confirm" and turn.intent not in ("affirm", "deny"):
            await self._tell_of_other(turn)
            return
        turn.set("question", None)
        if question.get("slot") != "confirm":
            option = matching_option(turn, question)
            for entity in (option or {}).get("entities", []):
                turn.entities[entity["entity"]] = entity["value"]
            await self.handle(turn)
        elif turn.intent == "affirm":
            await self._cancel(turn, question["note"]["quote"], question["note"]["reference"])
        else:
            turn.clear("quote")
            turn.say("utter_cancel_booking_kept", reference=question["note"]["reference"])

    async def _tell_of_other(self, turn: Turn) -> None:
        """ "And the flight?" while the stay is about to be cancelled: its rule, and the question stays open."""
        kinds = mentioned_kinds(turn.text)
        for booking in await turn.desk.bookings.list(turn.owner):
            if booking.kind in kinds and booking.status in ("confirmed", "changed"):
                rule = form.offer_rule(turn.desk.wording, booking.content)
                turn.say("utter_cancel_booking_other", title=cards.title(booking.content), rule=rule)
        await self.ask_again(turn)

    async def ask_again(self, turn: Turn) -> None:
        question = turn.question or {}
        if question.get("slot") == "confirm":
            await self._quote(turn, question["note"]["reference"])
        else:
            await super().ask_again(turn)

    def _ask_which(self, turn: Turn, bookings: list[Booking]) -> None:
        options = [
            choice(f"{one.reference} {cards.title(one.content)}", self.name, booking_reference=one.reference)
            for one in bookings[:5]
        ]
        shown = [cards.booking_card(turn, one) for one in bookings[:5]]
        text = turn.words("utter_cancel_booking_which")
        turn.ask(self.name, "booking_reference", "choice", text, options=options, cards=shown)

    async def _quote(self, turn: Turn, reference: str, before: str = "") -> None:
        desk = turn.desk
        turn.set("question", None)
        try:
            quote, booking = await quote_cancellation(
                desk.bookings, desk.quotes, turn.owner, reference, now=turn.now, earlier=turn.get("quote")
            )
        except NoSuchBooking:
            again = choice(turn.label("send_code"), "show_trips", booking_reference=reference, next_step="send_code")
            turn.say("utter_cancel_booking_not_found", reference=reference, choices=[again])
            return
        except NotCancellable:
            await self._not_allowed(turn, reference)
            return
        refund = (
            turn.words("utter_cancel_booking_refund", amount=form.money(quote.amount))
            if quote.amount.amount
            else turn.words("utter_cancel_booking_no_refund")
        )
        rule = form.offer_rule(desk.wording, booking.content)
        text = turn.words("utter_cancel_booking_quote", rule=rule, refund=refund, kind=booking.kind)
        turn.set("quote", quote.id)
        options = [choice(turn.label("yes_cancel"), "affirm"), choice(turn.label("keep"), "deny")]
        turn.ask(
            self.name,
            "confirm",
            "yes_no",
            f"{before} {text}".strip(),
            options=options,
            cards=[cards.booking_card(turn, booking)],
            note={"quote": quote.id, "reference": reference},
        )

    async def _cancel(self, turn: Turn, quote_id: str, reference: str) -> None:
        desk = turn.desk
        try:
            booking = await cancel_booking(desk.bookings, desk.quotes, turn.owner, quote_id, now=turn.now)
        except (QuoteChanged, QuoteExpired) as moved:
            before = turn.words("utter_cancel_booking_changed") if isinstance(moved, QuoteChanged) else ""
            await self._quote(turn, reference, before)
            return
        except NotCancellable:
            await self._not_allowed(turn, reference)
            return
        turn.clear("quote")
        refund = booking.refund
        paid_back = refund is not None and bool(refund.amount)
        response = "utter_cancel_booking_done" if paid_back else "utter_cancel_booking_done_no_refund"
        text = turn.words(response, reference=reference, amount=form.money(refund) if refund else "")
        rest = [one for one in await desk.bookings.list(turn.owner) if one.status == "confirmed"]
        if rest:
            text = f"{text} {turn.words('utter_cancel_booking_rest')}"
        turn.tell(
            text, cards=[cards.booking_card(turn, booking)], choices=[choice(turn.label("my_trips"), "show_trips")]
        )

    async def _not_allowed(self, turn: Turn, reference: str) -> None:
        booking = await turn.desk.bookings.get(reference, turn.owner)
        status = booking.status if booking.status != "confirmed" else "under way"
        turn.say(
            "utter_cancel_booking_not_allowed",
            reference=reference,
            status=status,
            cards=[cards.booking_card(turn, booking)],
        )
