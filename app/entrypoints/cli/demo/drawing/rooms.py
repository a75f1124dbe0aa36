"""Scenes on walls and lines: rails, pegs, washing lines and wide covers."""

from collections.abc import Sequence

from app.entrypoints.cli.demo.drawing.architecture import arch
from app.entrypoints.cli.demo.drawing.color import glow, mix, shade
from app.entrypoints.cli.demo.drawing.furniture import hanger, peg_rail, rail
from app.entrypoints.cli.demo.drawing.geometry import Affine, curve, placing, rounded
from app.entrypoints.cli.demo.drawing.greenery import sprig, stone
from app.entrypoints.cli.demo.drawing.grounds import sea
from app.entrypoints.cli.demo.drawing.marks import Mark, draw_mark
from app.entrypoints.cli.demo.drawing.pen import Good, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shots import clip_hanger
from app.entrypoints.cli.demo.drawing.stage import (
    AVATAR,
    COVER,
    PORTRAIT,
    Drawn,
    Item,
    Mood,
    fit,
    open_stage,
)
from app.entrypoints.cli.demo.drawing.windows import window_light

Size = tuple[int, int]


def rail_scene(mood: Mood, items: Sequence[Item], seed: int, size: Size = PORTRAIT) -> Drawn:
    """Two to four garments on a rail, in window light."""
    stage = open_stage(size, mood, seed)
    w, h = size
    stage.wall()
    pen = stage.pen
    stage.add(window_light(pen, w * 0.10, h * 0.08, w * 0.55, h * 0.56, -0.2, mood.wall))
    stage.floor(h * 0.885)
    bar = h * 0.135
    stage.add(rail(pen, bar, w * 0.06, w * 0.94, h * 0.945, "#4a4542"))
    count = len(items)
    scale = min(1.18, 1.42 - 0.11 * count) * w / 1600
    placed: list[tuple[Item, Good, Affine]] = []
    for index, item in enumerate(items):
        good = item.draw(pen)
        x = w * (0.5 + (index - (count - 1) / 2) * (0.54 / max(1, count - 1) if count > 1 else 0))
        squeeze = 0.84 if count > 2 else 0.95
        top = -560 if "neck" in good.anchors else good.bounds[1] - 144
        at = Affine(scale * squeeze, 0, 0, scale, x, bar - top * scale - 12)
        hook = (
            group(hanger(pen, mood.wood, good), at)
            if "neck" in good.anchors
            else clip_hanger(stage, at, 130, good.bounds[1] + 30)
        )
        stage.add(hook)
        placed.append((item, good, at))
    stage.hang(placed, mood.wall, (w * 0.03, w * 0.03), w * 0.04, 0.34)
    return stage.finish()


def pegs_scene(mood: Mood, items: Sequence[Item], seed: int, size: Size = PORTRAIT) -> Drawn:
    """Hall pegs: garments by the neck, bags by the handle, hats by the crown."""
    stage = open_stage(size, mood, seed)
    w, h = size
    pen = stage.pen
    stage.wall()
    dado = h * 0.74
    lower = mix(mood.wall, mood.deep, 0.22)
    stage.add(
        filled(
            f"M0 {dado}H{w}V{h}H0Z",
            pen.linear((0, dado), (w * 0.3, h), [(0, lower), (1, shade(lower, 0.05))]),
        )
    )
    for board in range(0, w + 1, 200):
        stage.add(
            stroked(f"M{board} {dado}V{h}", shade(lower, 0.14), 5, 0.5)
            + stroked(f"M{board + 5} {dado}V{h}", glow(lower, 0.10), 4, 0.4)
        )
    stage.add(
        stroked(f"M0 {dado}H{w}", glow(mood.wall, 0.06), 22),
        stroked(f"M0 {dado + 14}H{w}", shade(mood.wall, 0.2), 6, 0.4),
    )
    stage.add(window_light(pen, w * 0.52, h * 0.03, w * 0.52, h * 0.56, -0.22, mood.wall))
    y = h * 0.185
    count = len(items)
    shares = {
        1: [(0.5, 0.92)],
        2: [(0.29, 0.52), (0.755, 0.38)],
        3: [(0.24, 0.44), (0.58, 0.34), (0.84, 0.28)],
    }[count]
    pegs = [w * x for x, _ in shares]
    stage.add(peg_rail(pen, y, w, mood.wood, pegs))
    placed = []
    for item, (share, wide) in zip(items, shares, strict=True):
        x = w * share
        good = item.draw(pen)
        x0, y0, x1, _ = good.bounds
        scale = fit(good, w * wide, h * 0.74)
        top = -434.0 if "neck" in good.anchors else y0 + 26
        at = placing(x - (x0 + x1) / 2 * scale, y - top * scale - 6, scale, 0)
        placed.append((item, good, at))
    stage.hang(placed, mood.wall, (w * 0.02, w * 0.03), w * 0.032, 0.42)
    return stage.finish()


