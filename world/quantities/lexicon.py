"""Words for what a stay offers, for interests and for company, on folded text, with the names they stand for."""

from __future__ import annotations

import re

AMENITIES = {
    "pool": r"(?:swimming |indoor |outdoor |heated |rooftop |infinity )?pools?",
    "wifi": r"(?:free |fast |good )?(?:wi-? ?fi|wireless(?: internet)?|internet)",
    "parking": r"(?:free |car )?parking(?: (?:space|spot|lot))?|garage|car park",
    "gym": r"gym|fitness (?:room|cent(?:er|re)|studio)|workout room",
    "spa": r"spa|sauna|hammam|jacuzzi|hot tub|whirlpool",
    "pets": r"pets?|pet[- ]friendly|dogs?|dog[- ]friendly|pets? (?:are )?allowed",
    "air_conditioning": r"air[- ]?con(?:ditioning|ditioned)?|a/c|aircon|climate control",
    "kitchen": r"kitchen(?:ette)?|self[- ]catering|cooking facilities",
    "beachfront": r"beach[- ]?front|(?:right |directly )?on the beach|sea ?front|ocean ?front|beachside",
    "family_rooms": r"family[- ]rooms?|connecting rooms|kids'? club|(?:baby )?(?:cot|crib)",
    "bar": r"(?:rooftop |hotel )?bar",
    "restaurant": r"(?:hotel |on-site )?restaurant",
    "laundry": r"laundry(?: service)?|washing machine|washer",
    "airport_shuttle": r"(?:free )?(?:airport )?shuttle(?: bus| service)?|airport (?:transfer|pick-?up)s?",
    "accessible": r"(?:wheelchair|step-free|disabled|handicap)(?:[- ](?:accessible|access|friendly))?|accessible(?: "
    r"room)?|step-free",
}
BOARD = {
    "all_inclusive": r"all[- ]inclusive|ai board|all inc",
    "full_board": r"full[- ]board|all meals(?: included)?|three meals",
    "half_board": r"half[- ]board|breakfast and dinner|dinner included",
    "breakfast": r"breakfasts?(?: (?:is )?included)?|bed (?:and|&) breakfast|b ?& ?b|bnb",
}

