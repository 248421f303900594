"""Further wishes in one sentence: "a flight to Lisbon, and somewhere to stay"."""

from __future__ import annotations

import re

from world.folding import fold

_NOUNS = {
    "search_flights": r"flights?|plane tickets?|air ?fares?|airline tickets?|fly|planes?",
    "search_stays": r"hotels?|hostels?|accommodations?|accomodations?|lodgings?|(?:somewhere|a place|places|some place|"
    r"someplace|where) to (?:stay|sleep|crash)|"
    r"apartments?|air ?bnbs?|b&bs?|bed and breakfast|guest ?houses?|resorts?|a (?:\w+ )?stay|(?:hotel "
    r")?rooms?|holiday (?:home|flat)s?|villas?",
    "search_cars": r"(?:rental|hire|rent(?:ed)?) cars?|cars?(?: rentals?| hire)?|car to rent|something to drive|"
    r"vehicles?",
    "search_trains": r"trains?(?: tickets?)?",
    "find_attractions": r"things to (?:do|see)|activities|sights?(?:eeing)?|attractions|what to (?:do|see)|"
    r"museums|tours?",
}
_MENTION = re.compile(
    rf"(?<![\w-])(?:{'|'.join(f'(?P<{name}>{pattern})' for name, pattern in _NOUNS.items())})(?![\w'-])"
)
# A noun that only describes the next one, or stands for a place or a time, is no wish of its own.
_COMPOUND = re.compile(
    r" (?:deal|deals|package|packages|number|status|times?|stations?|parks?|parking|seats?|tickets? "
    r"(?:number|status)|check-?(?:in|out)|checkout|checkin|"
    r"service|restaurant|bar|lobby|pool|booking reference|hotel|flights?|room|and flight deal|insurance|"
    r"desk|driver|keys?|reservation (?:number|code)|"
    r"leaves|lands|arrives|gets in|departs)\b"
)
_NOT_WISHED = re.compile(
    r"\b(?:after|before|from|near|to|at|until|till|by|of|in|on|off|via|during|since|between|into|without|"
    r"no|not|don't (?:need|want)|do not (?:need|want)|no need for|except|instead of|besides|"
    r"my|our|your|their|this|that|the same|which|what|already (?:have|booked|got))"
    r"(?: (?:the|a|an|any|my|our|your|their|his|her|this|that|its|own|need|want|nice|next|last|first))* ?$"
)
_JOINING = re.compile(r"\b(?:and|plus|also|too|as well|along with|together with|with|including|then)\b|[,;&+.?!]")
_OPENING = re.compile(r"^\W*(?:ok(?:ay)?,? |great,? |thanks,? )*(?:and|also|plus)\b")
_TOO = re.compile(r"\b(?:too|as well|also)\b")
_ADDED = re.compile(r"(?:\b(?:and|plus|also|as well as|along with|including|with|then)\b|[,;&+])[^.,;?!]{0,40}$")
# "a city break, direct flights": with ideas in question, a comma only goes on describing them.
_ADDED_BY_WORD = re.compile(r"\b(?:and|plus|also|as well as|along with|including|with)\b[^.,;?!]{0,40}$")
_SEARCHES = frozenset({*_NOUNS, "plan_itinerary", "recommend_destinations", "book"})


def wished_intents(text: str) -> dict[str, int]:
    """The search intents whose things ``text`` asks for, with the position of the first mention.

    A noun that only places something in time or space ("after the hotel checkout", "near the train station") or
    describes another ("the hotel flight deal") asks for nothing.
    """
    folded = fold(text)
    wished: dict[str, int] = {}
    for match in _MENTION.finditer(folded):
        placed = _NOT_WISHED.search(folded, max(0, match.start() - 40), match.start())
        if not placed and not _COMPOUND.match(folded, match.end()):
            wished.setdefault(match.lastgroup or "", match.start())
    return wished


def other_wishes(text: str, intent: str | None) -> list[str]:
    """Names of the search intents that ``text`` asks for besides ``intent``, in order of mention.

    Nothing when ``intent`` is no search, or when the other thing is not joined on ("and", "plus", "too").
    """
    folded = fold(text)
    if intent not in _SEARCHES:
        return []
    wished = wished_intents(text)
    others = [name for name in wished if name != intent]
    if intent in wished and others:
        positions = sorted(wished.values())
        joined = _JOINING.search(folded, positions[0], positions[-1]) or _TOO.search(folded, positions[-1])
        return others if joined else []
    added = _ADDED if intent in _NOUNS else _ADDED_BY_WORD
    opening = _OPENING.match(folded)  # an "and" that begins the message joins nothing in it
    begin = opening.end() if opening else 0
    return [name for name in others if added.search(folded, max(begin, wished[name] - 60), wished[name])]
