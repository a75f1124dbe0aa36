"""Berets, caps and belts."""

from dataclasses import replace

from app.entrypoints.cli.demo.drawing.color import glow, lift, mix, shade
from app.entrypoints.cli.demo.drawing.geometry import curve, rounded, trace
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shading import folds, soft_stroke, volume
from app.entrypoints.cli.demo.drawing.straps import BRASS, brass_stud


def draw_beret(pen: Pen, cloth: Cloth) -> Good:
    """A felt beret, tipped to one side."""
    crown = curve(
        trace(
            "-360,60 -380,-30 -300,-130 -130,-186 60,-190 240,-140 350,-40 340,50 240,104 60,120 -160,116 -300,100"
        )
    )
    band = curve(trace("-214,96! -60,116 140,110 262,84! 250,136 220,160! 60,178 -120,170 -200,150!"))
    over = folds(
        cloth.colour,
        [
            ((-340, 60), (-200, 20), (-60, 60), 18),
            ((320, 30), (180, 0), (60, 50), 18),
            ((-40, -160), (40, -120), (140, -150), 12),
            ((-260, -90), (-180, -40), (-200, 40), 16),
        ],
    )
    stalk = f'<path d="M-6 -182C-10 -206 4 -222 12 -224" fill="none" stroke="{shade(cloth.colour, 0.08)}" stroke-width="13" stroke-linecap="round"/>'
    parts = [
        volume(pen, band, Cloth(cloth.trim, "leather"), (-214, 90, 262, 180), edge=26),
        stalk,
        soft_stroke(curve([(-300, 100), (60, 122), (260, 96)], False), shade(cloth.colour, 0.28), 30, 0.5),
        volume(pen, crown, cloth, (-380, -190, 350, 120), edge=120, over=over),
    ]
    return Good(
        "".join(parts), (crown, band), {"centre": (0.0, -40.0), "edge": (220.0, 20.0)}, (-384, -228, 356, 182)
    )


def draw_cap(pen: Pen, cloth: Cloth) -> Good:
    """A sailor's cap: soft crown, band with a cord, short peak."""
    crown = curve(trace("-270,40! -310,-40 -280,-130 -140,-186 40,-190 200,-150 280,-70 268,40! 0,60"))
    band = curve(trace("-262,30! 0,56 266,30! 258,120! 0,150 -254,120!"))
    peak = curve(trace("-262,110! -120,140 60,144 110,136! 40,190 -120,224 -260,208 -316,160"))
    dark = shade(cloth.colour, 0.2)
    over = folds(
        cloth.colour,
        [
            ((-280, -60), (-140, -60), (-30, -130), 20),
            ((270, -40), (140, -60), (60, -120), 18),
            ((-200, 50), (-160, -20), (-180, -90), 14),
            ((160, 50), (130, -20), (170, -90), 14),
        ],
    )
    cord = "".join(
        stroked(
            f"M{x} {104 + 30 * (1 - (x / 260) ** 2):.0f}l14 14",
            "#e6d7b0" if cloth.trim == cloth.colour else cloth.trim,
            9,
        )
        for x in range(-244, 240, 13)
    )
    parts = [
        volume(pen, crown, cloth, (-310, -190, 280, 60), edge=100, over=over),
        soft_stroke(band, dark, 24, 0.4),
        volume(pen, band, replace(cloth, colour=lift(cloth.colour, -0.02)), (-262, 30, 266, 150), edge=36),
        soft_stroke(peak, dark, 20, 0.4),
        volume(
            pen,
            peak,
            Cloth(lift(cloth.colour, -0.03), "twill"),
            (-316, 110, 110, 224),
            edge=36,
            over=stroked(
                curve(trace("-290,170 -180,200 -60,196 60,168"), False),
                glow(cloth.colour, 0.2),
                2,
                0.6,
                "7 5",
            ),
        ),
        cord,
    ]
    parts.append(brass_stud(-250, 100, 12))
    return Good(
        "".join(parts),
        (crown, band, peak),
        {"centre": (20.0, -60.0), "peak": (-160.0, 180.0)},
        (-320, -196, 290, 228),
    )


