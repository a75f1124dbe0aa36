"""Stacks of folded cloth."""

from app.entrypoints.cli.demo.drawing.color import glow, shade
from app.entrypoints.cli.demo.drawing.geometry import Point, curve
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, stroked
from app.entrypoints.cli.demo.drawing.shading import soft_stroke, volume


def draw_folded(pen: Pen, cloths: list[Cloth], width: float = 640) -> tuple[Good, list[tuple[float, float]]]:
    """A stack of folded knits or cloth, and a spot on each from the bottom up."""
    parts, shapes, spots = [], [], []
    y = 0.0
    for index, cloth in enumerate(cloths):
        height = 104 + pen.chance.uniform(-8, 10)
        half = width / 2 - pen.chance.uniform(0, 18)
        shift = pen.chance.uniform(-12, 12)
        top, low = y - height, y
        points: list[Point] = [
            (shift - half + 20, top + 6),
            (shift - half * 0.3, top - 4),
            (shift + half * 0.4, top + 3),
            (shift + half - 22, top + 4),
            (shift + half + 6, top + height * 0.3),
            (shift + half + 2, low - 22),
            (shift + half - 24, low),
            (shift + half * 0.3, low + 3),
            (shift - half * 0.4, low + 1),
            (shift - half + 10, low - 4),
            (shift - half - 6, low - height * 0.5),
        ]
        path = curve(points)
        dark = shade(cloth.colour, 0.2)
        lap = f"M{shift - half - 20:.0f} {low - height * 0.48:.0f}C{shift - half * 0.4:.0f} {low - height * 0.40:.0f} {shift + half * 0.3:.0f} {low - height * 0.54:.0f} {shift + half + 20:.0f} {low - height * 0.46:.0f}"
        stripes = (
            "".join(
                stroked(
                    f"M{shift + x:.0f} {top - 10}q6 {height / 2} 0 {height + 20}",
                    cloth.stripe,
                    15,
                    1,
                    cap="butt",
                )
                for x in range(-int(half) + 20, int(half), 46)
            )
            if cloth.stripe
            else ""
        )
        over = (
            soft_stroke(lap, dark, 26, 0.6)
            + stroked(lap, dark, 2.5, 0.8)
            + soft_stroke(lap, glow(cloth.colour, 0.12), 16, 0.4).replace(
                "<path", '<path transform="translate(0 -18)"'
            )
        )
        parts.append(
            soft_stroke(f"M{shift - half:.0f} {low}H{shift + half:.0f}", dark, 18, 0.5) if index else ""
        )
        parts.append(
            volume(pen, path, cloth, (shift - half, top, shift + half, low), stripes, edge=60, over=over)
        )
        shapes.append(path)
        spots.append((shift + half * 0.25, low - height * 0.25))
        y -= height - 5
    good = Good(
        "".join(parts),
        tuple(shapes),
        {f"layer{index}": spot for index, spot in enumerate(spots)},
        (-width / 2 - 10, y - 6, width / 2 + 10, 4),
    )
    return good, spots
