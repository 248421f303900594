"""What common words of a wish mean in the catalogue's terms: tags, kinds, people and climate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

TAG_WORDS: dict[str, str] = {
    "beach": "beach|beaches|sea|seaside|swim|swimming|sunbathe|sunbathing|coast|coastal|sand|sandy|ocean",
    "hiking": "hike|hikes|hiking|trek|trekking|walks|trails|mountains?",
    "food": "food|foodies?|eat|eating|cuisine|gastronomy|restaurants?|tapas",
    "street_food": "street food|food stalls?|hawkers?",
    "wine": "wine|wines|vineyards?|winery|wineries",
    "beer": "beer|beers|breweries|pubs?",
    "coffee": "coffee|cafés?|cafes",
    "art": "art|galleries|gallery|paintings?|museums?",
    "history": "history|historic|historical|ancient|medieval|old town",
    "ruins": "ruins|archaeology|archaeological",
    "architecture": "architecture|buildings|modernist|baroque",
    "castles": "castles?|palaces?",
    "temples": "temples?|shrines?|pagodas?",
    "religion": "pilgrimage|churches|spiritual",
    "nightlife": "nightlife|party|partying|clubs?|clubbing|bars|bachelor|bachelorette|stag|hen",
    "music": "music|concerts?|jazz|opera",
    "festivals": "festivals?|carnival",
    "shopping": "shopping|shops|fashion",
    "markets": "(?<!christmas )markets?|bazaars?|souks?",
    "christmas_markets": "christmas markets?",
    "family": "family|families|kids|children|child|toddlers?|baby",
    "romance": "romantic|romance|honeymoon|couples?|anniversary|proposal|valentine'?s?",
    "wellness": "wellness|spa|spas|yoga|massage",
    "hot_springs": "hot springs?|thermal|onsen",
    "relaxation": "relax|relaxing|relaxation|unwind|chill|lazy|peaceful",
    "quiet": "quiet|calm|peaceful|uncrowded|crowds?|crowded|off the beaten|remote|hidden",
    "adventure": "adventure|adventures|adrenaline|rafting|bungee|ziplin\\w*",
    "climbing": "climb|climbing|bouldering",
    "cycling": "cycle|cycling|bike|biking|bicycle",
    "diving": "dive|diving|scuba",
    "snorkelling": "snorkel|snorkelling|snorkeling|reefs?|coral",
    "surf": "surf|surfing|waves",
    "sailing": "sail|sailing|yacht|boats?",
    "ski": "ski|skiing|snowboard\\w*|slopes|powder",
    "golf": "golf|golfing",
    "safari": "safari|big five|lions?|elephants?",
    "wildlife": "wildlife|animals|birds?|birdwatching|turtles?|penguins?",
    "whale_watching": "whales?|dolphins?",
    "nature": "nature|outdoors|green|forests?|waterfalls?|landscapes?",
    "scenery": "scenery|scenic|views?|fjords?",
    "lakes": "lakes?",
    "islands": "islands?|island hopping",
    "desert": "desert|dunes",
    "volcano": "volcano(?:es)?|lava",
    "northern_lights": "northern lights|aurora",
    "stargazing": "stars|stargazing|milky way",
    "photography": "photography|photos|instagram\\w*",
    "literature": "literature|books|writers|harry potter",
    "film": "film|films|movies?|cinema|harry potter",
    "theme_parks": "theme parks?|disney\\w*|rollercoasters?",
    "budget": "cheap|cheaply|budget|affordable|inexpensive|low cost|backpack\\w*",
    "luxury": "luxury|luxurious|five star|posh|fancy|exclusive",
    "winter_sun": "winter sun|escape the cold|escape winter",
    "digital_nomads": "nomads?|remote work|work remotely|coworking",
    "lgbtq": "lgbtq?\\+?|gay|queer|pride",
    "walkable": "walkable|on foot|stroll",
    "road_trip": "road ?trip|drive around",
    "trains": "trains?|railways?",
    "gardens": "gardens?|flowers|blossoms?",
    "city_break": "city break|city trip|weekend in a city|cities|city|urban",
    "science": "science|technology|space",
    "sport": "football|stadium|sports?",
    "accessible": "wheelchair|accessible|step-free",
}
AUDIENCE_WORDS: dict[str, str] = {
    "families": "family|families|kids|children|child",
    "toddlers": "toddlers?|baby|babies|infants?|pram|buggy",
    "teenagers": "teens?|teenagers?|teenage",
    "couples": "couples?|romantic|girlfriend|boyfriend|wife|husband|partner|anniversary",
    "honeymooners": "honeymoon(?:ers)?|just married",
    "friends": "friends|mates|group|bachelor|bachelorette|stag|hen",
    "solo": "solo|alone|by myself|on my own",
    "seniors": "seniors?|retired|parents|grandparents|elderly|pensioners?",
    "backpackers": "backpack\\w*|hostels?|gap year",
    "business": "business|conference",
    "pets": "dogs?|pets?",
}
KIND_WORDS: dict[str, frozenset[str]] = {
    r"islands?": frozenset({"island", "archipelago"}),
    r"ski|skiing|snowboard\w*": frozenset({"ski_resort", "mountain"}),
    r"national parks?": frozenset({"national_park"}),
    r"beach|beaches|sea|seaside|ocean": frozenset({"beach_resort", "coast", "island", "archipelago", "surf_town"}),
    r"villages?|(?:little|small|sleepy|tiny|pretty)(?: \w+)? towns?|small places?": frozenset({"village", "town"}),
    r"(?:big|large|buzzing) (?:\w+ )?cit(?:y|ies)|metropolis|mega-?cit(?:y|ies)": frozenset({"city", "capital"}),
    r"capitals?": frozenset({"capital"}),
    r"lakes?": frozenset({"lake"}),
}
CLIMATE_WORDS: dict[str, str] = {
    "mild": r"not too hot|not too warm|mild|moderate|pleasant|not scorching|cooler|spring-like",
    "hot": r"(?:really|very|properly|nice and) hot|hot (?:weather|days|climate|and (?:dry|sunny))|scorching",
    "warm": r"warm(?! (?:bed|welcome|people|water|bath|shower|meal|food|heart|room|jacket|clothes|up))|warmer|warmth|"
    r"summery|hot(?! (?:springs?|chocolate|tub|bath|water|meal|food|spots?|pot|air|wine|stones?))",
    "cold": r"cold(?! (?:beers?|drinks?|war|water|plunge))|snow|snowy|wintry",
    "cool": r"cool (?:weather|climate|summer|air|and (?:fresh|green))|cooler|escape the heat",
    "dry": r"dry|no rain|without rain|not rainy|rain-?free",
}

SUNNY = re.compile(r"\b(?:sun|sunny|sunshine|swim(?:ming)?|t-?shirts?|beach(?:es)?|sunbath\w+)\b")
"""Words that want warmth, too, but not at any price: no place is left out for them."""
SNOWY = frozenset({"ski", "northern_lights", "christmas_markets"})
"""With these the sun is no warmth."""

_COMPANIONS: dict[str, frozenset[str]] = {
    "family": frozenset({"families"}),
    "toddler": frozenset({"toddlers", "families"}),
    "couple": frozenset({"couples"}),
    "friends": frozenset({"friends"}),
    "solo": frozenset({"solo"}),
}
_COMPILED = {
    table: {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in source.items()}
    for table, source in (("tag", TAG_WORDS), ("audience", AUDIENCE_WORDS), ("climate", CLIMATE_WORDS))
}
_KINDS = [(re.compile(rf"\b(?:{pattern})\b"), kinds) for pattern, kinds in KIND_WORDS.items()]


@dataclass(frozen=True)
class Named:
    """What is said by name; ``kinds`` are sets of which a destination should be one."""

    tags: frozenset[str]
    audiences: frozenset[str]
    climate: frozenset[str]
    kinds: tuple[frozenset[str], ...]


def named(text: str) -> Named:
    """The tags, people, climate and kinds of place that ``text`` names."""
    plain = text.casefold()
    climate = _found("climate", plain)
    if "mild" in climate:
        climate -= {"hot", "warm"}
    if "hot" in climate:
        climate -= {"warm"}
    return Named(
        tags=_found("tag", plain),
        audiences=_found("audience", plain),
        climate=climate,
        kinds=tuple(kinds for pattern, kinds in _KINDS if pattern.search(plain)),
    )


def climate_hinted(text: str, found: Named) -> frozenset[str]:
    """The climate that is wished without being named: warmth for sun and sea."""
    hinted = SUNNY.search(text.casefold()) and not found.climate and not SNOWY & found.tags
    return frozenset({"warm"}) if hinted else frozenset()


def not_in_snow(climate: Iterable[str], found: Named) -> frozenset[str]:
    """A climate that was concluded; who names the snow wants no warmth."""
    return frozenset(climate) - (frozenset({"warm", "hot"}) if SNOWY & found.tags else frozenset())


def companions(word: str | None) -> frozenset[str]:
    """The audiences of the slot ``companions``."""
    return _COMPANIONS.get(word or "", frozenset())


def _found(table: str, plain: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _COMPILED[table].items() if pattern.search(plain))
