"""Refusals of the rules, each named for what happened; edges turn them into words or status codes."""

from __future__ import annotations


class TravelError(Exception):
    """Any refusal of a travel rule."""


class NoSuchOffer(TravelError):
    """The offer is unknown, or another conversation's."""


class OfferExpired(TravelError):
    """The offer's price is no longer held."""


class SoldOut(TravelError):
    """Somebody else took the last seat or room of ``offer``."""

    def __init__(self, offer: str) -> None:
        super().__init__(f"{offer} is sold out")
        self.offer = offer


class NoSuchQuote(TravelError):
    """Nothing is waiting for a yes, or it was somebody else's."""


class QuoteExpired(TravelError):
    """The summary that was said yes to is too old."""


class QuoteChanged(TravelError):
    """Price or rule moved between the summary and the yes."""


class HoldExpired(TravelError):
    """The held seats went back before the booking was confirmed."""


class NoSuchBooking(TravelError):
    """No booking with this reference belongs to who asks."""


class NotCancellable(TravelError):
    """The booking is over, cancelled or never became one."""


class PartyMismatch(TravelError):
    """Travellers named do not match the seats offered."""


class MixedCurrencies(TravelError):
    """Offers in several currencies have no one total."""


class BadCode(TravelError):
    """The one-time code is wrong, used, or too old."""


class TooManyTries(TravelError):
    """Too many wrong codes, or too many codes asked for."""


class BadEmail(TravelError):
    """The text is no e-mail address that a mail could reach."""


class EmailTaken(TravelError):
    """Another account has this address."""


class NoSuchUser(TravelError):
    """No such account, or it is another's."""


class NotYours(TravelError):
    """What is to be taken into the account belongs to another one."""


class BadProfile(TravelError):
    """A value that a profile cannot hold; ``field`` names it, ``problem`` says why."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class ProfileMoved(TravelError):
    """Somebody changed the profile meanwhile."""


class UnknownCurrency(TravelError):
    """No rate is known for ``currency``."""

    def __init__(self, currency: str) -> None:
        super().__init__(f"no rate is known for {currency}")
        self.currency = currency


class BadQuery(TravelError):
    """A search that cannot be: return before departure, too many people, too far ahead."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem
