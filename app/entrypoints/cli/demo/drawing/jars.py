"""Jars, tubes, lipsticks and soap."""

from app.entrypoints.cli.demo.drawing.color import glow, lift, shade
from app.entrypoints.cli.demo.drawing.geometry import curve, ellipse, polygon, rounded, trace
from app.entrypoints.cli.demo.drawing.marks import draw_mark
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.packs import Pack, barrel, draw_glass, draw_label, n
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, filled, stroked
from app.entrypoints.cli.demo.drawing.shading import cylinder, glint, soft_stroke, volume


def draw_jar(pen: Pen, pack: Pack, open_: bool = False) -> Good:
    """A cream jar; `open_` shows the cream with its swirl and the lid laid aside."""
    half, height = 190.0, 210.0
    top = -height
    body = f"M{n(-half)} {top}V-40Q{n(-half)} 12 {n(-half + 60)} 18Q0 30 {n(half - 60)} 18Q{n(half)} 12 {n(half)} -40V{top}Z"
    parts = [
        draw_glass(pen, body, half, top, 10, pack.glass, 0.96),
        stroked(body, shade(pack.glass, 0.2), 2.5, 0.45),
    ]
    parts.append(draw_label(pen, pack, 0, top + 36, half * 1.1, height * 0.72, 10, paper=False))
    if not open_:
        lid = f"M{n(-half - 6)} {top - 84}Q{n(-half - 6)} {top - 108} {n(-half + 30)} {top - 112}Q0 {top - 124} {n(half - 30)} {top - 112}Q{n(half + 6)} {top - 108} {n(half + 6)} {top - 84}V{top + 6}Q0 {top + 42} {n(-half - 6)} {top + 6}Z"
        parts.append(
            soft_stroke(
                f"M{n(-half)} {top + 14}Q0 {top + 50} {n(half)} {top + 14}", shade(pack.glass, 0.25), 22, 0.45
            )
        )
        parts.append(cylinder(pen, lid, pack.cap, -half - 6, half + 6, 0.8))
        parts.append(
            filled(
                f"M{n(-half - 6)} {top - 84}Q{n(-half - 6)} {top - 108} {n(-half + 30)} {top - 112}Q0 {top - 124} {n(half - 30)} {top - 112}Q{n(half + 6)} {top - 108} {n(half + 6)} {top - 84}Q0 {top - 60} {n(-half - 6)} {top - 84}Z",
                glow(pack.cap, 0.09),
                0.8,
            )
        )
        return Good(
            "".join(parts),
            (body, lid),
            {"centre": (0.0, -90.0), "lid": (0.0, top - 30)},
            (-half - 8, top - 124, half + 8, 24),
        )
    mouth, cream = ellipse(0, top, half, 44), ellipse(0, top + 3, half - 20, 36)
    parts.append(filled(mouth, shade(pack.glass, 0.06)) + stroked(mouth, glow(pack.glass, 0.2), 5, 0.9))
    parts.append(
        filled(
            cream,
            pen.radial(
                (-40, top - 10),
                half,
                [(0, glow(pack.content, 0.06)), (0.7, pack.content), (1, shade(pack.content, 0.10))],
            ),
        )
    )
    swirl = f"M-110 {top + 6}C-60 {top - 30} 60 {top - 26} 76 {top}S-20 {top + 30} -40 {top + 8}S20 {top - 12} 26 {top - 2}"
    parts.append(
        stroked(swirl, shade(pack.content, 0.12), 15, 0.4).replace(
            "<path", '<path transform="translate(3 5)"'
        )
        + stroked(swirl, glow(pack.content, 0.08), 11, 0.95)
    )
    return Good(
        "".join(parts),
        (body, mouth),
        {"centre": (0.0, -90.0), "cream": (0.0, top + 2)},
        (-half - 8, top - 50, half + 8, 24),
    )


def draw_lipstick(pen: Pen, pack: Pack, closed: bool = False) -> Good:
    """A lipstick out of its case, or its closed case."""
    base = barrel(72, -230, -4, 6)
    if closed:
        cap = barrel(74, -470, -228, 6, 10)
        parts = [
            cylinder(pen, base, pack.cap, -72, 72),
            cylinder(pen, cap, lift(pack.cap, 0.01), -74, 74),
            draw_mark(pack.mark, 0, -350, 64, pack.ink),
        ]
        parts.append(soft_stroke("M-74 -226Q0 -214 74 -226", shade(pack.cap, 0.3), 12, 0.6))
        return Good("".join(parts), (base, cap), {"centre": (0.0, -350.0)}, (-76, -474, 76, 4))
    sleeve = barrel(60, -330, -226, 5)
    collar = barrel(50, -384, -326, 4)
    stick = curve(trace("-44,-380! -44,-500 -40,-548 -20,-590 8,-606 34,-560 44,-500 44,-380! 0,-372"))
    cut = curve(trace("-40,-546 -20,-590 8,-606 34,-560 44,-506 14,-520 -20,-536"))
    parts = [
        cylinder(pen, stick, pack.content, -44, 44, 0.8),
        filled(
            cut,
            pen.linear(
                (-40, -606),
                (44, -500),
                [(0, glow(pack.content, 0.14)), (0.6, glow(pack.content, 0.05)), (1, pack.content)],
            ),
        ),
    ]
    parts.append(glint(pen, rounded(-28, -530, 9, 130, 4), (0, -530), (0, -400), 0.55))
    gold = "#cfae6a"
    parts += [
        cylinder(pen, collar, gold, -50, 50),
        cylinder(pen, sleeve, gold, -60, 60),
        cylinder(pen, base, pack.cap, -72, 72),
    ]
    parts.append(
        soft_stroke("M-60 -324Q0 -314 60 -324", shade(gold, 0.3), 8, 0.5)
        + soft_stroke("M-72 -228Q0 -216 72 -228", shade(pack.cap, 0.3), 8, 0.5)
    )
    parts.append(draw_mark(pack.mark, 0, -112, 62, pack.ink))
    return Good(
        "".join(parts),
        (base, sleeve, collar, stick),
        {"centre": (0.0, -120.0), "stick": (0.0, -470.0)},
        (-74, -610, 74, 6),
    )


