"""Pictures from SVG that this project drew itself. TRUSTED input only: an SVG can read files and burn memory.

Kept apart from uploads on purpose: nothing here is reachable from `media.probing`, `media.images` or the sandbox,
and an uploaded SVG is refused there.
"""

from typing import Any, Literal

import pyvips


def render_svg(svg: str | bytes, width: int, height: int, kind: Literal["png", "jpeg"] = "png") -> bytes:
    """Draw a trusted SVG into exactly `width` x `height` pixels, cropping from the centre to fill them."""
    source = svg.encode() if isinstance(svg, str) else svg
    drawn: Any = pyvips.Image.thumbnail_buffer(source, width, height=height, size="both", crop="centre")
    if kind == "png":
        return bytes(drawn.pngsave_buffer(keep="none"))
    flat = drawn.flatten(background=(255, 255, 255)) if drawn.hasalpha() else drawn
    return bytes(flat.jpegsave_buffer(Q=90, optimize_coding=True, keep="none"))
