"""What stands beside an expression, and whether a word that is also a name, a verb or a rank means a date there."""

from __future__ import annotations

from world.dates.grammar import Found

DATE_PREPOSITIONS = frozenset(
    """on from until till to by around about before after between since starting beginning leaving leave depart
    departing arriving arrive back return returning out""".split()
)
_PRONOUNS = frozenset("i we you they he she it this that who which one there what".split())

# What may follow an ordinal without making it a rank ("the 2nd for a week", not "the 2nd hotel").
_AFTER_DAY = frozenset(
    """to until till through and or for at with please back return returning leaving coming if we i thanks thank from by
    on around morning afternoon evening night arriving departing but then when as out""".split()
)
_RANKED = frozenset(
    """one ones option options flight flights hotel hotels room rooms stay stays floor choice place offer result train
    car class row line time half street avenue century leg stop person cheapest best largest biggest most least world of
    question answer item anniversary birthday edition visit trip day night week weekend year quarter two three other
    few""".split()
)


def followed_by_thing(found: Found, ahead: int = 1, led: bool = False) -> bool:
    """Whether the word there makes the number before it a rank or a count. After a preposition only known things do."""
    code = found.after(ahead)
    if not code or not code[0].islower():
        return code[:1] in {"€", "$", "£", "%"}
    return code in _RANKED if led else code not in _AFTER_DAY


def month_is_verb(found: Found) -> bool:
    """Whether "may" or "march" beside a number is a verb: "we may 2 …", "may 4 of us"."""
    if found.line.text(found.start).lower() not in ("may", "march"):
        return False
    return found.before() in _PRONOUNS or found.after() == "of"


def year_of(found: Found, suffix: str = "") -> int | None:
    """The year said with an expression, None without one."""
    groups = found.match.groupdict()
    if groups.get("y" + suffix):
        return int(groups["y" + suffix])
    if groups.get("yy" + suffix):
        return 2000 + int(groups["yy" + suffix])
    relative = groups.get("rel" + suffix)
    return None if relative is None else found.today.year + (relative != "this")
