"""A picture's way: signed, sent through the media origin, processed in the sandbox, served; or refused with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import requests
from sqlalchemy import text

from app.domain.assets.actions import (
    LIMITS,
    MAX_UPLOAD_BYTES,
    SignedUpload,
    add_upload_directly,
    complete_upload,
    sign_upload,
    store_generated_picture,
)
from app.domain.assets.errors import AssetNotFound, PictureRefused, PictureTooLarge, UploadsAway
from app.domain.assets.processing import GAVE_UP, MAX_ATTEMPTS, stalled_assets
from app.domain.assets.queries import AssetState, asset_status, pictures_by_ids
from app.embedded.backends import Backends
from app.entrypoints.worker import assets as tasks
from app.kernel.ids import new_id
from app.kernel.scope import Scope
from app.kernel.transaction import transaction
from app.resources.container import Resources
from media.drawings import render_svg
from media.errors import ImageTimedOut, ObjectMissing
from media.images import process_image
from media.keys import quarantine_key
from tests.factories.shop import MadeBrand, make_brand
from tests.unit.importing.feeds_at_hand import real_file
from tests.unit.media import pictures

PHOTO = "images/clothing-cc0"
GPS = "images/exif-samples/jpg/gps/DSCN0010.jpg"


@dataclass
class Desk:
    """One brand and its uploads, as the console starts them and the worker carries them."""

    resources: Resources
    brand: MadeBrand
    session: requests.Session = field(default_factory=requests.Session)

    @property
    def scope(self) -> Scope:
        return Scope.brand(self.brand.owner_id, self.brand.id)

    def sign(self, data: bytes, content_type: str = "image/jpeg") -> SignedUpload:
        with transaction(self.resources.engine, self.scope) as tx:
            return sign_upload(
                tx,
                self.resources.uploads,
                self.brand.id,
                filename="../photo.jpg",
                content_type=content_type,
                size_bytes=len(data),
            )

    def send(self, signed: SignedUpload, data: bytes) -> int:
        form = signed.form
        answer = self.session.post(form.url, data=dict(form.fields), files={"file": ("x", data)}, timeout=30)
        return answer.status_code

    def complete(self, asset_id: int) -> str:
        with transaction(self.resources.engine, self.scope) as tx:
            return complete_upload(tx, self.brand.id, asset_id)

    def see(self, asset_id: int) -> AssetState:
        with transaction(self.resources.engine, self.scope) as tx:
            return asset_status(tx, self.brand.id, asset_id)

    def upload(self, data: bytes, content_type: str = "image/jpeg") -> AssetState:
        """The whole way."""
        signed = self.sign(data, content_type)
        assert self.send(signed, data) < 300
        assert self.complete(signed.asset_id) == "uploaded"
        tasks.process_asset(str(signed.asset_id))
        return self.see(signed.asset_id)

    def put(self, data: bytes) -> int:
        """A picture that came with a form; nothing has run yet."""
        with transaction(self.resources.engine, self.scope) as tx:
            return add_upload_directly(
                tx, self.resources.storage, self.brand.id, filename="photo.jpg", data=data
            )

    def fetch(self, key: str) -> requests.Response:
        return self.session.get(f"{self.resources.settings.media_url}/{key}", timeout=30)

    def age(self, asset_id: int, hours: int = 1) -> None:
        query = text(
            "UPDATE assets SET lease_until = NULL, created_at = now() - make_interval(hours => :hours)"
            " WHERE id = :id"
        )
        with transaction(self.resources.engine, Scope.system()) as tx:
            tx.session.execute(query, {"id": asset_id, "hours": hours})

    def stalled(self) -> list[int]:
        with transaction(self.resources.engine, Scope.system()) as tx:
            return list(stalled_assets(tx, 1_000))


@pytest.fixture
def desk(resources: Resources) -> Iterator[Desk]:
    made = Desk(resources, make_brand(resources.engine))
    made.session.trust_env = False
    with made.session:
        yield made


def small_photo() -> bytes:
    return bytes(pictures.make_corners(400, 300).jpegsave_buffer())


def assert_quarantine_is_empty(desk: Desk, asset_id: int) -> None:
    with pytest.raises(ObjectMissing):
        desk.resources.storage.head(quarantine_key(desk.brand.id, asset_id))


@pytest.mark.realdata
def test_a_photo_becomes_renditions_that_anyone_may_fetch(desk: Desk) -> None:
    photo = next(iter(sorted((real_file(PHOTO) / "dress").iterdir()))).read_bytes()
    state = desk.upload(photo)
    assert (state.status, state.filename) == ("ready", "photo.jpg")
    assert state.picture is not None
    assert state.picture.thumbhash
    assert state.picture.color.startswith("#")
    kinds = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}
    assert {kind for kind, *_ in state.picture.renditions} == set(kinds)
    for kind, _, _, key in state.picture.renditions:
        answer = desk.fetch(key)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, kinds[kind])
        assert "immutable" in answer.headers["Cache-Control"]
    assert_quarantine_is_empty(desk, state.asset_id)
    with transaction(desk.resources.engine, Scope.anonymous()) as tx:
        assert state.asset_id in pictures_by_ids(tx, [state.asset_id])


@pytest.mark.realdata
def test_where_a_photo_was_taken_does_not_leave(desk: Desk) -> None:
    data = real_file(GPS).read_bytes()
    assert any("GPS" in name for name in pictures.open_rendition(data).get_fields())
    state = desk.upload(data)
    assert state.picture is not None
    for _, _, _, key in state.picture.renditions:
        fields = pictures.open_rendition(desk.fetch(key).content).get_fields()
        assert not [name for name in fields if "exif" in name.lower()], key


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("17000x17000.avif", "The picture has more than 40 megapixels, or a side longer than 20,000 pixels."),
        ("truncated.jpg", "The picture is cut short: the end of the file is missing. Upload it again."),
        ("logo.svg", "This is an SVG drawing; use a JPEG, PNG, WebP, AVIF, HEIC or GIF picture."),
        ("blankpage.pdf", "This is a PDF document; use a JPEG, PNG, WebP, AVIF, HEIC or GIF picture."),
    ],
)
def test_hostile_files_are_refused_with_a_reason(desk: Desk, name: str, reason: str) -> None:
    state = desk.upload((real_file("images/libvips-test-images") / name).read_bytes())
    assert (state.status, state.rejection, state.picture) == ("rejected", reason, None)
    assert_quarantine_is_empty(desk, state.asset_id)


def test_repeating_any_step_changes_nothing(desk: Desk) -> None:
    state = desk.upload(small_photo())
    assert state.status == "ready"
    tasks.process_asset(str(state.asset_id))
    assert desk.complete(state.asset_id) == "ready"
    assert desk.see(state.asset_id) == state
    query = text("SELECT count(*) FROM outbox WHERE name = 'asset.uploaded' AND payload->>'asset_id' = :id")
    with transaction(desk.resources.engine, Scope.system()) as tx:
        assert tx.session.scalar(query, {"id": str(state.asset_id)}) == 1


def test_an_upload_that_never_arrived_is_said_so(desk: Desk) -> None:
    signed = desk.sign(small_photo())
    desk.complete(signed.asset_id)
    tasks.process_asset(str(signed.asset_id))
    state = desk.see(signed.asset_id)
    assert state.status == "rejected"
    assert "did not finish" in state.rejection


def test_a_form_holds_the_browser_to_the_size_it_named(desk: Desk) -> None:
    signed = desk.sign(b"x" * 100)
    assert desk.send(signed, b"x" * 101) >= 400


@pytest.mark.parametrize(
    ("content_type", "size_bytes", "refusal"),
    [
        ("image/svg+xml", 10, PictureRefused),
        ("text/html", 10, PictureRefused),
        ("image/jpeg", 0, PictureRefused),
        ("image/jpeg", MAX_UPLOAD_BYTES + 1, PictureTooLarge),
    ],
)
def test_the_limits_hold_before_anything_is_sent(
    desk: Desk, content_type: str, size_bytes: int, refusal: type[Exception]
) -> None:
    assert LIMITS.max_bytes == MAX_UPLOAD_BYTES
    with pytest.raises(refusal), transaction(desk.resources.engine, desk.scope) as tx:
        sign_upload(
            tx,
            desk.resources.uploads,
            desk.brand.id,
            filename="x",
            content_type=content_type,
            size_bytes=size_bytes,
        )


def test_a_picture_may_come_with_a_form(desk: Desk) -> None:
    asset_id = desk.put(small_photo())
    assert desk.see(asset_id).status == "uploaded"
    tasks.process_asset(str(asset_id))
    assert desk.see(asset_id).status == "ready"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", PictureRefused),
        (b"<svg onload=alert(1)>", PictureRefused),
        (b"\xff\xd8\xff" + bytes(MAX_UPLOAD_BYTES), PictureTooLarge),
    ],
)
def test_a_form_with_no_picture_is_refused_at_once(desk: Desk, data: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        desk.put(data)


def test_another_brand_can_neither_see_nor_complete_an_upload(desk: Desk) -> None:
    signed = desk.sign(small_photo())
    other = make_brand(desk.resources.engine)
    for brand_id in (other.id, desk.brand.id):
        for act in (asset_status, complete_upload):
            with (
                transaction(desk.resources.engine, Scope.brand(other.owner_id, other.id)) as tx,
                pytest.raises(AssetNotFound),
            ):
                act(tx, brand_id, signed.asset_id)  # type: ignore[operator]
    assert desk.see(signed.asset_id).status == "awaiting"


def test_a_ready_picture_still_answers_to_its_brand_only(desk: Desk) -> None:
    state = desk.upload(small_photo())
    other = make_brand(desk.resources.engine)
    with transaction(desk.resources.engine, Scope.brand(other.owner_id, other.id)) as tx:
        with pytest.raises(AssetNotFound):
            asset_status(tx, other.id, state.asset_id)
        assert state.asset_id in pictures_by_ids(tx, [state.asset_id])


@pytest.fixture
def no_store(backends: Backends) -> Iterator[None]:
    """The store is away for as long as the test lasts."""
    backends.kill("s3")
    try:
        yield
    finally:
        backends.revive("s3")


@pytest.mark.usefixtures("no_store")
def test_nothing_is_signed_or_taken_while_the_store_is_away(desk: Desk) -> None:
    for attempt in (lambda: desk.sign(small_photo()), lambda: desk.put(small_photo())):
        with pytest.raises(UploadsAway) as away:
            attempt()
        assert away.value.retry_after_seconds
    with transaction(desk.resources.engine, desk.scope) as tx:
        assert (
            tx.session.scalar(text("SELECT count(*) FROM assets WHERE brand_id = :id"), {"id": desk.brand.id})
            == 0
        )


def test_a_picture_waits_for_the_store_and_is_done_when_it_returns(desk: Desk, backends: Backends) -> None:
    asset_id = desk.put(small_photo())
    backends.kill("s3")
    try:
        for _ in range(MAX_ATTEMPTS + 2):
            tasks.process_asset(str(asset_id))
            assert desk.see(asset_id).status == "uploaded"
            assert asset_id not in desk.stalled()  # not before a while has passed
            desk.age(asset_id)
    finally:
        backends.revive("s3")
    assert asset_id in desk.stalled()
    tasks.process_asset(str(asset_id))
    assert desk.see(asset_id).status == "ready"


def test_a_picture_that_never_gets_done_is_given_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_slow(*_: object) -> None:
        raise ImageTimedOut

    monkeypatch.setattr("app.domain.assets.processing.publish_image", too_slow)
    asset_id = desk.put(small_photo())
    for _ in range(MAX_ATTEMPTS):
        tasks.process_asset(str(asset_id))
        desk.age(asset_id)
    assert asset_id not in desk.stalled()
    state = desk.see(asset_id)
    assert (state.status, state.rejection) == ("rejected", GAVE_UP)


def test_uploads_that_nobody_completed_are_removed_after_a_day(desk: Desk) -> None:
    photo = small_photo()
    old, young = desk.sign(photo), desk.sign(photo)
    for signed in (old, young):
        assert desk.send(signed, photo) < 300
    desk.age(old.asset_id, hours=25)
    desk.age(young.asset_id, hours=23)
    tasks.tidy()
    with pytest.raises(AssetNotFound):
        desk.see(old.asset_id)
    assert_quarantine_is_empty(desk, old.asset_id)
    assert desk.see(young.asset_id).status == "awaiting"
    assert desk.resources.storage.head(young.form.key).size_bytes == len(photo)


def test_a_drawing_of_our_own_is_ready_at_once(desk: Desk) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 5"><rect width="4" height="5" fill="#a33"/></svg>'
    asset_id = new_id()
    files = process_image(render_svg(svg, 400, 500), asset_id)
    with transaction(desk.resources.engine, desk.scope) as tx:
        store_generated_picture(tx, desk.resources.storage, desk.brand.id, asset_id, files)
    state = desk.see(asset_id)
    assert state.status == "ready"
    assert state.picture is not None
    assert (state.picture.width, state.picture.height) == (400, 500)
    assert desk.fetch(state.picture.renditions[0][3]).status_code == 200
