"""Lookbook scenes without models: rails, flat lays, plinths, stairs, chairs, pegs, windows and washing lines."""

from collections.abc import Sequence

from app.entrypoints.cli.demo.drawing.color import glow, lift, mix, shade
from app.entrypoints.cli.demo.drawing.geometry import Affine, curve, ellipse, placing, polygon, rounded
from app.entrypoints.cli.demo.drawing.marks import Mark, draw_mark
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.bags import draw_folded
from app.entrypoints.cli.demo.drawing.pen import Good, filled, group, stroked
from app.entrypoints.cli.demo.drawing.props import (
    arch,
    boards,
    branch_shadow,
    card,
    chair,
    citrus,
    hanger,
    linen,
    peg_rail,
    plinth,
    rail,
    sea,
    sprig,
    sprig_shadow,
    steps,
    stone,
    stool,
    terrazzo,
    vase,
    window_light,
)
from app.entrypoints.cli.demo.drawing.shading import soft_stroke
from app.entrypoints.cli.demo.drawing.shots import clip_hanger
from app.entrypoints.cli.demo.drawing.stage import AVATAR, COVER, PORTRAIT, Drawn, Item, Mood, Stage, centred, fit, open_stage

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
        hook = group(hanger(pen, mood.wood), at) if "neck" in good.anchors else clip_hanger(stage, at, 130, good.bounds[1] + 30)
        stage.add(hook)
        placed.append((item, good, at))
    stage.hang(placed, mood.wall, (w * 0.03, w * 0.03), w * 0.04, 0.34)
    return stage.finish()


def flat_lay(mood: Mood, items: Sequence[Item], seed: int, size: Size = PORTRAIT, ground: str = "linen", leaf: str = "olive", mark: Mark | None = None) -> Drawn:
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
        stage.add(terrazzo(pen, 0, 0, w, h, mood.paper, [mood.accent, mood.deep, mood.wall, mood.leaf, glow(mood.paper, 0.05)], 330, 40))
    surface = mood.wood if ground == "boards" else mood.paper
    for x, y, reach, turn in ((0.02, 0.20, 0.34, -38), (0.99, 0.74, 0.36, 148)):
        if leaf:
            stage.add(sprig_shadow(pen, w * x, h * y, w * reach, turn, surface), sprig(pen, w * x, h * y, w * reach, turn, mood.leaf, leaf))
    slots = _LAYOUTS[min(len(items), 5)]
    placed = []
    for item, (x, y, wide, tall, turn) in zip(items, slots, strict=False):
        good = item.draw(pen)
        placed.append((item, good, centred(good, w * x, h * y, fit(good, w * wide, h * tall), turn + pen.chance.uniform(-2, 2))))
    stage.hang(placed, surface, (w * 0.012, w * 0.016), w * 0.022, 0.42)
    if mark and len(items) < 4:
        stage.add(card(pen, w * 0.08, h * 0.80, w * 0.20, h * 0.10, -8, glow(mood.paper, 0.05), mood.deep))
        stage.add(group(draw_mark(mark, 0, 0, w * 0.045, mood.deep), placing(w * 0.145, h * 0.826, 1, -8)))
    return stage.finish()


# Per number of goods: centre, box width and height as shares of the frame, and the turn in degrees.
_LAYOUTS: dict[int, list[tuple[float, float, float, float, float]]] = {
    1: [(0.50, 0.50, 0.80, 0.74, -8)],
    2: [(0.44, 0.36, 0.74, 0.56, -9), (0.64, 0.76, 0.46, 0.36, 10)],
    3: [(0.42, 0.34, 0.66, 0.50, -8), (0.72, 0.68, 0.44, 0.48, 9), (0.30, 0.83, 0.38, 0.24, -12)],
    4: [(0.36, 0.31, 0.60, 0.46, -7), (0.74, 0.56, 0.42, 0.50, 8), (0.30, 0.74, 0.40, 0.28, -10), (0.74, 0.88, 0.36, 0.16, 5)],
    5: [(0.34, 0.30, 0.58, 0.44, -7), (0.75, 0.48, 0.40, 0.46, 8), (0.28, 0.68, 0.36, 0.24, -8), (0.72, 0.82, 0.34, 0.18, 6), (0.32, 0.90, 0.30, 0.14, -4)],
}


