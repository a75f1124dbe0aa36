"""What the JSON door accepts in a body: explicit, strict, and nothing else. A field it does not name is refused.

Each schema says what the shape must be; what the values mean is the rooms' business, and their refusals come back
under the same field names.
"""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, JsonValue

from app.domain.brands.describing import BrandDetails
from app.domain.posts.actions import ImageDraft, PostDraft, TagDraft
from app.kernel.money import MAX_MINOR
from app.wire.request_fields import Body, Id, Words

Label = Literal["publicite", "collaboration_commerciale", "images_retouchees", "images_virtuelles"]
AvailabilityWord = Literal["in_stock", "out_of_stock", "preorder", "backorder"]
Reason = Literal[
    "misleading_price",
    "hidden_advertising",
    "counterfeit",
    "unsafe_product",
    "hateful_or_violent",
    "spam",
    "other",
]
Place = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


def _example(**fields: JsonValue) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [dict(fields)]})


class NoFields(Body):
    """A write that needs no body: none, or an empty object."""


class Texts(Body):
    """Words by language; at least one of them where words are needed."""

    fr: Annotated[Words, Field(max_length=10_000)] = ""
    en: Annotated[Words, Field(max_length=10_000)] = ""

    def by_locale(self) -> dict[str, str]:
        """The languages that hold something."""
        return {locale: words for locale, words in (("fr", self.fr), ("en", self.en)) if words}


class NewComment(Body):
    """Words under a post, plain text."""

    model_config = _example(body="Does it come in navy?")
    body: Annotated[Words, Field(max_length=10_000, description="At most 1,000 characters.")]


class AccountChanges(Body):
    """What a person changes of their own account; what is left out stays."""

    model_config = _example(locale="en", market="FR")
    display_name: Annotated[Words, Field(max_length=1_000)] | None = None
    locale: Annotated[Words, Field(max_length=8, description="`fr` or `en`.")] | None = None
    market: (
        Annotated[Words, Field(max_length=2, description="The country whose prices are shown.")] | None
    ) = None


class AccountDeletion(Body):
    """The password once more, before an account is deleted."""

    model_config = _example(current_password="seven green parrots")  # noqa: S106 - shown in the reference
    current_password: Annotated[Words, Field(max_length=1_000)]


class NewToken(Body):
    """A bearer token's name, for its owner to know it again."""

    model_config = _example(name="Stock sync")
    name: Annotated[Words, Field(max_length=1_000)]


class Legal(Body):
    """The trader's details that the law asks a marketplace to collect. `certified`: it sells only what is lawful."""

    name: Annotated[Words, Field(max_length=1_000)] = ""
    address: Annotated[Words, Field(max_length=1_000)] = ""
    phone: Annotated[Words, Field(max_length=100)] = ""
    email: Annotated[Words, Field(max_length=500)] = ""
    register_number: Annotated[Words, Field(max_length=100)] = ""
    vat: Annotated[Words, Field(max_length=100)] = ""
    certified: bool = False

    def by_name(self) -> dict[str, str]:
        """The details as the brands' room takes them."""
        found = self.model_dump(exclude={"certified", "register_number"})
        return {**found, "register": self.register_number, "certified": "1" if self.certified else ""}


_LEGAL_EXAMPLE: dict[str, JsonValue] = {
    "name": "Maison Lune SAS",
    "address": "12 rue des Lilas, 75011 Paris",
    "phone": "+33 1 23 45 67 89",
    "email": "bonjour@maison-lune.example",
    "certified": True,
}


class BrandDescription(Body):
    """What a brand says of itself, whole. Its name and country stand once a moderator approved them."""

    model_config = _example(
        name="Maison Lune", country="FR", tagline={"en": "Quiet coats"}, legal=_LEGAL_EXAMPLE
    )
    name: Annotated[Words, Field(max_length=1_000)]
    country: Annotated[Words, Field(max_length=2, description="Two letters, ISO 3166.")]
    city: Annotated[Words, Field(max_length=1_000)] = ""
    tagline: Texts = Texts()
    story: Texts = Texts()
    accent: Annotated[Words, Field(max_length=20, description="A colour, such as `#c8553d`.")] = ""
    legal: Legal = Legal()

    def details(self, domains: tuple[str, ...] = ()) -> BrandDetails:
        """The description as the brands' room takes it."""
        return BrandDetails(
            name=self.name,
            country=self.country,
            city=self.city,
            tagline=self.tagline.by_locale(),
            story=self.story.by_locale(),
            accent=self.accent,
            legal=self.legal.by_name(),
            domains=domains,
        )


