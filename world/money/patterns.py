"""The forms of amounts and the cues around them, as patterns over folded text."""

from __future__ import annotations

import re

from world.currencies import PREFIX_PATTERN, SUFFIX_PATTERN
from world.numerals import LARGE

_DIGITS = (
    r"\d{1,3}(?:[.,']\d{3})+(?:[.,]\d{1,2})?|(?<!for )\d{1,3}(?: \d{3})+(?![\d/:])|"
    r"\d{1,7}(?:[.,]\d{1,3}(?= ?k))?(?:[.,]\d{1,2})?"
)
AMOUNT = re.compile(
    rf"(?<![\w.,:/#+])(?P<prefix>{PREFIX_PATTERN} ?)?"
    rf"(?:(?P<digits>{_DIGITS})(?: ?(?P<times>k|grand|thousand|hundred)(?![a-z]))?"
    rf"|(?<![a-z])(?P<words>{LARGE}|a(?= grand))(?P<grand> grand)?(?![a-z]))"
    rf"(?P<suffix> ?{SUFFIX_PATTERN})?(?![\d%:°]|[.,/]\d|st\b|nd\b|rd\b|th\b)"
)
TIMES = {"k": 1000, "grand": 1000, "thousand": 1000, "hundred": 100}

_BUDGET = r"\b(?:budget|limit|spend(?:ing)?|pay(?:ing)?|afford)\b"
_PRICE = r"\b(?:price[ds]?(?: range)?|costs?|costing|cheap)\b"
LEAD = re.compile(
    rf"(?:(?P<ceiling>\b(?:max(?:imum)?|highest) )?(?:(?P<budget>{_BUDGET})|(?P<price>{_PRICE}))[a-z' "
    rf":=,-]{{0,24}}?)?"
    r"(?:\b(?:(?P<max>under|below|less than|at (?:the )?most|max(?:imum)?\.?(?: of)?|up to|no more than|"
    r"not more than|not over|"
    r"nothing over|nothing above|not above|no higher than|not exceeding|cheaper than|within|doesn't exceed|"
    r"not to exceed|"
    r"capped at|lower than|can't be more than)|"
    r"(?P<min>over|above|more than|at least|min(?:imum)?(?: of)?|from|starting (?:at|from)|upwards of)|"
    r"(?P<about>about|around|approx(?:imately|\.)?|roughly|circa|ca\.?|some|somewhere around|in the region of)|"
    r"(?P<between>between)))? ?(?P<sign>[<>~])? ?(?:the )?$"
)
DENIAL = re.compile(r"(?:\b(?:not|cannot|never|nothing|no)\b|n't\b)[a-z ]{0,24}\b(?:over|above|more than) ?$")
JOINT = re.compile(r" ?(?:-|to|and|or|up to|till?) ?")
_UNITS = (
    (
        "night",
        r"(?:a|per|/|each|every|for (?:a|one|each)) ?(?:single )?ni(?:ght|te)\b|/ ?nt?\b|ppn\b|p\.?n\b\.?|"
        r"nightly\b",
    ),
    ("day", r"(?:a|per|/|each|every|for (?:a|one|each)) ?(?:single )?day\b|daily\b|p\.d\.|/ ?d\b"),
    (
        "person",
        r"(?:a|per|/|each|every|for (?:a|one|each)) ?(?:single )?(?:person|head|guest|passenger|travell?er|"
        r"adult|pax)\b"
        r"|/ ?pp?\b|p\.? ?/?p\b\.?|each\b(?! way)|apiece\b",
    ),
    (
        "total",
        r"(?:in )?total\b|altogether\b|all[ -]in\b|overall\b|in all\b|for (?:everything|all of us|both)\b"
        r"|for (?:the|our) (?:(?:whole|entire) )?(?:trip|stay|thing|holiday|vacation|lot|week|weekend|two of us)\b",
    ),
)
PER = re.compile(r",? ?\(?(?:" + "|".join(f"(?P<{unit}>{pattern})" for unit, pattern in _UNITS) + r")\)?")
PER_BEFORE = re.compile(
    r"\b(?:(?P<night>(?:per|a) night|nightly)|(?P<day>(?:per|a) day|daily)|(?P<person>per person|per head|"
    r"each)"
    r"|(?P<total>total|overall|altogether))\b[a-z' :=,-]{0,24}$"
)
TAIL = re.compile(
    r" ?(?:(?P<max>max(?:imum)?|tops|at (?:the )?most|or (?:less|under|below|lower)|limit|and under)|"
    r"(?P<about>or so|-?ish)"
    r"|(?P<budget>budget))\b"
)
COUNTED = re.compile(
    r" ?-?(?:hours?|hrs?|h|mins?|minutes?|km|kilomet(?:er|re)s?|miles?|mi|m|met(?:er|re)s?|people|persons?|"
    r"guests?|passengers?|"
    r"travell?ers|adults?|kids?|child(?:ren)?|nights?|days?|weeks?|months?|years?|stops?|stars?|rooms?|"
    r"bags?|kg|kilos?|lbs?|"
    r"degrees?|am|pm|o'clock|seats?|tickets?|hotels?|flights?|options?|results?|reviews?|words?|steps?|runs?|race|sq|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[a-z]*|may)(?![a-z])"
)
