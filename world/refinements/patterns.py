"""The phrases that change a search, as patterns over folded text."""

from __future__ import annotations

import re

from world.clock import CLOCK
from world.numerals import DIGIT_OR_WORD
from world.quantities.lexicon import AMENITIES, BOARD, compiled

_COMPARATIVES: tuple[tuple[str, str, str | None, str], ...] = (
    (
        "price",
        "lower",
        None,
        r"cheaper(?! than)|less expensive|lower (?:price|fare)s?|not so expensive|too (?:expensive|dear|pricey|"
        r"much money)|"
        r"bring (?:the |that )?price down|(?:more )?affordable|better price|a bit (?:pricey|expensive)|less money",
    ),
    (
        "depart_time",
        "earlier",
        None,
        r"(?:leav(?:e|es|ing)|depart(?:s|ing|ure)?|fly(?:ing)?|out|go(?:ing)?|take[- ]off|start(?:ing)?) (?:a "
        r"(?:bit|little) |much )?earlier|"
        r"earlier (?:flights?|departures?|trains?|ones?)|(?:anything|something) earlier|(?<!arrive "
        r")(?<!arriving )\bearlier(?= ?(?:please|in the day)?[.!?]?$)",
    ),
    (
        "depart_time",
        "later",
        None,
        r"(?:leav(?:e|es|ing)|depart(?:s|ing|ure)?|fly(?:ing)?|out|go(?:ing)?|take[- ]off|start(?:ing)?) (?:a "
        r"(?:bit|little) |much )?later|"
        r"later (?:flights?|departures?|trains?|ones?)|(?:anything|something) later|(?<!arrive )(?<!arriving "
        r")\blater(?= ?(?:please|in the day)?[.!?]?$)|too early|not (?:so|that) early",
    ),
    (
        "arrive_time",
        "earlier",
        None,
        r"(?:arriv(?:e|es|ing|al)|land(?:s|ing)?|get(?:s|ting)? (?:in|there)|be there) (?:a (?:bit|little) |"
        r"much )?(?:earlier|sooner)|earlier arrivals?",
    ),
    (
        "arrive_time",
        "later",
        None,
        r"(?:arriv(?:e|es|ing|al)|land(?:s|ing)?|get(?:s|ting)? (?:in|there)) (?:a (?:bit|little) |much "
        r")?later|later arrivals?",
    ),
    (
        "duration",
        "lower",
        None,
        r"shorter(?: (?:flights?|trips?|journeys?|duration))?|(?<!the )faster|quicker|less time|not so long|"
        r"too long",
    ),
    (
        "stops",
        "lower",
        None,
        r"(?:fewer|less) (?:stops?|stop-?overs?|layovers?|connections|changes)|too many (?:stops|changes|"
        r"layovers)",
    ),
    (
        "stars",
        "higher",
        None,
        r"(?:more|something|bit|little|much) (?:nicer|fancier|posher|upmarket|luxurious|luxury|comfortable)|"
        r"nicer|fancier|posher|higher (?:class|category|standard)|more stars",
    ),
    ("stars", "lower", None, r"(?:simpler|more basic|less fancy|less posh|fewer stars)"),
    (
        "rating",
        "higher",
        None,
        r"better (?:rated|reviewed|rating|reviews|reviewed)|higher rated|good reviews|well reviewed",
    ),
    (
        "near",
        "closer",
        None,
        r"(?:closer|nearer)(?! to\b)|more central(?:ly)?|closer in|not so far(?: out)?|too far(?: out| away)?",
    ),
    (
        "refundable",
        "with",
        None,
        r"(?<!non-)(?<!non )(?<!not )(?:refundable|free cancell?ation|cancell?able|flexible (?:tickets?|fares?|"
        r"rates?)|changeable|with (?:a )?refund)",
    ),
    (
        "sort",
        "by",
        "price",
        r"cheapest(?: (?:ones? )?first)?|(?:sort|order|rank)(?:ed)? (?:them )?by (?:price|cost|cheapest)|by "
        r"price|lowest price first",
    ),
    (
        "sort",
        "by",
        "duration",
        r"fastest|quickest|shortest(?: (?:flight|journey|trip))?|(?:sort|order|rank)(?:ed)? (?:them )?by "
        r"(?:duration|length|time taken|speed)|by duration",
    ),
    (
        "sort",
        "by",
        "departure",
        r"earliest|(?:sort|order)(?:ed)? (?:them )?by (?:departure|time)(?: time)?|by departure(?: time)?",
    ),
    (
        "sort",
        "by",
        "rating",
        r"(?:best|highest|top)[- ](?:rated|reviewed)|(?:sort|order|rank)(?:ed)? (?:them )?by (?:rating|reviews|"
        r"score)|by rating",
    ),
    ("sort", "by", "stars", r"most stars|(?:sort|order|rank)(?:ed)? (?:them )?by stars|by stars"),
    ("sort", "by", "distance", r"closest|nearest|(?:sort|order)(?:ed)? (?:them )?by distance|by distance"),
)
COMPARATIVE_PATTERNS = tuple(
    (attr, op, value, re.compile(rf"\b(?:{words})(?![\w-])")) for attr, op, value, words in _COMPARATIVES
)

_DIRECTION = (
    r"(?:(?P<arrive>arriv(?:e|es|ing|al)|land(?:s|ing)?|get(?:s|ting)? (?:in|there|home|back)|be there|"
    r"there) |"
    r"(?:leav(?:e|es|ing)|depart(?:s|ing|ure)?|fly(?:ing)?|out|flights?|trains?|go(?:ing)?|take[- ]off|"
    r"anything|something) )?"
)
CLOCK_BOUND = re.compile(
    rf"\b{_DIRECTION}(?P<bound>not before|no earlier than|not earlier than|after|from|later than|past|not "
    rf"after|no later than|not later than|"
    rf"before|by|until|earlier than|at the latest by|latest) (?:about |around |at )?{CLOCK}(?![\w%:]|"
    rf"[-/.,]\d| ?(?:st|nd|rd|th)\b)"
)
LOWER_BOUNDS = frozenset({"not before", "no earlier than", "not earlier than", "after", "from", "later than", "past"})
_STOPS = r"(?:stop|stop-?over|layover|connection|change)s?"
MAX_STOPS = re.compile(
    rf"\b(?:max(?:imum)?|at most|no more than|not more than|up to|only) (?P<stops>{DIGIT_OR_WORD}) {_STOPS}\b"
    rf"|\b(?P<fewer>{DIGIT_OR_WORD}) {_STOPS} (?:max(?:imum)?|at (?:the )?most|tops|or (?:less|fewer))\b"
)
MAX_HOURS = re.compile(
    rf"\b(?:under|less than|max(?:imum)?|at most|no more than|not more than|up to|within|shorter than) "
    rf"(?P<hours>{DIGIT_OR_WORD})(?: ?-?h\b| ?-?(?:hours?|hrs?)\b)"
)
THAT_CARRIER = re.compile(
    r"\b(?:not|no|without|anything but|a different|different|another|other than)(?: with)?(?: that| this| "
    r"the same)? (?:airlines?|carriers?|company)\b"
)
EVERY_AMENITY = compiled(AMENITIES | BOARD)
WITHOUT = re.compile(
    r"\b(?:no|not|without|don't (?:need|want|care about)|do not need|skip|drop|minus|remove|forget)(?: "
    r"(?:a|an|any|the))? $"
)
