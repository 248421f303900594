"""Hard wishes put together at random, each with its words and with what it means, written down apart from the code."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from recommender.wish import Origin, Wish
from tests.recommender.oracle import BANDS, Countries, Entry, can_ski, driven, flown, has_beach, kilometres
from travel.recommendations import Reactions

HOMES = (
    Origin("Vienna", 48.21, 16.37, ("VIE",), "AT"),
    Origin("Hamburg", 53.55, 9.99, ("HAM",), "DE"),
    Origin("Boston", 42.36, -71.06, ("BOS",), "US"),
    Origin("Singapore", 1.35, 103.82, ("SIN",), "SG"),
    Origin("São Paulo", -23.55, -46.63, ("GRU", "CGH"), "BR"),
    Origin("Mumbai", 19.08, 72.88, ("BOM",), "IN"),
)
PASSPORTS = ("DE", "GB", "US", "IN", "CN", "BR", "ZA", "JP", "NO", "NG")
EUROPE = "northern_europe western_europe southern_europe eastern_europe"
ASIA = "central_asia south_asia southeast_asia east_asia"
PLACES = (
    ("somewhere in Europe", EUROPE, ""),
    ("Asia", ASIA, ""),
    ("southeast asia", "southeast_asia", ""),
    ("in Africa", "north_africa west_africa east_africa southern_africa", ""),
    ("South America", "south_america", ""),
    ("the Caribbean", "caribbean", ""),
    ("in Scandinavia", "DK NO SE", ""),
    ("Greece or Croatia", "GR HR", ""),
    ("in Italy", "IT", ""),
    ("in Japan", "JP", ""),
    ("in Europe but not in Italy", EUROPE, "IT"),
    ("not in Europe", "", EUROPE),
    ("outside of Asia", "", ASIA),
    ("anywhere but not Spain or France", "", "ES FR"),
    ("the Middle East", "middle_east", ""),
    ("in the USA", "US", ""),
)
WAYS = (
    ("within 4 hours by plane", 4.0, flown),
    ("at most 2.5 hours of flight", 2.5, flown),
    ("a flight of 9 hours at most", 9.0, flown),
    ("a short flight", 4.0, flown),
    ("without a long flight", 5.5, flown),
    ("within 6 hours by car", 6.0, driven),
    ("somewhere we can drive to", 7.0, driven),
)
CLIMATES = (
    ("somewhere warm", "warm"),
    ("really hot", "hot"),
    ("a mild climate", "mild"),
    ("not too hot", "mild"),
    ("cool air", "cool"),
    ("cold and clear", "cold"),
)
LANGUAGES = (("Spanish", "es"), ("French", "fr"), ("Portuguese", "pt"), ("German", "de"), ("English", "en"))


@dataclass(frozen=True)
class Hard:
    """One hard wish: the name under which its failure is told, and whether an entry of the catalogue meets it."""

    name: str
    met: Callable[[Entry], bool]


@dataclass(frozen=True)
class Asked:
    """A wish and, apart from it, everything that it demands; ``costs`` when the fare counts towards its budget."""

    wish: Wish
    month: int
    hard: tuple[Hard, ...]
    exclude: frozenset[str]

    @property
    def costs(self) -> bool:
        return self.wish.budget is not None and self.wish.origin is not None

    def open_to(self, one: Entry) -> bool:
        """Whether it may be suggested at all: not shown before, not disliked, not where the journey starts."""
        start = self.wish.origin
        away = start is None or kilometres(start.lat, start.lon, one) >= 60
        return away and one["id"] not in self.exclude | set(self.wish.reactions.disliked)

    def missed(self, one: Entry) -> set[str]:
        """The names of the wishes that an entry does not meet, the fare apart."""
        return {hard.name for hard in self.hard if not hard.met(one)}


def combinations(number: int, ids: list[str], countries: Countries, seed: int = 11) -> Iterator[Asked]:
    """Random wishes, the same ones for a seed."""
    dice = random.Random(seed)
    for _ in range(number):
        yield _one(dice, ids, countries)


def _one(dice: random.Random, ids: list[str], countries: Countries) -> Asked:
    month = dice.randrange(1, 13)
    wish = Wish(month=month, days=dice.choice([None, 2, 4, 7, 10, 14]))
    hard: list[Hard] = []
    words: list[str] = []
    if dice.random() < 0.6:
        wish = replace(wish, origin=dice.choice(HOMES))
    makers = [_place, _way, _climate, _dry, _ground, _budget, _a_day, _language, _visa]
    for maker in dice.sample(makers, dice.randrange(1, 5)):
        wish, said, demands = maker(dice, wish, countries)
        words += [said] if said else []
        hard += demands
    seen = frozenset(dice.sample(ids, dice.choice([0, 0, 20])))
    disliked = dice.sample(ids, dice.choice([0, 0, 15]))
    dice.shuffle(words)
    wish = replace(wish, text=", ".join(words), reactions=Reactions.of(disliked=disliked))
    return Asked(wish, month, tuple(hard), seen)


Made = tuple[Wish, str, list[Hard]]


def _place(dice: random.Random, wish: Wish, countries: Countries) -> Made:
    turn = dice.random()
    if turn < 0.15:
        code = dice.choice("ES IT GR FR US TH JP MX ZA AU".split())
        return replace(wish, country=code), "", [Hard("place", lambda one: one["country"] == code)]
    if turn < 0.3:
        lat, lon = dice.choice([(43.5, 11.2), (36.6, -5.9), (13.7, 100.5), (46.6, 8.5), (-34.0, 18.5)])
        far = dice.choice([150.0, 400.0, 1500.0])
        near = Hard("place", lambda one: kilometres(lat, lon, one) <= far)
        return replace(wish, near=(lat, lon), near_km=far), "", [near]
    words, here, there = dice.choice(PLACES)

    def lies_there(one: Entry) -> bool:
        codes = {one["area"], one["country"]}
        return bool(not here or codes & set(here.split())) and not codes & set(there.split())

    return wish, words, [Hard("region", lies_there)]


def _way(dice: random.Random, wish: Wish, countries: Countries) -> Made:
    words, most, hours = dice.choice(WAYS)
    start = wish.origin
    if start is None:
        return wish, words, []
    by = "drive" if hours is driven else "flight"

    def reached(one: Entry) -> bool:
        over_water = by == "drive" and bool({"island", "archipelago"} & set(one["kinds"]))
        return hours(start.lat, start.lon, one) <= most and not over_water

    return wish, words, [Hard(by, reached)]


def _climate(dice: random.Random, wish: Wish, countries: Countries) -> Made:
    words, band = dice.choice(CLIMATES)
    low, top = BANDS[band]
    return wish, words, [Hard("climate", lambda one: low <= _high(one, wish) <= top)]


def _high(one: Entry, wish: Wish) -> int:
    assert wish.month is not None
    return int(one["climate"]["high"][wish.month - 1])


def _dry(dice: random.Random, wish: Wish, countries: Countries) -> Made:
    assert wish.month is not None
    month = wish.month - 1
    return wish, dice.choice(["dry", "no rain"]), [Hard("dry", lambda one: one["climate"]["rain_days"][month] <= 8)]


def _ground(dice: random.Random, wish: Wish, countries: Countries) -> Made:
    assert wish.month is not None
    if dice.random() < 0.3:
        return wish, dice.choice(["skiing", "good slopes"]), [Hard("snow", partial(can_ski, month=wish.month))]
    return wish, dice.choice(["by the sea", "a sandy beach", "swimming"]), [Hard("sea", has_beach)]


def _budget(dice: random.Random, wish: Wish, countries: Countries) -> Made:
    most = Decimal(dice.randrange(15, 220) * 10)
    days = wish.days or (1 if wish.origin is None else 7)
    pays = Hard("budget", lambda one: one["cost"]["low"] * days <= most)
    return replace(wish, budget=most), "", [pays]


def _a_day(dice: random.Random, wish: Wish, countries: Countries) -> Made:
    most = Decimal(dice.randrange(3, 20) * 10)
    return replace(wish, a_day=most), "", [Hard("a_day", lambda one: one["cost"]["low"] <= most)]


def _language(dice: random.Random, wish: Wish, countries: Countries) -> Made:
    name, code = dice.choice(LANGUAGES)
    words = dice.choice([f"where they speak {name}", f"to practise my {name}", f"{name}-speaking"])
    return wish, words, [Hard("language", lambda one: countries.speaks(one["country"], code))]


def _visa(dice: random.Random, wish: Wish, countries: Countries) -> Made:
    own = dice.choice([None, *PASSPORTS])
    passport = own or (wish.origin.country if wish.origin else None)
    words = dice.choice(["no visa", "without a visa", "visa-free"])
    free = [Hard("visa", lambda one: countries.free_for(passport, one["country"]))] if passport else []
    return replace(wish, passport=own), words, free
