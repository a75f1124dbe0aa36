"""The form in which a brand describes itself: what was typed, kept as typed, and what the domain makes of it."""

from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from app.domain.brands.describing import COUNTRIES, BrandDetails
from app.domain.brands.legal import FIELDS
from app.web.viewer import current_locale
from app.wire.writing import written_locale

LOCALES = ("fr", "en")
_ORDER = (
    *(
        "name",
        "slug",
        "country",
        "city",
        "tagline-fr",
        "tagline-en",
        "story-fr",
        "story-en",
        "accent",
        "domains",
    ),
    *(f"legal-{name}" for name in FIELDS),
)


@dataclass(slots=True)
class BrandForm:
    """What stands in the form's fields, by field name, exactly as typed."""

    values: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """One field's text."""
        return self.values.get(name, "")

    def details(self) -> BrandDetails:
        """The form as the domain takes it."""
        return BrandDetails(
            name=self.get("name"),
            country=self.get("country"),
            city=self.get("city"),
            tagline={locale: self.get(f"tagline-{locale}") for locale in LOCALES},
            story={locale: self.get(f"story-{locale}") for locale in LOCALES},
            accent=self.get("accent"),
            legal={name: self.get(f"legal-{name}") for name in FIELDS},
            domains=tuple(self.get("domains").splitlines()),
        )


def read_brand_form(form: MultiDict[str, str]) -> BrandForm:
    """What was sent."""
    return BrandForm({name: text[:5_000] for name, text in form.items()})


def filled_brand_form(details: BrandDetails) -> BrandForm:
    """A form that shows what is stored."""
    values = {
        "name": details.name,
        "country": details.country,
        "city": details.city,
        "accent": details.accent,
        "domains": "\n".join(details.domains),
    }
    values |= {f"tagline-{locale}": text for locale, text in details.tagline.items()}
    values |= {f"story-{locale}": text for locale, text in details.story.items()}
    values |= {f"legal-{name}": text for name, text in details.legal.items()}
    return BrandForm(values)


def country_options() -> list[tuple[str, str]]:
    """Countries by name in the reader's language, none chosen first."""
    names = written_locale(current_locale()).territories
    return [
        ("", "—"),
        *sorted(((code, str(names[code])) for code in COUNTRIES), key=lambda option: option[1]),
    ]


def in_form_order(faults: dict[str, str]) -> dict[str, str]:
    """Faults from the top of the form to its end, as one mends them."""
    return dict(
        sorted(faults.items(), key=lambda item: _ORDER.index(item[0]) if item[0] in _ORDER else len(_ORDER))
    )