def still_life(mood: Mood, items: Sequence[Item], seed: int, size: Size = PORTRAIT, leaf: str = "eucalyptus", fruit: str = "") -> Drawn:
    """Bottles and jars on plinths before an arch, with a stone and a branch."""
    stage = open_stage(size, mood, seed)
    w, h = size
    pen = stage.pen
    stage.wall()
    stage.add(arch(pen, w * 0.54, h * 0.72, w * 0.62, h * 0.58, mix(mood.wall, mood.accent, 0.75)))
    stage.floor(h * 0.72)
    tall, low = tone_of(mood, 0.05), tone_of(mood, -0.02)
    stage.add(sprig(pen, w * 0.86, h * 0.74, w * 0.52, -112, mood.leaf, leaf))
    stage.add(plinth(pen, w * 0.62, h * 0.60, h * 0.79, w * 0.34, tall, True), plinth(pen, w * 0.30, h * 0.70, h * 0.86, w * 0.36, low, False))
    spots = [(0.62, 0.605, 0.34, 0.36), (0.30, 0.705, 0.28, 0.30), (0.72, 0.905, 0.26, 0.22), (0.43, 0.935, 0.22, 0.16)]
    for index in (0, 1):
        if index < len(items):
            good = items[index].draw(pen)
            x, foot, wide, high = spots[index]
            stage.stand(items[index], good, w * x, h * foot, fit(good, w * wide, h * high), surface=tall if index == 0 else low, strength=0.5)
    if len(items) < 3:
        stage.add(stone(pen, w * 0.76, h * 0.90, w * 0.26, h * 0.07, mix(mood.deep, "#b9b0a6", 0.6)))
    for index in range(2, min(4, len(items))):
        good = items[index].draw(pen)
        x, foot, wide, high = spots[index]
        stage.stand(items[index], good, w * x, h * foot, fit(good, w * wide, h * high))
    if fruit:
        stage.add(_round_fruit(stage, w * 0.20, h * 0.935, w * 0.055, fruit), _round_fruit(stage, w * 0.115, h * 0.915, w * 0.048, fruit))
    else:
        stage.add(stone(pen, w * 0.16, h * 0.93, w * 0.15, h * 0.04, mix(mood.wall, "#8f8780", 0.5)))
    return stage.finish()


def _round_fruit(stage: Stage, x: float, foot: float, radius: float, rind: str) -> str:
    ball = stage.pen.radial((x - radius * 0.3, foot - radius * 1.4), radius * 1.7, [(0, glow(rind, 0.12)), (0.45, rind), (1, shade(rind, 0.18))])
    return filled(ellipse(x + radius * 0.5, foot - 2, radius * 1.5, radius * 0.26), "#2a2030", 0.22) + filled(ellipse(x, foot - radius, radius * 1.05, radius), ball)


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
    stage.add(terrazzo(pen, 0, h * 0.80, w, h * 0.20, lift(mood.floor, 0.02), [mood.accent, mood.deep, mood.wall, mood.leaf], 120, 28))
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
        if index < len(items) or len(items) == 1 and index == 1:
            item = items[min(index, len(items) - 1)]
            good = item.draw(pen)
            x, wide = places[index]
            stage.stand(item, good, w * x, y, fit(good, w * wide, h * 0.30), surface=mood.floor, strength=0.62)
    return stage.finish()


def chair_scene(mood: Mood, items: Sequence[Item], seed: int, size: Size = PORTRAIT, leaf: str = "eucalyptus") -> Drawn:
    """A bag on a bentwood chair; a second thing stands at its feet."""
    stage = open_stage(size, mood, seed)
    w, h = size
    pen = stage.pen
    stage.wall()
    stage.add(window_light(pen, w * 0.12, h * 0.06, w * 0.60, h * 0.58, -0.2, mood.wall))
    stage.floor(h * 0.80)
    scale = w * 0.00100
    stage.add(vase(pen, w * 0.13, h * 0.885, h * 0.24, mix(mood.accent, "#e8dccb", 0.35), mood.leaf, leaf))
    stage.add(chair(pen, w * 0.56, h * 0.93, scale, mood.wood, mix(mood.wood, "#ecd9b4", 0.7)))
    good = items[0].draw(pen)
    stage.stand(items[0], good, w * 0.56, h * 0.93 - 545 * scale, fit(good, w * 0.46, h * 0.42), surface=mood.wood, strength=0.5, turn=-2)
    if len(items) > 1:
        other = items[1].draw(pen)
        stage.stand(items[1], other, w * 0.36, h * 0.968, fit(other, w * 0.34, h * 0.20))
    return stage.finish()


