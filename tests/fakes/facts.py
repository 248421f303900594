"""A small world: facts of a few countries and phrases of a few languages, as the catalogue has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from travel.facts import Country, Language, Phrase


@dataclass(frozen=True)
class MemoryCountries:
    """``CountryFacts`` from what it is given."""

    by_code: dict[str, Country]
    by_language: dict[str, Language]

    def country(self, code: str) -> Country | None:
        return self.by_code.get(code)

    def language(self, code: str) -> Language | None:
        return self.by_language.get(code)

    def languages(self) -> Sequence[str]:
        return sorted(self.by_language)


def country(code: str, **facts: Any) -> Country:
    """A plain European country, with what a test needs otherwise."""
    plain = {
        "country": code,
        "as_of": "2025-06",
        "currency": "EUR",
        "languages": ["pt"],
        "plugs": ["C", "F"],
        "voltage": 230,
        "frequency": 50,
        "drives": "right",
        "emergency": {"all": "112"},
        "tap_water": "safe",
        "vaccinations": {"advised": [], "yellow_fever": "none", "malaria": "none"},
        "entry": entry("schengen", ["EU", "GB", "US"]),
        "safety": f"Calm by most measures in {code}, mind your bag in crowds.",
        "tipping": "Round up in restaurants.",
    }
    return Country.model_validate({**plain, **facts})


def entry(
    scheme: str, free_for: list[str], days: int | None = 90, note: str = "Bring a valid passport."
) -> dict[str, Any]:
    return {"scheme": scheme, "days": days, "free_for": free_for, "note": note}


def language(code: str, name: str, **phrases: tuple[str, str]) -> Language:
    """A language with made-up words for the phrases that are not given."""
    said = {key: phrases.get(key, (f"{code}-{key}", f"{code.upper()} {key}")) for key in get_args(Phrase)}
    shaped = {key: {"text": text, "say": say} for key, (text, say) in said.items()}
    return Language.model_validate({"language": code, "name": name, "native": name.lower(), "phrases": shaped})


COUNTRIES = [
    country("PT"),
    country("DE", languages=["de", "en"]),
    country("IT", languages=["it"], emergency={"all": "112", "ambulance": "118"}, plugs=["C", "F", "L"]),
    country("GB", languages=["en"], plugs=["G"], currency="GBP", drives="left", entry=entry("eta", [], 180)),
    country("CH", languages=["de"], plugs=["C", "J"], currency="CHF", also=["EUR"], entry=entry("schengen", ["GB"])),
    country("GR", languages=["el"]),
    country(
        "JP",
        languages=["ja"],
        plugs=["A", "B"],
        voltage=100,
        frequency=[50, 60],
        drives="left",
        currency="JPY",
        emergency={"police": "110", "ambulance": "119", "fire": "119"},
        entry=entry("visa_free", ["EU", "US"]),
    ),
    country("NO", languages=["nb"], currency="NOK"),
    country("AU", languages=["en"], plugs=["I"], currency="AUD", drives="left"),
    country(
        "VN",
        languages=["vi"],
        currency="VND",
        tap_water="bottled",
        entry=entry("e_visa", ["GB"], 45, "The passport must be valid for six months on arrival."),
        vaccinations={
            "advised": ["hepatitis A", "typhoid"],
            "yellow_fever": "from_risk_countries",
            "malaria": "some_regions",
        },
    ),
    country("MH", languages=["en"], emergency={}, entry=entry("mixed", [], None)),
]  # fmt: skip
LANGUAGES = [
    language("el", "Greek", thank_you=("ευχαριστώ", "ef-ha-ree-STOH"), yes=("ναι", "NEH")),
    language("pt", "Portuguese", thank_you=("obrigado / obrigada", "oh-bree-GAH-doo")),
    language("ja", "Japanese", hello=("こんにちは", "kon-nee-chee-WAH")),
]
FACTS = MemoryCountries({one.country: one for one in COUNTRIES}, {one.language: one for one in LANGUAGES})
