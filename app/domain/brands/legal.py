"""The trader's details that the law asks a marketplace to collect and to show, checked as each country writes them.

Source: Regulation (EU) 2022/2065 (DSA) art. 30; check digits by python-stdnum.
"""

import re
from collections.abc import Callable, Mapping

from stdnum.be import vat as be_vat
from stdnum.ch import uid as ch_uid
from stdnum.ch import vat as ch_vat
from stdnum.es import nif as es_nif
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError
from stdnum.fr import siren as fr_siren
from stdnum.fr import siret as fr_siret
from stdnum.gb import vat as gb_vat
from stdnum.it import iva as it_iva
from stdnum.pt import nif as pt_nif

from app.domain.brands.phones import clean_phone

FIELDS = ("name", "address", "phone", "email", "register", "vat", "certified")
"""`certified` is "1" once the brand declared that it offers only what complies with the law."""

_REQUIRED = {
    "name": "Write the company's name as it is registered.",
    "address": "Write the postal address of the company.",
    "phone": "Write a telephone number with its country code, such as +33 1 23 45 67 89.",
    "email": "Write an e-mail address that customers may use.",
    "certified": "Please confirm this: without it the law does not let us show the brand.",
}
_LIMITS = {"name": 200, "address": 400, "phone": 30, "email": 254, "register": 60, "vat": 20, "certified": 1}
_EMAIL = re.compile(r"[^@\s]{1,64}@(?:[^@\s.]+\.)+[^@\s.]{2,63}")
_NO_PHONE = "This is no telephone number: please check each digit and the country code."
_RCS = re.compile(r"(?i)(RCS(?:\s+[^\W\d]+(?:[\s'’-]+[^\W\d]+)*)?\s+)?(.*)", re.DOTALL)
_VAT_PREFIX = {"GR": "EL"}


def clean_legal(legal: Mapping[str, str], country: str) -> tuple[dict[str, str], dict[str, str]]:
    """The details trimmed and compact, and what is wrong with them by field ("legal-name", ...)."""
    clean = {name: legal.get(name, "").strip().replace("\r\n", "\n") for name in FIELDS}
    faults: dict[str, str] = {}
    for name, text in clean.items():
        if not text and name in _REQUIRED:
            faults[name] = _REQUIRED[name]
        elif len(text) > _LIMITS[name] or "\x00" in text:
            faults[name] = "This is longer than it can be, or holds a character that cannot be kept."
    if "email" not in faults and not _EMAIL.fullmatch(clean["email"]):
        faults["email"] = _REQUIRED["email"]
    if "phone" not in faults:
        number = clean_phone(clean["phone"], country)
        clean["phone"] = number or clean["phone"]
        faults |= {} if number else {"phone": _NO_PHONE}
    if clean["register"] and "register" not in faults:
        clean["register"], fault = _clean_register(clean["register"], country)
        faults |= {"register": fault} if fault else {}
    if clean["vat"] and "vat" not in faults:
        clean["vat"], fault = _clean_vat(clean["vat"], country)
        faults |= {"vat": fault} if fault else {}
    if not faults.keys() & {"vat", "register"} and _other_company(clean["register"], clean["vat"]):
        faults["vat"] = "This VAT number belongs to another company than the SIREN above."
    kept = {name: text for name, text in clean.items() if text}
    return kept, {f"legal-{name}": fault for name, fault in faults.items()}


def _clean_register(text: str, country: str) -> tuple[str, str]:
    checks: dict[str, tuple[Callable[[str], str], str]] = {
        "FR": (_siren_or_siret, "This is no SIREN (9 digits) or SIRET (14 digits): please check each digit."),
        "BE": (be_vat.validate, "This is no Belgian enterprise number: please check each digit."),
        "CH": (ch_uid.validate, "This is no Swiss UID (CHE-123.456.789): please check each digit."),
        "ES": (es_nif.validate, "This is no Spanish NIF: please check each character."),
        "IT": (it_iva.validate, "This is no Italian partita IVA: please check each digit."),
        "PT": (pt_nif.validate, "This is no Portuguese NIF: please check each digit."),
    }
    if country not in checks:
        return text, ""
    check, fault = checks[country]
    try:
        return check(text), ""
    except ValidationError:
        return text, fault


def _siren_or_siret(text: str) -> str:
    """Bare digits, or as on letterheads: RCS Lyon 732 829 320."""
    town, number = _RCS.match(text.strip()).groups()  # type: ignore[union-attr]  # every text matches
    digits = fr_siren.compact(number)
    clean = fr_siren.validate(digits) if len(digits) == 9 else fr_siret.validate(digits)
    return f"{town.strip()} {clean}" if town else str(clean)


def _clean_vat(text: str, country: str) -> tuple[str, str]:
    fault = "This is no valid VAT number: please check it, with its country letters, such as FR40303265045."
    written = re.sub(r"[\s.\-]", "", text).upper()
    try:
        if country == "CH":
            return ch_vat.validate(written), ""
        if country == "GB":
            return "GB" + gb_vat.validate(written), ""
        prefix = _VAT_PREFIX.get(country, country)
        return eu_vat.validate(written if written[:2].isalpha() else prefix + written), ""
    except ValidationError:
        return text, fault


def _other_company(register: str, vat: str) -> bool:
    """Whether a French VAT number names another SIREN than the register number does."""
    siren = re.search(r"(?:^|\s)(\d{9})(?:\d{5})?$", register)
    return bool(siren and re.fullmatch(r"FR\w\w\d{9}", vat) and vat[-9:] != siren[1])
