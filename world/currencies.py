"""Names of currencies as people write them, on folded text."""

from __future__ import annotations

import re

_SYMBOLS = {
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "r$": "BRL",
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₺": "TRY",
    "₴": "UAH",
    "₪": "ILS",
    "฿": "THB",
    "₫": "VND",
    "₱": "PHP",
    "zł": "PLN",
    "kč": "CZK",
}
# "try" and "all" stay out: they are currencies' codes, but far more often English words.
_CODES = """eur usd gbp chf pln czk huf sek nok dkk jpy cny inr aud cad nzd hkd sgd thb zar mxn brl aed ils krw ron bgn
isk uah php idr myr vnd""".split()
_WORDS = {
    "euros?": "EUR",
    "(?:us|american) dollars?": "USD",
    "(?:canadian|can) dollars?": "CAD",
    "(?:australian|aussie) dollars?": "AUD",
    "(?:new zealand|kiwi) dollars?": "NZD",
    "singapore dollars?": "SGD",
    "hong kong dollars?": "HKD",
    "dollars?": "USD",
    "bucks?": "USD",
    "(?:british )?pounds?(?: sterling)?": "GBP",
    "sterling": "GBP",
    "quid": "GBP",
    "(?:swiss )?francs?": "CHF",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rmb": "CNY",
    "(?:indian )?rupees?": "INR",
    "zlot(?:ys?|ych|e|ies)": "PLN",
    "zl": "PLN",
    "(?:czech )?(?:koruna|koruny|crowns?)": "CZK",
    "forints?": "HUF",
    "(?:swedish )?kronor": "SEK",
    "swedish krona": "SEK",
    "norwegian (?:kroner?|krone)": "NOK",
    "danish (?:kroner?|krone)": "DKK",
    "rands?": "ZAR",
    "(?:mexican )pesos?": "MXN",
    "dirhams?": "AED",
    "(?:thai )?baht": "THB",
    "reais": "BRL",
    "(?:turkish )?liras?": "TRY",
    "shekels?": "ILS",
    "korean won": "KRW",
    "lei": "RON",
}
# The currency is said, but which country's it is stays open.
_OPEN = ("kroner?", "krone", "kr", "pesos?")

_BY_SPELLING = {**_SYMBOLS, **{code: code.upper() for code in _CODES}}
_BY_WORD = tuple((re.compile(word), code) for word, code in _WORDS.items())

_SYMBOL_PATTERN = "|".join(re.escape(symbol) for symbol in sorted(_SYMBOLS, key=len, reverse=True))
_NAMED = "|".join([*_CODES, *sorted(_WORDS, key=len, reverse=True), *_OPEN])

PREFIX_PATTERN = rf"(?:{_SYMBOL_PATTERN}|(?<![a-z])(?:{'|'.join(_CODES)}|kr))"
SUFFIX_PATTERN = rf"(?:(?:{_SYMBOL_PATTERN})|(?:{_NAMED})(?![a-z]))"
_MENTION = re.compile(rf"(?:{_SYMBOL_PATTERN})|(?<![a-z])(?:{_NAMED})(?![a-z])")


def currency_of(spelling: str) -> str | None:
    """The ISO 4217 code of a matched spelling; None when it could be several countries' currency."""
    known = _BY_SPELLING.get(spelling)
    if known:
        return known
    return next((code for word, code in _BY_WORD if word.fullmatch(spelling)), None)


def find_currencies(folded: str) -> list[tuple[int, int, str]]:
    """Currencies named in folded text, with or without an amount: (start, end, ISO code), left to right."""
    found = ((match.start(), match.end(), currency_of(match[0])) for match in _MENTION.finditer(folded))
    return [(start, end, code) for start, end, code in found if code]
