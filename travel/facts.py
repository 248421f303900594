"""What a traveller should know of a country, and what follows from it; a fact is of the month that it names."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Literal, cast, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

Code = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
CurrencyCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Plug = Literal["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O"]
Number = Annotated[str, Field(pattern=r"^[0-9][0-9 -]{1,14}$")]
Vaccine = Literal[
    "hepatitis A",
    "hepatitis B",
    "typhoid",
    "yellow fever",
    "rabies",
    "Japanese encephalitis",
    "meningococcal",
    "tick-borne encephalitis",
    "cholera",
    "polio",
    "dengue",
]
Scheme = Literal["schengen", "eu", "visa_free", "eta", "e_visa", "on_arrival", "visa", "mixed"]
Passport = Literal["EU", "GB", "US", "CA", "AU", "NZ", "JP", "IN", "CN", "BR", "ZA"]
Phrase = Literal[
    "hello",
    "goodbye",
    "please",
    "thank_you",
    "yes",
    "no",
    "excuse_me",
    "sorry",
    "help",
    "how_much",
    "where_is_the_toilet",
    "i_do_not_understand",
    "cheers",
]

EU = frozenset("AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
FREE_MOVEMENT = EU | frozenset("IS LI NO CH".split())
"""Citizens of these enter, stay and work in all of these without a visa."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Vaccinations(_Frozen):
    """``advised`` comes on top of routine ones; ``yellow_fever`` is when a certificate is demanded on entry."""

    advised: tuple[Vaccine, ...]
    yellow_fever: Literal["none", "from_risk_countries", "all_arrivals"]
    malaria: Literal["none", "some_regions", "widespread"]


class Entry(_Frozen):
    """Short visits of tourists; ``days`` is how long they may usually stay, None where that differs much."""

    scheme: Scheme
    days: int | None = Field(ge=7, le=400)
    free_for: tuple[Passport, ...]
    note: str = Field(min_length=10, max_length=160)


class Country(_Frozen):
    """Facts of one country or territory, as known in the month ``as_of``; volts and hertz are one or two.

    ``emergency`` is empty where no number reaches anybody."""

    country: Code
    as_of: str = Field(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")
    currency: CurrencyCode
    also: tuple[CurrencyCode, ...] = ()
    languages: tuple[LanguageCode, ...] = Field(min_length=1)
    plugs: tuple[Plug, ...] = Field(min_length=1)
    voltage: tuple[Annotated[int, Field(ge=100, le=250)], ...] = Field(min_length=1, max_length=2)
    frequency: tuple[Literal[50, 60], ...] = Field(min_length=1, max_length=2)
    drives: Literal["left", "right"]
    emergency: Mapping[Literal["all", "police", "ambulance", "fire"], Number]
    tap_water: Literal["safe", "boil", "bottled"]
    vaccinations: Vaccinations
    entry: Entry
    safety: str = Field(min_length=20, max_length=200)
    tipping: str = Field(min_length=5, max_length=160)

    @model_validator(mode="before")
    @classmethod
    def _one_or_two(cls, value: dict[str, object]) -> dict[str, object]:
        """The files say a single voltage or frequency without a list."""
        single = {name: [value[name]] for name in ("voltage", "frequency") if isinstance(value.get(name), int)}
        return {**value, **single}


class Said(_Frozen):
    """A phrase in the script of its language, and how it sounds to an English speaker."""

    text: str = Field(min_length=1, max_length=80)
    say: str = Field(min_length=1, max_length=80)


class Language(_Frozen):
    """What a polite stranger can say in one language."""

    language: LanguageCode
    name: str = Field(min_length=2, max_length=40)
    native: str = Field(min_length=1, max_length=40)
    phrases: Mapping[Phrase, Said]

    @model_validator(mode="after")
    def _all_of_them(self) -> Language:
        missing = sorted(set(get_args(Phrase)) - set(self.phrases))
        if missing:
            raise ValueError(f"phrases are missing: {', '.join(missing)}")
        return self

    def said(self, key: str) -> Said:
        """One of the phrases. Raises KeyError for what is none."""
        return self.phrases[cast(Phrase, key)]


class Visa(Enum):
    """What a passport needs for a short visit."""

    AT_HOME = "free to enter and stay"
    FREE = "nothing in advance"
    UNKNOWN = "not known for this passport"


def visa_for(entry: Entry, destination: str, nationality: str) -> Visa:
    """What a citizen of ``nationality`` (ISO 3166 alpha-2, or "EU") needs to visit ``destination``.

    The facts name only those who surely need no visa in advance; of everybody else they say nothing.
    """
    european = nationality == "EU" or nationality in EU
    moving_freely = destination in FREE_MOVEMENT and (european or nationality in FREE_MOVEMENT)
    if moving_freely or nationality == destination:
        return Visa.AT_HOME
    groups = {nationality, *({"EU"} if european else ())}
    return Visa.FREE if groups & set(entry.free_for) else Visa.UNKNOWN


# What a plug of the first letter goes into; a Europlug (C) fits every socket for round pins of its size.
_SOCKETS: dict[str, frozenset[str]] = {
    "A": frozenset("AB"),
    "C": frozenset("CEFHJKLNO"),
    "E": frozenset("EF"),
    "F": frozenset("EF"),
}
_VOLT_CLASSES = 160
"""Mains are about 100 to 127 or about 220 to 240 volts."""


class Fit(Enum):
    """Whether a device from home can be plugged in abroad."""

    FITS = "fits"
    PARTLY = "some plugs fit"
    ADAPTER = "needs an adapter"


def plug_fit(home: Country, there: Country) -> Fit:
    """Whether plugs of ``home`` go into the sockets of ``there``."""
    fitting = [plug for plug in home.plugs if _SOCKETS.get(plug, frozenset((plug,))) & set(there.plugs)]
    everywhere = set(home.plugs) <= set(there.plugs)
    if everywhere or len(fitting) == len(home.plugs):
        return Fit.FITS
    return Fit.PARTLY if fitting else Fit.ADAPTER


def same_voltage(home: Country, there: Country) -> bool:
    """Whether the mains of both are of one class; 220 and 240 volts are, 120 and 230 are not."""
    return {volts > _VOLT_CLASSES for volts in home.voltage} == {volts > _VOLT_CLASSES for volts in there.voltage}
