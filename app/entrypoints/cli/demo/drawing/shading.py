"""Light on form: volume, folds, soft edges, cast shadows. The key light comes from upper left.

Softness is built from a few stacked translucent strokes and gradients: blur filters cost about
0.1 s a megapixel, stacks cost almost nothing.
"""

import math
from collections.abc import Sequence

from app.entrypoints.cli.demo.drawing.color import glow, lift, lightness_of, mix, shade
from app.entrypoints.cli.demo.drawing.geometry import Affine, blade, ellipse, placing
from app.entrypoints.cli.demo.drawing.materials import Cloth, weave
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, Spot, filled, group, stroked

Bounds = tuple[float, float, float, float]
Fold = tuple[Spot, Spot, Spot, float]


def soft_stroke(path: str, colour: str, width: float, opacity: float, steps: int = 5) -> str:
    """A stroke whose edges fade out over its whole width."""
    each = 1 - (1 - opacity) ** (1 / steps)
    widths = (width * (1 - index / steps) ** 1.3 for index in range(steps))
    return "".join(stroked(path, colour, step, each) for step in widths)


def folds(colour: str, lines: Sequence[Fold], depth: float = 1.0) -> str:
    """Creases: soft dark blades, each with a fainter light on the side that faces the window."""
    dark, light = shade(colour, 0.17), glow(colour, 0.12)
    parts = []
    for start, bend, end, width in lines:
        offset = width * 1.5
        moved = [(x - offset, y - offset * 0.25) for x, y in (start, bend, end)]
        for share in (2.0, 1.4, 0.8, 0.4):
            parts.append(filled(blade(moved[0], moved[1], moved[2], width * share), light, 0.085 * depth))
        for share in (2.4, 1.8, 1.25, 0.75, 0.35):
            parts.append(filled(blade(start, bend, end, width * share), dark, 0.125 * depth))
    return "".join(parts)


def volume(
    pen: Pen,
    path: str,
    cloth: Cloth,
    bounds: Bounds,
    inside: str = "",
    edge: float = 70.0,
    turn: float = 0.0,
    over: str = "",
) -> str:
    """A lit piece of cloth or leather: base, weave, what is drawn inside it, rim light and core shadow.

    Shapes: `inside` is drawn under the edge shading, `over` above it; both are clipped to the path.
    """
    x0, y0, x1, y1 = bounds
    base = cloth.colour
    pale = max(0.0, lightness_of(base) - 0.75)
    contrast = (0.75 if lightness_of(base) > 0.35 else 1.0) - pale * 1.4
    fill = pen.linear(
        (x0, y0),
        (x0 + (x1 - x0) * 0.75, y1),
        [(0, glow(base, 0.055)), (0.45, base), (1, shade(base, 0.085 - pale * 0.16))],
    )
    parts = [filled(path, fill)]
    parts += [weave(pen, cloth, bounds, turn), inside]
    shift = edge * 0.30
    dark, light = shade(base, 0.20), glow(base, 0.13)
    parts.append(
        group(soft_stroke(path, dark, edge * 1.25, 0.42 * contrast), placing(-shift, -shift * 0.8), opacity=1)
    )
    parts.append(group(soft_stroke(path, light, edge * 0.5, 0.38), placing(shift * 0.5, shift * 0.45)))
    parts.append(stroked(path, shade(base, 0.26), 3, 0.55))
    parts.append(over)
    return group("".join(parts), clip=pen.clip(path))


def cylinder(pen: Pen, path: str, colour: str, left: float, right: float, gloss: float = 1.0) -> str:
    """A turned form (cap, jar, tube): bands of light and shade across it."""
    fill = pen.linear(
        (left, 0),
        (right, 0),
        [
            (0, shade(colour, 0.10)),
            (0.07, shade(colour, 0.03)),
            (0.20, glow(colour, 0.10 * gloss)),
            (0.27, glow(colour, 0.15 * gloss)),
            (0.36, glow(colour, 0.05 * gloss)),
            (0.60, colour),
            (0.86, shade(colour, 0.13)),
            (0.95, shade(colour, 0.17)),
            (1, shade(colour, 0.09)),
        ],
    )
    return filled(path, fill)


def glint(pen: Pen, path: str, start: Spot, end: Spot, strength: float = 0.7, tint: str = "#ffffff") -> str:
    """A highlight that fades along a line."""
    return filled(path, pen.linear(start, end, [(0, tint, strength), (1, tint, 0)]))


def contact(
    pen: Pen, centre: Spot, half_width: float, colour: str, squash: float = 0.16, strength: float = 0.55
) -> str:
    """The shadow where a thing stands: dense at its foot, drawn out to the lower right."""
    cx, cy = centre
    deep = lift(mix(colour, "#2b2523", 0.42), -0.16, 0.85)
    near = pen.radial(
        (cx + half_width * 0.06, cy),
        half_width * 1.12,
        [(0, deep, strength), (0.7, deep, strength * 0.75), (1, deep, 0)],
        squash * 0.55,
    )
    far = pen.radial(
        (cx + half_width * 0.34, cy + half_width * 0.03),
        half_width * 1.75,
        [(0, deep, strength * 0.55), (0.5, deep, strength * 0.25), (1, deep, 0)],
        squash,
    )
    return filled(
        ellipse(
            cx + half_width * 0.34, cy + half_width * 0.03, half_width * 1.75, half_width * 1.75 * squash
        ),
        far,
    ) + filled(ellipse(cx + half_width * 0.06, cy, half_width * 1.12, half_width * 0.62 * squash), near)


def cast_shadows(
    pen: Pen,
    things: Sequence[tuple[Good, Affine]],
    surface: str,
    offset: Spot,
    spread: float,
    strength: float = 0.34,
) -> str:
    """The shadows that flat or hung things throw on the surface behind them.

    The outline is laid many times, faintly, over the disc of a lamp with some size.
    """
    deep = lift(mix(surface, "#2b2523", 0.42), -0.16, 0.85)
    count = 26
    each = 1 - (1 - strength) ** (1 / count)
    layers = []
    for good, at in things:
        path = pen.shape("".join(good.silhouettes))
        for index in range(count):
            reach = spread * ((index + 0.5) / count) ** 0.5
            angle = index * 2.39996
            moved = at.then(
                Affine(e=offset[0] + reach * math.cos(angle), f=offset[1] + reach * math.sin(angle))
            )
            layers.append(f'<use href="{path}" transform="{moved.attribute()}"/>')
    return f'<g fill="{deep}" fill-opacity="{each:.4f}">{"".join(layers)}</g>'


def warm(colour: str) -> str:
    """A paper or wall tone near a colour: pale and warm."""
    return mix(lift(colour, 0.25, 0.4), "#f3e9dc", 0.6)
