"""The phrases that say who travels, as patterns over folded text."""

from __future__ import annotations

import re

from world.numerals import COUNT, DIGIT_OR_WORD

_CHILD = (
    r"kid(?:dos?|s)?|child(?:ren)?|sons?|daughters?|grandsons?|granddaughters?|grandkids|"
    r"grandchild(?:ren)?|nephews?|nieces?|"
    r"boys?|girls?|teens?|teenagers?|little (?:ones?|boys?|girls?)|youngsters?|chd"
)
_TODDLER = r"toddlers?"
_BABY = r"bab(?:y|ies)|infants?|newborns?|lap (?:infants?|child)|inf"
_YOUNG = rf"{_CHILD}|{_TODDLER}|{_BABY}"
_MATE = (
    r"wife|wifey|missus|husband|hubby|partner|girlfriend|boyfriend|gf|bf|fianc[eé]e?|spouse|mum|mom|mother|dad|father|"
    r"sister|brother|friend|"
    r"bestie|buddy|mate|colleague|co-?worker|boss|aunt|uncle|cousin|grandma|grandmother|grandpa|"
    r"grandfather|granny|nan|"
    r"roommate|flatmate|(?:mother|father|sister|brother)-in-law"
)
_MATES = r"friends|mates|colleagues|buddies|sisters|brothers|cousins|co-?workers|pals|roommates|flatmates"
_PAIRS = r"parents|grandparents|in-laws|folks"
_ADULT = r"adults?|grown[- ]?ups?|seniors?|pensioners?|women|men|ladies|guys|gentlemen|students?|adt|oaps?"
_PERSON = r"people|persons?|pax|ppl|travell?ers?|passengers?|guests?|tickets?|seats?|participants?|tourists?|humans?"
_MONTH = r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[a-z]*|may"

_AGE_UNIT = r"(?:years?|yrs?|yr|y/o|y\.o\.?|yo|months?|mths?|mos?)"
AGE = re.compile(rf"(?P<age>{DIGIT_OR_WORD})(?![a-z0-9]*\d)(?:[- ]?(?P<unit>{_AGE_UNIT})(?![a-z]))?")
_AGE = rf"(?:an? )?{DIGIT_OR_WORD}-?(?:[- ]?{_AGE_UNIT}(?![a-z]))?(?:[- ]olds?)?"
_AGES = rf"{_AGE}(?:(?: ?, ?(?:and )?| and | & |/){_AGE}){{0,6}}"
# What must not follow a bare number that is taken for an age or for a number of people.
_NOT_COUNTING = (
    r"(?![a-z0-9]|[-/:.,]\d|[%€$£°*]| ?-? ?(?:nights?|days?|weeks?|weekends?|months?|years?|hours?|hrs?|"
    r"min(?:ute)?s?|rooms?|beds?|"
    r"bedrooms?|bags?|suitcases?|cases?|stars?|stops?|am|pm|a\.m|p\.m|o'clock|eur|euros?|usd|gbp|dollars?|"
    r"bucks|pounds|quid|"
    rf"zł|zl|pln|%|km|miles?|hundred|thousand|grand|k|hotels?|flights?|options?|trips?|ways?|more|or|of "
    rf"(?:the|these|those|{_MONTH})|"
    rf"legs?|cars?|cities|places|stays?|fortnights?|full|whole|per|{_MONTH})(?![a-z]))"
)

_NO_COMPOUND = (
    r"(?! (?:cots?|cribs?|seats?|beds?|baths?|chairs?|food|carriage|sitter|sitting|friendly|pools?|"
    r"strollers?|prams?|clubs?|menus?|"
    r"fares?|rooms?|areas?|discounts?|prices?|activities|facilities)(?![a-z]))"
)
_ADJECTIVE = (
    r"(?:(?:small|young|little|older|elderly|other|grown|extra|additional|big|hungry|lovely|school[- ]age) "
    r"){0,2}"
)
_BEFORE_AGES = (
    r"(?:[ ,:(-]|\b(?:aged?|ages|of|who|that|is|are|will be|being|he's|she's|they're|turning|just|"
    r"both)\b){1,8}"
)

