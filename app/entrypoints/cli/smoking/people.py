"""Who plays a part: their log-ins, and logging in by the forms, with a code where a second factor is asked."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

import pyotp

from app.entrypoints.cli.smoking.outside import Outside, StepFailed, expect, said

STEP_SECONDS = 30
CODE_TRIES = 3


@dataclass(frozen=True, slots=True)
class LogIn:
    """How somebody logs in."""

    role: str
    email: str
    password: str
    totp_secret: str = ""


DOCUMENTED = {
    "shopper": LogIn("shopper", "shopper@demo.example", "vitrine-demo-2026"),
    "brand": LogIn("brand", "kerzhal@demo.example", "vitrine-demo-2026"),
    "moderator": LogIn(
        "moderator", "moderator@demo.example", "vitrine-demo-2026", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    ),
}
"""The demo log-ins as the README gives them, for a copy of which only the address is known."""


def read_log_ins(data_dir: Path | None) -> dict[str, LogIn]:
    """The log-ins that a copy's seed wrote, or the documented ones.

    Raises: StepFailed when the file is there and cannot be used.
    """
    file = data_dir / "demo.json" if data_dir else None
    if file is None or not file.exists():
        return dict(DOCUMENTED)
    try:
        entries = json.loads(file.read_text())
        found = {
            entry["role"]: LogIn(
                entry["role"], entry["email"], entry["password"], entry.get("totp_secret", "")
            )
            for entry in entries
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StepFailed(f"{file} does not hold the demo log-ins: {error!r}") from error
    missing = sorted(set(DOCUMENTED) - set(found))
    if missing:
        raise StepFailed(f"{file} has no log-in for: {', '.join(missing)}")
    return found


def log_in(url: str, who: LogIn) -> Outside:
    """Log in by the form; answers the browser that is signed in."""
    person = Outside(url, who.role)
    fields = [("email", who.email), ("password", who.password), ("next", "/")]
    answer = person.submit("/login", fields, person.csrf("/login"))
    if answer.status_code != 303:
        raise StepFailed(
            f"log-in of {who.email} was refused with {answer.status_code}: {said(answer)};"
            " is this a copy with the demo shop?"
        )
    if answer.headers["Location"].endswith("/two-factor"):
        _give_code(person, who)
    return person


def _give_code(person: Outside, who: LogIn) -> None:
    """Give a code of the authenticator. Each works once: one that is used up is followed by the next one's turn."""
    if not who.totp_secret:
        raise StepFailed(f"{who.email} is asked for a second factor, and no secret is known")
    token, said_last = person.csrf("/two-factor"), ""
    for _ in range(CODE_TRIES):
        code = pyotp.TOTP(who.totp_secret).now()
        answer = person.submit("/two-factor", [("code", code)], token)
        if answer.status_code == 303:
            return
        said_last = said(expect(answer, 422))
        time.sleep(STEP_SECONDS - time.time() % STEP_SECONDS + 0.5)
    raise StepFailed(f"no code of {who.email} was taken: {said_last}")
