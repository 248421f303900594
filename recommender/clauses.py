"""A wish taken apart: what it asks for, part by part, and what it does not want."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 3
"""Parts that are read on their own, besides the whole."""

_NEVER = r"(?:not|n't|isn't|aren't|no|nothing|never|nowhere|without)"
_VERY = r"(?: be| been| being| too| so| that| very| really| all| much| the)*"
_TOURISTS = r"(?:touristy|tourist\w*|crowd\w*|busy|overrun|mass tourism|overtourism|queues?|hordes?|packed)"
_FAR = r"(?:long(?:[ -]haul)?(?: \w+)? (?:flights?|journeys?)|(?:too |that |so )?far(?: away)?|flights?|flying)"
_POSITIVE: tuple[tuple[str, str], ...] = (
    (
        rf"(?:{_NEVER}|less){_VERY} (?:usual |big |mass |huge )?{_TOURISTS}(?: (?:places?|spots?|traps?|of \w+))?",
        "quiet uncrowded",
    ),
    (
        r"(?:fewer|less|few|(?:far |away )from(?: all)?|avoid(?:ing)?|hates?|escape)(?: the)? "
        r"(?:tourist\w*|crowds?|people|queues|busy)",
        "quiet uncrowded",
    ),
    (rf"{_NEVER}{_VERY}(?: cost\w*| spend\w*)* (?:expensive|pricey|costly|a fortune|money|fancy|posh)", "cheap"),
    (r"(?:do(?:es)?n't|not|won't)(?: \w+){0,2} (?:break the bank|cost the earth)", "cheap"),
    (rf"{_NEVER}{_VERY} (?:hot|warm|scorching|sweat\w*|boiling|heat|humid\w*)", "mild"),
    (rf"{_NEVER}{_VERY}(?: to)? (?:cold|freez\w*|chilly|cool)", "mild weather"),
    (rf"{_NEVER}{_VERY} (?:rain\w*|wet|showers)", "dry"),
    (rf"{_NEVER}{_VERY} (?:boring|dull)", "exciting"),
    (rf"(?:{_NEVER}|avoid\w*|hates?)(?: \w+){{0,2}} ?{_FAR}", ""),
    (r"(?:not|isn't|aren't|n't) (?:only|just|necessarily|mind|afraid)(?! another)", ""),
    (r"(?:not|isn't|aren't|n't) just another", "no"),
    (r"(?:why not|whether or not|or not|if not|no idea|don't know|do not know|not sure|no matter|no plans?)", ""),
    (r"(?:nothing|anything) but", "only"),
    (r"(?:can(?:no|')t|cannot|couldn't) (?:wait|decide|get enough)", ""),
)
"""What is said with a "not" and means something that the catalogue knows; read before any other "not"."""
_LENGTH = re.compile(
    r"\b(?:(?:for|of|in|over) )?(?:(?:just|only|about|around) )?(?:(?:a|one|two|three|four|five|six|seven|ten|\d+|a few|"
    r"several|half a|another|the whole)(?: or \w+)?[ -])(?:whole |full )?(?:weeks?|days?|nights?)(?! (?:old|trip))\b"
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
    r"\b(?:but|and|plus|with|because|as well as|while|though|although|where|who|that|so|then|yet|for)\b"
)
_JOINT = re.compile(r"[.,;:!?()\n]+|\b(?:but|and|because|while|though|although|just|only|yet)\b|\s-+\s")
_BARE = re.compile(r"[^\W\d_]{3,}")


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
