"""Runs the image work in a child process that may die alone. Owns limits, deadline and the wire to the child.

The child is a fresh interpreter (`python -m media.sandbox_child`), not a fork: Celery's prefork workers may not
have multiprocessing children, and neither they nor gevent servers ever load libvips this way. It inherits no
environment beyond what it needs, so that a decoder taken over by a picture finds no credentials.
"""

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Any

from media.errors import (
    CorruptImage,
    ImageTimedOut,
    ImageTooDemanding,
    MediaError,
    ProcessingUnavailable,
    list_slugs,
)
from media.probing import probe_image
from media.types import ProcessedFiles, ProcessedImage, Rendition

DEADLINE_SECONDS = 20.0

_ROOT = Path(__file__).resolve().parent.parent
_CHILD = (sys.executable, "-m", "media.sandbox_child")
_KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "SYSTEMROOT")
_MAX_COMPLAINT_BYTES = 2_000

logger = logging.getLogger(__name__)


def process_image(
    data: bytes, asset_id: int, *, deadline_seconds: float = DEADLINE_SECONDS
) -> ProcessedFiles:
    """Make every rendition of an upload, in a child under limits.

    What the header already condemns is refused at once, with no child started.
    Raises: ImageRefused and below; ImageTimedOut; ProcessingUnavailable. Nothing else, whatever the bytes.
    """
    probe_image(data)
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as answer:
        with tempfile.TemporaryFile() as complaints:
            source.write(data)
            source.seek(0)
            status = _run_child(asset_id, source, answer, complaints, deadline_seconds)
            if status != 0:
                raise _explain_death(status, complaints)
        answer.seek(0)
        return _read_answer(answer)


def _run_child(
    asset_id: int, source: IO[bytes], answer: IO[bytes], complaints: IO[bytes], deadline_seconds: float
) -> int:
    try:
        child = subprocess.Popen(
            [*_CHILD, str(asset_id)],
            stdin=source,
            stdout=answer,
            stderr=complaints,
            cwd=_ROOT,
            env=_make_environment(),
            start_new_session=True,
        )
    except OSError as error:
        raise ProcessingUnavailable from error
    try:
        return child.wait(deadline_seconds)
    except subprocess.TimeoutExpired as error:
        raise ImageTimedOut from error
    finally:
        # Also when the caller itself is being interrupted: no child outlives its parent's interest.
        if child.poll() is None:
            _kill_group(child)


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _make_environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    # Few threads and arenas: the address space of a child is limited, and so are the cores it shares.
    return kept | {"VIPS_CONCURRENCY": "2", "MALLOC_ARENA_MAX": "2", "VIPS_WARNING": "0"}


def _explain_death(status: int, complaints: IO[bytes]) -> MediaError:
    complaints.seek(0, os.SEEK_END)
    complaints.seek(max(0, complaints.tell() - _MAX_COMPLAINT_BYTES))
    logger.warning(
        "image child ended with status %d: %s", status, complaints.read().decode("utf-8", "replace")
    )
    if -status == signal.SIGALRM:
        return ImageTimedOut()
    if status < 0:
        return ImageTooDemanding()
    # It ended on an exception of ours, not on a signal: the picture is not to blame.
    return ProcessingUnavailable()


def _read_answer(answer: IO[bytes]) -> ProcessedFiles:
    """One line of JSON, then the renditions' bytes one after the other in the order listed."""
    try:
        told: dict[str, Any] = json.loads(answer.readline())
        if "slug" in told:
            raise list_slugs()[told["slug"]](told["detail"])
        renditions = tuple(Rendition(**each) for each in told.pop("renditions"))
        image = ProcessedImage(renditions=renditions, **told)
        contents = {each.key: answer.read(each.size_bytes) for each in renditions}
    except (ValueError, KeyError, TypeError) as error:
        raise CorruptImage from error
    return ProcessedFiles(image, contents)
