"""Adds up what the phrases of one sentence say about who travels."""

from __future__ import annotations

from dataclasses import dataclass, field

from world.numerals import count_of
from world.parties.patterns import AGE

INFANT_BELOW_MONTHS = 24


def ages_in_months(phrase: str) -> list[int]:
    """The ages of a list such as "4 and 9" or "4, 7 and 18 months"; a number without a unit is years."""
    found = ((count_of(match["age"]) or 0, match["unit"] or "years") for match in AGE.finditer(phrase))
    return [number if unit.startswith("m") else number * 12 for number, unit in found]


@dataclass
class Tally:
    """Running sums; ``None`` means that nothing was said."""

    adults: int | None = None
    group: int | None = None
    party: int | None = None  # "a party of six" counts its children too
    family: int | None = None
    mates: int | None = None
    children: int | None = None
    infants: int | None = None
    rooms: int | None = None
    ages: list[int] = field(default_factory=list)
    parts: list[tuple[int, int]] = field(default_factory=list)

    @property
    def counts_people(self) -> bool:
        """Whether grown-up people were counted outright, not only named as "my wife"."""
        return any(number is not None for number in (self.adults, self.group, self.party, self.family))

    def add(self, name: str, number: int) -> None:
        """Add ``number`` to the sum called ``name``."""
        setattr(self, name, (getattr(self, name) or 0) + number)

    def add_young(self, noun: str, count: int, months: list[int]) -> None:
        """Children or infants: said ages decide, the noun where an age is missing."""
        for age in months:
            if age < INFANT_BELOW_MONTHS:
                self.add("infants", 1)
            else:
                self.add("children", 1)
                self.ages.append(age // 12)
        unsaid = count - len(months)
        if unsaid > 0:
            self.add("infants" if noun.startswith(("bab", "inf", "newborn", "lap")) else "children", unsaid)

    def grown_up(self, inclusive: bool) -> int | None:
        """How many adults all of it makes, None when only the young were counted."""
        young = (self.children or 0) + (self.infants or 0)
        if self.adults is not None:
            return self.adults + (self.mates or 0)
        if self.family is not None:
            return max(1, self.family - young) if young else min(2, self.family)
        if self.party is not None:
            return max(1, self.party - young)
        if self.group is not None:
            return max(1, self.group - young) if inclusive else self.group
        return self.mates

    def complete_family(self) -> None:
        """A family whose young were not counted: two adults and the rest children."""
        if self.family is not None and self.children is None and self.infants is None and self.adults is None:
            self.children = max(0, self.family - 2) or None
