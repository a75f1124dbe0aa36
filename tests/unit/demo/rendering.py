"""The moment of the demo shop under test, and a small renderer of its pictures."""

from datetime import UTC, datetime

import pyvips

NOW = datetime(2026, 3, 4, 18, 30, tzinfo=UTC)


def render_small(svg: str, width: int) -> pyvips.Image:
    """The picture rendered at about this width, in memory."""
    full = pyvips.Image.svgload_buffer(svg.encode())
    return pyvips.Image.svgload_buffer(svg.encode(), scale=width / full.width).copy_memory()
