"""What a domain event is. Rooms define theirs in `events.py`; `worker.subscriptions` says what follows one."""

from dataclasses import asdict, dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, in the past tense, carrying ids only.

    `name` is `<noun>.<past_verb>`, stable once released, and stored in the outbox.
    """

    name: ClassVar[str]

    def payload(self) -> dict[str, object]:
        """The event's fields as JSON values: ids become strings, so that nothing rounds them."""
        return {
            key: str(value) if isinstance(value, int) and not isinstance(value, bool) else value
            for key, value in asdict(self).items()
        }
