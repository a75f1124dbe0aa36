"""The child's side of `media.sandbox`: limits first, then the work, then one answer on standard output.

Never imported by the product: it is run as `python -m media.sandbox_child ASSET_ID`, fed on standard input.
"""

import dataclasses
import json
import os
import resource
import signal
import sys
from typing import IO

from media.decoding import lock_down_loaders
from media.errors import ImageTooDemanding, MediaError
from media.images import process_image
from media.probing import MAX_BYTES

MAX_MEMORY_BYTES = 1024 * 1024 * 1024
MAX_CPU_SECONDS = 20
MAX_WALL_SECONDS = 30
MAX_ANSWER_BYTES = 64 * 1024 * 1024
MAX_OPEN_FILES = 64


def main(arguments: list[str]) -> int:
    """Read one upload, answer with renditions or with a refusal. Anything else is left to end the process."""
    set_limits()
    lock_down_loaders()
    answer = claim_output()
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        files = process_image(data, int(arguments[1]))
    except MediaError as error:
        write_refusal(answer, error)
    except MemoryError:
        write_refusal(answer, ImageTooDemanding())
    else:
        answer.write(json.dumps(dataclasses.asdict(files.image)).encode() + b"\n")
        for rendition in files.image.renditions:
            answer.write(files.contents[rendition.key])
    answer.close()
    return 0


def set_limits() -> None:
    """Bound what this process may take from the machine.

    Memory is bounded as data, not as address space: thread stacks and arenas reserve far more than they use.
    """
    for kind, most in (
        (resource.RLIMIT_DATA, MAX_MEMORY_BYTES),
        (resource.RLIMIT_CPU, MAX_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, MAX_ANSWER_BYTES),
        (resource.RLIMIT_NOFILE, MAX_OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    # The default action of this signal ends the process: a child whose parent was killed does not stay.
    signal.alarm(MAX_WALL_SECONDS)


def claim_output() -> IO[bytes]:
    """Keep standard output for the answer; whatever a library prints goes to standard error instead."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answer


def write_refusal(answer: IO[bytes], error: MediaError) -> None:
    """The refusal in the form that the parent turns back into the same error."""
    answer.write(json.dumps({"slug": error.slug, "detail": error.detail}).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv))
