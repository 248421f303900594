"""Airlines: who flies from where, and which of them a text names."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent / "data" / "carriers.csv"


@dataclass(frozen=True)
class Carrier:
    """An airline; codes are IATA's, ``alliance`` is None outside the three.

    At ``hubs`` one changes planes, from ``bases`` it flies as well. ``fleet`` counts aircraft with those of its
    regional partners; its routes are ``nearest_km`` to ``farthest_km`` long, a ``leisure`` airline's lead to holiday
    places. ``partners`` sell its flights on one ticket beside its alliance; a low-cost airline that sells changes
    between its own flights names itself.
    """

    code: str
    name: str
    country: str
    hubs: tuple[str, ...]
    low_cost: bool
    long_haul: bool
    alliance: str | None
    others: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    fleet: int = 0
    nearest_km: int = 0
    farthest_km: int = 0
    leisure: bool = False
    partners: tuple[str, ...] = ()


# Names that are also everyday words, places or nationalities: only with a word of flying beside them.
_WORDS = frozenset(
    """american delta united southwest alaska frontier spirit viva azul gol sky swiss austrian turkish norwegian play
    peach emirates iberia ethiopian thai transat pegasus scandinavian aegean ita lot ana sas ram eva sia mea pia saa
    hainan cathay wizz neos hawaiian condor copa corsair edelweiss""".split()
)
_DISTINCT_CAPITALS = frozenset("TAP SAS LOT ANA ITA KLM JAL EVA SIA MEA PIA SAA RAM TUI SWISS".split())
# Airlines of two plain words: "HK Express", "Sky Express" stay whole names and need nothing.
_BESIDE = re.compile(
    r"(?:\b(?:with|by|on|but|fly|flying|flown|not|prefer|only|avoid|via|hate|like|love|no|without|except|take|taking|use|using|airline)\s+"
    r"(?:the\s+|a\s+|an\s+)?)$",
    re.I,
)
_BEHIND = re.compile(
    r"^\s+(?:airlines?|airways|air\s?lines|flights?|one|plane|please|only|or|and|to|from)\b|^\s*(?:[,.!?;]|$)", re.I
)
_FLYING_BEHIND = re.compile(r"^\s+(?:airlines?|airways|air\s?lines|flights?|one)\b", re.I)
_NEGATED = re.compile(
    r"(?:\bnot|\bno|n['\u2019]t|\bnever|\bavoid|\bexcept(?:\s+for)?|\bwithout|\bhate|\banything\s+but|\binstead\s+of|\brather\s+than|"
    r"\bother\s+than|\bdont|\bskip|\bexclude|\bexcluding|\bno\s+more|\bbut\s+not)"
    r"(?:\s+(?:to|with|on|by|fly|flying|want|like|take|use|using|be|any|the|that|a|an|go|going))*\s*$",
    re.I,
)
_WORD = re.compile(r"\w+")
_JOINED = re.compile(r"\s*(?:,|or|nor|and|/|&)\s*(?:with\s+|by\s+|on\s+)?$", re.I)
_LEFT = 48


@lru_cache(maxsize=1)
def carriers() -> tuple[Carrier, ...]:
    """All airlines of the table."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_carrier(row) for row in csv.DictReader(file))


def _carrier(row: dict[str, str]) -> Carrier:
    return Carrier(
        code=row["code"],
        name=row["name"],
        country=row["country"],
        hubs=_listed(row["hubs"]),
        low_cost=row["low_cost"] == "1",
        long_haul=row["long_haul"] == "1",
        alliance=row["alliance"] or None,
        others=_listed(row["others"]),
        bases=_listed(row["bases"]),
        fleet=int(row["fleet"]),
        nearest_km=int(row["near"] or 0),
        farthest_km=int(row["far"]),
        leisure=row["leisure"] == "1",
        partners=_listed(row["partners"]),
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@lru_cache(maxsize=256)
def same_brand(code: str) -> frozenset[str]:
    """The codes of all airlines that carry the name of ``code``: Transavia's are Transavia and Transavia France.

    A brand's longer name is its own: Transavia France is only that. An unknown code stands for itself.
    """
    named = [names for carrier in carriers() if carrier.code == code for names in _spoken(carrier)]
    bearing = (
        carrier.code
        for carrier in carriers()
        if any(words in (other[: len(words)], other[-len(words) :]) for words in named for other in _spoken(carrier))
    )
    return frozenset({code, *bearing})


def _spoken(carrier: Carrier) -> list[list[str]]:
    """Every name of an airline as its words."""
    return [name.casefold().split() for name in (carrier.name, *carrier.others)]


@lru_cache(maxsize=1)
def _names() -> dict[str, Carrier]:
    names: dict[str, Carrier] = {}
    for carrier in carriers():
        for name in (carrier.name, *carrier.others):
            names.setdefault(name.lower(), carrier)
    return names


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(_WORD.findall(name)[0] for name in _names())


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = sorted(_names(), key=lambda name: (-len(name), name))
    spelled = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"(?<![\w@.-])(?:{spelled})(?![\w@-])", re.I)


def find_carriers(text: str) -> list[tuple[int, int, Carrier, bool]]:
    """(start, end, airline, negated) for each airline named in ``text``, left to right ("not Ryanair", "with TAP")."""
    found: list[tuple[int, int, Carrier, bool]] = []
    if _first_words().isdisjoint(_WORD.findall(text.lower())):
        return found  # the long pattern is slow, and most sentences name no airline
    for match in _pattern().finditer(text):
        said = " ".join(match.group().lower().split())
        carrier = _names().get(said)
        if carrier is None or not _is_meant(text, match, said, bool(found)):
            continue
        found.append((match.start(), match.end(), carrier, _is_negated(text, match.start(), found)))
    return found


def _is_meant(text: str, match: re.Match[str], said: str, listed: bool) -> bool:
    """Whether a name that is also a word stands for the airline here."""
    if said not in _WORDS:
        return True
    raw = match.group()
    if raw in _DISTINCT_CAPITALS and not text.isupper():
        return True
    left = text[max(0, match.start() - _LEFT) : match.start()]
    right = text[match.end() : match.end() + 16]
    if not raw[0].isupper():
        return bool(_FLYING_BEHIND.match(right)) and bool(_BESIDE.search(left))
    if _FLYING_BEHIND.match(right) and said != "american":
        return True
    return bool(_BEHIND.match(right)) and (bool(_BESIDE.search(left)) or (listed and bool(_JOINED.search(left))))


def _is_negated(text: str, start: int, found: list[tuple[int, int, Carrier, bool]]) -> bool:
    if _NEGATED.search(text[max(0, start - _LEFT) : start]):
        return True
    if not found:
        return False
    _, end, _, negated = found[-1]
    return negated and bool(_JOINED.fullmatch(text[end:start]))
