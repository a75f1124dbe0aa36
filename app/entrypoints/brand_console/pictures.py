"""Pictures that come with a form, for those without JavaScript: taken to quarantine, then waited for a little while."""

import time
from collections.abc import Sequence

from flask import current_app
from flask_babel import gettext
from werkzeug.datastructures import FileStorage

from app.domain.assets.actions import add_upload_directly
from app.domain.assets.errors import AssetNotFound, PictureRefused, PictureTooLarge, UploadsAway
from app.domain.assets.queries import AssetState, asset_status
from app.entrypoints.brand_console.views import membership
from app.kernel.errors import AppError
from app.resources.container import current
from app.web.unit import unit

WAIT_SECONDS = 6.0
"""How long an answer waits for pictures, unless the application's PICTURE_WAIT_SECONDS says otherwise."""
_STEP_SECONDS = 0.3


def take_files(files: Sequence[FileStorage]) -> tuple[list[int], list[str]]:
    """Each file that can become a picture is kept; answers their ids, and what is wrong with the others."""
    ids, faults = [], []
    for file in files:
        if not file.filename:
            continue
        try:
            with unit() as tx:
                ids.append(
                    add_upload_directly(
                        tx, current().storage, membership().brand_id, filename=file.filename, data=file.read()
                    )
                )
        except (PictureRefused, PictureTooLarge, UploadsAway) as refusal:
            faults.append(f"{file.filename[:80]}: {_why(refusal)}")
    return ids, faults


def _why(refusal: AppError) -> str:
    return " ".join(gettext(text) for text in refusal.fields.values()) or gettext(refusal.message)


def states_of(asset_ids: Sequence[int]) -> dict[int, AssetState]:
    """How far the brand's own among these pictures are; others are left out."""
    found = {}
    with unit() as tx:
        for asset_id in asset_ids:
            try:
                found[asset_id] = asset_status(tx, membership().brand_id, asset_id)
            except AssetNotFound:
                continue
    return found


def settle(asset_ids: Sequence[int]) -> dict[int, AssetState]:
    """The same, after giving the worker a moment; no transaction is open meanwhile."""
    until = time.monotonic() + float(current_app.config.get("PICTURE_WAIT_SECONDS", WAIT_SECONDS))
    while True:
        states = states_of(asset_ids)
        if all(state.status in ("ready", "rejected") for state in states.values()):
            return states
        if time.monotonic() >= until:
            return states
        time.sleep(_STEP_SECONDS)