def draw_belt(pen: Pen, cloth: Cloth) -> Good:
    """A leather belt rolled on itself, buckle in front."""
    dark = shade(cloth.colour, 0.2)
    parts, shapes = [], []
    coil: list[tuple[float, float, float]] = [(300, 110, 0.0), (248, 88, -6.0), (196, 66, -10.0)]
    for rx, ry, cy in coil:
        outer = f"M{-rx} {cy}A{rx} {ry} 0 0 1 {rx} {cy}V{cy + 120}A{rx} {ry} 0 0 0 {-rx} {cy + 120}Z"
        shapes.append(outer)
        inner = mix(cloth.colour, cloth.trim, 0.5)
        parts.append(
            filled(
                f"M{-rx} {cy}A{rx} {ry} 0 0 1 {rx} {cy}A{rx} {ry} 0 0 1 {-rx} {cy}Z",
                pen.linear((0, cy - ry), (0, cy + ry), [(0, shade(inner, 0.04)), (1, shade(inner, 0.26))]),
            )
        )
        back = f"M{-rx} {cy}A{rx} {ry} 0 0 1 {rx} {cy}V{cy + 120}A{rx} {ry} 0 0 0 {-rx} {cy + 120}Z"
        parts.append(
            group(
                filled(
                    back,
                    pen.linear(
                        (-rx, 0),
                        (rx, 0),
                        [(0, shade(inner, 0.2)), (0.5, shade(inner, 0.08)), (1, shade(inner, 0.24))],
                    ),
                ),
                clip=pen.clip(f"M{-rx} {cy - ry}H{rx}V{cy}A{rx} {ry} 0 0 1 {-rx} {cy}Z"),
            )
        )
        parts.append(stroked(f"M{-rx} {cy}A{rx} {ry} 0 0 1 {rx} {cy}", glow(cloth.colour, 0.08), 7))
    rx, ry, cy = coil[0]
    face = f"M{-rx} {cy}A{rx} {ry} 0 0 0 {rx} {cy}V{cy + 130}A{rx} {ry} 0 0 1 {-rx} {cy + 130}Z"
    stitches = "".join(
        stroked(
            f"M{-rx} {cy + dy}A{rx} {ry} 0 0 0 {rx} {cy + dy}", glow(cloth.colour, 0.22), 2.6, 0.7, "10 6"
        )
        for dy in (14, 116)
    )
    holes = "".join(
        f'<ellipse cx="{x}" cy="{cy + 64 + ry * (1 - (x / rx) ** 2) ** 0.5:.0f}" rx="7" ry="9" fill="{shade(cloth.colour, 0.35)}"/>'
        for x in (110, 160, 206)
    )
    lit = pen.linear(
        (-rx, 0),
        (rx, 0),
        [
            (0, shade(cloth.colour, 0.16)),
            (0.22, glow(cloth.colour, 0.10)),
            (0.4, cloth.colour),
            (1, shade(cloth.colour, 0.2)),
        ],
    )
    parts.append(
        volume(pen, face, cloth, (-rx, 0, rx, 250), filled(face, lit, 0.8), edge=24, over=stitches + holes)
    )
    shapes.append(face)
    frame = rounded(-96, 88, 150, 160, 22)
    parts.append(
        stroked(frame, dark, 30, 0.35).replace("<path", '<path transform="translate(5 7)"')
        + stroked(frame, shade(BRASS, 0.12), 21)
        + stroked(frame, BRASS, 14)
        + stroked("M-96 110V220", glow(BRASS, 0.22), 5, 0.9)
    )
    parts.append(
        stroked("M-90 170L64 178", shade(BRASS, 0.12), 17) + stroked("M-90 168L62 176", glow(BRASS, 0.06), 9)
    )
    return Good(
        "".join(parts),
        tuple(shapes),
        {"centre": (-200.0, 170.0), "buckle": (-22.0, 172.0)},
        (-304, -116, 304, 262),
    )
