"""The brand's part: goods at hand, a picture sent straight to storage, publishing and withdrawing."""

import io
import re
import secrets
import time
from dataclasses import dataclass
from typing import Any

import requests
from PIL import Image, ImageDraw

from app.entrypoints.cli.smoking.outside import Outside, StepFailed, expect, said

PICTURE_SECONDS = 60.0
POLL_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Good:
    """A product to be tagged: what the brand itself knows of its price and its purchase page in a market."""

    id: str
    title: str
    price_minor: int
    purchase_url: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The form of a post, ready to be sent."""

    path: str
    fields: list[tuple[str, str]]
    token: str


class Brand:
    """The console's client."""

    def __init__(self, person: Outside) -> None:
        self.person = person
        held = [one for one in person.json("/api/v1/me")["brands"] if one["status"] == "approved"]
        if not held:
            raise StepFailed("this log-in acts for no approved brand")
        self.id, self.slug = str(held[0]["brand_id"]), str(held[0]["slug"])
        self._console = f"/console/{self.slug}"

    def goods(self, market: str, count: int) -> list[Good]:
        """Products in stock in a market, with one price there whatever the variant."""
        path = f"/api/v1/console/{self.slug}/products"
        items = self.person.json(path, offers_in=market, availability="in_stock", listed="true", limit="50")[
            "items"
        ]
        found = [good for item in items if (good := _good(item, market))]
        if len(found) < count:
            raise StepFailed(
                f"{self.slug} has {len(found)} products in stock in {market}; {count} are needed"
            )
        return found[:count]

    def upload(self, picture: bytes) -> str:
        """Send a picture as the browser does: sign, post to storage, complete, wait. Answers its id."""
        token = self.person.csrf(f"{self._console}/posts/new")
        wish = {"filename": "smoke.jpg", "content_type": "image/jpeg", "size_bytes": len(picture)}
        signed = self.person.post_json(f"{self._console}/uploads", wish, token, 201)
        _post_to_storage(signed["url"], signed["fields"], picture, origin=self.person.url)
        self.person.post_json(signed["complete_url"], {}, token, 202)
        deadline = time.monotonic() + PICTURE_SECONDS
        while (state := self.person.json(signed["status_url"]))["state"] != "ready":
            if state["state"] == "refused":
                raise StepFailed(f"the picture was refused: {state['reason']}")
            if time.monotonic() > deadline:
                raise StepFailed(f"the picture is still {state['status']} after {PICTURE_SECONDS:.0f} s")
            time.sleep(POLL_SECONDS)
        return str(signed["asset_id"])

    def draft(self, asset_id: str, goods: list[Good]) -> Draft:
        """The composer's form, filled in."""
        path = f"{self._console}/posts/new"
        fields = [
            ("once", secrets.token_urlsafe(18)),
            ("kind", "promotion"),
            ("text-fr", "Essai de fumée : cette publication est retirée dans un instant."),
            ("text-en", "Smoke test: this post is withdrawn in a moment."),
            ("asset_id", asset_id),
            (f"alt-fr-{asset_id}", "Un carré de couleur"),
            (f"alt-en-{asset_id}", "A square of colour"),
            ("label", "publicite"),
            ("action", "publish"),
        ]
        for number, good in enumerate(goods):
            fields += [("product_id", good.id), (f"dot-{good.id}", f"0,{0.3 + 0.3 * number:.4f},0.5000")]
        return Draft(path, fields, self.person.csrf(path))

    def publish(self, draft: Draft) -> None:
        """Send the form. Raises: StepFailed with what the page says."""
        expect(self.person.submit(draft.path, draft.fields, draft.token), 303)

    def newest_post(self) -> str | None:
        """The brand's newest post in the console, whatever its state."""
        found = self.person.page(f"{self._console}/posts").xpath("//a[contains(@href, '/withdraw')]/@href")
        return re.findall(r"\d+", found[0])[-1] if found else None

    def withdraw(self, post_id: str) -> None:
        """Take a post away for good."""
        path = f"{self._console}/posts/{post_id}/withdraw"
        token = self.person.csrf(path)
        answer = self.person.submit(path, [], token)
        if answer.status_code != 303:
            raise StepFailed(f"post {post_id} was not withdrawn ({answer.status_code}): {said(answer)}")


def _good(item: dict[str, Any], market: str) -> Good | None:
    offers = [offer for offer in item["offers"] if offer["market"] == market]
    prices = {offer["price"]["amount_minor"] for offer in offers}
    addresses = {offer["purchase_url"] for offer in offers if offer["is_open"]}
    if len(prices) != 1 or len(addresses) != 1:
        return None
    return Good(item["id"], item["title"], prices.pop(), addresses.pop())


def _post_to_storage(url: str, fields: dict[str, str], picture: bytes, *, origin: str) -> None:
    """The file comes last; no cookie travels to the storage's origin, and it must let our pages in."""
    try:
        answer = requests.post(
            url,
            data=fields,
            files={"file": ("smoke.jpg", picture, "image/jpeg")},
            headers={"Origin": origin},
            timeout=30,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        raise StepFailed(f"the storage at {url} got no picture: {error}") from error
    if answer.status_code >= 300:
        raise StepFailed(f"the storage at {url} answered {answer.status_code}: {answer.text[:300]}")
    if answer.headers.get("Access-Control-Allow-Origin") not in ("*", origin):
        raise StepFailed(f"a browser at {origin} could not send to {url}: the storage does not allow it")


def make_picture() -> bytes:
    """A small JPEG that no other run sent."""
    picture = Image.new("RGB", (1080, 1350), tuple(secrets.randbelow(200) + 30 for _ in range(3)))
    draw = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y, size = secrets.randbelow(900), secrets.randbelow(1150), 40 + secrets.randbelow(200)
        draw.ellipse((x, y, x + size, y + size), fill=tuple(secrets.randbelow(256) for _ in range(3)))
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=85)
    return held.getvalue()
