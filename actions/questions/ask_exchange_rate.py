"""Exchange rates: so much of one currency in another, at a reference rate with its day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from actions import formatting as form
from actions.capability import Capability
from actions.options import matching_option
from actions.questions.about import (
    answered,
    asked_place,
    begin,
    named_by_adjective,
    open_before,
    remember,
    within_sentence,
)
from actions.questions.on_screen import price_on_screen
from actions.search.shared import currency as own_currency
from actions.turn import Json, Turn, choice
from travel.errors import UnknownCurrency
from travel.money import Money
from world.exchange import Exchange, currency_name, read_exchange
from world.places.model import country_name

USED = re.compile(
    r"\b(?:what|which|whose) (?:is the |kind of )?(?:currency|money)\b|\bcurrency (?:of|in)\b|^\W*currency\b(?! conver)"
)
TAKEN = re.compile(r"\b(?:pay|take|accept\w*|use)\b")
USUAL = ("USD", "GBP", "CHF", "JPY")
MOST = 5
"""Currencies of one name that are offered to choose from."""
UNITS = (1, 100, 1000, 10_000)
SMALLEST = Decimal("0.5")
"""A rate is told for as many units as make at least this much."""


@dataclass(frozen=True)
class _Pair:
    """What is to be converted; an open name has several candidates."""

    amount: Decimal | None
    source: tuple[str, ...]
    target: tuple[str, ...]


class AskExchangeRate(Capability):
    name = "ask_exchange_rate"
    digression = True

    async def handle(self, turn: Turn) -> None:
        asked, said = read_exchange(turn.text), turn.text.casefold()
        await turn.profile()  # a traveller's own currency stands in for what was not said
        about_use = USED.search(said) or (TAKEN.search(said) and not asked.amount)
        place = turn.entities.get("place") or named_by_adjective(turn) or (asked_place(turn) if about_use else None)
        begin(turn, self)
        if place:
            remember(turn, self, place)
        if place and about_use:
            self._tell_used(turn, place, asked)
            return
        pair = _carried(turn) or await _pair(turn, asked, _currency_of(turn, place))
        if pair is None:
            self._ask_target(turn, asked)
        elif len(pair.source) > 1 or len(pair.target) > 1:
            self._ask_which(turn, pair)
        else:
            _tell(turn, pair.amount, pair.source[0], pair.target[0])

    async def answer(self, turn: Turn) -> None:
        question = turn.question
        option = matching_option(turn, question) if question and question["slot"] == "exchange" else None
        turn.entities.update({entity["entity"]: entity["value"] for entity in (option or {}).get("entities", [])})
        await answered(self, turn)

    def _tell_used(self, turn: Turn, place: Json, asked: Exchange) -> None:
        """What is paid with somewhere, and whether a currency that was named is taken."""
        facts = turn.desk.countries.country(place["country"])
        country = country_name(place["country"])
        if facts is None:
            turn.say("utter_question_no_facts", country=within_sentence(place["country"]))
            return
        also = form.joined([_name(code) for code in facts.also])
        parts = [turn.words("utter_ask_exchange_rate_used", country=country, currency=_name(facts.currency))]
        if also:
            parts.append(turn.words("utter_ask_exchange_rate_also", also=also))
        named = [code for code in (asked.source or asked.target or ()) if code not in (facts.currency, *facts.also)]
        if named:
            parts.append(turn.words("utter_ask_exchange_rate_not_taken", currency=_name(named[0])))
        turn.tell(" ".join(parts))

    def _ask_target(self, turn: Turn, asked: Exchange) -> None:
        source = asked.source[0] if asked.source else own_currency(turn)
        options = [_option(code, asked.amount, source, code) for code in USUAL if code != source]
        self._ask(turn, turn.words("utter_ask_exchange_rate_which"), options)

    def _ask_which(self, turn: Turn, pair: _Pair) -> None:
        """Several countries have money of that name: ask about those with a rate."""
        every = [(source, target) for source in pair.source for target in pair.target]
        known = [(source, target) for source, target in every if _has_rate(turn, source, target)]
        if len(known) == 1:
            _tell(turn, pair.amount, *known[0])
            return
        if not known:
            turn.say("utter_ask_exchange_rate_open", currencies=form.joined([*pair.source, *pair.target][:MOST], "or"))
            return
        options = [
            _option(_name(source if len(pair.source) > 1 else target), pair.amount, source, target)
            for source, target in known[:MOST]
        ]
        self._ask(turn, turn.words("utter_ask_exchange_rate_whose"), options)

    def _ask(self, turn: Turn, text: str, options: list[Json]) -> None:
        turn.ask(
            self.name,
            "exchange",
            "choice",
            text,
            options=options,
            note={"before": open_before(turn), "text": turn.text},
        )


def _currency_of(turn: Turn, place: Json | None) -> str | None:
    facts = turn.desk.countries.country(place["country"]) if place else None
    return facts.currency if facts else None


def _carried(turn: Turn) -> _Pair | None:
    """What a choice of ours says."""
    said = turn.entities.get("exchange")
    if not said:
        return None
    amount = said.get("amount")
    return _Pair(Decimal(amount) if amount else None, (said["source"],), (said["target"],))


async def _pair(turn: Turn, asked: Exchange, local: str | None) -> _Pair | None:
    """Fill what was not said: the price on screen, the money of the place, the traveller's own."""
    amount, source, target = asked.amount, asked.source, asked.target
    own = own_currency(turn)
    there = local or _currency_of(turn, asked_place(turn))
    if source is None and (asked.pointing or (amount is None and turn.has("pick"))):
        price = await price_on_screen(turn)
        if price is not None:
            amount, source = price.amount, (price.currency,)
            target = target or ((own,) if own != price.currency else None)
    if source is None and target and local and local not in target:
        source, target = target, (local,)
    if source is None:
        source = (own,)
    if target is None or target == source:
        guessed = there if there and _has_rate(turn, own, there) else None
        others = [code for code in (local, own, guessed) if code and (code,) != source]
        target = (others[0],) if others else None
    if target is None:
        return None
    return _Pair(amount, _narrowed(source, there), _narrowed(target, there))


