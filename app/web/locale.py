"""Language and dates as the reader writes them (money is `wire.writing`). English is the source language; French is complete.

Translations are kept as one .po file a surface; they are read straight from there, so there is no build step.
"""

import io
from datetime import datetime
from pathlib import Path

from babel.dates import format_timedelta
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask
from flask_babel import Babel, Domain, get_locale, gettext

from app.kernel import clock
from app.web.viewer import LOCALES, MARKETS, current_locale
from app.wire.writing import written_locale

FOLDER = Path(__file__).parents[1] / "translations"


def init_locale(app: Flask) -> None:
    """Choose each answer's language and load the translations once.

    In templates `_()` takes what it is given for markup, so it is for words that stand in the template; a sentence
    from elsewhere is said by the filter `said`, and escaped like all text.
    """
    app.config["BABEL_DEFAULT_LOCALE"] = "en"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Paris"
    babel = Babel(app, locale_selector=lambda: str(written_locale(current_locale())))
    app.jinja_env.filters["ago"] = ago_text
    app.jinja_env.filters["said"] = gettext
    babel.domain_instance = Domain()
    catalogues = {locale: load_translations(locale) for locale in LOCALES}
    for locale in LOCALES:
        babel.domain_instance.cache[str(written_locale(locale)), "messages"] = catalogues[locale]

    def catalogue() -> Translations:
        chosen = get_locale()
        return catalogues.get(chosen.language if chosen else "en", catalogues["en"])

    # A page says a hundred sentences: the library's own way to the catalogue, taken each time, is half of its cost.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: catalogue().ugettext(text),
        lambda one, many, count: catalogue().ungettext(one, many, count),
        newstyle=True,
    )


def load_translations(locale: str) -> Translations:
    """Every surface's .po file of a locale, merged into one catalogue; English is the source and may have none."""
    merged = Catalog(locale=locale)
    for path in sorted((FOLDER / locale).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=locale):
                if message.id and message.string and not message.fuzzy:
                    merged.add(message.id, message.string, context=message.context)
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return Translations(compiled)


def market_names() -> list[tuple[str, str]]:
    """The markets with their countries' names, as the reader sorts them."""
    territories = written_locale(current_locale()).territories
    return sorted(((code, territories[code]) for code in MARKETS), key=lambda pair: pair[1])


def ago_text(moment: datetime) -> str:
    """How long ago, in words."""
    return format_timedelta(
        moment - clock.utcnow(), add_direction=True, locale=written_locale(current_locale())
    )
