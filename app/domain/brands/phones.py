"""Telephone numbers as people in Europe write them, checked for length and brought to the international form.

Source: ITU-T E.164, and the national numbering plans for the lengths. Whether anybody answers is not known here.
"""

import re
from typing import NamedTuple


class Plan(NamedTuple):
    """A country's calling code, how many digits follow it, and what is dialled before them at home."""

    code: str
    shortest: int
    longest: int
    trunk: str = ""


_PLANS = {
    "AT": Plan("43", 4, 13, "0"), "BE": Plan("32", 8, 9, "0"), "BG": Plan("359", 6, 9, "0"),
    "CH": Plan("41", 9, 9, "0"), "CY": Plan("357", 8, 8), "CZ": Plan("420", 9, 9), "DE": Plan("49", 5, 13, "0"),
    "DK": Plan("45", 8, 8), "EE": Plan("372", 7, 8), "ES": Plan("34", 9, 9), "FI": Plan("358", 5, 12, "0"),
    "FR": Plan("33", 9, 9, "0"), "GB": Plan("44", 9, 10, "0"), "GR": Plan("30", 10, 10),
    "HR": Plan("385", 8, 9, "0"), "HU": Plan("36", 8, 9, "06"), "IE": Plan("353", 7, 9, "0"),
    "IS": Plan("354", 7, 9), "IT": Plan("39", 6, 11), "LI": Plan("423", 7, 9), "LT": Plan("370", 8, 8, "0"),
    "LU": Plan("352", 4, 11), "LV": Plan("371", 8, 8), "MC": Plan("377", 8, 9), "MT": Plan("356", 8, 8),
    "NL": Plan("31", 9, 10, "0"), "NO": Plan("47", 5, 8), "PL": Plan("48", 9, 9), "PT": Plan("351", 9, 9),
    "RO": Plan("40", 9, 9, "0"), "SE": Plan("46", 7, 10, "0"), "SI": Plan("386", 8, 8, "0"),
    "SK": Plan("421", 9, 9, "0"),
}  # fmt: skip
_BY_CODE = {plan.code: plan for plan in _PLANS.values()}
_WRITTEN = re.compile(r"(?:\+|00)?[0-9][0-9\s().\-/]*", re.ASCII)
_ELSEWHERE_SHORTEST, _LONGEST = 7, 15


def clean_phone(text: str, country: str) -> str | None:
    """A number with its country code, as typed where that was right; None when it can be no number.

    Without a country code it is read as one of `country`: 01 23 45 67 89 of France is +33 1 23 45 67 89.
    """
    typed = re.sub(r"\s+", " ", text).strip()
    if not _WRITTEN.fullmatch(typed):
        return None
    plain = re.sub(r"\D", "", typed.replace("(0)", ""))
    if typed.startswith("+") or plain.startswith("00"):
        digits = plain.removeprefix("00") if not typed.startswith("+") else plain
        plan = next((_BY_CODE[digits[:size]] for size in (2, 3) if digits[:size] in _BY_CODE), None)
        if plan is None:
            right = _ELSEWHERE_SHORTEST <= len(digits) <= _LONGEST and digits[0] != "0" and _varied(digits)
            return _as_typed(typed) if right else None
        national = digits[len(plan.code) :]
        kept = _as_typed(typed) if not (plan.trunk and national.startswith(plan.trunk)) else ""
    else:
        plan, kept, national = _PLANS.get(country), "", plain
        if plan is None:
            return None
    national = national.removeprefix(plan.trunk) if plan.trunk else national
    if not plan.shortest <= len(national) <= plan.longest or not _varied(national):
        return None
    if plan.trunk and national.startswith("0"):
        return None
    return kept or f"+{plan.code} {_grouped(national, plan)}"


def _varied(digits: str) -> bool:
    """One digit again and again is what people type to get past a form."""
    return len(set(digits)) > 1


def _as_typed(typed: str) -> str:
    shown = re.sub(r"\s*\(0\)\s*", " ", typed)
    return shown if shown.startswith("+") else "+" + shown.removeprefix("00").strip()


def _grouped(national: str, plan: Plan) -> str:
    """France reads pairs after the first digit; elsewhere threes are read everywhere."""
    first, size = (national[0], 2) if plan.code == "33" else ("", 3)
    rest = national[len(first) :]
    return " ".join(
        [*([first] if first else []), *(rest[at : at + size] for at in range(0, len(rest), size))]
    )