class NewBrand(BrandDescription):
    """A brand to open. It waits for a moderator; `domains` are the hosts its purchase links may lead to."""

    model_config = _example(
        slug="maison-lune",
        name="Maison Lune",
        country="FR",
        domains=["maison-lune.example"],
        legal=_LEGAL_EXAMPLE,
    )
    slug: Annotated[Words, Field(max_length=100, description="3 to 60 small letters, digits and hyphens.")]
    domains: Annotated[list[Annotated[Words, Field(max_length=500)]], Field(max_length=50)] = []


class NewDomain(Body):
    """One more host for purchase links."""

    model_config = _example(host="shop.maison-lune.example")
    host: Annotated[Words, Field(max_length=500)]


class PictureChoice(Body):
    """A ready picture of the brand's, or null for none."""

    model_config = _example(asset_id="1731650816401408")
    asset_id: Id | None


class PostImage(Body):
    """A ready picture and what it shows, by language."""

    asset_id: Id
    alt: Texts = Texts()


class PostTag(Body):
    """A product on the post; with `image_index`, `x` and `y` a place on a picture (0 to 1 of its size)."""

    product_id: Id
    image_index: Annotated[int, Field(ge=0, le=3)] | None = None
    x: Place | None = None
    y: Place | None = None


class NewPost(Body):
    """A promotion (with products) or a story, published at once."""

    model_config = _example(
        kind="promotion",
        text={"fr": "Le manteau est là", "en": "The coat is here"},
        images=[{"asset_id": "1731650816401408", "alt": {"en": "A wool coat"}}],
        tags=[{"product_id": "1731650816401409", "image_index": 0, "x": 0.42, "y": 0.38}],
    )
    kind: Literal["promotion", "story"]
    text: Texts
    images: Annotated[list[PostImage], Field(max_length=20, description="1 to 4.")]
    tags: Annotated[list[PostTag], Field(max_length=100, description="At most 12.")] = []
    labels: Annotated[list[Label], Field(max_length=20)] = ["publicite"]

    def draft(self) -> PostDraft:
        """The post as its room takes it."""
        return PostDraft(
            kind=self.kind,
            text=self.text.by_locale(),
            images=tuple(ImageDraft(image.asset_id, image.alt.by_locale()) for image in self.images),
            tags=tuple(TagDraft(tag.product_id, tag.image_index, tag.x, tag.y) for tag in self.tags),
            labels=tuple(self.labels),
        )


class NewUpload(Body):
    """A picture to be sent straight to the file store."""

    model_config = _example(filename="coat.jpg", content_type="image/jpeg", size_bytes=482_133)
    filename: Annotated[Words, Field(max_length=1_000)] = ""
    content_type: Annotated[Words, Field(max_length=200)]
    size_bytes: Annotated[int, Field(ge=0, le=2**53)]


class OfferChanges(Body):
    """A price in minor units of the offer's currency, an availability, or both."""

    model_config = _example(price_minor=14_900, availability="in_stock")
    price_minor: Annotated[int, Field(ge=0, le=MAX_MINOR)] | None = None
    availability: AvailabilityWord | None = None


class Explanation(Body):
    """A moderator's words, kept with the decision."""

    model_config = _example(explanation="Price checked with the brand.")
    explanation: Annotated[Words, Field(max_length=10_000)] = ""


class BrandApproval(Explanation):
    """A moderator's yes to a brand, and the ids of the proposed hosts that purchase links may lead to from now on."""

    model_config = _example(domain_ids=["1731650816401408"], explanation="")
    domain_ids: Annotated[list[Id], Field(max_length=50)] = []


class Refusal(Explanation):
    """Why something is taken down; `other` needs an explanation."""

    model_config = _example(reason="misleading_price", explanation="The prior price is invented.")
    reason: Reason
