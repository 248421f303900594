"""Everything the clerks of this process work with, built once by the wiring."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from recommender.advising import Advisor
from recommender.recommender import Recommender
from settings import Settings
from travel.account.ports import Accounts, Erasures, Links, Sessions, SignInCodes
from travel.ports import (
    BookingStore,
    CodeStore,
    CountryFacts,
    ExchangeRates,
    FlightSupplier,
    OfferStore,
    QuoteStore,
    RecommendationLog,
    StaySupplier,
    WeatherSource,
)
from wording import Wording
from world.places import Gazetteer


@dataclass(frozen=True)
class Desk:
    """Stores, suppliers, knowledge and wording; ``clock`` gives the aware time when a message carries none."""

    settings: Settings
    wording: Wording
    gazetteer: Gazetteer
    capabilities: Mapping[str, Mapping[str, Any]]
    flights: FlightSupplier
    stays: StaySupplier
    climate: WeatherSource
    rates: ExchangeRates
    countries: CountryFacts
    recommender: Recommender
    advisor: Advisor
    pictures: Mapping[str, str]
    """Where the picture of a destination is served, by its id."""
    offers: OfferStore
    quotes: QuoteStore
    bookings: BookingStore
    codes: CodeStore
    impressions: RecommendationLog
    accounts: Accounts
    sign_in_codes: SignInCodes
    sessions: Sessions
    erasures: Erasures
    links: Links
    clock: Callable[[], datetime]
