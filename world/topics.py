"""Which single fact a question about a country is after, where it names one."""

from __future__ import annotations

import re

from world.folding import fold

_TOPICS = {
    "emergency": (
        r"\bemergency\b|\bambulances?\b|\bfire (?:brigade|department|service)\b|\bdial\b|\bcall (?:the )?police\b|"
        r"\bpolice (?:phone )?number\b|\bnumber (?:for|of) (?:the )?police\b|\bwhat'?s their (?:911|112|999)\b"
    ),
    "tipping": (
        r"\btipping\b|\bgratuit(?:y|ies)\b|\b(?:leave|give|pay) (?:a )?tips?\b|\b(?:how much|what|when) .{0,20}\btip\b|"
        r"\b(?:do|should|must|to) (?:i |you |we |they |people )?(?:have to |need to |usually |normally )?tip\b|"
        r"\btip (?:the )?(?:waiters?|drivers?|taxis?|staff|guides?|bartenders?)\b|\bservice charge\b|"
        r"\btips? in (?:the )?(?:restaurants?|hotels?|bars?|taxis?)\b"
    ),
    "driving": (
        r"\b(?:which|what|the (?:left|right|other|same|wrong)) (?:hand )?side\b|"
        r"\b(?:left|right)[- ]hand (?:traffic|drive)\b|\bdrive on (?:the )?(?:left|right)\b"
    ),
    "tap_water": (
        r"\btap water\b|\bfrom the tap\b|\bbottled water\b|\bdrink (?:the )?water\b|"
        r"\bwater\b.{0,25}\b(?:drinkable|potable|safe|ok|okay|clean)\b|\b(?:drinkable|potable|safe) water\b"
    ),
    "malaria": r"\bmal\w?ria\b",
    "yellow_fever": r"\byellow fever\b",
    "vaccinations": r"\bvac+ination\w*|\bvaccin\w*|\bjabs?\b|\bshots?\b|\bimmuni[sz]\w*|\binoculat\w*",
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = re.compile(
    r"\b(?:(jan)(?:uary)?|(feb)(?:ruary)?|(mar)(?:ch)?|(apr)(?:il)?|(may)(?! (?:i|we|you|one|they|be)\b)|(jun)e?|"
    r"(jul)y?|(aug)(?:ust)?|(sep)t?(?:ember)?|(oct)(?:ober)?|(nov)(?:ember)?|(dec)(?:ember)?)\b"
)
_PATTERNS = {name: re.compile(pattern) for name, pattern in _TOPICS.items()}


def months_named(text: str) -> list[int]:
    """Months (1 to 12) named in a question about the time of the year, in the order said, each once."""
    found = (match[match.lastindex or 0] for match in _MONTH.finditer(fold(text)))
    return list(dict.fromkeys(_MONTHS.index(name) + 1 for name in found))


def topics_of(text: str) -> frozenset[str]:
    """The facts that ``text`` asks for by name; empty when it asks in general."""
    folded = fold(text)
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(folded))
