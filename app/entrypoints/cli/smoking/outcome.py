"""What a walk measured, step by step, and what went wrong where."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from app.entrypoints.cli.smoking.outside import StepFailed


@dataclass(slots=True)
class Outcome:
    """The measures; all is well when everything holds and `reasons` is empty."""

    published_to_live_ms: int | None = None
    timeline_exact: bool = False
    click_status: int | None = None
    click_location_ok: bool = False
    forged_link_refused: bool = False
    hidden_to_gone_ms: int | None = None
    restored: bool = False
    withdrawn: bool = False
    steps: dict[str, float] = field(default_factory=dict)
    """Seconds of each step that was walked to its end."""
    reasons: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        measured = None not in (self.published_to_live_ms, self.hidden_to_gone_ms)
        true = self.timeline_exact and self.click_location_ok and self.forged_link_refused
        cleaned = self.restored and self.withdrawn
        return measured and true and cleaned and self.click_status == 302 and not self.reasons

    def line(self, url: str) -> dict[str, Any]:
        """The one JSON line."""
        return {
            "ok": self.ok,
            "published_to_live_ms": self.published_to_live_ms,
            "timeline_exact": self.timeline_exact,
            "click_status": self.click_status,
            "click_location_ok": self.click_location_ok,
            "forged_link_refused": self.forged_link_refused,
            "hidden_to_gone_ms": self.hidden_to_gone_ms,
            "restored": self.restored,
            "withdrawn": self.withdrawn,
            "url": url,
            "steps": self.steps,
            "reasons": self.reasons,
        }


class Steps:
    """Names and times what is being done. What breaks a step stands in the outcome, and ends the walk."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.outcome = Outcome()
        self._say = say

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Do one step. Raises: StepFailed, once noted."""
        started = time.monotonic()
        try:
            yield
        except StepFailed as failure:
            self.fail(name, str(failure))
            raise
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            self.fail(name, f"an answer is not of the shape it must have: {error!r}")
            raise StepFailed(name) from error
        seconds = round(time.monotonic() - started, 2)
        self.outcome.steps[name] = seconds
        self._say(f"ok {name} ({seconds:.2f} s)")

    def fail(self, name: str, reason: str) -> None:
        """Note what a step saw instead of what it must see."""
        self.outcome.reasons.append(f"{name}: {reason}")
        self._say(f"FAILED {name}: {reason}")
