"""The shopper's part: cards by id, the whole timeline against the brands' own lists, the way to the shop."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import lxml.html

from app.entrypoints.cli.smoking.brand import Good
from app.entrypoints.cli.smoking.outside import Outside, StepFailed

MAX_PAGES = 400
UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_content")


@dataclass(frozen=True, slots=True)
class Click:
    """What became of one tap on a purchase link."""

    status: int
    location: str


class Shopper:
    """The feed's client."""

    def __init__(self, person: Outside) -> None:
        self.person = person
        self.market = str(person.json("/api/v1/me")["market"])

    def follow(self, slug: str, wish: bool = True) -> bool:
        """Follow or unfollow by the button; answers whether that changed anything."""
        page = self.person.page(f"/brands/{slug}")
        wanted = "1" if wish else "0"
        buttons = page.xpath(f"//form[@action='/brands/{slug}/follow']//button[@name='on']/@value")
        if not buttons:
            raise StepFailed(f"/brands/{slug} has no follow button")
        if buttons[0] != wanted:
            return False
        token = page.xpath('//meta[@name="csrf-token"]/@content')[0]
        answer = self.person.submit(f"/brands/{slug}/follow", [("on", wanted)], token)
        if answer.status_code != 303:
            raise StepFailed(f"following {slug} answered {answer.status_code}")
        return True

    def card(self, post_id: str) -> lxml.html.HtmlElement | None:
        """A post's card as an open page fetches it; None when it is not given."""
        text = self.person.get(f"/fragments/cards?ids={post_id}", headers={"X-Fragment": "1"}).text
        found = _fragment(text).xpath(f"//article[@data-post='{post_id}']")
        return found[0] if found else None

    def followed(self) -> list[str]:
        """The brands one follows."""
        return [item["slug"] for item in self._all("/api/v1/me/following")]

    def posts_of(self, slug: str) -> list[str]:
        """A brand's own public list, newest first."""
        return [item["id"] for item in self._all(f"/api/v1/brands/{slug}/posts")]

    def timeline(self) -> list[str]:
        """Every post of the home feed, page by page to its end, in the order shown."""
        ids: list[str] = []
        path = "/"
        for _ in range(MAX_PAGES):
            page = _fragment(self.person.get(path, headers={"X-Fragment": "1"}).text)
            ids += page.xpath("//article/@data-post")
            following = page.xpath("//a[@rel='next']/@href")
            if not following:
                return ids
            path = following[0]
        raise StepFailed(f"the timeline does not end within {MAX_PAGES} pages")

    def timeline_fault(self) -> str | None:
        """What is wrong with the timeline against the followed brands' lists; None when it is exact."""
        wanted = sorted(
            (post_id for slug in self.followed() for post_id in self.posts_of(slug)), key=int, reverse=True
        )
        shown = self.timeline()
        if shown == wanted:
            return None
        missing, foreign = set(wanted) - set(shown), set(shown) - set(wanted)
        doubles = len(shown) - len(set(shown))
        order = "" if missing or foreign or doubles else "; the order differs"
        return (
            f"the timeline has {len(shown)} posts, the brands' lists {len(wanted)}: missing {sorted(missing)[:5]},"
            f" foreign {sorted(foreign)[:5]}, {doubles} doubles{order}"
        )

    def click(self, path: str) -> Click:
        """Tap a purchase link, without following where it leads."""
        answer = self.person.send("GET", path)
        return Click(answer.status_code, answer.headers.get("Location", ""))

    def _all(self, path: str) -> list[Any]:
        items: list[Any] = []
        following: str | None = f"{path}?limit=50"
        for _ in range(MAX_PAGES):
            if following is None:
                return items
            page = self.person.json(following)
            items, following = items + page["items"], page["next"]
        raise StepFailed(f"{path} does not end within {MAX_PAGES} pages")


def price_fault(card: lxml.html.HtmlElement, goods: list[Good]) -> str | None:
    """What is wrong with the prices on a card; None when each product shows the price that the brand set."""
    for good in goods:
        shown = card.xpath(f".//*[@data-product='{good.id}']//*[@data-price]/@value")
        if not shown:
            return f"the card shows no price for {good.title}"
        if int(re.sub(r"\D", "", shown[0]) or -1) != good.price_minor:
            return f"the card shows {shown[0]} for {good.title}; the brand's price is {good.price_minor} minor units"
    return None


def purchase_link(card: lxml.html.HtmlElement, good: Good) -> str:
    """The card's signed link to a product's purchase page."""
    found = card.xpath(f".//a[@data-go='{good.id}']/@href")
    if not found:
        raise StepFailed(f"the card has no purchase link for {good.title}")
    return str(found[0])


def location_fault(location: str, good: Good, post_id: str) -> str | None:
    """What is wrong with where a tap leads; None when it is the product's own page with all that was promised."""
    wanted, given = urlsplit(good.purchase_url), urlsplit(location)
    if (given.scheme, given.netloc, given.path) != (wanted.scheme, wanted.netloc, wanted.path):
        return f"leads to {location or 'nowhere'}, not to {good.purchase_url}"
    query = parse_qs(given.query)
    absent = [name for name in (*UTM, "vtr_click") if not query.get(name, [""])[0]]
    if absent:
        return f"leads to {location} without {', '.join(absent)}"
    if query["utm_content"] != [f"post-{post_id}"]:
        return f"names {query['utm_content'][0]} instead of post-{post_id}"
    return None


def forge(link: str) -> str:
    """The same link with one character of its signature changed."""
    place = -5  # inside the signature; the last character holds spare bits
    return link[:place] + ("A" if link[place] != "A" else "B") + link[place + 1 :]


def _fragment(text: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<div>{text}</div>")