def pegs_scene(mood: Mood, items: Sequence[Item], seed: int, size: Size = PORTRAIT) -> Drawn:
    """Hall pegs: garments by the neck, bags by the handle, hats by the crown."""
    stage = open_stage(size, mood, seed)
    w, h = size
    pen = stage.pen
    stage.wall()
    stage.add(filled(f"M0 {h * 0.62}H{w}V{h}H0Z", stage.pen.linear((0, h * 0.62), (w * 0.3, h), [(0, mix(mood.wall, mood.deep, 0.22)), (1, mix(mood.wall, mood.deep, 0.32))])))
    for x in range(0, w + 1, 200):
        stage.add(stroked(f"M{x} {h * 0.62}V{h}", shade(mood.wall, 0.2), 5, 0.35) + stroked(f"M{x + 5} {h * 0.62}V{h}", glow(mood.wall, 0.08), 4, 0.4))
    stage.add(stroked(f"M0 {h * 0.62}H{w}", glow(mood.wall, 0.06), 22), stroked(f"M0 {h * 0.62 + 14}H{w}", shade(mood.wall, 0.2), 6, 0.4))
    y = h * 0.15
    count = len(items)
    pegs = [w * (0.5 + (index - (count - 1) / 2) * min(0.40, 0.62 / max(1, count - 1))) for index in range(count)]
    stage.add(peg_rail(pen, y, w, mood.wood, pegs))
    placed = []
    for item, x in zip(items, pegs, strict=True):
        good = item.draw(pen)
        x0, y0, x1, _ = good.bounds
        wide = 0.92 if count == 1 else 0.58 if count == 2 else 0.44
        scale = fit(good, w * wide, h * 0.70)
        top = -434.0 if "neck" in good.anchors else y0 + 26
        at = placing(x - (x0 + x1) / 2 * scale, y - top * scale - 6, scale, 0)
        placed.append((item, good, at))
    stage.hang(placed, mood.wall, (w * 0.02, w * 0.03), w * 0.032, 0.42)
    return stage.finish()


def stack_scene(mood: Mood, layers: Sequence[tuple[str, Cloth]], seed: int, size: Size = PORTRAIT, leaf: str = "beech") -> Drawn:
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
    at = stage.stand(Item("", lambda _: good), good, w * 0.56, h * 0.672, scale, surface=mood.wood, strength=0.5)
    del stage.spots[""], stage.masks[""]
    for index, (key, _) in enumerate(layers):
        single = Good("", (good.silhouettes[index],), good.anchors, good.bounds)
        if key:
            stage.record(key, single, at, f"layer{index}")
    return stage.finish()


def line_scene(mood: Mood, items: Sequence[Item], seed: int, size: Size = PORTRAIT, sky: str = "#bfd3dc", water: str = "#5d8aa0") -> Drawn:
    """Clothes drying on a line above the sea."""
    stage = open_stage(size, mood, seed)
    w, h = size
    pen = stage.pen
    stage.add(sea(pen, w, h, h * 0.60, sky, water))
    dune = curve([(-20, h * 0.86, 1), (w * 0.3, h * 0.82), (w * 0.7, h * 0.87), (w + 20, h * 0.83, 1), (w + 20, h + 20, 1), (-20, h + 20, 1)])
    stage.add(filled(dune, pen.linear((0, h * 0.82), (0, h), [(0, glow(mood.floor, 0.06)), (1, shade(mood.floor, 0.06))])))
    for _ in range(70):
        x, y = pen.chance.uniform(0, w), h * pen.chance.uniform(0.86, 1.02)
        blade_ = f"M{x:.0f} {y:.0f}q{pen.chance.uniform(-20, 50):.0f} -70 {pen.chance.uniform(20, 90):.0f} -{pen.chance.uniform(110, 210):.0f}"
        stage.add(stroked(blade_, mix(mood.leaf, mood.floor, pen.chance.uniform(0.1, 0.6)), pen.chance.uniform(3, 7), 0.9))
    rope = f"M-20 {h * 0.10}Q{w * 0.5} {h * 0.20} {w + 20} {h * 0.09}"
    stage.add(stroked(rope, "#5a5048", 8), stroked(rope, "#e9dfcf", 4.5))
    count = len(items)
    placed, pegs = [], ""
    for index, item in enumerate(items):
        t = (index + 0.62) / (count + 0.24)
        x, y = w * t, h * (0.10 * (1 - t) ** 2 + 0.40 * t * (1 - t) + 0.09 * t * t)
        good = item.draw(pen)
        x0, y0, x1, _ = good.bounds
        scale = fit(good, w * (0.80 if count == 1 else 0.60 if count == 2 else 0.45), h * 0.58)
        turn, top = pen.chance.uniform(-3, 3), -372.0 if "neck" in good.anchors else y0 + 26
        at = placing(x - (x0 + x1) / 2 * scale, y - top * scale, scale, turn, skew=pen.chance.uniform(2, 5))
        placed.append((item, good, at))
        for dx in (-150, 150):
            px, py = at.apply(dx if "neck" in good.anchors else dx * 0.6, top)
            pegs += filled(rounded(px - 9, py - 46, 18, 78, 6), "#c9a06a") + stroked(f"M{px} {py - 46}V{py + 30}", "#8d6a3f", 3, 0.7)
    for item, good, at in placed:
        stage.add(group(good.body, at))
        stage.record(item.key, good, at, item.anchor)
    stage.add(pegs)
    return stage.finish()


