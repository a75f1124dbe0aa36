"""What shoes are made of, and the seams and panels sewn on their uppers."""

from dataclasses import dataclass

from app.entrypoints.cli.demo.drawing.color import glow, shade
from app.entrypoints.cli.demo.drawing.geometry import Point, curve
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.pen import Pen, group, stroked
from app.entrypoints.cli.demo.drawing.shading import soft_stroke, volume


@dataclass(frozen=True, slots=True)
class Leather:
    """A shoe's stuff: upper, lining, sole and the thread or lace that shows."""

    upper: Cloth
    lining: str = "#d9b58c"
    sole: str = "#f2ece0"
    lace: str = "#f6f1e7"
    accent: str = ""


def sewn_seam(path: str, colour: str, thread: str) -> str:
    """An edge laid over the upper, with its row of stitches."""
    return (
        soft_stroke(path, shade(colour, 0.2), 11, 0.45)
        + stroked(path, shade(colour, 0.24), 2.2, 0.8)
        + stroked(path, thread, 1.8, 0.75, "6 4").replace("<path", '<path transform="translate(5 6)"')
    )


def sewn_panel(pen: Pen, points: list[Point], cloth: Cloth, upper: str, edge: float = 26) -> str:
    """A piece of leather sewn on the upper."""
    path = curve(points)
    clip = pen.clip(upper)
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    piece = volume(pen, path, cloth, (min(xs), min(ys), max(xs), max(ys)), edge=edge)
    stitches = stroked(path, glow(cloth.colour, 0.2), 1.8, 0.55, "6 4")
    return group(
        soft_stroke(path, shade(cloth.colour, 0.2), 14, 0.45) + piece + group(stitches, clip=pen.clip(path)),
        clip=clip,
    )
