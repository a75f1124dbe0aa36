"""Straps and brass, shared by bags and belts."""

from app.entrypoints.cli.demo.drawing.color import glow, shade
from app.entrypoints.cli.demo.drawing.geometry import number
from app.entrypoints.cli.demo.drawing.pen import stroked
from app.entrypoints.cli.demo.drawing.shading import soft_stroke

BRASS = "#c6a15a"


def draw_strap(path: str, colour: str, width: float, thread: str = "") -> str:
    """A leather or webbing strap along a path, rounded by light, with stitched edges."""
    parts = soft_stroke(path, shade(colour, 0.25), width * 1.7, 0.35) + stroked(
        path, shade(colour, 0.14), width, cap="butt"
    )
    parts += stroked(path, colour, width * 0.82, cap="butt") + stroked(
        path, glow(colour, 0.10), width * 0.34, 0.5, cap="butt"
    ).replace("<path", f'<path transform="translate({number(-width * 0.14)} {number(-width * 0.10)})"')
    if thread:
        parts += stroked(path, thread, 1.8, 0.7, "7 5", cap="butt")
    return parts


def brass_stud(x: float, y: float, radius: float) -> str:
    """A domed brass stud with its shadow and glint."""
    n = number
    return (
        f'<circle cx="{n(x + 1.5)}" cy="{n(y + 3)}" r="{n(radius)}" fill="#3a2a18" fill-opacity="0.4"/><circle cx="{n(x)}" cy="{n(y)}" r="{n(radius)}" fill="{shade(BRASS, 0.08)}"/>'
        f'<circle cx="{n(x - radius * 0.15)}" cy="{n(y - radius * 0.2)}" r="{n(radius * 0.72)}" fill="{BRASS}"/><circle cx="{n(x - radius * 0.3)}" cy="{n(y - radius * 0.35)}" r="{n(radius * 0.28)}" fill="{glow(BRASS, 0.2)}"/>'
    )
