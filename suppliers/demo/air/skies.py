"""Which countries a carrier may fly between: no traffic between two foreign countries, none inside a third."""

from __future__ import annotations

from collections.abc import Collection, Iterable

SINGLE_SKY = frozenset(
    "AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split()
)
"""Countries whose carriers may fly between and inside all of them."""

_TERRITORIES = {
    "FR": "GP MQ RE GF YT PF NC BL MF PM WF", "US": "PR VI GU MP AS", "GB": "GG JE IM GI FK", "NL": "AW CW SX BQ",
    "DK": "FO GL", "NO": "SJ", "FI": "AX", "NZ": "CK NU", "AU": "NF CX CC",
}  # fmt: skip
_STATES = {territory: state for state, several in _TERRITORIES.items() for territory in several.split()}

_EASTERN = frozenset({"RU", "BY"})
_WESTERN = SINGLE_SKY | frozenset({"GB", "US", "CA", "JP", "KR", "AU", "NZ", "TW", "SG"})
_PARTED = (
    (_EASTERN, _WESTERN),
    (frozenset({"IL"}), frozenset("LB SY IR IQ YE LY DZ TN KW SA QA OM PK BD MY ID AF SD SO".split())),
    (frozenset({"IR"}), frozenset({"US", "CA", "GB"}) | SINGLE_SKY),
)
"""Pairs of groups of countries without flights between them for the time being."""


def state_of(country: str) -> str:
    """The state that speaks for a country or territory in matters of the air."""
    return _STATES.get(country, country)


def home_of(country: str, hub_countries: Iterable[str]) -> frozenset[str]:
    """States that a carrier with these hubs may fly from, to and inside."""
    home = {state_of(country), *map(state_of, hub_countries)}
    return frozenset(home | SINGLE_SKY if home & SINGLE_SKY else home)


def parted_from(state: str) -> frozenset[str]:
    """States without flights from and to ``state``."""
    apart: set[str] = set()
    for some, others in _PARTED:
        apart |= others if state in some else frozenset()
        apart |= some if state in others else frozenset()
    return frozenset(apart)


def may_fly(home: Collection[str], one: str, other: str) -> bool:
    """Whether a carrier at home in these states may fly between two states, or inside one when both are the same."""
    return (one in home or other in home) and other not in parted_from(one)
