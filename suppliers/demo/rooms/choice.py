"""Which offers of a town are shown: best value first, with something at every level of comfort."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from travel.offers import StayOffer

MOST_OFFERS = 60
MOST_HOUSES = 30
PER_STARS = 5
BOARDS = ("room_only", "breakfast", "half_board", "full_board", "all_inclusive")


def choose(offers: Iterable[StayOffer], inside: set[str]) -> list[StayOffer]:
    """At most 60: of each property the cheapest rate and the one with most freedom and meals, then others.

    Properties of ``inside`` lie where the traveller wishes to stay and come before all others.
    """
    houses: dict[str, list[StayOffer]] = defaultdict(list)
    for offer in offers:
        houses[offer.property_id].append(offer)
    if not houses:
        return []
    rated = {house: sorted(found, key=lambda one: (one.price.amount, one.key)) for house, found in houses.items()}
    prices = sorted(found[0].price.amount for found in rated.values())
    middle = prices[len(prices) // 2]
    ranked = sorted(rated, key=lambda house: (house not in inside, _dearness(rated[house][0], middle), house))
    chosen = _first_rates(rated, _spread(ranked, rated, inside))
    return sorted(chosen, key=lambda one: (one.property_id not in inside, _dearness(one, middle), one.key))


def _spread(ranked: Sequence[str], rated: Mapping[str, Sequence[StayOffer]], inside: set[str]) -> list[str]:
    """The best houses, those inside first, then some of every number of stars."""
    uses: dict[int, int] = defaultdict(int)
    first: list[str] = []
    further: list[str] = []
    for house in ranked:
        stars = rated[house][0].stars
        (first if house in inside or uses[stars] < PER_STARS else further).append(house)
        uses[stars] += 1
    return (first + further)[:MOST_HOUSES]


def _first_rates(rated: Mapping[str, Sequence[StayOffer]], houses: Sequence[str]) -> list[StayOffer]:
    """Two rates of each house, then what else there is while there is room."""
    chosen: dict[str, StayOffer] = {}
    for house in houses:
        for offer in (rated[house][0], max(rated[house], key=_comfort)):
            chosen[offer.key] = offer
    for house in houses:
        for offer in rated[house]:
            if len(chosen) < MOST_OFFERS:
                chosen.setdefault(offer.key, offer)
    return list(chosen.values())


def _comfort(offer: StayOffer) -> tuple[bool, int, Decimal]:
    return offer.rule.refund_share > 0, BOARDS.index(offer.board), -offer.price.amount


def _dearness(offer: StayOffer, middle: Decimal) -> float:
    """Price against the town's middle one, less what rating and stars are worth."""
    return float(offer.price.amount / middle) - 0.35 * (offer.rating - 8) - 0.1 * (offer.stars - 3)
