"""Every way the media engine says no. Owns slugs and human sentences; knows no HTTP status.

What matters to a caller: `ImageRefused` and below are final (the same bytes fail again); an error whose `retryable`
is true is worth a few more tries later; `ObjectMissing` and a plain `StorageError` are neither.
"""

from typing import ClassVar


class MediaError(Exception):
    """Root of the tree: `slug` for programs and translations, `detail` for people."""

    slug: ClassVar[str] = "media-error"
    default_detail: ClassVar[str] = "The file could not be handled."
    retryable: ClassVar[bool] = False

    def __init__(self, detail: str = "") -> None:
        self.detail = detail or self.default_detail
        super().__init__(self.detail)


class ImageRefused(MediaError):
    """The bytes themselves are at fault; trying again changes nothing."""

    slug = "image-refused"
    default_detail = "The picture could not be used."


class EmptyFile(ImageRefused):
    slug = "empty-file"
    default_detail = "The file is empty."


class UnsupportedFormat(ImageRefused):
    slug = "unsupported-format"
    default_detail = "This is not a JPEG, PNG, WebP, AVIF, HEIC or GIF picture."


class TooLarge(ImageRefused):
    slug = "file-too-large"
    default_detail = "The file is larger than 15 MB."


class TooManyPixels(ImageRefused):
    slug = "too-many-pixels"
    default_detail = "The picture has more than 40 megapixels, or a side longer than 20,000 pixels."


class UnusableShape(ImageRefused):
    slug = "unusable-shape"
    default_detail = "The picture is too long and thin: one side is more than 50 times the other."


class TooManyFrames(ImageRefused):
    slug = "too-many-frames"
    default_detail = "The animation has too many frames."


class TruncatedImage(ImageRefused):
    slug = "truncated-image"
    default_detail = "The picture is cut short: the end of the file is missing. Upload it again."


class CorruptImage(ImageRefused):
    slug = "corrupt-image"
    default_detail = "The picture is damaged and could not be read."


class ImageTooDemanding(ImageRefused):
    """The child died under its limits: memory, processor time, a decoder that crashed."""

    slug = "image-too-demanding"
    default_detail = "The picture needs too much memory or time to read, or its data is malformed."


class ImageTimedOut(MediaError):
    """The deadline passed. Not a verdict on the picture: a busy machine looks the same, so a few more tries pay."""

    slug = "image-timed-out"
    default_detail = "The picture took too long to process."
    retryable = True


class ProcessingUnavailable(MediaError):
    """The child could not be started or fed: nothing is known about the picture."""

    slug = "processing-unavailable"
    default_detail = "Pictures cannot be processed just now."
    retryable = True


class StorageError(MediaError):
    slug = "storage-error"
    default_detail = "The file store refused the request."


class StorageUnavailable(StorageError):
    slug = "storage-unavailable"
    default_detail = "The file store cannot be reached just now."
    retryable = True


class ObjectMissing(StorageError):
    slug = "object-missing"
    default_detail = "There is no such file: the upload did not finish, or it was removed."


def list_slugs() -> dict[str, type[MediaError]]:
    """Every error of the tree by its slug, so that a message from the child finds its class again."""
    found: dict[str, type[MediaError]] = {}
    waiting: list[type[MediaError]] = [MediaError]
    while waiting:
        kind = waiting.pop()
        found[kind.slug] = kind
        waiting.extend(kind.__subclasses__())
    return found
