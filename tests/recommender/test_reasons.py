"""Reasons are true: each one of a thousand suggestions is reckoned anew from the files and from a fresh search."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np

from recommender.advising import Advisor
from recommender.fares import SupplierFares
from recommender.recommender import Recommender
from recommender.wish import Origin, Reason, Suggestion, Wish
from tests.recommender.hard_wishes import HOMES, PASSPORTS
from tests.recommender.oracle import (
    NOW,
    TODAY,
    Countries,
    Entry,
    Till,
    driven,
    flown,
    market,
    read_destinations,
)
from travel.recommendations import Reactions
from wording import Wording

ROOT = Path(__file__).resolve().parents[2]
NUMBER, LIMIT = 1000, 5
MUCH = 0.35
"""Cosine of two places by plain tags and kinds from which they have much in common; of two at random it is near 0."""
MONTHS = "January February March April May June July August September October November December".split()
TEXTS = (
    "harry potter for two grown-ups", "carnival with friends", "christmas markets", "cherry blossom and gardens",
    "somewhere quiet by the sea", "a beach for the children", "with our toddler", "honeymoon on an island",
    "hiking with my dog", "alone with a backpack", "my parents are over seventy", "a stag weekend", "street art",
    "temples, where they speak English", "no visa please, and good food", "without a visa, a lively city",
    "to practise my Spanish", "French-speaking, with old streets", "a short flight and some sun", "drivable, a lake",
    "within 3 hours by plane", "wine, and no crowds", "cheap and warm", "skiing", "northern lights", "diving and surf",
    "safari", "jazz bars until late", "museums and cafés", "a teenager who likes theme parks", "wheelchair users",
    "trains through mountains", "remote work for a month", "whales", "anywhere", "", "desert nights under the stars",
)  # fmt: skip
SPOKEN = {"English": "en", "Spanish": "es", "French": "fr"}
ADJECTIVES = {"DE": "German", "GB": "British", "US": "American", "IN": "Indian", "CN": "Chinese", "BR": "Brazilian",
              "ZA": "South African", "JP": "Japanese", "NO": "Norwegian", "NG": "Nigerian", "AT": "Austrian",
              "SG": "Singaporean"}  # fmt: skip
KINDS = set(
    """climate sea tag best_month quiet cost audience near theme suits language fare trip_cost no_visa drive sight
    resembles""".split()
)


def wishes(ids: list[str]) -> list[Wish]:
    dice = random.Random(23)
    return [one_wish(dice, ids) for _ in range(NUMBER // LIMIT + 60)]


def one_wish(dice: random.Random, ids: list[str]) -> Wish:
    month = dice.choice([None, *range(1, 13)])
    origin: Origin | None = dice.choice([None, *HOMES])
    depart = TODAY + timedelta(days=dice.randrange(10, 250)) if dice.random() < 0.2 else None
    dear = dice.random() < 0.25
    liked = dice.sample(ids, dice.choice([0, 0, 0, 1, 4]))
    return Wish(
        text=dice.choice(TEXTS),
        month=depart.month if depart else month,
        budget=Decimal(dice.randrange(500, 3000)) if dear else None,
        a_day=Decimal(90) if dice.random() < 0.1 else None,
        days=dice.choice([None, 3, 7, 12]),
        depart=depart,
        origin=origin,
        companions=dice.choice([None, None, "family", "couple", "friends", "solo"]),
        passport=dice.choice([None, *PASSPORTS]),
        reactions=Reactions.of(liked=liked),
        like=dice.choice(ids) if dice.random() < 0.15 else None,
    )


class Auditor:
    """Reckons what a reason says; nothing here is the recommender's."""

    def __init__(self, till: Till) -> None:
        self.entries, self.countries, self.till = read_destinations(), Countries(), till
        self.names = {one["name"]: key for key, one in self.entries.items()}
        self.tastes = self._tastes()

    def _tastes(self) -> Mapping[str, np.ndarray]:
        """What tells each place from the average one by its tags and kinds, of the length 1."""
        features = sorted({name for one in self.entries.values() for name in (*one["tags"], *one["kinds"])})
        table = np.array(
            [
                [one["tags"].get(name, 0.5 * (name in one["kinds"])) for name in features]
                for one in self.entries.values()
            ]
        )
        told = table - table.mean(axis=0)
        return dict(zip(self.entries, told / np.linalg.norm(told, axis=1, keepdims=True), strict=True))

    async def true(self, reason: Reason, one: Entry, wish: Wish, month: int) -> bool:
        """Whether a reason holds of an entry of the catalogue for this wish."""
        if reason.kind in ("fare", "trip_cost"):
            return await self._priced(reason, one, wish, month)
        return bool(getattr(self, f"_{reason.kind}")(reason.values, one, wish, month))

    async def _priced(self, reason: Reason, one: Entry, wish: Wish, month: int) -> bool:
        cost = await self.till.cost(wish, month, one)
        assert cost is not None
        if reason.kind == "trip_cost":
            return reason.values == {"total": cost[1], "days": cost[2]} and cost[1] <= float(wish.budget or 0)
        return reason.values == {"fare": cost[0], "when": "in your week" if wish.depart else f"in {MONTHS[month - 1]}"}

    def _climate(self, said: Mapping, one: Entry, wish: Wish, month: int) -> bool:
        climate, at = one["climate"], month - 1
        return said == {"high": climate["high"][at], "rain_days": climate["rain_days"][at], "month": MONTHS[at]}

    def _sea(self, said: Mapping, one: Entry, wish: Wish, month: int) -> bool:
        return said == {"sea": one["climate"]["sea"][month - 1], "month": MONTHS[month - 1]}

    def _tag(self, said: Mapping, one: Entry, wish: Wish, month: int) -> bool:
        strength = one["tags"][said["tag"].replace(" ", "_")]
        return strength >= 0.6 or strength == max(one["tags"].values())

    def _best_month(self, said: Mapping, one: Entry, wish: Wish, month: int) -> bool:
        return MONTHS.index(said["month"]) + 1 in one["best_months"] and said["month"] == MONTHS[month - 1]

    def _quiet(self, said: Mapping, one: Entry, wish: Wish, month: int) -> bool:
        return one["crowds"][month - 1] <= 2 and said == {"month": MONTHS[month - 1]}

    def _cost(self, said: Mapping, one: Entry, wish: Wish, month: int) -> bool:
        return said == {"cost": one["cost"]["low"]}

    def _audience(self, said: Mapping, one: Entry, wish: Wish, month: int) -> bool:
        return said["audience"] in one["for_whom"]

    def _suits(self, said: Mapping, one: Entry, wish: Wish, month: int) -> bool:
        return said["line"] == one["suits"][said["audience"]] and said["audience"] in one["for_whom"]

    def _theme(self, said: Mapping, one: Entry, wish: Wish, month: int) -> bool:
        return said["line"] == one["themes"][said["theme"]]

    def _sight(self, said: Mapping, one: Entry, wish: Wish, month: int) -> bool:
        return said["sight"] in [sight["name"] for sight in one["sights"]]

    def _near(self, said: Mapping, one: Entry, wish: Wish, month: int) -> bool:
        assert wish.origin is not None
        return said == {"hours": f"{flown(wish.origin.lat, wish.origin.lon, one):.1f}", "origin": wish.origin.name}

    def _drive(self, said: Mapping, one: Entry, wish: Wish, month: int) -> bool:
        assert wish.origin is not None
        over_water = {"island", "archipelago"} & set(one["kinds"])
        hours = f"{driven(wish.origin.lat, wish.origin.lon, one):.1f}"
        return said == {"hours": hours, "origin": wish.origin.name} and not over_water

    def _language(self, said: Mapping, one: Entry, wish: Wish, month: int) -> bool:
        return said["language"] in wish.text and self.countries.speaks(one["country"], SPOKEN[said["language"]])

    def _no_visa(self, said: Mapping, one: Entry, wish: Wish, month: int) -> bool:
        passport = wish.passport or (wish.origin.country if wish.origin else None)
        assert passport is not None
        return said == {"passport": ADJECTIVES[passport]} and self.countries.free_for(passport, one["country"])

    def _resembles(self, said: Mapping, one: Entry, wish: Wish, month: int) -> bool:
        """The place was liked, and the plain tags and kinds of both tell them from the average alike (cosine)."""
        other = self.names[said["place"]]
        liked = {wish.like} if wish.like else set(wish.reactions.liked)
        return other in liked - {one["id"]} and self.tastes[one["id"]] @ self.tastes[other] >= MUCH


