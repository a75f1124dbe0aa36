"""Which passwords are accepted: long enough, not among the commonest, not the person's own name or address.

Source: NIST SP 800-63B (length over composition rules, a block list, no forced change). No network is asked.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from app.kernel.errors import InvalidInput
from app.web.identity.common_passwords import COMMON_CORES, KEYBOARD_RUNS

MIN_LENGTH = 10
MAX_LENGTH = 200
_LEET = str.maketrans("013457@$!€", "oieastasie")


def check_new_password(password: str, own_words: Iterable[str] = (), field: str = "password") -> str:
    """A password that may be set, in normal form.

    Raises: InvalidInput, tied to `field`, when it is short, very long, common, or made of `own_words`.
    """
    fault = _fault(password, own_words)
    if fault:
        raise InvalidInput(fields={field: fault})
    return normal_form(password)


def normal_form(password: str) -> str:
    """The same password however the keyboard composed it."""
    return unicodedata.normalize("NFKD", password)


def _fault(password: str, own_words: Iterable[str]) -> str | None:
    if len(password) < MIN_LENGTH:
        return "This password is too short."
    if len(password) > MAX_LENGTH:
        return "Use at most 200 characters."
    lowered = password.casefold()
    if len(set(lowered)) < 4 or _is_run(lowered) or _is_common(lowered):
        return "This password is among the first that others would try. Choose another."
    if _is_own(lowered, own_words):
        return "This password is too close to your name or address. Choose another."
    return None


def _is_run(text: str) -> bool:
    """abcdefghij, 9876543210, qwertyuiop, and the same thing again and again."""
    steps = {ord(b) - ord(a) for a, b in pairwise(text)}
    if len(steps) == 1 and abs(steps.pop()) <= 1:
        return True
    half = re.fullmatch(r"(.{1,5}?)\1+", text)
    return half is not None or any(text in run or text in run[::-1] for run in KEYBOARD_RUNS)


def _is_common(text: str) -> bool:
    """A common word or two with the usual digits and signs around or inside."""
    bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
    for plain in (text, bare.translate(_LEET), text.translate(_LEET)):
        core = re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", plain))
        if core in COMMON_CORES or any(
            core[:cut] in COMMON_CORES and core[cut:] in COMMON_CORES for cut in range(3, len(core) - 2)
        ):
            return True
    digits = re.sub(r"\D", "", text)
    return len(digits) >= len(text) - 1 and len(text) < 14


def _is_own(text: str, own_words: Iterable[str]) -> bool:
    rest = text
    for word in own_words:
        for part in re.split(r"[^\w]+", word.casefold()):
            if len(part) >= 4:
                rest = rest.replace(part, "")
    return rest != text and len(rest) < 6