def draw_soap(pen: Pen, pack: Pack, wrapped: bool = False) -> Good:
    """A soap bar with its stamp, or wrapped in its paper band."""
    side = curve(trace("-236,-130! -228,-30 -190,-2 0,6 190,-2 228,-30 236,-130!"))
    top = curve(
        trace("-238,-132 -226,-176 -150,-206 0,-212 150,-206 226,-176 238,-132 170,-104 0,-98 -170,-104")
    )
    colour = pack.content
    parts = [volume(pen, side, Cloth(colour), (-236, -130, 236, 0), edge=44, over=_flecks(pen, colour))]
    parts.append(
        filled(
            top,
            pen.linear(
                (-230, -210),
                (230, -100),
                [(0, glow(colour, 0.10)), (0.6, glow(colour, 0.05)), (1, shade(colour, 0.02))],
            ),
        )
        + stroked(top, glow(colour, 0.14), 4, 0.8)
    )
    if wrapped:
        band = polygon(trace("-96,-212 96,-212 104,-100 104,4 -104,4 -104,-100"))
        parts.append(
            soft_stroke(band, shade(colour, 0.25), 16, 0.35)
            + filled(
                band,
                pen.linear(
                    (0, -212),
                    (0, 4),
                    [
                        (0, glow(pack.label, 0.03)),
                        (0.5, pack.label),
                        (0.51, shade(pack.label, 0.05)),
                        (1, shade(pack.label, 0.10)),
                    ],
                ),
            )
        )
        parts.append(draw_label(pen, pack, 0, -92, 150, 92, 0, paper=False))
    else:
        stamp = draw_mark(pack.mark, 0, -152, 92, shade(colour, 0.15))
        squash = '<g transform="translate(0 -152) scale(1.5 0.62) translate(0 152)">'
        parts.append(f"{squash}{draw_mark(pack.mark, 1.5, -149, 92, glow(colour, 0.14))}{stamp}</g>")
    return Good(
        "".join(parts), (side, top), {"centre": (0.0, -70.0), "top": (0.0, -150.0)}, (-240, -214, 240, 8)
    )


def _flecks(pen: Pen, colour: str) -> str:
    dots = []
    for _ in range(46):
        x, y = pen.chance.uniform(-230, 230), pen.chance.uniform(-130, 0)
        dots.append(
            f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="{pen.chance.uniform(1.5, 5):.1f}" ry="1.8" fill="{shade(colour, 0.2)}" fill-opacity="0.3"/>'
        )
    return "".join(dots)


def draw_tube(pen: Pen, pack: Pack) -> Good:
    """A hand cream tube standing on its cap."""
    body = curve(trace("-128,-560! 128,-560! 126,-470 112,-250 96,-104! 0,-96 -96,-104! -112,-250 -126,-470"))
    cap = barrel(96, -112, -4, 7, 6)
    crimp = rounded(-130, -584, 260, 36, 4)
    parts = [cylinder(pen, cap, pack.cap, -96, 96), cylinder(pen, body, pack.glass, -128, 128, 0.7)]
    fade = pen.linear(
        (0, -560),
        (0, -330),
        [(0, shade(pack.glass, 0.10), 0.7), (0.4, glow(pack.glass, 0.06), 0.5), (1, pack.glass, 0)],
    )
    parts.append(filled(polygon([(-128, -560), (128, -560), (0, -330)]), fade))
    parts.append(
        filled(
            crimp,
            pen.linear(
                (-130, 0),
                (130, 0),
                [(0, shade(pack.glass, 0.06)), (0.3, glow(pack.glass, 0.06)), (1, shade(pack.glass, 0.12))],
            ),
        )
    )
    parts.append(
        "".join(stroked(f"M{x} -582V-550", shade(pack.glass, 0.16), 2, 0.5) for x in range(-124, 128, 8))
    )
    parts.append(draw_label(pen, pack, 0, -450, 170, 290, 6, paper=False))
    parts.append(soft_stroke("M-96 -106Q0 -94 96 -106", shade(pack.cap, 0.3), 10, 0.5))
    return Good(
        "".join(parts),
        (body, cap, crimp),
        {"centre": (0.0, -300.0), "cap": (0.0, -56.0)},
        (-132, -586, 132, 6),
    )
