"""The composer: writing a post with its pictures and products, and publishing it once."""

from dataclasses import dataclass

from flask import render_template, request
from flask_babel import gettext
from werkzeug import Response
from werkzeug.datastructures import FileStorage

from app.domain.accounts.idempotency import KeptAnswer, KeyInUse, RequestMark, claim_key, keep_answer
from app.domain.assets.queries import AssetState
from app.domain.catalog.member_queries import ProductFilter, list_products_as_member, own_products_by_ids
from app.domain.posts.actions import LABELS, MAX_IMAGES, publish_post
from app.domain.posts.errors import BrandNotActive
from app.entrypoints.brand_console.blueprint import console
from app.entrypoints.brand_console.composer_form import ComposerForm, read_composer
from app.entrypoints.brand_console.pictures import settle, states_of, take_files
from app.entrypoints.brand_console.product_rows import ProductRow, product_rows
from app.entrypoints.brand_console.views import brand_of, by_field, console_page, here, membership
from app.kernel.errors import InvalidInput
from app.kernel.transaction import Transaction
from app.web.access import Access, access
from app.web.answers import go_back
from app.web.presenting import presentation
from app.web.throttling import limiter
from app.web.unit import unit
from app.web.viewer import current_locale, current_person
from app.wire.cards import LABEL_TEXTS, ImageView, image_view

PICKS = 30
STILL_CHECKED = (
    "Nothing is published yet: a picture is still being checked. "
    "All you wrote is kept: publish again in a few seconds."
)
_FIELDS = {"kind": "kind", "labels": "labels", "images": "images", "tags": "products"}


@dataclass(frozen=True, slots=True)
class ComposerPicture:
    """A picture in the form; `state` is ready or checking."""

    id: str
    state: str
    image: ImageView | None
    alts: dict[str, str]


@console.get("/<brand_slug>/posts/new", endpoint="compose")
@access(Access.BRAND)
def compose(brand_slug: str) -> str:
    """An empty composer."""
    return _render(ComposerForm())


@console.post("/<brand_slug>/posts/new", endpoint="publish")
@access(Access.BRAND)
@limiter.limit("240 per hour")
def publish(brand_slug: str) -> Response | str | tuple[str, int]:
    """Publish, once however often the form is sent; pictures on their way are waited for. A refused form keeps everything."""
    form = read_composer(request.form)
    files = [file for file in request.files.getlist("images") if file.filename]
    if files:
        return _take(form, files)
    if request.form.get("action") in ("find", "refresh"):
        return _render(form)
    if any(state.status == "uploaded" for state in settle(form.asset_ids).values()):
        return _render(form, {"images": STILL_CHECKED}), 422
    try:
        _publish_once(form)
    except InvalidInput as refusal:
        return _render(form, refusal.fields), 422
    except KeyInUse:
        return go_back(
            here("posts"), gettext("This post is being published already. It appears here in a moment.")
        )
    except BrandNotActive as refusal:
        return _render(form, {"publish": refusal.message}), 403
    if membership().status == "approved":
        return go_back(here("posts"), gettext("Published. Your followers see it now."))
    return go_back(here("posts"), gettext("Published. People see it as soon as your brand is approved."))


@console.get("/<brand_slug>/posts/products", endpoint="pick_products")
@access(Access.BRAND)
def pick(brand_slug: str) -> str:
    """Products that match some words, as rows for the picker."""
    with unit() as tx:
        rows = _matching(tx, request.args.get("q", "")[:100])
    return render_template("console/_picks.html", products=rows)


def _publish_once(form: ComposerForm) -> None:
    draft, faults = form.draft()
    person, brand_id, place = current_person(), membership().brand_id, here("publish")
    assert person is not None
    # The same form with the same words is one post however often it is sent. Other words are another post: a browser
    # that goes back shows the old form, key and all, to be written anew.
    sent = form.fingerprint()
    mark = RequestMark(person.account_id, sent.hex(), "FORM", place, sent)
    with unit() as tx:
        claim = claim_key(tx, mark)
        if claim.answer is not None:
            return
        if faults:
            raise InvalidInput(fields=faults)
        post_id = publish_post(tx, brand_id, person.account_id, draft)
        keep_answer(tx, claim, KeptAnswer(303, str(post_id).encode(), {}))


def _take(form: ComposerForm, files: list[FileStorage]) -> str | tuple[str, int]:
    room = MAX_IMAGES - len(form.asset_ids)
    ids, faults = take_files(files[: max(room, 0)])
    if len(files) > room:
        faults.append(gettext("A post holds 4 pictures at most: the others were left out."))
    form.asset_ids += ids
    settle(ids)
    page = _render(form, {"images": " ".join(faults)} if faults else {}, just_added=bool(ids))
    return (page, 422) if faults else page


def _render(form: ComposerForm, faults: dict[str, str] | None = None, *, just_added: bool = False) -> str:
    states = states_of(form.asset_ids)
    errors = by_field(_by_form_field(faults or {}))
    refused = [state for state in states.values() if state.status == "rejected"]
    if refused:
        words = [f"{state.filename}: {gettext(state.rejection)}" for state in refused]
        errors["images"] = [*errors.get("images", []), *words]
    kept = [states[i] for i in form.asset_ids if i in states and states[i].status != "rejected"]
    form.asset_ids = [state.asset_id for state in kept]
    with unit() as tx:
        brand = brand_of(tx)
        products = _choices(tx, form)
    return console_page(
        "compose.html",
        "posts",
        form=form,
        errors=errors,
        brand=brand,
        pictures=[_picture(state, form) for state in kept],
        waiting=any(state.status != "ready" for state in kept),
        just_added=just_added,
        products=products,
        chosen={str(product_id): form.dot(product_id) for product_id in form.product_ids},
        places={str(product_id): place for product_id, place in form.places.items()},
        labels=[(key, gettext(LABEL_TEXTS[key])) for key in LABELS],
    )


def _picture(state: AssetState, form: ComposerForm) -> ComposerPicture:
    image = image_view(state.picture, presentation()) if state.picture else None
    return ComposerPicture(
        str(state.asset_id),
        "ready" if state.status == "ready" else "checking",
        image,
        form.alts.get(state.asset_id, {}),
    )


def _choices(tx: Transaction, form: ComposerForm) -> list[ProductRow]:
    chosen = own_products_by_ids(tx, membership().brand_id, current_locale(), form.product_ids)
    rows = product_rows(tx, chosen)
    known = {row.id for row in rows}
    return rows + [row for row in _matching(tx, form.find) if row.id not in known]


def _matching(tx: Transaction, words: str) -> list[ProductRow]:
    narrow = ProductFilter(search=words, listed=True)
    page = list_products_as_member(tx, membership().brand_id, current_locale(), narrow=narrow, limit=PICKS)
    return product_rows(tx, page.items)


def _by_form_field(faults: dict[str, str]) -> dict[str, str]:
    """The draft's fields as the form names them; several faults of one field are said once each."""
    found: dict[str, list[str]] = {}
    for path, words in faults.items():
        head, _, rest = path.partition(".")
        name = f"text-{rest or 'fr'}" if head == "text" else _FIELDS.get(head, head)
        found.setdefault(name, [])
        if words not in found[name]:
            found[name].append(words)
    return {name: words[0] for name, words in found.items()}
