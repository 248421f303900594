"""Where in a town a stay should be: "near the old town", "in the centre", "by the sea"."""

from __future__ import annotations

import re

_AREA = (
    r"(?:city|town) cent(?:er|re)|cent(?:er|re)(?: of (?:town|the city))?|historic (?:cent(?:er|re)|"
    r"district|quarter)|old (?:town|city|quarter)|"
    r"downtown|midtown|uptown|waterfront|harbou?r|marina|seafront|promenade|main square|business district|"
    r"financial district|"
    r"city|airport|(?:main |central |train |railway |bus )*station|beach|sea|lake|river|port|university|west end|"
    r"(?:jewish|latin|gothic|french|arab) quarter|medina|castle|cathedral|slopes|ski lifts?|metro|subway|underground"
)
_NEAR = (
    r"(?:very |as |really )?(?:near(?:by)?(?: to)?|close to|closer to|next to|"
    r"not (?:(?:too|that|so|very|all that) )?far (?:away )?from|"
    r"(?:with)?in (?:easy )?walking distance (?:of|to|from)|"
    r"walking distance (?:of|to|from)|a short walk from|around the corner from|steps from|beside|opposite|"
    r"(?:right )?by(?= the\b))"
)
_STOP = (
    r"(?:and|or|but|for|from|to|with|on|in|at|under|below|up|not|no|less|between|this|next|that|which|"
    r"please|if|because|where|"
    r"max|maximum|around|about|is|are|was|has|have|starting|leaving|check|as|than|so|until|till|over|"
    r"during|per|so|then|also)"
)
_WORD = rf"(?!{_STOP}\b)[^\W\d_][\w'.-]*"
# "there", "here" and "me" point to something known already: no area is said.
_NEAR_PATTERN = re.compile(
    rf"\b{_NEAR} (?!there\b|here\b|it\b|me\b|us\b|that\b|this\b|where\b|my\b|the (?:same|hotel|first|"
    rf"second)\b)(?:the )?(?P<near>{_WORD}(?: {_WORD}){{0,3}})"
)
_IN_PATTERN = re.compile(
    rf"\b(?:in|at|on|by|around) (?:the )?(?P<near>{_AREA})(?![\w-])|\b(?P<lone>downtown|city "
    rf"cent(?:er|re)|old town)\b"
)
_TOO_WIDE = frozenset({"city"})


def find_near(folded: str) -> tuple[int, int, int] | None:
    """The wished area in folded text: (start of the cue, start and end of the area's words), None when none is said."""
    for match in (*_NEAR_PATTERN.finditer(folded), *_IN_PATTERN.finditer(folded)):
        group = "near" if match.groupdict().get("near") else "lone"
        if match[group] not in _TOO_WIDE:
            return match.start(), match.start(group), match.end(group)
    return None
