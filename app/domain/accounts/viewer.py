"""Who looks. Every read takes a viewer; nobody in particular is a viewer too."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person's point of view: who, in which language, shopping in which market."""

    account_id: int | None = None
    locale: str = "fr"
    market: str = "FR"


def say(texts: dict[str, str], locale: str) -> str:
    """A text in the reader's language, or the best there is: their own, English, French, unknown, any.

    Shapes: `texts` maps a locale to words; the key "" holds words whose language is not known.
    """
    for key in (locale, "en", "fr", ""):
        if texts.get(key):
            return texts[key]
    return next((words for words in texts.values() if words), "")
