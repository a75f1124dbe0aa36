"""Sandals from above and espadrilles in profile."""

from app.entrypoints.cli.demo.drawing.color import glow, mix, shade
from app.entrypoints.cli.demo.drawing.geometry import Point, curve, placing, rounded, trace
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shading import folds, soft_stroke, volume
from app.entrypoints.cli.demo.drawing.uppers import Leather


def draw_sandal(pen: Pen, made: Leather) -> Good:
    """A flat leather sandal seen from above, toes up: crossed bands and an ankle strap with its buckle."""
    foot: list[Point] = trace(
        "-20,-440 70,-420 128,-340 136,-230 112,-80 92,80 104,240 92,370 14,428 -66,380 -84,250 -86,80 -122,-90 -146,-240 -122,-370"
    )
    bed = curve(foot)
    colour = made.upper.colour
    rim = curve([(point[0] * 1.07, point[1] * 1.025 + 6) for point in foot])
    parts = [volume(pen, rim, Cloth(made.sole), (-150, -440, 140, 430), edge=20)]
    pad = pen.radial((-6, -240), 190, [(0, shade(made.lining, 0.12), 0.55), (1, made.lining, 0)], 0.9)
    heel = pen.radial((10, 300), 110, [(0, shade(made.lining, 0.12), 0.55), (1, made.lining, 0)], 1.0)
    inside = (
        filled(bed, pad)
        + filled(bed, heel)
        + stroked(
            curve([(x[0] * 0.90, x[1] * 0.95) for x in foot]), shade(made.lining, 0.16), 2.4, 0.7, "8 5"
        )
    )
    parts.append(volume(pen, bed, Cloth(made.lining, "leather"), (-146, -440, 140, 430), inside, edge=40))
    straps: list[list[Point]] = [
        trace("-164,-160! -80,-236 60,-300 150,-326! 158,-252! 70,-222 -50,-160 -142,-70!"),
        trace("-170,-330! -90,-304 50,-220 136,-120! 118,-44! 30,-150 -90,-226 -172,-250!"),
        trace("-98,196! -20,150 60,150 116,190! 116,244! 56,206 -16,206 -100,252!"),
    ]
    shapes = []
    for points in straps:
        path = curve(points)
        shapes.append(path)
        parts.append(group(soft_stroke(path, shade(made.lining, 0.3), 40, 0.5), placing(6, 12)))
        stitches = group(
            stroked(path, glow(colour, 0.22), 9, 0.6, "7 6") + stroked(path, colour, 6), clip=pen.clip(path)
        )
        parts.append(
            volume(
                pen,
                path,
                made.upper,
                (-170, min(p[1] for p in points), 170, max(p[1] for p in points)),
                stitches,
                edge=34,
            )
        )
    frame = rounded(78, 158, 44, 60, 8)
    parts.append(
        stroked(frame, shade("#b08a3e", 0.2), 11, 0.5)
        + stroked(frame, "#c8a357", 7.5)
        + stroked("M80 190H116", "#e2c787", 5)
    )
    anchors = {"centre": (0.0, -190.0), "toe": (-10.0, -380.0), "heel": (10.0, 340.0)}
    return Good("".join(parts), (rim, *shapes), anchors, (-176, -450, 164, 446))


def draw_espadrille(pen: Pen, made: Leather) -> Good:
    """A canvas espadrille on braided rope."""
    upper = curve(
        trace(
            "-418,-60! -428,-104 -380,-140 -280,-160 -180,-186 -96,-214 -60,-222! 10,-196 120,-170 240,-174 330,-212 366,-232! 392,-200 390,-60!"
        )
    )
    sole = curve(
        trace("-440,-74! -300,-80 0,-76 280,-78 408,-84! 420,-44 406,-2! 200,0 -200,0 -400,-4 -446,-36")
    )
    colour = made.upper.colour
    lining = curve(trace("-60,-222! 10,-196 120,-170 240,-174 330,-212 366,-232! 220,-226 60,-230"))
    parts = [
        filled(
            lining,
            pen.linear((0, -230), (0, -170), [(0, shade(made.lining, 0.03)), (1, shade(made.lining, 0.2))]),
        )
    ]
    stripes = ""
    if made.upper.stripe:
        stripes = "".join(
            stroked(f"M{x} -260Q{x + 26} -150 {x + 14} -40", made.upper.stripe, 15, 1, cap="butt")
            for x in range(-430, 420, 44)
        )
    parts.append(
        volume(
            pen,
            upper,
            made.upper,
            (-428, -232, 392, -60),
            stripes,
            edge=60,
            over=folds(
                colour,
                [((-220, -176), (-196, -130), (-210, -80), 9), ((-160, -196), (-140, -140), (-150, -90), 7)],
            ),
        )
    )
    mouth = curve(trace("-60,-220! 10,-194 120,-168 240,-172 330,-210 366,-230!"), False)
    parts.append(stroked(mouth, shade(colour, 0.15), 10, 0.7) + stroked(mouth, glow(colour, 0.05), 7))
    parts.append(soft_stroke("M-430 -78C-200 -84 200 -80 404 -86", shade(colour, 0.25), 18, 0.5))
    rope = Cloth(made.sole, "jute")
    over = soft_stroke("M-446 -42C-200 -40 200 -42 420 -46", shade(made.sole, 0.25), 12, 0.5) + filled(
        rounded(-400, -9, 810, 12, 4), shade("#8a6a4a", 0.1)
    )
    parts.append(volume(pen, sole, rope, (-440, -84, 420, 0), edge=22, over=over))
    stitches = "".join(
        stroked(f"M{x} -92L{x + 11} -62", mix(made.sole, "#ffffff", 0.35), 4.5, 0.95)
        for x in range(-420, 400, 20)
    )
    parts.append(stitches)
    anchors = {"centre": (90.0, -120.0), "toe": (-330.0, -110.0), "heel": (350.0, -140.0)}
    return Good("".join(parts), (upper, sole), anchors, (-450, -240, 424, 2))
