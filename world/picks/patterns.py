"""The phrases that point at options on screen, as patterns over folded text."""

from __future__ import annotations

import re

from world.clock import CLOCK

KINDS = {
    "flight": r"flights?|connections?|itinerar(?:y|ies)",
    "stay": r"hotels?|stays?|rooms?|apartments?|hostels?|places? to stay|guest ?houses?|b&bs?|resorts?|"
    r"accommodations?",
    "car": r"cars?|rentals?|vehicles?",
    "train": r"trains?",
    "place": r"places?|destinations?|cit(?:y|ies)|towns?|islands?|ideas?|suggestions?",
    "": r"ones?|options?|choices?|results?|offers?|deals?|picks?|tickets?|bookings?|trips?|activit(?:y|ies)|"
    r"items?|alternatives?",
}
_NOUN = "|".join(KINDS.values())

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
ORDINAL_VALUES = {word: index for index, word in enumerate(_ORDINALS, 1)} | {
    "last": -1,
    "final": -1,
    "bottom": -1,
    "top": 1,
}
ORDINAL_VALUES |= {"former": 1, "latter": 2, "penultimate": -2}
_WORD = "|".join(ORDINAL_VALUES)
ORDINAL = rf"(?:second[- ](?:to|from)[- ](?:the )?last|{_WORD}|1st|2nd|3rd|[4-9]th|1\d?th)"
_AND = r"(?: ?, ?(?:and )?| and | or | & | ?\+ ?)(?:the )?"
# Nouns after an ordinal that make it something else: "the first week", "second class", "the third of march".
_OTHER_NOUN = (
    r"(?! ?-?(?:class|week|weekend|half|day|night|time|thing|of|quarter|month|name|names|floor|person|"
    r"passenger|travell?er|leg|minute|"
    r"part|year|stop|choice of|driver|language|mon|tues?|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|"
    r"satur|sun)day|"
    r"jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|hand|hotel in|"
    r"flight (?:to|from|in)|hour)\b)"
)
_TAKE = (
    r"(?:(?:i(?:'ll| will|'d like| would like| want|'m going with)?|let's|lets|please|ok(?:ay)?,?|yes,?|"
    r"yeah,?|then|we(?:'ll| will)?) )*"
    r"(?:(?:take|choose|pick|have|book|go (?:with|for)|want|select|make it|prefer|like|say|show me|tell me "
    r"more about|more about) )?(?:it's |that's )?"
)
_SMALL = r"(?:[1-9]|1\d|20|one|two|three|four|five|six|seven|eight|nine|ten)"

FIRST_FEW = re.compile(
    rf"\b(?P<end>first|last|top|bottom) (?P<count>two|three|four|five|[2-5])\b(?: (?P<noun>{_NOUN})\b)?(?! "
    rf"(?:weeks?|days?|nights?|months?|weekends?|hours?|years?))"
)
ORDINALS = re.compile(
    rf"\b(?:(?P<the>the |that |this |my )(?:very "
    rf")?)?(?P<list>{ORDINAL}(?:{_AND}{ORDINAL})*)(?![\w-]){_OTHER_NOUN}(?: "
    rf"(?P<noun>{_NOUN})(?![\w-]))?(?P<end> ?(?:please|pls|thanks)?[.!?]?$)?"
)
NUMBERED = re.compile(
    rf"(?:(?<!\w)#|\b(?:numbers?|no\.|nr\.?|num|options?|choices?|results?|the) (?=#?(?:\d|[a-e]\b|"
    rf"{_SMALL}\b)))(?P<list>#?(?:{_SMALL}|[a-e])(?:{_AND}(?:#|number |option )?(?:{_SMALL}|"
    rf"[a-e]))*)(?![\w:%]|[.,/-]\d)"
)
NUMBERED_NOUN = re.compile(r"\b(?:numbers?|no\.|nr\.?|num|options?|choices?|results?) |#")
BARE = re.compile(
    rf"\W*{_TAKE}#?(?P<list>(?:{_SMALL}|[b-e])(?:{_AND}#?(?:{_SMALL}|[b-e]))*)[ .!)]*(?:please|thanks|"
    rf"pls)?\W*"
)

SUPERLATIVES = {
    "cheapest": r"cheapest|least expensive|lowest[- ]price[d]?|most affordable|lowest fare",
    "cheaper": r"cheaper|less expensive",
    "dearest": r"most expensive|priciest|dearest|fanciest|most luxurious",
    "fastest": r"fastest|quickest|shortest",
    "earliest": r"earliest",
    "latest": r"latest",
    "highest_rated": r"(?:highest|best|top)[- ]rated|best reviewed|most stars|best reviews",
    "best": r"best(?! (?:western|time|way|wishes))|nicest",
    "closest": r"closest|nearest|most central",
}
_SUPERLATIVE = "|".join(f"(?P<{name}>{pattern})" for name, pattern in SUPERLATIVES.items())
SUPERLATIVE = re.compile(
    rf"\b(?P<the>the |your )?(?:{_SUPERLATIVE})(?![\w-])(?: (?:of (?:the|those|these|them)(?: \w+)?|"
    rf"(?P<noun>{_NOUN}))\b)?(?P<end> ?(?:please)?[.!?]?$)?"
)

ONE_WITH = re.compile(
    rf"\b(?:the|that) (?P<noun>{_NOUN}) (?P<said>(?:with|that|which|near|by|at|on|in|from|leaving|"
    rf"departing|having|including|close|without|for)\b[^,.;!?]{{1,60}})"
)
THE_ONE = re.compile(
    r"\b(?:the |that )(?P<said>(?!(?:only|same|right|wrong|other|next|new|big)\b)[\w:'-]+(?: "
    r"[\w:'-]+){0,3}?) (?P<noun>ones?|option|flight|hotel)\b"
)
LEADING_WITH = re.compile(r"\W*(?:ok(?:ay)?,? |yes,? )?(?P<said>with(?:out)? [^,.;!?]{1,50})\W*")
AT_TIME = re.compile(
    rf"\bthe (?:one (?:at|leaving at|departing at|that leaves at) )?{CLOCK}(?![\w%:]|[-/]\d)(?: "
    rf"(?P<noun>one|flight|train|departure))?"
)
ALONE_TIME = re.compile(rf"\b(?:at|leaving|departing|leaves) (?:at )?{CLOCK}(?![\w%:]|[-/]\d)")
BARE_TIME = re.compile(rf"(?=.*(?:[:.]\d|[ap]\.?m|o'?clock|noon|midday)){CLOCK}")
EVERYTHING = re.compile(
    r"\b(?:both(?! (?:ways|of us|adults|children|kids|from|to|in|the)\b)|(?:all|each|any|either) of "
    r"(?:them|these|those)|(?:them|these|those) (?:all|both)|the two of them|"
    r"all (?:three|four|five|\d)(?! (?:of us|nights|days))|(?:take|book|keep|want|cancel|show me|compare) "
    r"(?:all|everything|them|both|these)(?! (?:in|day|me|the (?:way|time))))\b|^\W*(?:all|everything|"
    r"both)\W*$"
)
NEGATION = re.compile(
    r"\b(?:not|no|anything but|all but|except(?: for)?|but not|don't (?:want|like)|dislike|rather not|"
    r"instead of|without)(?: (?:the|that|this))? ?$"
)
