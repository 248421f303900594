"""Booking: names, e-mail, a summary, and only after a fresh yes the booking itself."""

from __future__ import annotations

from datetime import timedelta

from actions import cards
from actions import formatting as form
from actions.booking.travellers import Missing, correct_names, missing_names, passengers_of, remember_names
from actions.capability import Capability
from actions.feedback.outcomes import note_booking
from actions.routing import NO_DAYS, declines_email
from actions.small_talk.starters import starters
from actions.turn import Json, Turn, choice
from travel.booking.book import Counter, book_trip, quote_trip
from travel.booking.bookings import Quote
from travel.errors import HoldExpired, NoSuchQuote, QuoteChanged, QuoteExpired, SoldOut
from travel.offers import Offer

TRAVEL_SLOTS = ("origin", "destination", "place", "depart_date", "check_in", *NO_DAYS)


class Book(Capability):
    name = "book"

    async def handle(self, turn: Turn) -> None:
        """ "Book it", "book the second one": never a booking yet, only the way to the summary."""
        if turn.get("shown") and (turn.has("pick", "offer") or not turn.get("chosen")):
            await self.house["select_option"].handle(turn)
        elif turn.get("chosen"):
            await self.proceed(turn, "")
        elif turn.has(*TRAVEL_SLOTS) or turn.get("task") in ("search_flights", "search_stays"):
            stay = turn.has("check_in", "nights", "stars", "rooms") or turn.get("task") == "search_stays"
            await self.house["search_stays" if stay else "search_flights"].handle(turn)
        else:
            turn.say("utter_book_nothing", choices=starters(turn))

    async def answer(self, turn: Turn) -> None:
        question = turn.question or {}
        if question.get("slot") == "confirm" and turn.intent in ("affirm", "deny") and not turn.has("email", "name"):
            await self._confirmed(turn)
            return
        declined = declines_email(turn)
        turn.set("question", None)
        problem = ""
        if question.get("slot") == "name":
            remember_names(turn)
        elif question.get("slot") == "email" and "@" in turn.text and not turn.has("email"):
            problem = turn.words("utter_book_bad_email")
        elif declined:
            problem = turn.words("utter_book_email_needed")
        elif not turn.has("email"):
            correct_names(turn)
        if turn.has("email"):
            turn.set("email", turn.entities["email"])
        await self.proceed(turn, problem)

    async def proceed(self, turn: Turn, before: str) -> None:
        """Ask for what is missing, then show the summary; ``before`` is said first."""
        offers = await turn.desk.offers.get(turn.conversation, list((turn.get("chosen") or {}).values()))
        missing = missing_names(turn, offers)
        if not turn.get("email") and (profile := await turn.profile()):
            turn.set("email", profile.email)  # told in the summary, and can be corrected there
        if missing.number:
            self._ask_names(turn, missing, offers, before)
        elif not turn.get("email"):
            text = f"{before} {turn.words('utter_book_ask_email')}".strip()
            turn.ask(self.name, "email", "email", text, again=turn.words("utter_book_ask_email"))
        else:
            await self._summary(turn, before)

    def _ask_names(self, turn: Turn, missing: Missing, offers: list[Offer], before: str) -> None:
        if missing.too_many:
            people = form.count(missing.expected, "name")
            text = turn.words("utter_book_too_many_names", given=missing.given, expected=people)
        elif missing.known:
            names = form.joined(missing.known)
            wanted = "name" if missing.number == 1 else form.count(missing.number, "name")
            text = turn.words("utter_book_ask_name_more", names=names, missing=wanted)
        elif missing.guest_only:
            text = turn.words("utter_book_ask_name_guest")
        elif missing.expected == 1:
            text = turn.words("utter_book_ask_name_one")
        else:
            text = turn.words("utter_book_ask_name", people=form.count(missing.expected, "name"))
        whole = f"{before} {text}".strip()
        turn.ask(self.name, "name", "text", whole, choices=_alternatives(turn, offers), again=text)

    async def _summary(self, turn: Turn, before: str) -> None:
        chosen = list((turn.get("chosen") or {}).values())
        offers = await turn.desk.offers.get(turn.conversation, chosen)
        passengers = passengers_of(turn, offers)
        try:
            quote, current = await quote_trip(
                counter(turn),
                turn.owner,
                chosen,
                passengers,
                turn.get("email"),
                now=turn.now,
                earlier=turn.get("quote"),
            )
        except SoldOut as gone:
            await self._sold_out(turn, gone)
            return
        _keep(turn, quote, current)
        names = form.joined([passenger.name for passenger in passengers])
        lines = [
            turn.words(
                "utter_book_rule_line",
                kind=offer.kind.capitalize(),
                rule=form.offer_rule(turn.desk.wording, offer.content),
            )
            for offer in current
        ]
        text = turn.words(
            "utter_book_summary",
            names=names,
            email=turn.get("email"),
            rules=" ".join(lines),
            demo=turn.words("utter_book_demo"),
            what="both" if len(current) == 2 else f"this {current[0].kind}",
            total=form.money(quote.amount),
        )
        self._ask_yes(turn, f"{before} {text}".strip(), current, quote)

    def _ask_yes(self, turn: Turn, text: str, offers: list[Offer], quote: Quote) -> None:
        options = [
            choice(turn.label("yes_book"), "affirm"),
            choice(turn.label("change"), "deny", next_step="change"),
            choice(turn.label("no"), "deny"),
        ]
        card = cards.itinerary_card(turn, offers, quote.amount)
        turn.ask(self.name, "confirm", "yes_no", text, options=options, cards=[card], note={"quote": quote.id})

    async def ask_again(self, turn: Turn) -> None:
        """Put the open question again; a summary comes with its card and a fresh quote."""
        question = turn.question or {}
        if question.get("slot") == "confirm":
            await self._summary(turn, "")
        else:
            await super().ask_again(turn)

    async def _confirmed(self, turn: Turn) -> None:
        question, turn_intent = turn.question or {}, turn.intent
        turn.set("question", None)
        if turn_intent != "affirm":
            turn.clear("quote")
            turn.say("utter_book_declined", choices=_change_choices(turn))
            return
        try:
            await self._book(turn, question["note"]["quote"])
        except SoldOut as gone:
            await self._sold_out(turn, gone)
        except (QuoteChanged, QuoteExpired):
            await self._price_moved(turn)
        except (HoldExpired, NoSuchQuote):
            turn.clear("chosen", "quote")
            turn.say("utter_book_hold_expired", choices=_change_choices(turn))

    async def _book(self, turn: Turn, quote_id: str) -> None:
        bookings = await book_trip(counter(turn), turn.owner, quote_id, locale=turn.locale, now=turn.now)
        await note_booking(turn, bookings)
        turn.clear("chosen", "quote", "shown", "filters", "wishes", "task")
        turn.set("booked", True)
        references = form.joined([booking.reference for booking in bookings])
        email = bookings[0].email
        done = [cards.booking_card(turn, booking) for booking in bookings]
        turn.say("utter_book_done", cards=done, references=references, email=email, choices=_after_booking(turn, done))

    async def _price_moved(self, turn: Turn) -> None:
        """The summary is too old or wrong by now: a new one at today's price, and a fresh yes."""
        old = await turn.desk.quotes.get(turn.owner, turn.get("quote"))
        await self._summary(turn, "")
        new = turn.get("quote")
        if new and new != old.id:
            fresh = await turn.desk.quotes.get(turn.owner, new)
            if fresh.amount != old.amount:
                text = turn.words("utter_book_price_changed", old=form.money(old.amount), new=form.money(fresh.amount))
                turn.replies[-1]["text"] = f"{text} {turn.replies[-1]['text']}"

    async def _sold_out(self, turn: Turn, gone: SoldOut) -> None:
        chosen = turn.get("chosen") or {}
        kind = next((kind for kind, offer in chosen.items() if offer == gone.offer), "flight")
        turn.set("chosen", {key: value for key, value in chosen.items() if key != kind})
        turn.clear("quote")
        turn.say("utter_book_sold_out")
        await self.house["search_stays" if kind == "stay" else "search_flights"].answer(turn)


