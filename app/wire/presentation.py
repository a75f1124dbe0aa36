"""How an answer speaks: language, market, addresses, signing keys and the moment. Carried into every view."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.attribution.tokens import Keys
from app.kernel.money import Money
from app.wire.writing import money_text, written_locale

# Countries that do not take "en" in French; those that take "the" in English.
_FRENCH_IN = {
    **dict.fromkeys(
        ("BR", "CA", "CL", "DK", "GB", "JP", "KH", "LI", "LU", "MA", "MX", "PE", "PK", "PT", "VN"), "au"
    ),
    **dict.fromkeys(("AE", "NL", "PH", "US"), "aux"),
    **dict.fromkeys(("CY", "HK", "MC", "MG", "MT", "MU", "SG", "TW"), "à"),
}
_ENGLISH_WITH_THE = frozenset(("AE", "GB", "NL", "PH", "US"))


@dataclass(frozen=True, slots=True)
class Presentation:
    """The circumstances of one answer. `translate` turns an English sentence into the reader's."""

    locale: str
    market: str
    media_url: str
    link_keys: Keys
    now: datetime
    translate: Callable[[str], str] = str

    def money(self, money: Money) -> str:
        """A price as the reader writes it."""
        return money_text(money, self.locale)

    def in_country(self, code: str) -> str:
        """A country's name after its preposition: "in France", "au Danemark", "aux Pays-Bas"."""
        name = self.country(code)
        if self.locale == "fr":
            return f"{_FRENCH_IN.get(code, 'en')} {name}"
        return f"in the {name}" if code in _ENGLISH_WITH_THE else f"in {name}"

    def country(self, code: str) -> str:
        """A country's name in the reader's language."""
        return str(written_locale(self.locale).territories.get(code, code))
