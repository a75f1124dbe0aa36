"""Cards of the home feed as HTML that is kept: drawn once for all who read them in one language and market.

A form in a card needs the reader's own token: a copy has a mark in its place, which no brand can guess and write.
"""

import secrets
from dataclasses import dataclass, field, replace

from flask import g, render_template
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from app.domain.timelines.cards import Card
from app.web.presenting import presentation
from app.web.quick import Drawing, QuickPage
from app.wire.cards import post_card
from app.wire.drawn import Seen

_TOKEN_MARK = secrets.token_hex(24)


@dataclass(slots=True)
class DrawnCard:
    """A post's card, drawn when it is first asked for in each way."""

    id: int
    brand_id: int
    card: Card
    _html: dict[tuple[Seen, bool], str] = field(default_factory=dict)

    def html(self, seen: Seen, *, eager: bool) -> str:
        """The card for a reader of the request's language and market. `eager`: its picture is fetched first."""
        found = self._html.get((seen, eager))
        if found is None:
            brand = replace(self.card.brand, followed=seen.followed)
            engagement = replace(self.card.engagement, liked=seen.liked, saved=seen.saved)
            post = post_card(replace(self.card, brand=brand, engagement=engagement), presentation())
            g.form_token = _TOKEN_MARK
            try:
                found = self._html[seen, eager] = render_template("shop/_card.html", post=post, eager=eager)
            finally:
                del g.form_token
        return found


AS_CARD = Drawing("card", lambda card, _show: DrawnCard(card.post.id, card.brand.id, card))


def cards_html(page: QuickPage[DrawnCard], *, eager_first: bool) -> Markup:
    """A page's cards, one after the other, with the reader's own token in every form."""
    drawn = (post.html(seen, eager=eager_first and at == 0) for at, (post, seen) in enumerate(page.posts))
    return Markup("\n".join(drawn).replace(_TOKEN_MARK, generate_csrf()))  # noqa: S704 (drawn by our own templates)