def test_every_reason_of_a_thousand_suggestions_is_true(recommender: Recommender):
    flights, wording = market(), Wording.read(ROOT)
    auditor, advisor = Auditor(Till(flights)), Advisor(recommender, SupplierFares(flights, lambda: NOW))
    kinds: Counter[str] = Counter()
    wrong: list[str] = []
    seen = 0

    async def audit(suggestion: Suggestion, wish: Wish, month: int) -> None:
        one = auditor.entries[suggestion.destination.id]
        said = [reason.kind for reason in suggestion.reasons]
        if not 2 <= len(said) <= 3 or len(set(said)) != len(said):
            wrong.append(f"{one['id']}: {said}")
        for reason in suggestion.reasons:
            kinds[reason.kind] += 1
            if not await auditor.true(reason, one, wish, month):
                wrong.append(f"{one['id']} for {wish}: {reason}")
            sentence = wording.say(f"utter_reason_{reason.kind}", **reason.values)
            if re.search(r"[{}_]|None", sentence) or not 3 <= len(sentence) <= 200:
                wrong.append(f"{one['id']}: {sentence}")

    async def all_of_them() -> None:
        nonlocal seen
        for wish in wishes(sorted(auditor.entries)):
            month = wish.month or recommender.rank(wish, today=TODAY).month
            for suggestion in (await advisor.advise(wish, today=TODAY, limit=LIMIT)).suggestions:
                await audit(suggestion, wish, month)
                seen += 1

    began = time.monotonic()
    asyncio.run(all_of_them())
    report = f"{seen} suggestions, {kinds.total()} reasons in {time.monotonic() - began:.0f} s: {dict(kinds)}"
    print(f"\n{report}")  # noqa: T201
    assert wrong == [], f"{len(wrong)} wrong:\n" + "\n".join(wrong[:20])
    assert seen >= NUMBER, report
    assert set(kinds) == KINDS, report


def test_a_list_does_not_say_the_same_of_every_place(recommender: Recommender):
    found = recommender.recommend(Wish("history", month=5), today=TODAY, limit=5)
    tags = [reason.values["tag"] for one in found for reason in one.reasons if reason.kind == "tag"]
    assert len(tags) == 5
    assert max(Counter(tags).values()) < 5
