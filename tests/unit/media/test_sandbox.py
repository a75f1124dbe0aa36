"""The child dies alone: whatever happens to it, the caller gets a MediaError or the files."""

import multiprocessing
import signal
import subprocess
import sys

import pytest

from media import sandbox
from media.errors import (
    CorruptImage,
    ImageRefused,
    ImageTimedOut,
    ImageTooDemanding,
    ProcessingUnavailable,
    TooManyPixels,
    TruncatedImage,
)
from media.images import process_image as process_here
from media.sandbox import process_image
from tests.unit.media import pictures

PHOTO = bytes(pictures.make_corners(400, 300).jpegsave_buffer())


def replace_child(monkeypatch, script):
    monkeypatch.setattr(sandbox, "_CHILD", (sys.executable, "-c", script))


def test_the_child_gives_what_the_work_gives():
    there, here = process_image(PHOTO, 7), process_here(PHOTO, 7)
    assert there.image.renditions[0].key == here.image.renditions[0].key
    assert there.image.thumbhash_b64 == here.image.thumbhash_b64
    assert set(there.contents) == {each.key for each in there.image.renditions}
    for each in there.image.renditions:
        image = pictures.open_rendition(there.contents[each.key])
        assert (image.width, image.height) == (each.width, each.height)


def test_a_refusal_in_the_child_is_the_same_refusal_here():
    noise = bytes(pictures.make_noise(300, 300).jpegsave_buffer())
    with pytest.raises(TruncatedImage) as refusal:
        process_image(noise[: len(noise) // 2], 7)
    assert "cut short" in refusal.value.detail


def test_a_bomb_starts_no_child(monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a child was started"))
    with pytest.raises(TooManyPixels):
        process_image(pictures.make_png_claiming(50_000, 50_000), 7)


def test_pixels_that_belie_the_header_are_refused():
    lying = pictures.make_avif_claiming(100, 100, true_width=6_000)
    with pytest.raises((ImageTooDemanding, CorruptImage)):
        process_image(lying, 7)


def test_a_bomb_behind_a_small_header_is_not_unpacked():
    """200 MB of zeros in 200 kB, of which a 64 x 64 picture needs 16 kB."""
    body = pictures.make_png_claiming(64, 64, bytes(200_000_000))
    assert len(body) < 300_000
    assert process_image(body, 7).image.width == 64


def test_a_child_over_its_deadline_is_killed(monkeypatch):
    started = []

    class RecordedChild(subprocess.Popen):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", RecordedChild)
    replace_child(monkeypatch, "import time; time.sleep(600)")
    with pytest.raises(ImageTimedOut) as failure:
        process_image(PHOTO, 7, deadline_seconds=0.5)
    assert failure.value.retryable, "a busy machine looks the same as a slow picture"
    (child,) = started
    assert child.returncode == -signal.SIGKILL


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGKILL", "SIGABRT", "SIGTRAP"])
def test_a_child_that_crashes_is_the_pictures_fault(monkeypatch, name):
    replace_child(monkeypatch, f"import os, signal; os.kill(os.getpid(), signal.{name})")
    with pytest.raises(ImageTooDemanding):
        process_image(PHOTO, 7)


def test_a_child_over_its_processor_time_is_killed(monkeypatch):
    replace_child(
        monkeypatch,
        "import media.sandbox_child as c\nc.MAX_CPU_SECONDS = 1\nc.set_limits()\nwhile True: pass",
    )
    with pytest.raises(ImageTooDemanding):
        process_image(PHOTO, 7)


def test_a_child_without_memory_is_a_refusal(monkeypatch):
    replace_child(
        monkeypatch,
        "import media.sandbox_child as c\nc.MAX_MEMORY_BYTES = 150 << 20\nraise SystemExit(c.main(['', '7']))",
    )
    big = pictures.make_corners(5_000, 4_000)
    with pytest.raises(ImageRefused):
        process_image(bytes(big.heifsave_buffer(compression="av1", effort=0)), 7)


def test_a_child_that_answers_rubbish_is_a_refusal(monkeypatch):
    for answer in ("{}", "[1]", "not json", '{"slug": "no-such"}', ""):
        replace_child(monkeypatch, f"print({answer!r})")
        with pytest.raises(CorruptImage):
            process_image(PHOTO, 7)


def test_a_fault_of_ours_is_not_blamed_on_the_picture(monkeypatch):
    replace_child(monkeypatch, "raise RuntimeError('a bug')")
    with pytest.raises(ProcessingUnavailable) as failure:
        process_image(PHOTO, 7)
    assert failure.value.retryable
    monkeypatch.setattr(sandbox, "_CHILD", ("/nowhere/python",))
    with pytest.raises(ProcessingUnavailable):
        process_image(PHOTO, 7)


def test_the_child_sees_no_credentials(monkeypatch, tmp_path):
    monkeypatch.setenv("VITRINE_S3_SECRET_KEY", "hidden")
    seen = tmp_path / "seen"
    replace_child(monkeypatch, f"import os; open({str(seen)!r}, 'w').write(repr(dict(os.environ)))")
    with pytest.raises(CorruptImage):
        process_image(PHOTO, 7)
    assert "VITRINE" not in seen.read_text()


def test_it_works_in_a_daemonic_worker():
    """Celery's prefork workers are daemons, which may not have multiprocessing children."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    worker = context.Process(target=lambda: sender.send(len(process_image(PHOTO, 7).contents)), daemon=True)
    worker.start()
    assert receiver.recv() == 6
    worker.join()


def test_the_calling_process_never_loads_a_decoder():
    script = (
        "import sys, media.publishing, media.uploads, media.storage\n"
        f"media.publishing.process_image({PHOTO!r}, 7)\n"
        "print([name for name in ('pyvips', 'pillow_heif', 'PIL', 'thumbhash') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_loaders_for_other_formats_are_blocked_in_the_child(tmp_path):
    drawing = tmp_path / "drawing.svg"
    drawing.write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    script = (
        "import pyvips\nfrom media.decoding import lock_down_loaders\nlock_down_loaders()\n"
        f"pyvips.Image.new_from_file({str(drawing)!r})"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "pyvips.error.Error" in told.stderr