def counter(turn: Turn) -> Counter:
    """What the booking use cases need, from this process's desk."""
    desk = turn.desk
    return Counter(
        offers=desk.offers,
        quotes=desk.quotes,
        bookings=desk.bookings,
        flights=desk.flights,
        stays=desk.stays,
        offer_lifetime=timedelta(minutes=desk.settings.offer_minutes),
        hold_for=timedelta(minutes=desk.settings.hold_minutes),
    )


def _keep(turn: Turn, quote: Quote, current: list[Offer]) -> None:
    turn.set("quote", quote.id)
    turn.set("chosen", {offer.kind: offer.id for offer in current})


def _alternatives(turn: Turn, offers: list[Offer]) -> list[Json]:
    kinds = {offer.kind for offer in offers}
    found = [_other(turn, kind) for kind in sorted(kinds)]
    if kinds == {"flight"}:
        found.insert(0, choice(turn.label("add_stay"), "search_stays"))
    if kinds == {"stay"}:
        found.insert(0, choice(turn.label("add_flight"), "search_flights"))
    return found


def _other(turn: Turn, kind: str) -> Json:
    return choice(turn.label(f"other_{kind}s"), f"search_{kind}s")


def _change_choices(turn: Turn) -> list[Json]:
    return [_other(turn, kind) for kind in sorted(turn.get("chosen") or {"flight": "", "stay": ""})]


def _after_booking(turn: Turn, done: list[Json]) -> list[Json]:
    kinds = {item["kind"] for card in done for item in card["data"]["items"]}
    stay = [choice(turn.label("add_stay"), "search_stays")] if kinds == {"flight"} else []
    return [*stay, choice(turn.label("my_trips"), "show_trips")]