def line_scene(
    mood: Mood,
    items: Sequence[Item],
    seed: int,
    size: Size = PORTRAIT,
    sky: str = "#bfd3dc",
    water: str = "#5d8aa0",
) -> Drawn:
    """Clothes drying on a line above the sea."""
    stage = open_stage(size, mood, seed)
    w, h = size
    pen = stage.pen
    stage.add(sea(pen, w, h, h * 0.60, sky, water))
    dune = curve(
        [
            (-20, h * 0.86, 1),
            (w * 0.3, h * 0.82),
            (w * 0.7, h * 0.87),
            (w + 20, h * 0.83, 1),
            (w + 20, h + 20, 1),
            (-20, h + 20, 1),
        ]
    )
    stage.add(
        filled(
            dune,
            pen.linear((0, h * 0.82), (0, h), [(0, glow(mood.floor, 0.06)), (1, shade(mood.floor, 0.06))]),
        )
    )
    for _ in range(70):
        x, y = pen.chance.uniform(0, w), h * pen.chance.uniform(0.86, 1.02)
        blade_ = f"M{x:.0f} {y:.0f}q{pen.chance.uniform(-20, 50):.0f} -70 {pen.chance.uniform(20, 90):.0f} -{pen.chance.uniform(110, 210):.0f}"
        stage.add(
            stroked(
                blade_,
                mix(mood.leaf, mood.floor, pen.chance.uniform(0.1, 0.6)),
                pen.chance.uniform(3, 7),
                0.9,
            )
        )
    rope = f"M-20 {h * 0.10}Q{w * 0.5} {h * 0.20} {w + 20} {h * 0.09}"
    stage.add(stroked(rope, "#5a5048", 8), stroked(rope, "#e9dfcf", 4.5))
    count = len(items)
    placed, pegs = [], ""
    for index, item in enumerate(items):
        t = (index + 0.62) / (count + 0.24)
        x, y = w * t, h * (0.10 * (1 - t) ** 2 + 0.40 * t * (1 - t) + 0.09 * t * t)
        good = item.draw(pen)
        x0, y0, x1, _ = good.bounds
        scale = fit(good, w * (0.86 if count == 1 else 0.62 if count == 2 else 0.46), h * 0.64)
        turn, top = pen.chance.uniform(-3, 3), -372.0 if "neck" in good.anchors else y0 + 26
        at = placing(x - (x0 + x1) / 2 * scale, y - top * scale, scale, turn, skew=pen.chance.uniform(2, 5))
        placed.append((item, good, at))
        for dx in (-150, 150):
            px, py = at.apply(dx if "neck" in good.anchors else dx * 0.6, top)
            pegs += filled(rounded(px - 9, py - 46, 18, 78, 6), "#c9a06a") + stroked(
                f"M{px} {py - 46}V{py + 30}", "#8d6a3f", 3, 0.7
            )
    for item, good, at in placed:
        stage.add(group(good.body, at))
        stage.record(item.key, good, at, item.anchor)
    stage.add(pegs)
    return stage.finish()


def cover_scene(
    mood: Mood, items: Sequence[Item], seed: int, size: Size = COVER, hung: bool = False, leaf: str = "olive"
) -> Drawn:
    """A wide frame for a brand's page: goods in a row, on plinths or on the wall, light from the left."""
    stage = open_stage(size, mood, seed)
    w, h = size
    pen = stage.pen
    stage.wall()
    stage.add(window_light(pen, w * 0.06, h * 0.04, w * 0.24, h * 0.80, -0.25, mood.wall))
    if hung:
        stage.add(peg_rail(pen, h * 0.07, w, mood.wood, []))
        placed = []
        for index, item in enumerate(items):
            good = item.draw(pen)
            scale = fit(good, w * 0.24, h * 1.02)
            x = w * (0.18 + 0.64 * index / max(1, len(items) - 1))
            top = -470.0 if "neck" in good.anchors else good.bounds[1] - 40
            at = placing(x, h * 0.07 - top * scale, scale)
            stage.add(
                group(hanger(pen, mood.wood, good, 60), at)
                if "neck" in good.anchors
                else clip_hanger(stage, at, 130, good.bounds[1] + 30)
            )
            placed.append((item, good, at))
        stage.hang(placed, mood.wall, (20, 26), 34, 0.4)
        return stage.finish()
    stage.add(
        arch(pen, w * 0.60, h * 0.80, w * 0.20, h * 0.66, mix(mood.wall, mood.accent, 0.75)),
        arch(pen, w * 0.83, h * 0.80, w * 0.14, h * 0.46, mix(mood.wall, mood.deep, 0.30), False),
    )
    stage.floor(h * 0.80)
    stage.add(sprig(pen, w * 0.965, h * 0.84, w * 0.20, -118, mood.leaf, leaf))
    places = [
        (0.60, 0.885, 0.22, 0.64),
        (0.815, 0.91, 0.20, 0.50),
        (0.38, 0.915, 0.21, 0.54),
        (0.155, 0.895, 0.20, 0.50),
    ]
    for item, (x, foot, wide, tall) in zip(items, places, strict=False):
        good = item.draw(pen)
        stage.stand(item, good, w * x, h * foot, fit(good, w * wide, h * tall))
    stage.add(stone(pen, w * 0.268, h * 0.955, w * 0.045, h * 0.06, mix(mood.wall, "#8f8780", 0.5)))
    return stage.finish()


def avatar(mood: Mood, mark: Mark, seed: int, ground: str, ink: str, size: Size = AVATAR) -> Drawn:
    """The brand's mark on its colour, on grained paper."""
    stage = open_stage(size, mood, seed)
    w, h = size
    stage.wall(ground)
    stage.add(draw_mark(mark, w / 2, h / 2, w * 0.46, ink, 7.5))
    return stage.finish()
