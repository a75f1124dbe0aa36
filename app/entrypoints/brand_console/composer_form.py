"""The composer's form: what was typed, kept as typed, and the draft that the domain takes.

A product's place on a picture comes as "image,x,y" from the script, or as a picture and two percentages without it.
"""

import json
import secrets
from dataclasses import asdict, dataclass, field
from hashlib import sha256

from werkzeug.datastructures import MultiDict

from app.domain.posts.actions import MAX_IMAGES, MAX_TAGS, ImageDraft, PostDraft, TagDraft
from app.kernel.ids import parse_id

LOCALES = ("fr", "en")
MAX_KEY = 64
PLACE_FAULT = "Write a product's place as percentages from 0 to 100, or leave it without a place."
_NOWHERE = ("", "", "")


@dataclass(slots=True)
class ComposerForm:
    """What stands in the composer. Shapes: `places` is (picture's index, x, y) as typed, x and y in percent."""

    once: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    kind: str = "promotion"
    text: dict[str, str] = field(default_factory=dict)
    labels: tuple[str, ...] = ("publicite",)
    asset_ids: list[int] = field(default_factory=list)
    alts: dict[int, dict[str, str]] = field(default_factory=dict)
    product_ids: list[int] = field(default_factory=list)
    places: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    find: str = ""

    def draft(self) -> tuple[PostDraft, dict[str, str]]:
        """The draft, and what could not be read of the products' places."""
        faults: dict[str, str] = {}
        tags = []
        for product_id in self.product_ids:
            image, x, y = self.places.get(product_id, _NOWHERE)
            if not image:
                tags.append(TagDraft(product_id))
                continue
            try:
                tags.append(TagDraft(product_id, int(image), _share(x), _share(y)))
            except ValueError:
                faults["tags"] = PLACE_FAULT
        images = tuple(ImageDraft(asset_id, self._alt(asset_id)) for asset_id in self.asset_ids)
        return PostDraft(self.kind, dict(self.text), images, tuple(tags), self.labels), faults

    def fingerprint(self) -> bytes:
        """What tells this post from any other, even one written into the same form. Shapes: 32 bytes."""
        return sha256(json.dumps({**asdict(self), "find": ""}).encode()).digest()

    def dot(self, product_id: int) -> str:
        """A product's place as the script writes it, or nothing."""
        image, x, y = self.places.get(product_id, _NOWHERE)
        try:
            return f"{int(image)},{_share(x):.4f},{_share(y):.4f}" if image else ""
        except ValueError:
            return ""

    def _alt(self, asset_id: int) -> dict[str, str]:
        return {
            locale: words.strip() for locale, words in self.alts.get(asset_id, {}).items() if words.strip()
        }


def read_composer(form: MultiDict[str, str]) -> ComposerForm:
    """What was sent."""
    dropped = set(form.getlist("drop"))
    asset_ids = [
        parsed for text in form.getlist("asset_id") if text not in dropped and (parsed := parse_id(text))
    ]
    asset_ids = sorted(dict.fromkeys(asset_ids), key=lambda i: _rank(form.get(f"order-{i}", "")))
    product_ids = [parsed for text in form.getlist("product_id") if (parsed := parse_id(text))]
    product_ids = list(dict.fromkeys(product_ids))[: MAX_TAGS + 1]
    return ComposerForm(
        once=form.get("once", "").replace("\x00", "")[:MAX_KEY] or secrets.token_urlsafe(18),
        kind=form.get("kind", "")[:20],
        text={locale: form.get(f"text-{locale}", "").replace("\r\n", "\n") for locale in LOCALES},
        labels=tuple(form.getlist("label"))[:8],
        asset_ids=asset_ids[: MAX_IMAGES + 1],
        alts={i: {locale: form.get(f"alt-{locale}-{i}", "") for locale in LOCALES} for i in asset_ids},
        product_ids=product_ids,
        places={product_id: _place(form, product_id) for product_id in product_ids},
        find=form.get("find", "")[:100],
    )


def _place(form: MultiDict[str, str], product_id: int) -> tuple[str, str, str]:
    if f"at-{product_id}" in form:
        return (
            form[f"at-{product_id}"][:3],
            form.get(f"x-{product_id}", "50")[:8],
            form.get(f"y-{product_id}", "50")[:8],
        )
    parts = form.get(f"dot-{product_id}", "").split(",")
    if len(parts) != 3:
        return _NOWHERE if parts == [""] else ("?", "", "")
    image, *shares = (part.strip()[:12] for part in parts)
    try:
        x, y = (f"{float(share) * 100:g}" for share in shares)
    except ValueError:
        return "?", "", ""
    return image, x, y


def _share(percent: str) -> float:
    value = float(percent.strip().replace(",", ".")) / 100
    if not 0 <= value <= 1:
        raise ValueError(percent)
    return value


def _rank(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 50
