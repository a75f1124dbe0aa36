"""What the desk's templates read: cases of the queue, the subject, lines of the history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from app.domain.accounts.viewer import say
from app.domain.moderation.queries import BrandCase, DecisionView, DomainView
from app.domain.timelines.cards import Card
from app.entrypoints.moderator_console.words import ACTIONS, LEGAL, OTHER_REASONS, REASONS, STATUSES
from app.wire.cards import ImageView, PostCardView, image_view, post_card
from app.wire.presentation import Presentation

LANGUAGES = {"fr": "French", "en": "English"}


@dataclass(frozen=True, slots=True)
class CaseView:
    """One line of the queue, as `_components/moderation.html` reads it."""

    id: str
    url: str
    title: str
    subtitle: str
    created_at: datetime
    image: ImageView | None
    state: str | None
    priority: str | None = None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One decision of the history."""

    at: datetime
    who: str
    what: str
    note: str | None


@dataclass(frozen=True, slots=True)
class SubjectView:
    """The post under review: its card, its words in every language, where its products lead, and its state."""

    card: PostCardView
    texts: tuple[tuple[str, str, str], ...]
    """Locale, the language's name, the words."""
    hosts: dict[str, str]
    """Host of the purchase page by product id."""
    state: str | None
    brand_status: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class LegalLine:
    """One of the trader's details; `missing` when the law asks for it and it is not there."""

    label: str
    text: str
    missing: bool


def case_of_post(card: Card, url: str, show: Presentation) -> CaseView:
    """A post's line in the queue."""
    image = image_view(card.pictures[0][0], show) if card.pictures else None
    words = say(card.post.text, show.locale)
    return CaseView(
        str(card.post.id), url, card.brand.name, words[:120], card.post.published_at, image, state_of(card)
    )


def case_of_brand(case: BrandCase, url: str, image: ImageView | None, show: Presentation) -> CaseView:
    """A brand's line in the queue."""
    brand = case.brand
    place = ", ".join(part for part in (brand.city, show.country(brand.country)) if part)
    return CaseView(str(brand.id), url, brand.name, place, brand.created_at, image, None)


def state_of(card: Card) -> str | None:
    """Why shoppers do not see a post, in a word or two; None when they do."""
    if card.post.hidden_at is not None:
        return gettext("Taken down")
    if card.post.withdrawn_at is not None:
        return gettext("Withdrawn by the brand")
    if card.brand.status == "pending":
        return gettext("Brand not approved yet")
    if card.brand.status == "suspended":
        return gettext("Brand suspended")
    if card.brand.status == "closed":
        return gettext("Brand closed by its owner")
    return None


def subject_of(card: Card, hosts: dict[str, str], show: Presentation) -> SubjectView:
    """The post under review."""
    texts = tuple(
        (locale, gettext(LANGUAGES.get(locale, locale)), words) for locale, words in card.post.text.items()
    )
    view, hidden = post_card(card, show), card.post.hidden_at is not None
    return SubjectView(view, texts, hosts, state_of(card), gettext(STATUSES[card.brand.status]), hidden)


def audit_lines(decisions: Sequence[DecisionView]) -> list[AuditLine]:
    """The history of a subject, newest first."""
    return [
        AuditLine(
            d.created_at,
            d.moderator_name or former_moderator(),
            gettext(ACTIONS.get(d.action, d.action)),
            _note(d),
        )
        for d in decisions
    ]


def former_moderator() -> str:
    """Who decided, where the moderator deleted their account."""
    return gettext("A former moderator")


def reason_text(code: str) -> str:
    """A reason in words."""
    title = REASONS[code][0] if code in REASONS else OTHER_REASONS.get(code, code)
    return gettext(title)


def _note(decision: DecisionView) -> str | None:
    reason = reason_text(decision.reason) if decision.reason in REASONS else ""
    return " · ".join(part for part in (reason, decision.explanation) if part) or None


def reason_choices() -> list[tuple[str, str, str]]:
    """The reasons a moderator chooses from: code, title, help."""
    return [(code, gettext(title), gettext(help_text)) for code, (title, help_text) in REASONS.items()]


def legal_lines(legal: dict[str, str]) -> list[LegalLine]:
    """The trader's details in order; what the law asks for is marked where it is missing."""
    lines = []
    for key, label, required in LEGAL:
        text = legal.get(key, "").strip()
        if key == "certified" and text:
            text = gettext("Declared")
        lines.append(LegalLine(gettext(label), text, required and not text))
    return lines


def waiting_domains(case: BrandCase) -> tuple[DomainView, ...]:
    """The addresses nobody approved yet."""
    return tuple(domain for domain in case.domains if not domain.approved)
