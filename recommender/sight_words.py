"""What travellers call the kinds of sights: words of a question, and the kinds of the catalogue that they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """Sights that are asked for by one word; ``name`` is what they are called in an answer."""

    name: str
    pattern: re.Pattern[str]
    kinds: frozenset[str]


def _group(name: str, pattern: str, kinds: str) -> Group:
    return Group(name, re.compile(rf"\b(?:{pattern})\b"), frozenset(kinds.split()))


GROUPS = (
    _group("theme parks", "(?:theme|amusement|water) ?parks?|roller ?coasters?", "theme_park"),
    _group("wildlife", "wildlife|animals?|whales?|dolphins?|birds?|bird ?watching|safaris?", "wildlife zoo aquarium"),
    _group("national parks", "national parks?|nature(?: reserves?)?", "national_park waterfall lake trail mountain"),
    _group("markets", "markets?|bazaars?|souks?", "market"),
    _group("shopping", "shopping|shops?|boutiques|malls?", "shopping market"),
    _group("museums", "museums?", "museum gallery"),
    _group("art", "art|arts|galler(?:y|ies)|paintings?|sculptures?", "gallery museum"),
    _group("churches", "church(?:es)?|cathedrals?|basilicas?|monaster(?:y|ies)|abbeys?", "church"),
    _group("temples", "temples?|shrines?|pagodas?", "temple"),
    _group("mosques", "mosques?", "mosque"),
    _group("synagogues", "synagogues?", "synagogue"),
    _group("palaces", "palaces?|stately homes?", "palace castle"),
    _group("castles", "castles?|fortress(?:es)?|forts?", "castle fort palace"),
    _group("ruins", "ruins|archaeolog\\w+|ancient sites?|excavations?", "ruins"),
    _group("old quarters", "old town|neighbou?rhoods?|districts?|quarters?", "neighbourhood street square"),
    _group("squares and streets", "squares?|streets?|alleys", "square street"),
    _group("parks and gardens", "parks?|gardens?|picnic|botanic\\w*", "park garden"),
    _group("zoos", "zoos?", "zoo wildlife"),
    _group("aquariums", "aquariums?|aquaria", "aquarium"),
    _group("beaches", "beach(?:es)?|sunbath\\w+|snorkel\\w*|surf\\w*", "beach"),
    _group("places to swim", "swim(?:ming)?|bath(?:e|ing)", "beach hot_spring lake"),
    _group("views", "viewpoints?|views?|panoramas?|sunsets?|look-?outs?", "viewpoint mountain"),
    _group("mountains", "mountains?|peaks?|summits?", "mountain volcano"),
    _group("volcanoes", "volcano(?:e?s)?", "volcano"),
    _group("lakes", "lakes?", "lake"),
    _group("waterfalls", "waterfalls?", "waterfall"),
    _group("caves", "caves?|caverns?|grottoe?s?", "cave"),
    _group("islands", "islands?|isles?", "island"),
    _group("desert", "deserts?|dunes?", "desert"),
    _group("walks", "walks?|hik(?:e|es|ing)|trek(?:s|king)?|trails?", "trail national_park mountain"),
    _group("theatre", "theat(?:re|er)s?|plays?|ballet|opera|shows?", "theatre music_venue"),
    _group("music", "music|concerts?|jazz|fado|flamenco|gigs?", "music_venue theatre"),
    _group("stadiums", "stadiums?|arenas?|sports? venues?|football", "stadium"),
    _group("food", "food|foodies?|eat(?:ing)?|restaurants?|brunch|dinner|cooking|cuisine|street food", "food market"),
    _group("wine", "wines?|wineries|winery|vineyards?|wine tasting|cellars?", "winery"),
    _group("beer", "beers?|brewer(?:y|ies)", "brewery"),
    _group(
        "evenings out",
        "night ?life|bars?|clubs?|clubbing|go(?:ing)? out|evenings?|at night",
        "nightlife music_venue theatre",
    ),
    _group("hot springs and baths", "hot springs?|thermal|baths|spas?|onsens?", "hot_spring"),
    _group("trips by boat", "boats?|boat trips?|cruises?|sail\\w*|kayak\\w*|ferr(?:y|ies)", "boat_trip"),
    _group("day trips", "day ?trips?|excursions?|out of town|around the region", "day_trip boat_trip"),
    _group("bridges", "bridges?", "bridge"),
    _group("monuments", "monuments?|memorials?|statues?", "memorial landmark"),
    _group("libraries", "librar(?:y|ies)", "library"),
    _group("landmarks", "landmarks?", "landmark bridge square"),
    _group("architecture", "architectur\\w+|buildings?", "landmark palace church bridge"),
    _group("history", "histor(?:y|ic|ical)", "museum ruins castle fort palace church memorial landmark"),
    _group(
        "something outdoors",
        "outdoors?|open air|fresh air|adventur\\w+",
        "park garden beach trail national_park mountain lake waterfall boat_trip viewpoint activity",
    ),
)
"""In the order in which a word is looked for; a word is taken once, so that a theme park is no park."""

CHILDREN = _group(
    "children",
    "kids?|child(?:ren)?|toddlers?|bab(?:y|ies)|famil(?:y|ies)|son|daughter|grandchildren|little ones?",
    "zoo aquarium theme_park park garden beach boat_trip wildlife castle fort cave island lake waterfall",
)
RAIN = _group(
    "rainy hours",
    "rain(?:s|ing|y)?|pour(?:s|ing)|bad weather|weather is bad|indoors?|inside|under a roof|wet",
    "museum gallery church synagogue aquarium library shopping brewery",
)
OUTSIDE = re.compile(r"\b(?:open[- ]air|outdoor|park|gardens?|walk|ruins|courtyard|street|skansen|crawl|murals)\b")
"""In the name of a sight of one of these kinds: it is not, or not all, under a roof."""
FREE = re.compile(
    r"\b(?:free (?:things|sights?|attractions?|museums?|entry|stuff|activities)|free of charge|for free|for nothing|"
    r"costs? (?:nothing|anything)|no entry|entry fees?|without paying|"
    r"(?:which|what|that) .{0,20}\b(?:are|is) free)\b"
)
"""Asks what costs nothing."""
UNWANTED = re.compile(
    r"\b(?:no|not|without|except|but|besides|other than|apart from|instead of|enough of|enough|seen|tired of|hate|"
    r"(?:don't|do not) (?:like|want|need)|rather than)(?: (?:any|the|all|all the|old|big|more|of|of the|usual|see|a))*$"
)
"""What stands before a word that says what not to show."""