CHILDREN_WITH_AGES = re.compile(
    rf"(?<![\w-])(?:(?P<count>{COUNT}|my|our|the|his|her|their) )?{_ADJECTIVE}(?<!old )(?P<noun>{_YOUNG})(?![\w'])"
    rf"{_BEFORE_AGES}(?<![a-z])(?P<ages>{_AGES})(?! ?-?(?:{_ADULT}|{_PERSON}|{_YOUNG})\b){_NOT_COUNTING}"
)
AGED_CHILDREN = re.compile(
    rf"(?<![\w-])(?:(?P<count>{COUNT}|my|our|the|with) )?(?P<ages>{DIGIT_OR_WORD}-?(?:(?: ?, ?| and (?:an? "
    rf")?| & )(?:an? )?{DIGIT_OR_WORD}-?)"
    rf"{{0,6}}[- ]?(?:years?|yrs?|yr|months?|mths?|mo)[- ]olds?|{DIGIT_OR_WORD} ?(?:yo|y/o|"
    rf"y\.o\.?)s?)(?![a-z])(?: (?:{_YOUNG})\b)?"
)
CHILDREN_UNDER_TWO = re.compile(
    rf"(?<![\w-])(?P<count>{COUNT}) (?:{_CHILD}) (?:under|below|younger than) (?:2|two|24 months)(?:[- ]years?)?\b"
)
NO_CHILDREN = re.compile(r"\b(?:no|without|zero|0)(?: any)? (?:kids|children|child)\b")
CHILDREN = re.compile(
    rf"(?<![\w-])(?P<count>{COUNT}) {_ADJECTIVE}(?P<noun>{_YOUNG})(?![\w'-]){_NO_COMPOUND}"
    rf"|(?<![\w-])(?:my|our) {_ADJECTIVE}(?P<own>{_YOUNG})(?![\w'-]){_NO_COMPOUND}"
)
LONE_YOUNG = re.compile(rf"(?<![\w-])(?P<noun>toddler|baby|infant|newborn)(?![\w'-]){_NO_COMPOUND}")
ADULTS = re.compile(rf"(?<![\w-])(?P<count>{COUNT}) {_ADJECTIVE}(?P<noun>{_ADULT})(?![\w'])")
FAMILY = re.compile(rf"\bfamil(?:y|ies) of (?P<count>{DIGIT_OR_WORD})(?![\w-])(?! (?:{_ADULT}|{_PERSON})\b)")
GROUP = re.compile(
    rf"(?<![\w-])(?:(?P<count>{DIGIT_OR_WORD}|a couple of|a dozen|half a dozen) "
    rf"{_ADJECTIVE}(?:(?:{_PERSON})(?![\w'])|of us\b)"
    rf"|(?:party|group|table|team) (?:of|for) (?P<party>{DIGIT_OR_WORD}){_NOT_COUNTING}"
    rf"|\b(?:we are|we're|we will be|we'll be|there (?:are|will be)|us) (?:only |just "
    rf")?(?P<we>{DIGIT_OR_WORD}){_NOT_COUNTING}"
    r"|(?P<both>\bboth of us\b))"
)
COUPLE = re.compile(
    r"(?<![\w-])(?:(?P<count>two|three|2|3) couples\b|couple(?![\w'-])(?! (?:of|more|days?|nights?|weeks?|"
    r"months?|hours?|minutes?|times?|things?)\b))"
)
SOLO = re.compile(
    r"(?<!leave )\b(?:(?:just|only)(?: for)? (?:me|myself)(?: alone)?|me (?:only|alone)|myself only|by "
    r"myself|on my own|solo|travell?ing alone|"
    r"(?:go|going|fly|flying|come|travel|stay|staying) alone|single travell?er|just (?:the )?one(?: of "
    r"us)?)\b(?!,? (?:and|plus|with|&|my)\b| &|-)"
)
MATES = re.compile(
    rf"(?<![\w-])(?:(?P<two>(?:my )?(?:mum|mom|mother) and (?:my )?(?:dad|father))\b"
    rf"|(?:my|our|a|an|the|one|1) (?:\w+ )?(?P<one>{_MATE})(?![\w'-])|(?P<count>{DIGIT_OR_WORD}|a couple "
    rf"of)(?: of)?(?: my| our)?(?: \w+)? "
    rf"(?P<many>{_MATES})(?![\w'])|(?:my|our|the) (?P<pair>{_PAIRS})(?![\w']))"
)
SLURRED_AND = re.compile(r"(?<=[a-z]) n (?=[a-z])")
"""As in "me n my gf"; what takes its place is as long."""
MATE_LEAD = re.compile(r"\b(?P<lead>with|for|me|i|myself|bringing|taking)(?:,? ?(?:and|&|plus|\+|with)|,)? ?$")
MATE_WEAK_LEAD = re.compile(r"(?:\b(?:and|plus)|[,&+]) ?$")
MATE_AFTER = re.compile(r",? (?:and|&|\+) (?:i|me|myself)\b")
# The young were blotted out when this one looks.
ME_AND = re.compile(r"\b(?:me|myself|i)(?:,| and| &| plus| \+| with) (?:my |our )?(?=\x00)")
FOR_COUNT = re.compile(rf"\bfor (?:the |us |just |only )?(?P<count>{DIGIT_OR_WORD}){_NOT_COUNTING}")
INCLUDING = re.compile(r"\b(?:including|incl\.?|of whom|of which|of them|among them|of us (?:is|are))")
# A total, and then who of them is young: "4 of us, 2 kids", "5 people (one child)".
TOTAL_LISTED = re.compile(
    rf"\b(?:of us|people|persons|we(?: are|'re) {DIGIT_OR_WORD})(?: ?[,:;(]| -) ?(?:{COUNT} )?(?:{_YOUNG})\b"
)
ROOMS = re.compile(
    rf"(?<![\w-])(?P<count>{DIGIT_OR_WORD}) (?:(?:double|single|twin|triple|family|separate|hotel|more|"
    r"(?:[1-5]|one|two|three|four|five)[- ]?stars?|"
    r"extra|standard|deluxe|connecting|adjoining|different|guest|bed)[ -]?){0,2}rooms?(?![\w'])"
)
LONE_AGES = re.compile(
    rf"\W*(?:(?:(?:s?he|it|they)(?:'s|'re| is| are|'ll be| will be|'d be| turns?)|(?:aged?|ages)) (?:just |"
    rf"about |almost |only |nearly |both )?"
    rf"(?P<said>{_AGES})|(?P<ages>{_AGES}))(?: on (?:the|that) day(?: of travel)?| then| by then)?\W*"
)
