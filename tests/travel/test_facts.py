"""What follows from facts: visas by passport, plugs by shape, mains by class."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from tests.fakes.facts import country, entry, language
from travel.facts import Entry, Fit, Language, Visa, plug_fit, same_voltage, visa_for


def free_for(*groups: str) -> Entry:
    return Entry.model_validate(entry("mixed", list(groups)))


@pytest.mark.parametrize(
    ("destination", "groups", "nationality", "verdict"),
    [
        ("JP", ["EU"], "DE", Visa.FREE),
        ("JP", ["EU"], "EU", Visa.FREE),
        ("JP", ["EU"], "CH", Visa.UNKNOWN),
        ("JP", ["US"], "US", Visa.FREE),
        ("JP", ["US"], "CA", Visa.UNKNOWN),
        ("JP", [], "IN", Visa.UNKNOWN),
        ("IN", [], "IN", Visa.AT_HOME),
        ("FR", ["GB"], "GB", Visa.FREE),
        ("FR", [], "PL", Visa.AT_HOME),
        ("FR", [], "NO", Visa.AT_HOME),
        ("CH", [], "EU", Visa.AT_HOME),
        ("GB", [], "FR", Visa.UNKNOWN),
    ],
)
def test_what_a_passport_needs(destination: str, groups: list[str], nationality: str, verdict: Visa):
    assert visa_for(free_for(*groups), destination, nationality) is verdict


@pytest.mark.parametrize(
    ("home", "there", "fit"),
    [
        ("CF", "CF", Fit.FITS),
        ("CE", "CF", Fit.FITS),
        ("CF", "CJ", Fit.PARTLY),
        ("CF", "CFL", Fit.FITS),
        ("CF", "G", Fit.ADAPTER),
        ("G", "CF", Fit.ADAPTER),
        ("G", "G", Fit.FITS),
        ("AB", "A", Fit.PARTLY),
        ("A", "AB", Fit.FITS),
        ("AB", "I", Fit.ADAPTER),
        ("I", "I", Fit.FITS),
        ("N", "CN", Fit.FITS),
    ],
)
def test_plugs(home: str, there: str, fit: Fit):
    assert plug_fit(country("DE", plugs=list(home)), country("IT", plugs=list(there))) is fit


@pytest.mark.parametrize(
    ("home", "there", "same"),
    [
        (230, 220, True),
        (230, 240, True),
        (120, 100, True),
        (230, 120, False),
        (110, 220, False),
        (120, [127, 220], False),
    ],
)
def test_mains(home: Any, there: Any, same: bool):
    assert same_voltage(country("DE", voltage=home), country("IT", voltage=there)) is same


@pytest.mark.parametrize(
    "wrong",
    [
        {"plugs": ["Z"]},
        {"voltage": 12},
        {"currency": "euro"},
        {"as_of": "2025-13"},
        {"emergency": {"all": "call"}},
        {"emergency": {"coastguard": "112"}},
        {"languages": []},
        {"drives": "middle"},
        {"entry": entry("free", [])},
        {"entry": entry("visa", ["XX"])},
        {"colour": "red"},
    ],
)
def test_a_wrong_fact_is_refused(wrong: dict[str, Any]):
    with pytest.raises(ValidationError):
        country("PT", **wrong)


def test_a_language_has_all_phrases():
    known = language("el", "Greek").model_dump()
    del known["phrases"]["help"]
    with pytest.raises(ValidationError, match="help"):
        Language.model_validate(known)
