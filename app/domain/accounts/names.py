"""What people are called: display names as they write them, handles derived from those."""

import re
import secrets
import unicodedata

from app.kernel.errors import InvalidInput

MAX_NAME_LENGTH = 80
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean_display_name(text: str, field: str = "display_name") -> str:
    """A display name without needless blanks, in composed form.

    Raises: InvalidInput, tied to `field`, when it is empty, too long, or holds what cannot be shown safely.
    """
    name = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    if not any(unicodedata.category(char)[0] in "LNPS" for char in name):
        raise InvalidInput(fields={field: "Tell us what to call you."})
    if len(name) > MAX_NAME_LENGTH:
        raise InvalidInput(fields={field: "This name is too long: 80 characters at most."})
    if any(char in _BIDI_CONTROLS or unicodedata.category(char) in ("Cc", "Cs") for char in name):
        raise InvalidInput(fields={field: "This name has characters that cannot be shown."})
    return name


def derive_handle(display_name: str) -> str:
    """A handle's first wish: the name in plain letters and dashes, 30 characters at most."""
    plain = unicodedata.normalize("NFKD", display_name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:30].strip("-") or "shopper"


def other_handle(handle: str) -> str:
    """The same handle with a random tail, for when the first wish is taken."""
    return f"{handle}-{secrets.token_hex(3)}"
