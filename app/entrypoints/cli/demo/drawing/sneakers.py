"""Trainers, in profile, toe to the left, standing on y = 0."""

from app.entrypoints.cli.demo.drawing.color import glow, lift, shade
from app.entrypoints.cli.demo.drawing.geometry import Point, curve, trace
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shading import Fold, folds, soft_stroke, volume
from app.entrypoints.cli.demo.drawing.uppers import Leather, sewn_panel, sewn_seam


def draw_sneaker(pen: Pen, made: Leather) -> Good:
    """A low court sneaker with laces and a cupsole."""
    outline: list[Point] = trace(
        "-424,-58! -430,-104 -392,-146 -310,-172 -214,-206 -120,-262 -40,-322 20,-372 64,-398! 112,-372! 132,-330 190,-290 268,-292 330,-330 368,-348! 392,-318 388,-236 380,-150 398,-58!"
    )
    upper = curve(outline)
    sole_points: list[Point] = trace(
        "-438,-78! -300,-70 0,-66 280,-70 408,-80! 418,-40 404,-4! 200,0 -200,0 -372,-2 -430,-26 -448,-56"
    )
    sole = curve(sole_points)
    cloth, colour = made.upper, made.upper.colour
    accent = cloth.dyed(made.accent or lift(colour, -0.06))
    lining = curve(
        trace("64,-398! 112,-372! 132,-330 190,-290 268,-292 330,-330 368,-348! 300,-364 200,-352 120,-384")
    )
    tongue = curve(trace("-52,-318 -4,-372 48,-426 84,-436! 112,-412! 96,-356 60,-300 0,-280"))
    parts = [
        filled(
            lining,
            pen.linear((0, -400), (0, -280), [(0, shade(made.lining, 0.16)), (1, shade(made.lining, 0.3))]),
        ),
        soft_stroke(tongue, shade(colour, 0.2), 12, 0.3),
        volume(pen, tongue, cloth.dyed(lift(colour, -0.015)), (-50, -436, 110, -280), edge=26),
    ]
    flex: list[Fold] = [
        ((-236, -190), (-214, -150), (-214, -96), 8),
        ((-196, -206), (-176, -150), (-180, -100), 8),
    ]
    parts.append(volume(pen, upper, cloth, (-430, -390, 400, -58), edge=66, over=folds(colour, flex)))
    parts.append(
        sewn_panel(
            pen,
            trace("246,-40! 252,-140 270,-226 318,-284 356,-352! 410,-330! 420,-40!"),
            accent,
            upper,
        )
    )
    parts.append(
        sewn_panel(
            pen,
            trace("-150,-238! -60,-304 24,-372 70,-412! 118,-372! 100,-300 46,-220 -40,-176 -112,-168!"),
            cloth.dyed(lift(colour, 0.012)),
            upper,
        )
    )
    parts.append(
        group(
            sewn_seam(
                curve(trace("-300,-40! -290,-110 -262,-170 -236,-204!"), False),
                colour,
                glow(colour, 0.2),
            ),
            clip=pen.clip(upper),
        )
    )
    parts.append(
        group(
            sewn_seam(
                curve(trace("-262,-40! -120,-120 60,-128 250,-60!"), False),
                colour,
                glow(colour, 0.2),
            ),
            clip=pen.clip(upper),
        )
    )
    for index in range(6):
        t = index / 5
        x, y = -104 + 168 * t, -196 - 150 * t
        lace = f"M{x - 52:.0f} {y - 66:.0f}Q{x - 6:.0f} {y - 52:.0f} {x + 18:.0f} {y + 6:.0f}"
        parts.append(
            stroked(lace, shade(made.lace, 0.3), 19, 0.35).replace(
                "<path", '<path transform="translate(3 5)"'
            )
        )
        parts.append(stroked(lace, shade(made.lace, 0.08), 15) + stroked(lace, made.lace, 9))
        parts.append(f'<circle cx="{x + 20:.0f}" cy="{y + 10:.0f}" r="6.5" fill="{shade(colour, 0.3)}"/>')
    parts.append(
        f'<path d="M60 -404C96 -440 152 -424 130 -396S72 -396 60 -404" fill="none" stroke="{made.lace}" stroke-width="11" stroke-linecap="round"/>'
    )
    over = soft_stroke("M-460 -62C-200 -50 200 -50 430 -64", shade(made.sole, 0.2), 10, 0.35) + stroked(
        "M-440 -28C-380 -18 -200 -16 0 -16S380 -18 420 -22", shade(made.sole, 0.16), 3, 0.7
    )
    over += stroked("M-444 -66C-200 -58 200 -58 414 -70", shade(made.sole, 0.2), 2, 0.5, "7 5")
    parts.append(soft_stroke("M-430 -76C-200 -66 200 -66 404 -80", shade(colour, 0.25), 20, 0.5))
    parts.append(volume(pen, sole, Cloth(made.sole), (-440, -80, 410, 0), edge=24, over=over))
    anchors = {"centre": (150.0, -200.0), "toe": (-340.0, -120.0), "heel": (340.0, -200.0)}
    return Good("".join(parts), (upper, sole, tongue), anchors, (-450, -440, 420, 4))
