"""What things lie on or stand before: linen, boards, terrazzo, the sea; and a note card."""

import math

from app.entrypoints.cli.demo.drawing.color import glow, lift, mix, shade
from app.entrypoints.cli.demo.drawing.geometry import placing, polygon, rounded
from app.entrypoints.cli.demo.drawing.materials import Cloth, weave
from app.entrypoints.cli.demo.drawing.pen import Pen, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shading import soft_stroke
from app.entrypoints.cli.demo.drawing.windows import n


def sea(pen: Pen, width: float, height: float, horizon: float, sky: str, water: str) -> str:
    """Sky, sea and a low sun path."""
    top = pen.linear(
        (0, 0), (0, horizon), [(0, shade(sky, 0.04)), (0.6, sky), (1, mix(glow(sky, 0.10), "#ffe3c2", 0.45))]
    )
    deep = pen.linear(
        (0, horizon), (0, height), [(0, mix(water, sky, 0.45)), (0.25, water), (1, shade(water, 0.07))]
    )
    parts = [
        filled(f"M0 0H{n(width)}V{n(horizon)}H0Z", top),
        filled(f"M0 {n(horizon)}H{n(width)}V{n(height)}H0Z", deep),
    ]
    for _index in range(64):
        depth = pen.chance.random() ** 1.5
        y = horizon + 8 + depth * (height - horizon)
        x = width * pen.chance.uniform(-0.05, 1.05)
        reach = 26 + depth * 190 * pen.chance.uniform(0.5, 1.3)
        parts.append(
            stroked(
                f"M{n(x)} {n(y)}q{n(reach / 2)} {n(-2 - depth * 7)} {n(reach)} 0",
                glow(water, 0.16),
                1.6 + depth * 4.5,
                0.5 - depth * 0.15,
            )
        )
    return "".join(parts)


def terrazzo(
    pen: Pen,
    x: float,
    y: float,
    width: float,
    height: float,
    base: str,
    chips: list[str],
    count: int = 240,
    size: float = 26,
) -> str:
    """A slab with chips of stone."""
    parts = [
        filled(
            f"M{n(x)} {n(y)}h{n(width)}v{n(height)}h{n(-width)}Z",
            pen.linear((x, y), (x + width, y + height), [(0, glow(base, 0.05)), (1, shade(base, 0.04))]),
        )
    ]
    for _ in range(count):
        cx, cy = x + pen.chance.uniform(0, width), y + pen.chance.uniform(0, height)
        reach = size * pen.chance.uniform(0.25, 1.0)
        sides = pen.chance.randint(4, 6)
        start = pen.chance.uniform(0, math.tau)
        chip = polygon(
            [
                (
                    cx + reach * pen.chance.uniform(0.6, 1) * math.cos(start + k * math.tau / sides),
                    cy + reach * pen.chance.uniform(0.6, 1) * math.sin(start + k * math.tau / sides),
                )
                for k in range(sides)
            ]
        )
        parts.append(filled(chip, pen.chance.choice(chips), 0.8))
    return "".join(parts)


def linen(pen: Pen, width: float, height: float, colour: str) -> str:
    """A cloth that fills the frame, with long soft creases."""
    parts = [weave(pen, Cloth(colour, "linen", scale=1.4), (0, 0, width, height))]
    dark, light = shade(colour, 0.14), glow(colour, 0.08)
    for _ in range(9):
        x0, y0 = pen.chance.uniform(-0.2, 1.0) * width, pen.chance.uniform(-0.1, 1.1) * height
        turn, reach = pen.chance.uniform(-0.5, 0.9), pen.chance.uniform(0.5, 1.1) * height
        x1, y1 = x0 + reach * math.cos(turn), y0 + reach * math.sin(turn)
        bend = pen.chance.uniform(-90, 90)
        path = f"M{n(x0)} {n(y0)}Q{n((x0 + x1) / 2 + bend)} {n((y0 + y1) / 2 - bend)} {n(x1)} {n(y1)}"
        parts.append(
            soft_stroke(path, dark, 90, 0.20) + group(soft_stroke(path, light, 60, 0.30), placing(-30, -34))
        )
    return "".join(parts)


def boards(pen: Pen, width: float, height: float, colour: str, pitch: float = 300) -> str:
    """Wide wooden boards seen from above."""
    parts = []
    x = -pen.chance.uniform(0, pitch)
    while x < width:
        tint = lift(colour, pen.chance.uniform(-0.03, 0.03))
        parts.append(
            filled(
                f"M{n(x)} 0h{n(pitch)}V{n(height)}h{n(-pitch)}Z",
                pen.linear((x, 0), (x + pitch, height), [(0, glow(tint, 0.04)), (1, shade(tint, 0.05))]),
            )
        )
        for _ in range(9):
            gx = x + pen.chance.uniform(12, pitch - 12)
            parts.append(
                stroked(
                    f"M{n(gx)} 0C{n(gx + pen.chance.uniform(-24, 24))} {n(height * 0.35)} {n(gx + pen.chance.uniform(-24, 24))} {n(height * 0.7)} {n(gx)} {n(height)}",
                    shade(tint, 0.10),
                    pen.chance.uniform(1.5, 4),
                    0.28,
                )
            )
        parts.append(
            stroked(f"M{n(x)} 0V{n(height)}", shade(colour, 0.24), 4, 0.8)
            + stroked(f"M{n(x + 4)} 0V{n(height)}", glow(colour, 0.1), 2.5, 0.5)
        )
        x += pitch
    return "".join(parts)


def card(
    pen: Pen, x: float, y: float, width: float, height: float, degrees: float, colour: str, ink: str
) -> str:
    """A note card with two hairlines."""
    shadow = soft_stroke(rounded(8, 14, width, height, 6), "#2a2030", 30, 0.22)
    lines = stroked(
        f"M{n(width * 0.16)} {n(height * 0.64)}H{n(width * 0.62)}M{n(width * 0.16)} {n(height * 0.75)}H{n(width * 0.46)}",
        ink,
        4,
        0.6,
    )
    return group(
        shadow
        + filled(
            rounded(0, 0, width, height, 6),
            pen.linear((0, 0), (width, height), [(0, glow(colour, 0.04)), (1, shade(colour, 0.04))]),
        )
        + lines,
        placing(x, y, 1, degrees),
    )