def sill_scene(mood: Mood, items: Sequence[Item], seed: int, size: Size = PORTRAIT, sky: str = "#c9dbe0", water: str = "#4f8199", fruit: str = "") -> Drawn:
    """Things on a window sill; behind them the sea."""
    stage = open_stage(size, mood, seed)
    w, h = size
    pen = stage.pen
    stage.add(sea(pen, w, h * 0.80, h * 0.50, sky, water))
    hills = curve([(-20, h * 0.50, 1), (w * 0.16, h * 0.455), (w * 0.34, h * 0.47), (w * 0.52, h * 0.495), (w * 0.6, h * 0.50, 1)])
    stage.add(filled(hills, mix(sky, shade(water, 0.05), 0.55)))
    frame = mood.wall
    sill = h * 0.74
    for left, right in ((-40.0, w * 0.13), (w * 0.87, w + 40.0)):
        stage.add(filled(f"M{left} 0H{right}V{h}H{left}Z", pen.linear((left, 0), (right, 0), [(0, glow(frame, 0.02)), (0.8, frame), (1, shade(frame, 0.08))] if left < 0 else [(0, shade(frame, 0.12)), (0.2, shade(frame, 0.03)), (1, frame)])))
    inner = f"M{w * 0.13} -40V{sill}M{w * 0.87} -40V{sill}"
    stage.add(stroked(inner, shade(frame, 0.14), 30), stroked(inner, glow(frame, 0.10), 20))
    slab = polygon([(-20, sill), (w + 20, sill), (w + 20, h * 0.90), (-20, h * 0.90)])
    stage.add(filled(slab, pen.linear((0, sill), (w * 0.3, h * 0.9), [(0, glow(mood.floor, 0.10)), (1, mood.floor)])))
    stage.add(filled(f"M-20 {h * 0.90}H{w + 20}V{h}H-20Z", pen.linear((0, h * 0.90), (0, h), [(0, shade(mood.floor, 0.13)), (1, shade(mood.floor, 0.07))])), stroked(f"M-20 {h * 0.90}H{w + 20}", glow(mood.floor, 0.14), 6))
    shutter = branch_shadow(pen, w * 0.98, h * 0.92, w * 0.8, -166, shade(mood.floor, 0.10))
    stage.add(group(shutter, clip=pen.clip(slab), opacity=0.45))
    count = len(items)
    boxes = {1: [(0.50, 0.58, 0.46)], 2: [(0.36, 0.40, 0.40), (0.68, 0.40, 0.32)], 3: [(0.27, 0.32, 0.38), (0.53, 0.30, 0.30), (0.77, 0.28, 0.24)]}[min(count, 3)]
    for index, (item, (x, wide, tall)) in enumerate(zip(items, boxes, strict=False)):
        good = item.draw(pen)
        stage.stand(item, good, w * x, h * (0.845 + 0.012 * (index % 2)), fit(good, w * wide, h * tall))
    if fruit:
        stage.add(_round_fruit(stage, w * 0.20, h * 0.885, w * 0.05, fruit), _round_fruit(stage, w * 0.285, h * 0.892, w * 0.043, fruit))
    return stage.finish()


