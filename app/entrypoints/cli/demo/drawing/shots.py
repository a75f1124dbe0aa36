"""Product shots: one thing, seen whole, tilted, close or laid flat."""

from app.entrypoints.cli.demo.drawing.color import glow, mix, shade
from app.entrypoints.cli.demo.drawing.furniture import hanger
from app.entrypoints.cli.demo.drawing.geometry import Affine, ellipse, placing, polygon
from app.entrypoints.cli.demo.drawing.greenery import sprig, sprig_shadow
from app.entrypoints.cli.demo.drawing.pen import filled, group, stroked
from app.entrypoints.cli.demo.drawing.stage import SQUARE, Drawn, Item, Mood, Stage, centred, fit, open_stage
from app.entrypoints.cli.demo.drawing.windows import window_light


def clip_hanger(stage: Stage, at: Affine, half: float, top: float) -> str:
    """A hanger with two clips for skirts and trousers, in the good's own units."""
    steel = "#8d8a86"
    hook = f"M0 {top - 46}V{top - 90}C0 {top - 112} 30 {top - 106} 30 {top - 134}A30 30 0 1 0 -30 {top - 134}"
    bar = f"M{-half} {top - 46}H{half}"
    clips = "".join(
        f'<rect x="{x - 16}" y="{top - 52}" width="32" height="76" rx="6" fill="{stage.mood.wood}" stroke="{shade(stage.mood.wood, 0.16)}" stroke-width="3"/>'
        for x in (-half + 26, half - 26)
    )
    return group(
        stroked(hook, shade(steel, 0.1), 8)
        + stroked(bar, shade(steel, 0.14), 12)
        + stroked(bar, glow(steel, 0.1), 5)
        + clips,
        at,
    )


def standing_shot(
    mood: Mood, item: Item, seed: int, size: tuple[int, int] = SQUARE, fill: float = 0.62, pair: bool = False
) -> Drawn:
    """A thing that stands (shoe, bottle, bag) on a studio sweep; `pair` puts its twin behind it."""
    stage = open_stage(size, mood, seed)
    w, h = size
    stage.seamless(h * 0.66)
    good = item.draw(stage.pen)
    scale = fit(good, w * fill, h * fill)
    foot = h * 0.5 + (good.bounds[3] - good.bounds[1]) * scale * 0.5 + h * 0.04
    if pair:
        twin = item.draw(stage.pen)
        stage.stand(item, twin, w * 0.545, foot - h * 0.085, scale * 0.95, surface=mood.wall, strength=0.45)
        stage.stand(item, good, w * 0.45, foot + h * 0.04, scale, surface=mood.wall)
    else:
        stage.stand(item, good, w * 0.5, foot, scale, surface=mood.wall)
    return stage.finish()


def wall_shot(
    mood: Mood,
    item: Item,
    seed: int,
    size: tuple[int, int] = SQUARE,
    fill: float = 0.80,
    turn: float = 0.0,
    hung: bool = False,
) -> Drawn:
    """A garment, flat or on its hanger, against a plain lit wall."""
    stage = open_stage(size, mood, seed)
    w, h = size
    stage.wall()
    good = item.draw(stage.pen)
    scale = fit(good, w * fill, h * fill)
    at = centred(good, w / 2, h * (0.535 if hung else 0.5), scale, turn)
    if hung:
        stage.add(
            group(hanger(stage.pen, mood.wood, good), at)
            if "neck" in good.anchors
            else clip_hanger(stage, at, 130, good.bounds[1] + 30)
        )
    stage.hang([(item, good, at)], mood.wall, (w * 0.014, w * 0.020), w * 0.030)
    return stage.finish()


def arch_shot(mood: Mood, item: Item, seed: int, size: tuple[int, int] = SQUARE, fill: float = 0.6) -> Drawn:
    """A small thing before a painted disc, half in window light."""
    stage = open_stage(size, mood, seed)
    w, h = size
    stage.wall()
    stage.add(
        filled(
            ellipse(w * 0.52, h * 0.46, w * 0.34, w * 0.34),
            stage.pen.linear((0, 0), (w, h), [(0, glow(mood.accent, 0.05)), (1, shade(mood.accent, 0.04))]),
        )
    )
    stage.floor(h * 0.72)
    good = item.draw(stage.pen)
    scale = fit(good, w * fill, h * fill)
    stage.stand(item, good, w * 0.5, h * 0.83, scale)
    return stage.finish()


