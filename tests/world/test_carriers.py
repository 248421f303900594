"""Airlines: the table is sound, and names in sentences are told from everyday words and places."""

from __future__ import annotations

import pytest

from world.carriers import carriers, find_carriers, same_brand


def named(text: str) -> list[tuple[str, bool]]:
    """(code, negated) of each airline named."""
    return [(carrier.code, negated) for _, _, carrier, negated in find_carriers(text)]


def test_the_table_is_sound() -> None:
    table = carriers()
    assert len(table) >= 110
    assert len({carrier.code for carrier in table}) == len(table)
    for carrier in table:
        assert len(carrier.code) == 2, carrier
        assert len(carrier.country) == 2, carrier
        assert carrier.hubs, carrier
        assert all(len(hub) == 3 and hub.isupper() for hub in carrier.hubs), carrier
        assert carrier.alliance in (None, "oneworld", "SkyTeam", "Star Alliance"), carrier
    assert {carrier.code for carrier in table if carrier.low_cost} >= {"FR", "U2", "W6", "WN", "AK"}
    assert {carrier.code for carrier in table if carrier.long_haul} >= {"LH", "EK", "SQ", "QF", "UA"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lufthansa", [("LH", False)]),
        ("with TAP please", [("TP", False)]),
        ("the TAP one", [("TP", False)]),
        ("not Ryanair", [("FR", True)]),
        ("not with British Airways", [("BA", True)]),
        ("no ryanair or wizz air please", [("FR", True), ("W6", True)]),
        ("KLM or Air France but not Transavia", [("KL", False), ("AF", False), ("HV", True)]),
        ("anything but Spirit", [("NK", True)]),
        ("I don't want to fly with easyJet", [("U2", True)]),
        ("fly Delta to Atlanta", [("DL", False)]),
        ("flights with Emirates", [("EK", False)]),
        ("by Turkish Airlines", [("TK", False)]),
        ("Alaska Airlines or Southwest", [("AS", False), ("WN", False)]),
        ("I prefer United.", [("UA", False)]),
        ("air  france", [("AF", False)]),
        ("Singapore Airlines via Singapore", [("SQ", False)]),
    ],
)
def test_airlines_are_found(text: str, expected: list[tuple[str, bool]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a trip to the Emirates",
        "flights to Alaska",
        "american food",
        "a turkish restaurant",
        "I want a lot of sun",
        "swiss chocolate",
        "play golf",
        "the sky is blue",
        "united we stand",
        "not that airline",
        "peach ice cream",
        "mail@ryanair.example",
        "",
    ],
)
def test_other_words_are_no_airlines(text: str) -> None:
    assert named(text) == []


def test_spans_cover_the_name() -> None:
    text = "not via London with British Airways, and no Ryanair"
    assert [text[start:end] for start, end, _, _ in find_carriers(text)] == ["British Airways", "Ryanair"]


@pytest.mark.parametrize(
    ("code", "brand"),
    [
        ("HV", {"HV", "TO"}),
        ("TO", {"TO"}),
        ("BY", {"BY", "TB", "X3"}),
        ("AK", {"AK", "D7", "FD", "QZ"}),
        ("AF", {"AF"}),
        ("TG", {"TG"}),
        ("CI", {"CI"}),
        ("??", {"??"}),
    ],
)
def test_a_brand_is_all_who_bear_its_name(code: str, brand: set[str]) -> None:
    assert same_brand(code) == brand
