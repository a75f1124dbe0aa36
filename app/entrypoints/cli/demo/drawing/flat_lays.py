"""Scenes seen from above: linen, boards, terrazzo and trays."""

from collections.abc import Sequence

from app.entrypoints.cli.demo.drawing.color import glow, shade
from app.entrypoints.cli.demo.drawing.geometry import ellipse, placing
from app.entrypoints.cli.demo.drawing.greenery import citrus, sprig, sprig_shadow
from app.entrypoints.cli.demo.drawing.grounds import boards, card, linen, terrazzo
from app.entrypoints.cli.demo.drawing.marks import Mark, draw_mark
from app.entrypoints.cli.demo.drawing.pen import filled, group, stroked
from app.entrypoints.cli.demo.drawing.rooms import Size
from app.entrypoints.cli.demo.drawing.shading import soft_stroke
from app.entrypoints.cli.demo.drawing.stage import (
    PORTRAIT,
    Drawn,
    Item,
    Mood,
    centred,
    fit,
    open_stage,
)


def flat_lay(
    mood: Mood,
    items: Sequence[Item],
    seed: int,
    size: Size = PORTRAIT,
    ground: str = "linen",
    leaf: str = "olive",
    mark: Mark | None = None,
) -> Drawn:
    """Goods seen from above on linen, boards, stone or paper; the first is the largest."""
    stage = open_stage(size, mood, seed)
    w, h = size
    pen = stage.pen
    stage.wall(mood.paper)
    if ground == "linen":
        stage.add(linen(pen, w, h, mood.paper))
    elif ground == "boards":
        stage.add(boards(pen, w, h, mood.wood))
    elif ground == "terrazzo":
        stage.add(
            terrazzo(
                pen,
                0,
                0,
                w,
                h,
                mood.paper,
                [mood.accent, mood.deep, mood.wall, mood.leaf, glow(mood.paper, 0.05)],
                330,
                40,
            )
        )
    surface = mood.wood if ground == "boards" else mood.paper
    for x, y, reach, turn in ((0.02, 0.20, 0.34, -38.0), (0.99, 0.74, 0.36, 148.0)):
        if leaf:
            stage.add(
                sprig_shadow(pen, w * x, h * y, w * reach, turn, surface),
                sprig(pen, w * x, h * y, w * reach, turn, mood.leaf, leaf),
            )
    slots = _LAYOUTS[min(len(items), 5)]
    placed = []
    for item, (x, y, wide, tall, turn) in zip(items, slots, strict=False):
        good = item.draw(pen)
        placed.append(
            (
                item,
                good,
                centred(good, w * x, h * y, fit(good, w * wide, h * tall), turn + pen.chance.uniform(-2, 2)),
            )
        )
    stage.hang(placed, surface, (w * 0.012, w * 0.016), w * 0.022, 0.42)
    if mark and len(items) < 3:
        stage.add(card(pen, w * 0.08, h * 0.80, w * 0.20, h * 0.10, -8, glow(mood.paper, 0.05), mood.deep))
        stage.add(group(draw_mark(mark, 0, 0, w * 0.045, mood.deep), placing(w * 0.145, h * 0.826, 1, -8)))
    return stage.finish()


# Per number of goods: centre, box width and height as shares of the frame, and the turn in degrees.
_LAYOUTS: dict[int, list[tuple[float, float, float, float, float]]] = {
    1: [(0.50, 0.50, 0.80, 0.74, -8)],
    2: [(0.44, 0.36, 0.74, 0.56, -9), (0.64, 0.76, 0.46, 0.36, 10)],
    3: [(0.42, 0.34, 0.66, 0.50, -8), (0.72, 0.68, 0.44, 0.48, 9), (0.30, 0.83, 0.38, 0.24, -12)],
    4: [
        (0.36, 0.31, 0.60, 0.46, -7),
        (0.74, 0.56, 0.42, 0.50, 8),
        (0.30, 0.74, 0.40, 0.28, -10),
        (0.74, 0.88, 0.36, 0.16, 5),
    ],
    5: [
        (0.34, 0.30, 0.58, 0.44, -7),
        (0.75, 0.48, 0.40, 0.46, 8),
        (0.28, 0.68, 0.36, 0.24, -8),
        (0.72, 0.82, 0.34, 0.18, 6),
        (0.32, 0.90, 0.30, 0.14, -4),
    ],
}


def tray_scene(
    mood: Mood,
    items: Sequence[Item],
    seed: int,
    size: Size = PORTRAIT,
    fruit: str = "#e0a53a",
    leaf: str = "eucalyptus",
) -> Drawn:
    """Cosmetics lying on terrazzo from above, with cut fruit and leaves."""
    stage = open_stage(size, mood, seed)
    w, h = size
    pen = stage.pen
    stage.wall(mood.paper)
    stage.add(
        terrazzo(
            pen,
            0,
            0,
            w,
            h,
            mood.paper,
            [mood.accent, mood.deep, mood.wall, mood.leaf, glow(mood.paper, 0.05)],
            300,
            36,
        )
    )
    disc = ellipse(w * 0.52, h * 0.52, w * 0.43, w * 0.43)
    stage.add(
        soft_stroke(ellipse(w * 0.535, h * 0.53, w * 0.43, w * 0.43), "#2a2030", 60, 0.3),
        filled(
            disc,
            pen.linear(
                (0, h * 0.2), (w, h * 0.9), [(0, glow(mood.accent, 0.06)), (1, shade(mood.accent, 0.05))]
            ),
        ),
        stroked(ellipse(w * 0.52, h * 0.52, w * 0.415, w * 0.415), glow(mood.accent, 0.12), 5, 0.6),
    )
    stage.add(
        sprig(pen, w * 0.02, h * 0.34, w * 0.50, -24, mood.leaf, leaf),
        sprig(pen, w * 0.98, h * 0.80, w * 0.44, 160, mood.leaf, leaf),
    )
    if fruit:
        stage.add(
            citrus(pen, w * 0.80, h * 0.24, w * 0.105, fruit),
            citrus(pen, w * 0.20, h * 0.80, w * 0.09, fruit),
        )
    slots = {
        1: [(0.52, 0.52, 0.6, 0.46, -14)],
        2: [(0.38, 0.50, 0.34, 0.42, -12), (0.67, 0.55, 0.32, 0.36, 12)],
        3: [(0.36, 0.48, 0.32, 0.40, -14), (0.66, 0.44, 0.26, 0.30, 12), (0.62, 0.66, 0.32, 0.20, -6)],
    }[min(3, len(items))]
    placed = []
    for item, (x, y, wide, tall, turn) in zip(items, slots, strict=False):
        good = item.draw(pen)
        placed.append((item, good, centred(good, w * x, h * y, fit(good, w * wide, h * tall), turn)))
    stage.hang(placed, mood.accent, (w * 0.014, w * 0.018), w * 0.02, 0.42)
    return stage.finish()
