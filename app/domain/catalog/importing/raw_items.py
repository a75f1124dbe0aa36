"""An item as the feed wrote it, before anything is made of it: the common ground of Google's XML and CSV."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RawField:
    """One value of an attribute, and its parts where it is nested (shipping has country, service, price)."""

    value: str
    line: int
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class RawItem:
    """An item's attributes by name. `google` holds those in Google's namespace, `plain` those of RSS and Atom themselves."""

    line: int
    google: dict[str, list[RawField]] = field(default_factory=dict)
    plain: dict[str, list[RawField]] = field(default_factory=dict)

    def all(self, name: str) -> list[RawField]:
        """Every value of an attribute that is not blank; Google's own win over RSS's or Atom's."""
        for fields in (self.google, self.plain):
            found = [one for one in fields.get(name, ()) if one.value.strip() or one.parts]
            if found:
                return found
        return []

    def first(self, name: str) -> RawField | None:
        """The first value of an attribute."""
        found = self.all(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        """The first value's text, stripped; empty where there is none."""
        found = self.first(name)
        return found.value.strip() if found else ""
