"""Pictures on their way from the browser straight to storage: sign, complete, ask how far they are. JSON for `upload.js`."""

from flask import jsonify, request
from flask_babel import gettext
from werkzeug import Response

from app.domain.assets.actions import complete_upload, sign_upload
from app.domain.assets.errors import PictureRefused
from app.domain.assets.queries import asset_status
from app.entrypoints.brand_console.blueprint import console
from app.entrypoints.brand_console.views import here, membership, own_id
from app.kernel.errors import InvalidInput
from app.resources.container import current
from app.web.access import Access, access
from app.web.presenting import presentation
from app.web.throttling import limiter
from app.web.unit import unit
from app.wire.cards import image_view

_STATES = {"ready": "ready", "rejected": "refused"}


@console.post("/<brand_slug>/uploads", endpoint="sign_upload")
@access(Access.BRAND)
@limiter.limit("240 per hour")
def sign(brand_slug: str) -> tuple[Response, int]:
    """A form that takes one picture's bytes, good for five minutes."""
    wish = _read_object()
    size = wish.get("size_bytes")
    if not isinstance(size, int) or isinstance(size, bool):
        raise PictureRefused(fields={"size_bytes": "Say how many bytes the file has."})
    with unit() as tx:
        signed = sign_upload(
            tx,
            current().uploads,
            membership().brand_id,
            filename=_text(wish, "filename"),
            content_type=_text(wish, "content_type"),
            size_bytes=size,
        )
    address = here("upload_status", asset_id=signed.asset_id)
    answer = jsonify(
        asset_id=str(signed.asset_id),
        url=signed.form.url,
        fields=dict(signed.form.fields),
        complete_url=here("complete_upload", asset_id=signed.asset_id),
        status_url=address,
    )
    answer.headers["Location"] = address
    return answer, 201


@console.post("/<brand_slug>/uploads/<asset_id>/complete", endpoint="complete_upload")
@access(Access.BRAND)
def complete(brand_slug: str, asset_id: str) -> tuple[Response, int]:
    """The bytes are there. Harmless to repeat."""
    with unit() as tx:
        status = complete_upload(tx, membership().brand_id, own_id(asset_id))
    return jsonify(asset_id=asset_id, status=status), 202


@console.get("/<brand_slug>/uploads/<asset_id>", endpoint="upload_status")
@access(Access.BRAND)
@limiter.limit("1200 per minute")
def status(brand_slug: str, asset_id: str) -> Response:
    """How far a picture is: `state` is pending, ready (then `image`) or refused (then `reason`)."""
    with unit() as tx:
        found = asset_status(tx, membership().brand_id, own_id(asset_id))
    image = image_view(found.picture, presentation()) if found.picture else None
    return jsonify(
        asset_id=str(found.asset_id),
        state=_STATES.get(found.status, "pending"),
        status=found.status,
        image={"src": image.src, "alt": "", "width": image.width, "height": image.height} if image else None,
        reason=gettext(found.rejection) if found.rejection else None,
    )


def _read_object() -> dict[str, object]:
    try:
        wish = request.get_json(silent=True)
    except RecursionError:  # nested deeper than anything we ask for
        wish = None
    if not isinstance(wish, dict):
        raise InvalidInput("Send a JSON object with filename, content_type and size_bytes.")
    return wish


def _text(wish: dict[str, object], name: str) -> str:
    value = wish.get(name, "")
    if not isinstance(value, str):
        raise PictureRefused(fields={name: "Send text here."})
    return value.replace("\x00", "")
