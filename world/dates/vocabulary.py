"""Words of dates and what they stand for, with usual misspellings.

A word becomes a code: W4 (Friday), M3 (March), C12 (twelve), P2 (second), S1 (summer), T (a clock time said in a
word), a plain canonical word such as "week" or "christmas", or itself in lower case.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
NUMBERS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty""".split()
ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()

# Short names are too close to other words for a distance (match, marsh, julie), so their misspellings are listed.
_VARIANTS = {
    "M1": "jan", "M2": "feb febr", "M3": "mar mrach", "M4": "apr apirl aprill arpil", "M6": "jun juen",
    "M7": "jul juley jully", "M8": "aug agust augest auguest", "M9": "sep sept", "M10": "oct", "M11": "nov",
    "M12": "dec", "W0": "mon mondays", "W1": "tue tues tuesdays", "W2": "wed weds wednesdays wensday",
    "W3": "thu thur thurs thursdays", "W4": "fri fridays", "W5": "sat saturdays", "W6": "sun sundays",
    "S0": "spring springtime", "S1": "summer summertime", "S2": "autumn fall", "S3": "winter wintertime",
    "T": "noon midday midnight", "C30": "thirty", "P30": "thirtieth",
    "day": "days", "night": "nights nite nites", "week": "weeks wk wks", "month": "months mth mths",
    "year": "years yr yrs", "fortnight": "fortnights fortnite", "weekend": "weekends wknd weeknd",
    "tomorrow": "tmrw tmr tmrow tomoz tomorow tommorow", "today": "todya", "tonight": "tonite",
    "christmas": "xmas chrismas cristmas christmass", "valentine": "valentines", "president": "presidents",
    "patrick": "patricks patty paddy paddys pattys", "labor": "labour", "veteran": "veterans", "st": "saint",
    "morning": "mornings", "afternoon": "afternoons", "evening": "evenings",
    "next": "nxt", "till": "til", "through": "thru", "around": "arond", "couple": "cuple",
}  # fmt: skip

CODES = {
    **{word: f"M{number}" for number, word in enumerate(MONTHS, 1)},
    **{word: f"W{number}" for number, word in enumerate(WEEKDAYS)},
    **{word: f"C{number}" for number, word in enumerate(NUMBERS, 1)},
    **{word: f"P{number}" for number, word in enumerate(ORDINALS, 1)},
    **{variant: code for code, variants in _VARIANTS.items() for variant in variants.split()},
}

_LONG_WORDS = ["january", "february", *MONTHS[7:], *WEEKDAYS, "tomorrow", "weekend", "christmas", "thanksgiving"]
_ONE_SLIP_ONLY = 8  # below this length, and for christmas (christian), only one slip is forgiven
_LOOKALIKES = frozenset("augusta auguste augustus sundae sundry sunda sundar sunray frida friary monad mondial".split())


def code_of(word: str) -> str:
    """The code of a word in lower case without possessive ending; the word itself where it has none."""
    code = CODES.get(word)
    return code if code is not None else _nearest(word)


@lru_cache(maxsize=4096)
def _nearest(word: str) -> str:
    if not 5 <= len(word) <= 14 or word in _LOOKALIKES:
        return word
    for name in _LONG_WORDS:
        if name[0] == word[0]:
            slips = 1 if len(name) < _ONE_SLIP_ONLY or name == "christmas" else 2
            if OSA.distance(word, name, score_cutoff=slips) <= slips:
                return CODES.get(name, name)
    return word
