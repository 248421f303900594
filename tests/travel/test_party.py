"""Who may travel together."""

from __future__ import annotations

import pytest

from travel.errors import BadQuery
from travel.party import MAX_SEATS, Party


@pytest.mark.parametrize(
    ("party", "seats", "people"),
    [
        (Party(), 1, 1),
        (Party(2, (4, 9)), 4, 4),
        (Party(2, (4,), 2), 3, 5),
        (Party(9), 9, 9),
        (Party(4, (2,) * 5, 4), 9, 13),
    ],
)
def test_infants_need_no_seat(party: Party, seats: int, people: int):
    assert (party.seats, party.people) == (seats, people)


@pytest.mark.parametrize(
    ("adults", "children", "infants", "problem"),
    [
        (0, (), 0, "no_adult"),
        (0, (8,), 0, "no_adult"),
        (10, (), 0, "too_many_people"),
        (5, (3,) * 5, 0, "too_many_people"),
        (1, (), 2, "more_infants_than_adults"),
    ],
)
def test_what_cannot_travel_is_refused_by_name(adults: int, children: tuple[int, ...], infants: int, problem: str):
    with pytest.raises(BadQuery) as refusal:
        Party(adults, children, infants)
    assert refusal.value.problem == problem


def test_a_full_party_is_not_refused():
    assert Party(MAX_SEATS, (), MAX_SEATS).people == 2 * MAX_SEATS
