"""Perfume, dropper and pump bottles."""

from app.entrypoints.cli.demo.drawing.color import glow, lift, mix, shade
from app.entrypoints.cli.demo.drawing.geometry import curve, mirror, rounded
from app.entrypoints.cli.demo.drawing.packs import Pack, barrel, draw_glass, draw_label
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shading import cylinder, glint


def draw_perfume(pen: Pen, pack: Pack, tall: bool = False, round_: bool = False) -> Good:
    """A heavy flacon: square, tall or round-shouldered, with juice, thick base and a cap."""
    half, height = (130.0, 470.0) if tall else (190.0, 380.0)
    radius = 150.0 if round_ else 26.0
    outer = rounded(-half, -height, half * 2, height, radius)
    inner = rounded(-half + 26, -height + 34, half * 2 - 52, height - 92, max(10.0, radius - 26))
    level = -height + 70
    rim = glow(mix(pack.glass, "#ffffff", 0.55), 0.02)
    body = filled(
        outer,
        pen.linear(
            (-half, -height),
            (half, 0),
            [(0, glow(rim, 0.08), 0.92), (0.5, rim, 0.80), (1, shade(rim, 0.14), 0.92)],
        ),
    )
    juice = pen.linear(
        (-half, -height),
        (half, 0),
        [
            (0, glow(pack.content, 0.08), 0.95),
            (0.45, pack.content, 0.92),
            (1, shade(pack.content, 0.10), 0.96),
        ],
    )
    clip = pen.clip(inner)
    body += group(
        filled(f"M-400 {level}H400V40H-400Z", juice)
        + filled(f"M-400 {level}H400V{level + 7}H-400Z", glow(pack.content, 0.15), 0.8),
        clip=clip,
    )
    body += stroked(inner, shade(pack.content, 0.18), 3, 0.45) + stroked(inner, "#ffffff", 2, 0.5)
    base = group(
        filled(
            "M-400 -58H400V0H-400Z",
            pen.linear(
                (0, -58),
                (0, 0),
                [(0, "#ffffff", 0.35), (0.4, shade(rim, 0.10), 0.25), (1, glow(pack.content, 0.12), 0.75)],
            ),
        ),
        clip=pen.clip(outer),
    )
    streaks = glint(
        pen, rounded(-half + 9, -height + 30, 12, height - 60, 6), (0, -height), (0, 0), 0.95
    ) + glint(
        pen,
        rounded(-half + 40, -height + 50, half * 0.3, height * 0.62, 12),
        (-half, -height),
        (-half * 0.2, -height * 0.3),
        0.34,
    )
    streaks += glint(pen, rounded(half - 20, -height + 40, 8, height * 0.7, 4), (0, -height), (0, 0), 0.6)
    body += base + group(streaks, clip=pen.clip(outer)) + stroked(outer, shade(rim, 0.28), 2.5, 0.5)
    body += draw_label(
        pen,
        pack,
        0,
        -height * 0.80 if not tall else -height * 0.72,
        half * 1.15,
        height * 0.56,
        0,
        paper=not round_,
    )
    collar = rounded(-46, -height - 34, 92, 38, 5)
    cap = barrel(82 if not tall else 70, -height - 190, -height - 34, 5, 16)
    parts = [
        cylinder(pen, collar, "#c9a860", -46, 46),
        cylinder(pen, cap, pack.cap, -82, 82, 0.9),
        glint(pen, rounded(-52, -height - 176, 18, 120, 9), (0, -height - 180), (0, -height - 60), 0.5),
        body,
    ]
    return Good(
        "".join(parts),
        (outer, collar, cap),
        {"centre": (0.0, -height * 0.52), "cap": (0.0, -height - 110), "label": (0.0, -height * 0.5)},
        (-half, -height - 192, half, 4),
    )


def draw_dropper(pen: Pen, pack: Pack) -> Good:
    """A serum bottle with a pipette."""
    half, height = 118.0, 400.0
    glass = barrel(half, -height, -6, 8, 66)
    bulb = curve(
        mirror(
            [
                (0, -height - 236),
                (32, -height - 230),
                (42, -height - 190),
                (40, -height - 118, 1),
                (0, -height - 116),
            ]
        )
    )
    ring = barrel(60, -height - 122, -height + 6, 4, 8)
    inside = filled(
        rounded(-half + 14, -height + 88, half * 2 - 28, height - 106, 18),
        pen.linear(
            (0, -height), (0, 0), [(0, glow(pack.content, 0.03), 0.75), (1, shade(pack.content, 0.05), 0.9)]
        ),
    )
    parts = [cylinder(pen, bulb, lift(pack.cap, -0.02), -42, 42, 0.7), cylinder(pen, ring, pack.cap, -60, 60)]
    parts.append(
        "".join(
            stroked(f"M{x} {-height - 112}V{-height - 4}", shade(pack.cap, 0.18), 2, 0.35)
            for x in range(-54, 58, 9)
        )
    )
    parts += [
        inside,
        draw_glass(pen, glass, half, -height, 0, pack.glass, 0.72),
        stroked(glass, shade(pack.glass, 0.2), 2.5, 0.6),
    ]
    parts.append(draw_label(pen, pack, 0, -height * 0.66, half * 1.62, height * 0.54, 8))
    parts.append(
        glint(
            pen, rounded(-half * 0.80, -height + 60, half * 0.13, height * 0.80, 8), (0, -height), (0, 0), 0.6
        )
    )
    return Good(
        "".join(parts),
        (glass, bulb, ring),
        {"centre": (0.0, -height * 0.45), "cap": (0.0, -height - 60)},
        (-half, -height - 240, half, 6),
    )


def draw_pump(pen: Pen, pack: Pack) -> Good:
    """A pump bottle for a wash or lotion."""
    half, height = 140.0, 470.0
    glass = barrel(half, -height, -6, 9, 54)
    neck = rounded(-42, -height - 46, 84, 52, 6)
    stem = rounded(-13, -height - 120, 26, 80, 4)
    head = curve(
        [(-60, -height - 150, 1), (56, -height - 150, 1), (62, -height - 112, 1), (-64, -height - 112, 1)]
    )
    spout = curve(
        [
            (-56, -height - 150, 1),
            (-150, -height - 146),
            (-186, -height - 118, 1),
            (-176, -height - 98, 1),
            (-140, -height - 116),
            (-58, -height - 116, 1),
        ]
    )
    parts = [
        cylinder(pen, stem, lift(pack.cap, -0.03), -13, 13),
        filled(
            spout,
            pen.linear(
                (-180, -height - 150),
                (-60, -height - 100),
                [(0, glow(pack.cap, 0.08)), (0.5, pack.cap), (1, shade(pack.cap, 0.12))],
            ),
        ),
        cylinder(pen, head, pack.cap, -64, 62),
        cylinder(pen, neck, pack.cap, -42, 42),
    ]
    parts += [
        draw_glass(pen, glass, half, -height, 0, pack.glass, 0.94),
        stroked(glass, shade(pack.glass, 0.2), 2.5, 0.5),
        draw_label(pen, pack, 0, -height * 0.72, half * 1.6, height * 0.60, 8),
    ]
    parts.append(
        glint(
            pen, rounded(-half * 0.82, -height + 50, half * 0.12, height * 0.8, 8), (0, -height), (0, 0), 0.6
        )
    )
    return Good(
        "".join(parts),
        (glass, neck, stem, head, spout),
        {"centre": (0.0, -height * 0.45), "cap": (0.0, -height - 20)},
        (-188, -height - 152, half, 8),
    )
