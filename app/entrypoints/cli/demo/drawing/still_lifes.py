"""Scenes on floors and plinths: bottles, niches, stairs, chairs, stools and window sills."""

from collections.abc import Sequence

from app.entrypoints.cli.demo.drawing.architecture import arch, plinth, steps
from app.entrypoints.cli.demo.drawing.color import glow, lift, mix, shade
from app.entrypoints.cli.demo.drawing.folded import draw_folded
from app.entrypoints.cli.demo.drawing.furniture import chair, stool
from app.entrypoints.cli.demo.drawing.geometry import curve, ellipse, polygon
from app.entrypoints.cli.demo.drawing.greenery import sprig, stone, vase
from app.entrypoints.cli.demo.drawing.grounds import sea, terrazzo
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.pen import Good, filled, group, stroked
from app.entrypoints.cli.demo.drawing.rooms import Size
from app.entrypoints.cli.demo.drawing.stage import (
    PORTRAIT,
    Drawn,
    Item,
    Mood,
    Stage,
    fit,
    open_stage,
)
from app.entrypoints.cli.demo.drawing.windows import branch_shadow, window_light


def still_life(
    mood: Mood,
    items: Sequence[Item],
    seed: int,
    size: Size = PORTRAIT,
    leaf: str = "eucalyptus",
    fruit: str = "",
) -> Drawn:
    """Bottles and jars on plinths before an arch, with a stone and a branch."""
    stage = open_stage(size, mood, seed)
    w, h = size
    pen = stage.pen
    stage.wall()
    stage.add(arch(pen, w * 0.54, h * 0.72, w * 0.62, h * 0.58, mix(mood.wall, mood.accent, 0.75)))
    stage.floor(h * 0.72)
    tall, low = tone_of(mood, 0.05), tone_of(mood, -0.02)
    stage.add(sprig(pen, w * 0.86, h * 0.74, w * 0.52, -112, mood.leaf, leaf))
    stage.add(
        plinth(pen, w * 0.62, h * 0.60, h * 0.79, w * 0.34, tall, True),
        plinth(pen, w * 0.30, h * 0.70, h * 0.86, w * 0.36, low, False),
    )
    spots = [
        (0.62, 0.605, 0.34, 0.36),
        (0.30, 0.705, 0.28, 0.30),
        (0.72, 0.905, 0.26, 0.22),
        (0.43, 0.935, 0.22, 0.16),
    ]
    for index in (0, 1):
        if index < len(items):
            good = items[index].draw(pen)
            x, foot, wide, high = spots[index]
            stage.stand(
                items[index],
                good,
                w * x,
                h * foot,
                fit(good, w * wide, h * high),
                surface=tall if index == 0 else low,
                strength=0.5,
            )
    if len(items) < 3:
        stage.add(stone(pen, w * 0.76, h * 0.90, w * 0.26, h * 0.07, mix(mood.deep, "#b9b0a6", 0.6)))
    for index in range(2, min(4, len(items))):
        good = items[index].draw(pen)
        x, foot, wide, high = spots[index]
        stage.stand(items[index], good, w * x, h * foot, fit(good, w * wide, h * high))
    if fruit:
        stage.add(
            _round_fruit(stage, w * 0.20, h * 0.935, w * 0.055, fruit),
            _round_fruit(stage, w * 0.115, h * 0.915, w * 0.048, fruit),
        )
    else:
        stage.add(stone(pen, w * 0.16, h * 0.93, w * 0.15, h * 0.04, mix(mood.wall, "#8f8780", 0.5)))
    return stage.finish()


def _round_fruit(stage: Stage, x: float, foot: float, radius: float, rind: str) -> str:
    ball = stage.pen.radial(
        (x - radius * 0.3, foot - radius * 1.4),
        radius * 1.7,
        [(0, glow(rind, 0.12)), (0.45, rind), (1, shade(rind, 0.18))],
    )
    return filled(ellipse(x + radius * 0.5, foot - 2, radius * 1.5, radius * 0.26), "#2a2030", 0.22) + filled(
        ellipse(x, foot - radius, radius * 1.05, radius), ball
    )


def tone_of(mood: Mood, amount: float) -> str:
    """The plinths' paint: between wall and accent, turned to or from the light."""
    return lift(mix(mood.wall, mood.accent, 0.35), amount)