def _narrowed(codes: tuple[str, ...], there: str | None) -> tuple[str, ...]:
    """An open name means the money of the place that is spoken of, where that is one of its candidates."""
    return (there,) if there in codes else codes


def _option(label: str, amount: Decimal | None, source: str, target: str) -> Json:
    said = {"amount": None if amount is None else str(amount), "source": source, "target": target}
    return choice(label, AskExchangeRate.name, exchange=said)


def _has_rate(turn: Turn, source: str, target: str) -> bool:
    try:
        turn.desk.rates.convert(Decimal(1), source, target)
    except UnknownCurrency:
        return False
    return True


def _tell(turn: Turn, amount: Decimal | None, source: str, target: str) -> None:
    try:
        result, of_day = turn.desk.rates.convert(amount or Decimal(1), source, target)
    except UnknownCurrency as unknown:
        turn.say("utter_ask_exchange_rate_unknown", currency=_name(unknown.currency))
        return
    day = form.day(of_day)
    if amount is None:
        back, _ = turn.desk.rates.convert(Decimal(1), target, source)
        turn.say(
            "utter_ask_exchange_rate_rate",
            there=_unit(source, target, result),
            back=_unit(target, source, back),
            day=day,
        )
    else:
        turn.say("utter_ask_exchange_rate_amount", amount=Money(amount, source), result=Money(result, target), day=day)


def _unit(source: str, target: str, rate: Decimal) -> str:
    """``100 JPY is 0.58 EUR``: of so many units that the figure can be read."""
    units = next((units for units in UNITS if rate * units >= SMALLEST), UNITS[-1])
    digits = max(0, 3 - (rate * units).adjusted())
    return f"{units:,} {source} is {rate * units:,.{digits}f} {target}"


def _name(code: str) -> str:
    """``Thai baht (THB)``."""
    return f"{currency_name(code)} ({code})"