def laid_shot(
    mood: Mood,
    item: Item,
    seed: int,
    size: tuple[int, int] = SQUARE,
    fill: float = 0.74,
    turn: float = -9,
    leaf: str = "olive",
    pair: bool = False,
) -> Drawn:
    """A thing laid flat on paper with one sprig beside it; `pair` lays two, mirrored."""
    stage = open_stage(size, mood, seed)
    w, h = size
    stage.wall(mood.paper)
    pen = stage.pen
    panel = polygon([(w * 0.56, 0), (w, 0), (w, h), (w * 0.42, h)])
    stage.add(
        filled(
            panel, pen.linear((w * 0.5, 0), (w, h), [(0, mix(mood.paper, mood.wall, 0.55)), (1, mood.wall)])
        )
    )
    good = item.draw(pen)
    if pair:
        scale = fit(good, w * fill / 2, h * fill)
        right = item.draw(pen)
        placed = [
            (item, good, placing(w * 0.34, h * 0.53, scale, -6, flip=True)),
            (item, right, placing(w * 0.66, h * 0.48, scale, 6)),
        ]
    else:
        scale = fit(good, w * fill, h * fill)
        placed = [(item, good, centred(good, w * 0.5, h * 0.5, scale, turn))]
    if leaf:
        stage.add(
            sprig_shadow(pen, w * 0.76, h * 0.98, w * 0.40, -62, mood.paper),
            sprig(pen, w * 0.76, h * 0.98, w * 0.40, -62, mood.leaf, leaf),
        )
    stage.hang(placed, mood.paper, (w * 0.012, w * 0.016), w * 0.024, 0.40)
    return stage.finish()


def detail_shot(
    mood: Mood, item: Item, seed: int, size: tuple[int, int], focus: str, zoom: float = 2.4, turn: float = -6
) -> Drawn:
    """So close that the weave, the stitches and the buttons show."""
    stage = open_stage(size, mood, seed)
    w, h = size
    stage.wall()
    good = item.draw(stage.pen)
    scale = fit(good, w * 0.8, h * 0.8) * zoom
    at = placing(0, 0, scale, turn)
    x, y = at.apply(*good.anchors[focus])
    at = placing(w * 0.5 - x, h * 0.5 - y, scale, turn)
    stage.hang([(Item(item.key, item.draw, focus), good, at)], mood.wall, (w * 0.02, w * 0.026), w * 0.03)
    glare = stage.pen.radial((w * 0.2, h * 0.12), w * 0.9, [(0, "#fff3dc", 0.22), (1, "#fff3dc", 0)])
    stage.add(filled(f"M0 0H{w}V{h}H0Z", glare))
    return stage.finish()


def sunlit_shot(
    mood: Mood, item: Item, seed: int, size: tuple[int, int], fill: float = 0.74, hung: bool = True
) -> Drawn:
    """One garment on a wall where a window throws its light."""
    stage = open_stage(size, mood, seed)
    w, h = size
    stage.wall()
    stage.add(window_light(stage.pen, w * 0.16, h * 0.10, w * 0.62, h * 0.66, -0.22, mood.wall))
    good = item.draw(stage.pen)
    scale = fit(good, w * fill, h * fill * 0.92)
    at = centred(good, w / 2, h * 0.55, scale, 0)
    if hung:
        hook = hanger(stage.pen, mood.wood, good) if "neck" in good.anchors else ""
        top = at.apply(0, -552)
        if hook:
            stage.add(_nail(top[0], top[1] - 4), group(hook, at))
        else:
            stage.add(
                clip_hanger(stage, at, 130, good.bounds[1] + 30),
                _nail(at.e, at.apply(0, good.bounds[1] - 132)[1]),
            )
    stage.hang([(item, good, at)], mood.wall, (w * 0.022, w * 0.030), w * 0.034, 0.42)
    return stage.finish()


def _nail(x: float, y: float) -> str:
    return (
        filled(ellipse(x + 6, y + 9, 15, 13), "#2a2030", 0.3)
        + filled(ellipse(x, y, 13, 13), "#b99a5e")
        + filled(ellipse(x - 4, y - 4, 5, 5), "#ead7a6")
    )
