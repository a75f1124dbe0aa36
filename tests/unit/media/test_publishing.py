"""From quarantine to published files, through the real sandbox and a store in memory."""

import pytest

from media.errors import ObjectMissing, StorageUnavailable, TooLarge, UnsupportedFormat
from media.keys import public_prefix, quarantine_key
from media.memory import MemoryStorage
from media.probing import MAX_BYTES
from media.publishing import publish_image
from tests.unit.media import pictures

SOURCE = quarantine_key(3, 7)


@pytest.fixture
def storage():
    return MemoryStorage()


def put(storage, body, content_type="image/jpeg"):
    storage.put_bytes(SOURCE, body, content_type)


def test_each_rendition_is_stored_where_the_answer_says(storage):
    put(storage, bytes(pictures.make_corners(400, 300).jpegsave_buffer()))
    image = publish_image(storage, SOURCE, 7)
    published = {key: stored for key, stored in storage.objects.items() if key.startswith(public_prefix(7))}
    assert set(published) == {each.key for each in image.renditions}
    for each in image.renditions:
        assert published[each.key].content_type == f"image/{each.format}"
        assert "immutable" in published[each.key].cache_control
        assert len(published[each.key].data) == each.size_bytes


def test_a_second_run_changes_nothing(storage):
    put(storage, bytes(pictures.make_corners(400, 300).jpegsave_buffer()))
    first = publish_image(storage, SOURCE, 7)
    keys = set(storage.objects)
    assert publish_image(storage, SOURCE, 7) == first
    assert set(storage.objects) == keys


def test_a_drawing_that_says_it_is_webp_publishes_nothing(storage):
    put(storage, b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "image/webp")
    with pytest.raises(UnsupportedFormat):
        publish_image(storage, SOURCE, 7)
    assert set(storage.objects) == {SOURCE}


def test_refusals_of_the_store_come_through(storage):
    with pytest.raises(ObjectMissing):
        publish_image(storage, SOURCE, 7)
    put(storage, bytes(MAX_BYTES + 1))
    with pytest.raises(TooLarge):
        publish_image(storage, SOURCE, 7)
    storage.available = False
    with pytest.raises(StorageUnavailable):
        publish_image(storage, SOURCE, 7)
