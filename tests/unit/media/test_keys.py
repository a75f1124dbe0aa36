"""Keys: nobody's prefix reaches into a neighbour's, and a published key never changes its bytes."""

import pytest

from media import keys


def test_the_layout():
    assert keys.quarantine_key(3, 12) == "quarantine/3/12"
    assert keys.public_key(12, 640, "abc", "jpeg") == "public/a/12/640-abc.jpg"


def test_a_prefix_holds_its_own_and_no_neighbours():
    assert keys.public_key(12, 640, "abc", "avif").startswith(keys.public_prefix(12))
    assert not keys.public_key(123, 640, "abc", "avif").startswith(keys.public_prefix(12))
    assert not keys.quarantine_key(31, 1).startswith(keys.quarantine_prefix(3))


def test_the_version_changes_with_the_source_and_with_the_recipe():
    versions = {
        keys.make_version(b"one", "1"),
        keys.make_version(b"two", "1"),
        keys.make_version(b"one", "2"),
    }
    assert len(versions) == 3
    assert keys.make_version(b"one", "1") in versions


@pytest.mark.parametrize("number", [0, -1])
def test_numbers_that_cannot_be_ids_are_refused(number):
    with pytest.raises(ValueError, match="positive"):
        keys.quarantine_key(1, number)