def tray_scene(mood: Mood, items: Sequence[Item], seed: int, size: Size = PORTRAIT, fruit: str = "#e0a53a", leaf: str = "eucalyptus") -> Drawn:
    """Cosmetics lying on terrazzo from above, with cut fruit and leaves."""
    stage = open_stage(size, mood, seed)
    w, h = size
    pen = stage.pen
    stage.wall(mood.paper)
    stage.add(terrazzo(pen, 0, 0, w, h, mood.paper, [mood.accent, mood.deep, mood.wall, mood.leaf, glow(mood.paper, 0.05)], 300, 36))
    disc = ellipse(w * 0.52, h * 0.52, w * 0.43, w * 0.43)
    stage.add(soft_stroke(ellipse(w * 0.535, h * 0.53, w * 0.43, w * 0.43), "#2a2030", 60, 0.3), filled(disc, pen.linear((0, h * 0.2), (w, h * 0.9), [(0, glow(mood.accent, 0.06)), (1, shade(mood.accent, 0.05))])), stroked(ellipse(w * 0.52, h * 0.52, w * 0.415, w * 0.415), glow(mood.accent, 0.12), 5, 0.6))
    stage.add(sprig(pen, w * 0.02, h * 0.34, w * 0.50, -24, mood.leaf, leaf), sprig(pen, w * 0.98, h * 0.80, w * 0.44, 160, mood.leaf, leaf))
    if fruit:
        stage.add(citrus(pen, w * 0.80, h * 0.24, w * 0.105, fruit), citrus(pen, w * 0.20, h * 0.80, w * 0.09, fruit))
    slots = {1: [(0.52, 0.52, 0.6, 0.46, -14)], 2: [(0.38, 0.50, 0.34, 0.42, -12), (0.67, 0.55, 0.32, 0.36, 12)], 3: [(0.36, 0.48, 0.32, 0.40, -14), (0.66, 0.44, 0.26, 0.30, 12), (0.62, 0.66, 0.32, 0.20, -6)]}[min(3, len(items))]
    placed = []
    for item, (x, y, wide, tall, turn) in zip(items, slots, strict=False):
        good = item.draw(pen)
        placed.append((item, good, centred(good, w * x, h * y, fit(good, w * wide, h * tall), turn)))
    stage.hang(placed, mood.accent, (w * 0.014, w * 0.018), w * 0.02, 0.42)
    return stage.finish()


def cover_scene(mood: Mood, items: Sequence[Item], seed: int, size: Size = COVER, hung: bool = False, leaf: str = "olive") -> Drawn:
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
            stage.add(group(hanger(pen, mood.wood, hook=60), at) if "neck" in good.anchors else clip_hanger(stage, at, 130, good.bounds[1] + 30))
            placed.append((item, good, at))
        stage.hang(placed, mood.wall, (20, 26), 34, 0.4)
        return stage.finish()
    stage.add(arch(pen, w * 0.60, h * 0.80, w * 0.20, h * 0.66, mix(mood.wall, mood.accent, 0.75)), arch(pen, w * 0.83, h * 0.80, w * 0.14, h * 0.46, mix(mood.wall, mood.deep, 0.30), False))
    stage.floor(h * 0.80)
    stage.add(sprig(pen, w * 0.965, h * 0.84, w * 0.20, -118, mood.leaf, leaf))
    places = [(0.60, 0.885, 0.19, 0.58), (0.80, 0.90, 0.17, 0.42), (0.40, 0.905, 0.17, 0.46), (0.20, 0.885, 0.16, 0.42)]
    for item, (x, foot, wide, tall) in zip(items, places, strict=False):
        good = item.draw(pen)
        stage.stand(item, good, w * x, h * foot, fit(good, w * wide, h * tall))
    stage.add(stone(pen, w * 0.49, h * 0.94, w * 0.05, h * 0.07, mix(mood.wall, "#8f8780", 0.5)))
    return stage.finish()


def avatar(mood: Mood, mark: Mark, seed: int, ground: str, ink: str, size: Size = AVATAR) -> Drawn:
    """The brand's mark on its colour, on grained paper."""
    stage = open_stage(size, mood, seed)
    w, h = size
    stage.wall(ground)
    stage.add(draw_mark(mark, w / 2, h / 2, w * 0.46, ink, 7.5))
    return stage.finish()
