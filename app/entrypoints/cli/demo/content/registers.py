"""Check digits of company, tax and article numbers. Makes invented numbers that are well formed.

The bases are chosen where no register hands numbers out (SIREN 0000..., article numbers with the
GS1 prefix 29, kept for use inside a shop), so that no number here is anybody's.
"""


def luhn_digit(body: str) -> str:
    """The Luhn check digit to append."""
    total = 0
    for index, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if index % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def french_numbers(serial: int) -> tuple[str, str]:
    """SIREN and VAT number. Source: INSEE; CGI art. 286 ter (key = (12 + 3 x (SIREN mod 97)) mod 97)."""
    body = f"0000{serial:04d}"
    siren = body + luhn_digit(body)
    return siren, f"FR{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"


def portuguese_numbers(serial: int) -> tuple[str, str]:
    """NIF and VAT number: weights 9 to 2, modulo 11."""
    body = f"9900{serial:04d}"
    total = sum(int(digit) * (9 - index) for index, digit in enumerate(body))
    check = (11 - total % 11) % 11 % 10
    return body + str(check), f"PT{body}{check}"


def italian_numbers(serial: int) -> tuple[str, str]:
    """Partita IVA (seven digits, the office of Florence, Luhn) and VAT number."""
    body = f"999{serial:04d}048"
    number = body + luhn_digit(body)
    return number, f"IT{number}"


def danish_numbers(serial: int) -> tuple[str, str]:
    """CVR number: weights 2 7 6 5 4 3 2 1, modulo 11; the next serial that has a check digit."""
    while True:
        body = f"99{serial:05d}"
        total = sum(int(digit) * weight for digit, weight in zip(body, (2, 7, 6, 5, 4, 3, 2), strict=True))
        check = -total % 11
        if check < 10:
            return f"{body}{check}", f"DK{body}{check}"
        serial += 1


def german_numbers(serial: int) -> tuple[str, str]:
    """Trade register and VAT number (ISO 7064 MOD 11,10)."""
    body = f"9999{serial:04d}"
    product = 10
    for digit in body:
        total = (int(digit) + product) % 10 or 10
        product = 2 * total % 11
    return f"HRB 0{serial} B", f"DE{body}{(11 - product) % 10}"


def article_number(serial: int) -> str:
    """An EAN-13 with the in-shop prefix 29."""
    body = f"29{serial:010d}"
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(body))
    return body + str(-total % 10)