INTERESTS = {
    "adventure": r"adventur\w+|adrenaline|bungee|rafting|zip ?lin\w+",
    "architecture": r"architectur\w+|modernist buildings",
    "art": r"art|arts|galler(?:y|ies)|museums?|paintings?",
    "beach": r"beach(?:es)?|sandy|sunbath\w+|by the sea|seaside",
    "beer": r"beers?|breweries|brewery|pubs?",
    "budget": r"budget[- ]friendly|cheap(?:ish)?|inexpensive|affordable|not (?:too )?expensive",
    "castles": r"castles?|fortress(?:es)?|palaces?",
    "christmas_markets": r"christmas markets?|xmas markets?",
    "city_break": r"city[- ]breaks?|city trips?|city[- ]?trip",
    "climbing": r"climb(?:ing)?|bouldering|via ferrata",
    "coffee": r"coffee|caf[eé]s?",
    "cycling": r"cycl(?:e|ing)|bik(?:e|ing)|bike rides?|mountain biking",
    "desert": r"deserts?|dunes?",
    "digital_nomads": r"digital nomads?|remote(?:ly)? work\w*|work(?:ing)? remotely|coworking|workation",
    "diving": r"(?:scuba )?div(?:e|ing)|scuba",
    "family": r"famil(?:y|ies)[- ]friendly|for (?:the )?kids|with (?:the )?kids|child[- ]friendly|kid[- ]friendly|"
    r"toddler[- ]friendly",
    "festivals": r"festivals?|carnival",
    "film": r"film locations?|movie locations?|cinema",
    "food": r"food|foodies?|eat(?:ing)? (?:well|out)|cuisine|gastronom\w+|tapas|good restaurants|restaurants",
    "gardens": r"gardens?|botanic\w*",
    "golf": r"golf(?:ing)?",
    "hiking": r"hik(?:e|es|ing)|trek(?:king|s)?|walking holiday|trails?|long walks|mountain walks",
    "history": r"histor(?:y|ic|ical)|ancient|medieval|archaeolog\w+",
    "hot_springs": r"hot springs?|thermal (?:baths?|springs?|spas?)|onsens?",
    "islands": r"islands?|island[- ]hopping",
    "lakes": r"lakes?|lakeside",
    "lgbtq": r"lgbtq?\w*|gay[- ]friendly|queer",
    "literature": r"literature|literary|bookshops?",
    "luxury": r"luxur(?:y|ious)|five-star|upmarket|high-end|fancy|posh",
    "markets": r"markets?|bazaars?|souks?",
    "music": r"music|concerts?|jazz|opera|gigs",
    "nature": r"nature|natural beauty|national parks?|forests?|outdoors?|wilderness",
    "nightlife": r"night ?life|party(?:ing)?|parties|clubbing|clubs|bars",
    "northern_lights": r"northern lights|aurora(?: borealis)?",
    "photography": r"photograph\w+",
    "quiet": r"quiet|not (?:too |so |very )?(?:crowded|busy|touristy)|few(?:er)? (?:crowds|tourists)|uncrowded|off "
    r"the beaten (?:track|path)|"
    r"peaceful|no crowds|without (?:the )?crowds|less touristy|away from (?:the )?(?:crowds|tourists)|secluded",
    "relaxation": r"relax(?:ed|ing|ation)?|chill(?:ed|ing)?(?: out)?|unwind|lazy|do nothing",
    "religion": r"religio\w+|pilgrimages?|churches|cathedrals?",
    "river": r"rivers?|river cruises?",
    "road_trip": r"road[- ]?trips?|scenic drives?",
    "romance": r"romantic|romance|honeymoon\w*|anniversary",
    "ruins": r"ruins|archaeological sites?",
    "safari": r"safaris?|game drives?",
    "sailing": r"sail(?:ing)?|yacht\w*",
    "scenery": r"scenery|scenic|landscapes?|views|mountains?|fjords?",
    "science": r"science|planetarium|observatory",
    "shopping": r"shopping|shops|malls?|outlets?",
    "ski": r"ski(?:ing)?|snowboard\w*|slopes",
    "snorkelling": r"snorkel\w*",
    "sport": r"sports?|football matches|marathons?",
    "stargazing": r"star ?gazing|dark skies",
    "street_food": r"street food|food markets?|food stalls?",
    "surf": r"surf(?:ing)?|kite ?surf\w*|waves",
    "temples": r"temples?|shrines?|pagodas?",
    "theme_parks": r"theme parks?|amusement parks?|rollercoasters?|disney\w*|water ?parks?",
    "trains": r"scenic (?:trains?|railways?)|train journeys?|by rail",
    "volcano": r"volcano(?:es)?|volcanic",
    "walkable": r"walkable|no car needed|without a car|on foot",
    "wellness": r"wellness|yoga|retreats?|spa (?:weekend|break|holiday)",
    "whale_watching": r"whales?|whale[- ]watching|dolphins?",
    "wildlife": r"wildlife|animals?|bird ?watching|birding|birds",
    "wine": r"wine(?:s|ries|ry)?|vineyards?|wine tasting",
    "winter_sun": r"winter sun|sun(?:ny|shine)?|warm(?:er|th)?|hot weather|somewhere hot|heat",
    "accessible": r"wheelchair\w*|accessible|step-free",
}

COMPANIONS = {
    "family": r"famil(?:y|ies)|kids|children|sons?|daughters?|parents|teenagers?",
    "toddler": r"toddlers?|bab(?:y|ies)|infant|pram|stroller",
    "couple": r"couples?|wife|husband|girlfriend|boyfriend|partner|fianc[eé]e?|honeymoon\w*|spouse|anniversary",
    "friends": r"friends?|mates|buddies|girls'? (?:trip|weekend)|stag (?:do|party|weekend)|hen (?:do|party|weekend)|"
    r"bachelor(?:ette)?",
    "solo": r"solo|alone|by myself|on my own|just me|only me",
}


def compiled(words: dict[str, str]) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern over all ``words``, the names of its groups being the keys of the second value."""
    groups = {f"g{index}": name for index, name in enumerate(words)}
    alternatives = "|".join(f"(?P<g{index}>{pattern})" for index, pattern in enumerate(words.values()))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])"), groups
