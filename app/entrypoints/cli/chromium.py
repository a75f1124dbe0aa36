"""Finds the system's Chromium for journeys in a real browser. Downloads nothing."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HINT = "no Chromium found (looked for VITRINE_CHROMIUM and, on PATH, " + ", ".join(NAMES) + ")"


def find_chromium() -> str | None:
    """Return the path of a Chromium, or None."""
    named = os.environ.get("VITRINE_CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