def niche_scene(mood: Mood, item: Item, seed: int, size: Size = PORTRAIT, leaf: str = "olive") -> Drawn:
    """One thing in a deep arched niche with a vase."""
    stage = open_stage(size, mood, seed)
    w, h = size
    pen = stage.pen
    stage.wall()
    inner = mix(mood.wall, mood.accent, 0.7)
    stage.add(arch(pen, w * 0.5, h * 0.80, w * 0.70, h * 0.66, inner))
    stage.add(
        terrazzo(
            pen,
            0,
            h * 0.80,
            w,
            h * 0.20,
            lift(mood.floor, 0.02),
            [mood.accent, mood.deep, mood.wall, mood.leaf],
            120,
            28,
        )
    )
    stage.add(filled(f"M0 {h * 0.80}H{w}V{h * 0.80 + 12}H0Z", glow(mood.floor, 0.12)))
    stage.add(vase(pen, w * 0.72, h * 0.815, h * 0.20, mix(mood.deep, "#d8cdbd", 0.55), mood.leaf, leaf))
    good = item.draw(pen)
    stage.stand(item, good, w * 0.44, h * 0.845, fit(good, w * 0.52, h * 0.44))
    return stage.finish()


def steps_scene(mood: Mood, items: Sequence[Item], seed: int, size: Size = PORTRAIT) -> Drawn:
    """Shoes (or bags) on stone stairs, one a step; a lone shoe stands with its pair."""
    stage = open_stage(size, mood, seed)
    w, h = size
    pen = stage.pen
    stage.wall()
    stage.add(window_light(pen, w * 0.04, h * 0.03, w * 0.48, h * 0.42, -0.25, mood.wall, strength=0.5))
    places = [(0.70, 0.40), (0.56, 0.46), (0.40, 0.50)]
    lines = steps(pen, w, h, h * 0.42, mood.floor)
    for index, (markup, y) in enumerate(lines):
        stage.add(markup)
        if index < len(items) or (len(items) == 1 and index == 1):
            item = items[min(index, len(items) - 1)]
            good = item.draw(pen)
            x, wide = places[index]
            stage.stand(
                item, good, w * x, y, fit(good, w * wide, h * 0.30), surface=mood.floor, strength=0.62
            )
    return stage.finish()


def chair_scene(
    mood: Mood, items: Sequence[Item], seed: int, size: Size = PORTRAIT, leaf: str = "eucalyptus"
) -> Drawn:
    """A bag on a bentwood chair; a second thing stands at its feet."""
    stage = open_stage(size, mood, seed)
    w, h = size
    pen = stage.pen
    stage.wall()
    stage.add(window_light(pen, w * 0.12, h * 0.06, w * 0.60, h * 0.58, -0.2, mood.wall))
    stage.floor(h * 0.80)
    scale = w * 0.00086
    stage.add(vase(pen, w * 0.13, h * 0.885, h * 0.24, mix(mood.accent, "#e8dccb", 0.35), mood.leaf, leaf))
    stage.add(chair(pen, w * 0.56, h * 0.93, scale, mood.wood, mix(mood.wood, "#ecd9b4", 0.7)))
    good = items[0].draw(pen)
    stage.stand(
        items[0],
        good,
        w * 0.56,
        h * 0.93 - 545 * scale,
        fit(good, w * 0.42, h * 0.36),
        surface=mood.wood,
        strength=0.5,
        turn=-2,
    )
    if len(items) > 1:
        other = items[1].draw(pen)
        stage.stand(items[1], other, w * 0.36, h * 0.968, fit(other, w * 0.34, h * 0.20))
    return stage.finish()


