"""What a sentence wants changed in a profile; the action asks for what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from travel.account.profile import Companion, Profile, ProfileChange
from world.exchange import find_money_names
from world.languages import find_languages

FIELDS = ("name", "email", "home_airport", "currency", "language", "companions")
"""What can be changed by chatting, in the order in which it is offered."""
TOPICS = {
    "email": r"\b(?:e-?)?mails?\b",
    "name": r"\b(?:names?|surname|maiden|spell\w*|spelt|misspelt|call me|i go by|i'm called)\b",
    "home_airport": r"\bhome\b|\bairport|\b(?:live|living|moved|relocated)\b"
    r"|\b(?:fly|start|leave|depart)(?:ing)? from\b",
    "currency": r"\bcurrency|\bprices?\b|\bmoney\b|\b(?:account|show|use|everything)\b",
    "language": r"\blanguage",
    "companions": r"\btravell?ers?\b|\bcompanions?\b"
    r"|\b(?:wife|husband|partner|son|daughter|child(?:ren)?|kids?|baby|ex|mother|father)\b"
    r"|\bborn\b|\bbirth ?(?:day|date)|\bdate of birth\b",
}
NOT_KEPT = re.compile(
    r"\b(?:phone|mobile|telephone|passports?|cards?|payment|number|street|"
    r"(?:postal|home|my|new|old|our) address(?! book)|my address)\b"
)
NAMING = re.compile(
    r"\b(?P<what>surname|names?)\b(?P<between>.{0,40}?)\s(?:to|is(?: now)?|should be|as|=|:)\s+(?P<name>[^,.;!?]+)|"
    r"\bmy account name\s+(?P<account>[^,.;!?]+)|"
    r"\b(?:call me|i go by|i'm called|i am called|it's|it is)\s+(?P<called>[^,.;!?]+)",
    re.IGNORECASE,
)
NAME_ENDS = re.compile(
    r"\s+(?:from now|in (?:my|the|your)|on (?:my|the)|please|now|with an?|change|instead|and (?:my|the|i)|for)\b.*$",
    re.IGNORECASE,
)
NAME = re.compile(r"[^\W\d_]+(?:['’.\- ]+[^\W\d_]+){0,6}\.?")
NO_NAMES = frozenset(
    "wrong spelled spelt misspelt misspelled missing not correct incorrect changed outdated old new my your the a an "
    "in on profile account records back".split()
)
RELATION = re.compile(
    r"\b(?:wife|husband|partner|girlfriend|boyfriend|son|daughter|child|kid|baby|mother|father|mum|mom|dad|brother|"
    r"sister|friend|traveller|traveler|companion)\b"
)
ADDED = re.compile(r"\b(?:add|put|save|note)\b")
REMOVED = re.compile(r"\b(?:remove|delete|drop|take\b.*\boff)\b")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w'’\-]*|van|von|de|der|den|da|di|bin|al)"
PERSON = re.compile(rf"\b{_WORD}(?:\s+{_WORD})*\b")
CALLED = re.compile(r"\b(?:call me|i go by|i'm called|i am called|my name is)\b")
LIVES = re.compile(r"\b(?:i|we)(?:'m|'ve|'re| am| are| have)? (?:live|living|moved|relocated|based)\b")
OWN_BIRTH = re.compile(r"\bmy (?:date of birth|birth ?(?:day|date))\b|\bi was born\b")
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = (
    re.compile(r"\b(?P<year>\d{4})-(?P<m>\d{1,2})-(?P<day>\d{1,2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<year>\d{4})\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?P<year>\d{{4}})\b"),
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b"),
)


@dataclass(frozen=True)
class Wanted:
    """Values that were said, and the ``topics`` that were named without one, in the order of FIELDS.

    ``currencies`` are ISO codes, several where a name is several countries'. ``added`` has a birth date or not;
    ``removed`` are places in the list of companions. ``not_kept``: something that a profile has no room for.
    """

    name: str | None = None
    currencies: tuple[str, ...] = ()
    language: str | None = None
    added: Companion | None = None
    removed: tuple[int, ...] = ()
    birth_date: date | None = None
    topics: tuple[str, ...] = ()
    not_kept: bool = False


def read_wanted(text: str, profile: Profile | None, *, month_first: bool = False) -> Wanted:
    """What a sentence wants changed; places and addresses are among the entities that the engine reads."""
    said = text.casefold().replace("\u2019", "'")
    named = [topic for topic in FIELDS if re.search(TOPICS[topic], said)]
    money, languages = find_money_names(text), find_languages(text)
    added = _companion(text, said, month_first)
    removed = _removed(said, profile.companions if profile else ())
    taken_off = REMOVED.search(said) is not None
    about_person = bool(added or removed or taken_off)
    not_kept = NOT_KEPT.search(said) is not None and "email" not in named
    if taken_off and not removed and not named and not not_kept:
        named = ["companions"]
    born = read_birth_date(text, month_first=month_first)
    if OWN_BIRTH.search(said) and born and profile and profile.name:
        added = Companion(profile.name, born)
    return Wanted(
        name=None if about_person else _name(text, profile),
        currencies=money[0].codes if money and "currency" in named else (),
        language=languages[0][2] if languages and re.search(r"\blanguage|\bspeak|\bin my\b", said) else None,
        added=added,
        removed=removed,
        birth_date=born,
        topics=tuple(topic for topic in named if topic != "currency" or re.search(r"\bcurrency", said)),
        not_kept=not_kept,
    )


def introduces_oneself(text: str, *, placed: bool) -> bool:
    """Whether a statement is about the traveller: "call me Max" or, where a place was read, "I live in Graz"."""
    said = text.casefold().replace("\u2019", "'")
    return (placed and LIVES.search(said) is not None) or (CALLED.search(said) is not None and bool(_name(text, None)))


def read_name(text: str) -> str | None:
    """A name alone, as the answer to "which name?"; small letters are made capitals."""
    plain = re.sub(r"^\W*(?:my (?:full )?name(?: is|'s)|it's|it is|i'm|i am|call me)\s+", "", text.strip(), flags=re.I)
    plain = NAME_ENDS.sub("", plain).strip(" .,!?")
    words = plain.casefold().split()
    if not NAME.fullmatch(plain) or not 0 < len(words) <= 7 or set(words) & NO_NAMES:
        return None
    return plain.title() if plain == plain.casefold() else plain


def read_birth_date(text: str, *, month_first: bool = False) -> date | None:
    """The first whole date in a text; ``month_first`` reads 4/5/2019 as the fifth of April."""
    said = text.casefold()
    for pattern in _DATES:
        match = pattern.search(said)
        if match is None:
            continue
        parts = match.groupdict()
        month = int(parts["m"]) if parts.get("m") else _month(parts["month"])
        day = int(parts["day"])
        if (month_first and pattern is _DATES[1] and day <= 12) or month > 12:
            month, day = day, month
        try:
            return date(int(parts["year"]), month, day)
        except ValueError:
            return None
    return None


def with_companion(profile: Profile, one: Companion) -> ProfileChange:
    """One more traveller, or the birth date of a known one."""
    others = tuple(known for known in profile.companions if known.name.casefold() != one.name.casefold())
    before = next((known for known in profile.companions if known not in others), None)
    kept = one if one.birth_date or before is None else before
    return ProfileChange(companions=(*others, kept))


def without_companions(profile: Profile, places: Sequence[int]) -> ProfileChange:
    """The travellers but those at these places."""
    return ProfileChange(companions=tuple(one for n, one in enumerate(profile.companions) if n not in places))


def _month(word: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, start=1) if name.startswith(word))


def _name(text: str, profile: Profile | None) -> str | None:
    match = NAMING.search(text.replace("\u2019", "'"))
    if match is None:
        return None
    given = read_name(match["name"] or match["account"] or match["called"])
    if given is None or not (match["called"] or match["account"] or match["what"]):
        return None
    if (match["what"] or "").casefold() == "surname" and " " not in given:
        first = (profile.name or "").split()[:-1] if profile else []
        return " ".join([*first, given]) if first else None
    return given


def _companion(text: str, said: str, month_first: bool) -> Companion | None:
    """ "Add my son Leo, born 4 May 2019", "put Anna Berg on my account"."""
    added, relation = ADDED.search(said), RELATION.search(said)
    born = re.search(r"\bborn\b", said)
    if not (added or (relation and born)) or OWN_BIRTH.search(said) or not (relation or born):
        return None
    start = relation.end() if relation else added.end() if added else 0
    tail = text[start : born.start() if born and born.start() > start else len(text)]
    match = PERSON.search(re.split(r"\bto my\b|\bon my\b|\d", tail)[0])
    return Companion(match[0], read_birth_date(text, month_first=month_first)) if match else None


def _removed(said: str, known: Sequence[Companion]) -> tuple[int, ...]:
    if not REMOVED.search(said):
        return ()
    by_name = [n for n, one in enumerate(known) if re.search(rf"\b{re.escape(one.name.casefold())}\b", said)]
    by_part = [n for n, one in enumerate(known) if re.search(rf"\b{re.escape(one.name.casefold().split()[0])}\b", said)]
    by_place = [n for n, word in enumerate(ORDINALS) if re.search(rf"\b{word} (?:travell?er|person|one)", said)]
    found = by_name or by_part or [n for n in by_place if n < len(known)]
    return tuple(found[:1])
