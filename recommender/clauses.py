"""A wish taken apart: what it asks for, part by part, and what it does not want."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 2
"""Parts that are read on their own, besides the whole."""

_NEVER = r"(?:not|\w+n't|no|nothing|never|nowhere|without)"
_VERY = (
    r"(?: be| been| being| too| so| that| very| really| all| much| the| one of(?: the| those)?| those| any|"
    r" want(?: to)?| like)*"
)
_TOURISTS = r"(?:touristy|tourist\w*|crowd\w*|busy|overrun|mass tourism|overtourism|queues?|hordes?|packed)"
_FAR = r"(?:long(?:[ -]haul)?(?: \w+)? (?:flights?|journeys?)|(?:too |that |so )?far(?: away)?|flights?|flying)"
_POSITIVE: tuple[tuple[str, str], ...] = (
    (
        rf"(?:{_NEVER}|less){_VERY} (?:usual |big |mass |huge )?{_TOURISTS}(?: (?:places?|spots?|traps?|of \w+))?",
        "quiet uncrowded",
    ),
    (
        r"(?:fewer|less|few|(?:hardly|barely|scarcely) any|(?:far |away )from(?: all)?|avoid(?:ing)?|hates?|escape)"
        r"(?: the| big| huge)* (?:tourist\w*|crowds?|people|queues|busy|hordes?|mass tourism|overtourism)",
        "quiet uncrowded",
    ),
    (rf"{_NEVER}{_VERY}(?: cost\w*| spend\w*)* (?:expensive|pricey|costly|a fortune|money|fancy|posh)", "cheap"),
    (r"(?:do(?:es)?n't|not|won't)(?: \w+){0,2} (?:break the bank|cost the earth)", "cheap"),
    (rf"{_NEVER}{_VERY} (?:hot|warm|scorching|sweat\w*|boiling|heat|humid\w*)", "mild"),
    (rf"{_NEVER}{_VERY}(?: to)? (?:cold|freez\w*|chilly|cool)", "mild weather"),
    (rf"{_NEVER}{_VERY} (?:rain\w*|wet|showers)|{_NEVER}(?: \w+){{0,5}} (?:monsoon(?: rain)?|rainy season)", "dry"),
    (rf"{_NEVER}{_VERY} (?:boring|dull)", "exciting"),
    (rf"(?:{_NEVER}|avoid\w*|hates?)(?: \w+){{0,2}} ?{_FAR}", ""),
    (r"(?:not|\w+n't) (?:only|just|necessarily|mind|afraid)(?! another)|no (?:problem|objection)s?(?: with| to)?", ""),
    (r"(?:not|\w+n't) just another", "no"),
    (r"isn't it|is it not|who doesn't (?:love|like|want)|there(?:'s| is) nothing (?:like|better than)", ""),
    (r"money (?:is no object|doesn't matter|is not an issue)", "luxury"),
    (r"(?:why not|whether or not|or not|if not|no idea|don't know|do not know|not sure|no matter|no plans?)", ""),
    (r"anything but (?:boring|dull)", "exciting"),
    (r"(?:nothing|anything) but", "only"),
    (r"(?:can(?:no|')t|cannot|couldn't) (?:wait|decide|get enough)", ""),
)
"""What is said with a "not" and means something that the catalogue knows; read before any other "not"."""
_LENGTH = re.compile(
    r"\b(?:(?:for|of|in|over) )?(?:(?:just|only|about|around) )?(?:(?:a|one|two|three|four|five|six|seven|ten|\d+|"
    r"a few|several|half a|another|the whole)(?: or \w+)?[ -])(?:whole |full )?"
    r"(?:weeks?|days?|nights?)(?! (?:old|trip))\b"
)
"""How long the trip is has nothing to do with what it is about, but weighs much in a short sentence."""
_REWRITE = [(re.compile(rf"\b{pattern}\b"), f" {meant} ") for pattern, meant in _POSITIVE]
_NOT = re.compile(
    r"\b(?:no|not|nothing(?! but)|none of (?:us|them)|nobody|without|never again|avoid(?:ing)?|except|skip|minus|"
    r"hates?|hating|dislikes?|boring|"
    r"bored (?:by|of|with)|(?:sick|tired) of|(?:had )?enough of|can(?:no|')t (?:stand|walk|swim|do|take)|"
    r"(?:afraid|scared) of|instead of|rather than|anything but|"
    r"(?:do|does|did|is|are|would|will)(?: not|n't)(?: \w+){0,1}? ?"
    r"(?:want|like|need|care|enjoy|fancy|into|do|have|fond|interested|keen)?)\b"
    r"(?: (?:for|in|of|about|on|to|a|an|the|any|more|another|see|do|go|be)\b)*"
)
_SPLIT = re.compile(
    r"[.,;:!?()\n]+|\s-+\s|"
    r"\b(?:but|and|plus|because|while|though|although|then|yet)\b"
)
_JOINT = re.compile(
    r"[.,;:!?()\n]+|\b(?:but|and|because|while|though|although|just|only|yet)\b|\s-+\s|"
    r"(?<= )(?:i|we)(?:'d| would)? (?:want|like|love|prefer|need|fancy)\b"
)
_BARE = re.compile(r"\w+\W+\w+")


@dataclass(frozen=True)
class Clauses:
    """``wanted`` is the wish without its refusals, ``parts`` its longest parts, ``refused`` what is not wanted."""

    wanted: str
    parts: tuple[str, ...]
    refused: tuple[str, ...]


def clauses(text: str) -> Clauses:
    """Take a wish apart; "not too hot" and the like are wishes of their own, not refusals."""
    plain = " ".join(text.casefold().replace("’", "'").split())
    for pattern, meant in _REWRITE:
        plain = pattern.sub(meant, plain)
    plain = _LENGTH.sub(" ", plain)
    wanted, refused = _refusals(plain)
    parts = [part.strip() for part in _SPLIT.split(wanted)]
    worth = [part for part in dict.fromkeys(parts) if _BARE.search(part)]
    longest = sorted(worth, key=len, reverse=True)[:LONGEST]
    kept = tuple(part for part in worth if part in longest)
    return Clauses(wanted=wanted, parts=kept if len(worth) > 1 else (), refused=refused)


def _refusals(plain: str) -> tuple[str, tuple[str, ...]]:
    """The text without what stands behind a "not" up to the next joint, and what stood there."""
    wanted, refused, start = [], [], 0
    while match := _NOT.search(plain, start):
        end = joint.start() if (joint := _JOINT.search(plain, match.end())) else len(plain)
        wanted.append(plain[start : match.start()])
        refused.append(plain[match.end() : end].strip())
        start = max(end, match.end())
    wanted.append(plain[start:])
    return " ".join(" ".join(wanted).split()), tuple(one for one in refused if one)
