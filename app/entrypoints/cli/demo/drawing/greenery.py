"""Cut branches, vases, stones and fruit."""

import math

from app.entrypoints.cli.demo.drawing.color import glow, mix, shade
from app.entrypoints.cli.demo.drawing.geometry import curve, ellipse, placing
from app.entrypoints.cli.demo.drawing.pen import Pen, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shading import contact, cylinder, soft_stroke
from app.entrypoints.cli.demo.drawing.windows import n


def sprig(
    pen: Pen, x: float, y: float, length: float, degrees: float, colour: str, kind: str = "olive"
) -> str:
    """A cut branch lying or standing: olive (slim), eucalyptus (round) or beech (broad)."""
    parts = []
    stem = shade(mix(colour, "#7a5a3a", 0.4), 0.06)
    parts.append(
        stroked(
            f"M0 0Q{n(length * 0.5)} {n(-length * 0.10)} {n(length)} {n(length * 0.03)}",
            stem,
            max(4, length * 0.012),
        )
    )
    count = {"olive": 15, "eucalyptus": 13, "beech": 9}[kind]
    fat = {"olive": 0.13, "eucalyptus": 0.42, "beech": 0.30}[kind]
    for index in range(count + 1):
        t = 0.14 + 0.86 * index / count
        size = (
            length
            * ({"olive": 0.20, "eucalyptus": 0.15, "beech": 0.24}[kind] - 0.07 * t)
            * pen.chance.uniform(0.85, 1.12)
        )
        side = -1 if index % 2 else 1
        turn = 0.0 if index == count else (42 + pen.chance.uniform(-12, 12)) * side
        tint = mix(
            colour,
            glow(colour, 0.10) if pen.chance.random() < 0.5 else shade(colour, 0.08),
            pen.chance.uniform(0.2, 0.9),
        )
        leaf = curve(
            [
                (0, 0, 1),
                (size * 0.35, -size * fat),
                (size * 0.72, -size * fat * 0.8),
                (size, 0, 1),
                (size * 0.7, size * fat * 0.85),
                (size * 0.35, size * fat * 0.9),
            ]
        )
        upper = curve([(0, 0, 1), (size * 0.35, -size * fat), (size * 0.72, -size * fat * 0.8), (size, 0, 1)])
        drawn = (
            filled(leaf, tint)
            + filled(upper, glow(tint, 0.07), 0.8)
            + stroked(f"M2 0H{n(size * 0.9)}", shade(tint, 0.10), 2.4, 0.6)
        )
        px, py = length * t, -length * 0.20 * t * (1 - t) + length * 0.03 * t * t
        parts.append(f'<g transform="translate({n(px)} {n(py)}) rotate({turn:.0f})">{drawn}</g>')
    drawing = "".join(parts)
    return group(drawing, placing(x, y, 1, degrees))


def sprig_shadow(pen: Pen, x: float, y: float, length: float, degrees: float, surface: str) -> str:
    """The soft dark under a lying sprig."""
    deep = shade(mix(surface, "#2a2030", 0.3), 0.2)
    return group(
        soft_stroke(f"M{n(length * 0.1)} 14Q{n(length * 0.5)} 0 {n(length)} 20", deep, length * 0.20, 0.30),
        placing(x + 10, y + 14, 1, degrees),
    )


def stone(pen: Pen, x: float, foot: float, width: float, height: float, colour: str) -> str:
    """A smooth pebble or boulder."""
    half = width / 2
    wobble = [pen.chance.uniform(0.9, 1.1) for _ in range(8)]
    points = [
        (
            half * 0.96 * math.cos(angle) * wobble[index],
            -height / 2 + height / 2 * math.sin(angle) * (wobble[index] if math.sin(angle) < 0 else 1.0),
        )
        for index, angle in enumerate(k * math.pi / 4 for k in range(8))
    ]
    path = curve(points)
    fill = pen.radial(
        (-half * 0.35, -height * 0.75),
        width * 0.85,
        [(0, glow(colour, 0.10)), (0.45, colour), (1, shade(colour, 0.20))],
    )
    specks = "".join(
        f'<circle cx="{n(pen.chance.uniform(-half, half))}" cy="{n(pen.chance.uniform(-height, 0))}" r="{n(pen.chance.uniform(1, 3.4))}" fill="{shade(colour, 0.2)}" fill-opacity="0.4"/>'
        for _ in range(46)
    )
    drawn = filled(path, fill) + group(
        specks + soft_stroke(path, shade(colour, 0.2), width * 0.12, 0.35), clip=pen.clip(path)
    )
    return contact(pen, (x, foot), half * 0.85, colour, 0.15, 0.5) + group(drawn, placing(x, foot))


def vase(pen: Pen, x: float, foot: float, height: float, colour: str, leaf: str, kind: str = "olive") -> str:
    """A stoneware vase with a few branches."""
    half = height * 0.24
    body = curve(
        [
            (-half * 0.42, -height, 1),
            (-half * 0.36, -height * 0.86),
            (-half * 0.9, -height * 0.58),
            (-half, -height * 0.34),
            (-half * 0.72, -height * 0.05),
            (-half * 0.5, 0, 1),
            (half * 0.5, 0, 1),
            (half * 0.72, -height * 0.05),
            (half, -height * 0.34),
            (half * 0.9, -height * 0.58),
            (half * 0.36, -height * 0.86),
            (half * 0.42, -height, 1),
        ]
    )
    branches = "".join(
        sprig(pen, pen.chance.uniform(-8, 8), -height * 0.98, height * length, turn, leaf, kind)
        for length, turn in ((1.25, -104), (1.05, -72), (0.85, -128), (0.8, -50))
    )
    mouth = filled(ellipse(0, -height, half * 0.42, half * 0.09), shade(colour, 0.25))
    glaze = cylinder(pen, body, colour, -half, half, 0.6) + group(
        soft_stroke(body, shade(colour, 0.2), half * 0.3, 0.3), clip=pen.clip(body)
    )
    return contact(pen, (x, foot), half * 0.75, colour, 0.2, 0.5) + group(
        branches + glaze + mouth, placing(x, foot)
    )


def citrus(pen: Pen, x: float, y: float, radius: float, rind: str) -> str:
    """A halved citrus fruit seen from above."""
    flesh = glow(rind, 0.07)
    parts = [
        filled(ellipse(14, 20, radius, radius), "#2a2030", 0.16),
        filled(ellipse(0, 0, radius, radius), rind),
        filled(ellipse(0, 0, radius * 0.92, radius * 0.92), mix(rind, "#fffaf0", 0.82)),
        filled(ellipse(0, 0, radius * 0.84, radius * 0.84), mix(flesh, "#fffaf0", 0.25)),
    ]
    for index in range(10):
        wedge = curve(
            [
                (radius * 0.10, 0, 1),
                (radius * 0.55, -radius * 0.20),
                (radius * 0.79, -radius * 0.13),
                (radius * 0.79, radius * 0.13),
                (radius * 0.55, radius * 0.20),
            ]
        )
        parts.append(
            f'<g transform="rotate({index * 36})">{filled(wedge, pen.radial((radius * 0.5, 0), radius * 0.5, [(0, flesh), (1, rind)]))}</g>'
        )
    return group("".join(parts), placing(x, y))