def stack_scene(
    mood: Mood, layers: Sequence[tuple[str, Cloth]], seed: int, size: Size = PORTRAIT, leaf: str = "beech"
) -> Drawn:
    """Folded knits on a stool beside a vase; layers from the bottom up, each with its product's key."""
    stage = open_stage(size, mood, seed)
    w, h = size
    pen = stage.pen
    stage.wall()
    stage.add(window_light(pen, w * 0.10, h * 0.06, w * 0.62, h * 0.56, -0.22, mood.wall))
    stage.floor(h * 0.86)
    stage.add(vase(pen, w * 0.14, h * 0.915, h * 0.27, mix(mood.deep, "#d8cdbd", 0.6), mood.leaf, leaf))
    stage.add(stool(pen, w * 0.56, h * 0.66, h * 0.94, w * 0.58, mood.wood))
    good, _ = draw_folded(pen, [cloth for _, cloth in layers], 640)
    scale = w * 0.50 / 640
    at = stage.stand(
        Item("", lambda _: good), good, w * 0.56, h * 0.672, scale, surface=mood.wood, strength=0.5
    )
    del stage.spots[""], stage.masks[""]
    for index, (key, _) in enumerate(layers):
        single = Good("", (good.silhouettes[index],), good.anchors, good.bounds)
        if key:
            stage.record(key, single, at, f"layer{index}")
    return stage.finish()


def sill_scene(
    mood: Mood,
    items: Sequence[Item],
    seed: int,
    size: Size = PORTRAIT,
    sky: str = "#c9dbe0",
    water: str = "#4f8199",
    fruit: str = "",
) -> Drawn:
    """Things on a window sill; behind them the sea."""
    stage = open_stage(size, mood, seed)
    w, h = size
    pen = stage.pen
    stage.add(sea(pen, w, h * 0.80, h * 0.50, sky, water))
    hills = curve(
        [
            (-20, h * 0.50, 1),
            (w * 0.16, h * 0.455),
            (w * 0.34, h * 0.47),
            (w * 0.52, h * 0.495),
            (w * 0.6, h * 0.50, 1),
        ]
    )
    stage.add(filled(hills, mix(sky, shade(water, 0.05), 0.55)))
    frame = mood.wall
    sill = h * 0.74
    for left, right in ((-40.0, w * 0.13), (w * 0.87, w + 40.0)):
        stage.add(
            filled(
                f"M{left} 0H{right}V{h}H{left}Z",
                pen.linear(
                    (left, 0),
                    (right, 0),
                    [(0, glow(frame, 0.02)), (0.8, frame), (1, shade(frame, 0.08))]
                    if left < 0
                    else [(0, shade(frame, 0.12)), (0.2, shade(frame, 0.03)), (1, frame)],
                ),
            )
        )
    inner = f"M{w * 0.13} -40V{sill}M{w * 0.87} -40V{sill}"
    stage.add(stroked(inner, shade(frame, 0.14), 30), stroked(inner, glow(frame, 0.10), 20))
    slab = polygon([(-20, sill), (w + 20, sill), (w + 20, h * 0.90), (-20, h * 0.90)])
    stage.add(
        filled(
            slab, pen.linear((0, sill), (w * 0.3, h * 0.9), [(0, glow(mood.floor, 0.10)), (1, mood.floor)])
        )
    )
    stage.add(
        filled(
            f"M-20 {h * 0.90}H{w + 20}V{h}H-20Z",
            pen.linear((0, h * 0.90), (0, h), [(0, shade(mood.floor, 0.13)), (1, shade(mood.floor, 0.07))]),
        ),
        stroked(f"M-20 {h * 0.90}H{w + 20}", glow(mood.floor, 0.14), 6),
    )
    shutter = branch_shadow(pen, w * 0.98, h * 0.92, w * 0.8, -166, shade(mood.floor, 0.10))
    stage.add(group(shutter, clip=pen.clip(slab), opacity=0.45))
    count = len(items)
    boxes = {
        1: [(0.50, 0.58, 0.46)],
        2: [(0.36, 0.40, 0.40), (0.68, 0.40, 0.32)],
        3: [(0.27, 0.32, 0.38), (0.53, 0.30, 0.30), (0.77, 0.28, 0.24)],
    }[min(count, 3)]
    for index, (item, (x, wide, tall)) in enumerate(zip(items, boxes, strict=False)):
        good = item.draw(pen)
        stage.stand(item, good, w * x, h * (0.845 + 0.012 * (index % 2)), fit(good, w * wide, h * tall))
    if fruit:
        stage.add(
            _round_fruit(stage, w * 0.86, h * 0.882, w * 0.05, fruit),
            _round_fruit(stage, w * 0.945, h * 0.870, w * 0.043, fruit),
        )
    return stage.finish()
