"""Loafers, derbies and ankle boots on leather soles, in profile."""

from app.entrypoints.cli.demo.drawing.color import glow, lift, shade
from app.entrypoints.cli.demo.drawing.geometry import Point, curve, number, rounded, trace
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shading import Fold, folds, glint, soft_stroke, volume
from app.entrypoints.cli.demo.drawing.uppers import Leather, sewn_panel, sewn_seam


def _welted_sole(pen: Pen, made: Leather, heel: float, thick: float = 26) -> tuple[str, str]:
    """A leather sole with a stacked heel of the given height: its outline and its drawing."""
    sole = curve(
        [
            (-440, -heel * 0.42 - thick, 1),
            (-260, -heel * 0.24 - thick),
            (60, -heel * 0.9 - thick),
            (390, -heel - thick, 1),
            (398, -heel, 1),
            (200, -heel + 2, 1),
            (60, -heel * 0.86),
            (-120, -6),
            (-260, 0),
            (-380, -heel * 0.14),
            (-444, -heel * 0.42 - thick * 0.4),
        ]
    )
    block = curve([(196, -heel - 4, 1), (396, -heel - 4, 1), (390, 0, 1), (206, 0, 1)])
    drawn = volume(
        pen,
        block,
        Cloth(made.sole),
        (196, -heel, 396, 0),
        edge=20,
        over="".join(
            stroked(f"M190 {number(-heel * k)}H400", shade(made.sole, 0.18), 2, 0.6) for k in (0.3, 0.55, 0.8)
        )
        + filled(rounded(190, -9, 220, 12, 2), shade(made.sole, 0.3)),
    )
    drawn += volume(pen, sole, Cloth(made.sole), (-440, -heel - thick, 398, 0), edge=12)
    drawn += stroked(
        curve(
            [
                (-436, -heel * 0.42 - thick + 5),
                (-260, -heel * 0.24 - thick + 7),
                (60, -heel * 0.9 - thick + 7),
                (390, -heel - thick + 6),
            ],
            False,
        ),
        glow(made.sole, 0.25),
        2.2,
        0.8,
        "5 4",
    )
    return sole + block, drawn


def draw_loafer(pen: Pen, made: Leather) -> Good:
    """A penny loafer on a leather sole."""
    heel = 62.0
    outline: list[Point] = trace(
        "-432,-52! -438,-96 -396,-136 -318,-160 -220,-186 -120,-222 -50,-254! 10,-244 110,-214 230,-214 330,-254 372,-276! 396,-246 388,-180 392,-84! 60,-76 -260,-38"
    )
    upper = curve(outline)
    colour = made.upper.colour
    lining = curve(trace("-60,-252! 10,-244 110,-214 230,-214 330,-254 372,-276! 240,-268 60,-270"))
    parts = [
        filled(
            lining,
            pen.linear((0, -280), (0, -200), [(0, shade(made.lining, 0.05)), (1, shade(made.lining, 0.24))]),
        )
    ]
    silhouette, drawn = _welted_sole(pen, made, heel)
    parts.append(drawn)
    parts.append(
        volume(
            pen,
            upper,
            made.upper,
            (-438, -280, 396, -40),
            edge=64,
            over=folds(
                colour,
                [((-250, -176), (-226, -140), (-232, -84), 8), ((-214, -186), (-190, -140), (-196, -90), 7)],
            ),
        )
    )
    clip = pen.clip(upper)
    apron = curve(trace("-372,-146 -330,-112 -240,-118 -140,-150 -66,-190 -20,-244"), False)
    parts.append(
        group(
            soft_stroke(apron, shade(colour, 0.2), 22, 0.5)
            + stroked(apron, glow(colour, 0.12), 7, 0.8)
            + stroked(apron, shade(colour, 0.25), 2.5, 0.9, "9 5"),
            clip=clip,
        )
    )
    parts.append(
        sewn_panel(
            pen,
            trace("-150,-250! -70,-262! -10,-246 40,-140 90,-60! -10,-50! -60,-130 -120,-190"),
            made.upper.dyed(lift(colour, 0.012)),
            upper,
        )
    )
    slot = curve(trace("-96,-216! -60,-226 -30,-206! -60,-204"))
    parts.append(filled(slot, shade(colour, 0.3)) + stroked(slot, shade(colour, 0.2), 2))
    parts.append(
        group(
            sewn_seam(curve([(250, -40, 1), (262, -140), (280, -230, 1)], False), colour, glow(colour, 0.18)),
            clip=clip,
        )
    )
    collar = curve(trace("-50,-252! 10,-242 110,-212 230,-212 330,-252 372,-274!"), False)
    parts.append(stroked(collar, shade(colour, 0.2), 9, 0.6) + stroked(collar, glow(colour, 0.08), 6))
    parts.append(_polish(pen))
    anchors = {"centre": (120.0, -140.0), "toe": (-340.0, -110.0), "heel": (340.0, -190.0)}
    return Good("".join(parts), (upper, silhouette), anchors, (-446, -290, 402, 2))


def _polish(pen: Pen) -> str:
    """The window caught on a polished toe and heel."""
    toe = curve(trace("-398,-122 -350,-140 -290,-148 -300,-138 -352,-126"))
    heel = curve(trace("362,-250 374,-240 370,-170 362,-180"))
    return glint(pen, toe, (-380, -150), (-290, -130), 0.55) + glint(pen, heel, (370, -250), (366, -170), 0.4)


def draw_derby(pen: Pen, made: Leather, boot: bool = False) -> Good:
    """A laced derby; as a `boot`, its ankle-high Chelsea sister with elastic sides."""
    heel = 66.0
    if boot:
        outline: list[Point] = trace(
            "-430,-54! -438,-100 -398,-142 -300,-172 -190,-222 -96,-300 -40,-380 -16,-470 -14,-560! 110,-572 246,-566! 262,-470 300,-360 372,-250 392,-180 392,-88! 60,-80 -260,-40"
        )
    else:
        outline = trace(
            "-430,-54! -438,-100 -398,-142 -310,-166 -210,-206 -110,-264 -34,-316 10,-336! 60,-306 150,-268 250,-262 340,-286 374,-300! 396,-268 388,-190 392,-88! 60,-80 -260,-40"
        )
    upper = curve(outline)
    colour = made.upper.colour
    silhouette, drawn = _welted_sole(pen, made, heel, 28)
    parts = [drawn]
    creases: list[Fold] = [
        ((-244, -186), (-222, -140), (-228, -86), 8),
        ((-206, -204), (-184, -140), (-192, -92), 8),
    ]
    if boot:
        creases += [
            ((-60, -330), (60, -300), (150, -330), 13),
            ((20, -400), (120, -370), (200, -420), 11),
            ((330, -300), (230, -270), (150, -250), 12),
        ]
        mouth = "M-14 -560Q110 -610 246 -566Q110 -540 -14 -560Z"
        tab = curve(trace("214,-560! 222,-628 252,-640 270,-620 262,-548!"))
        parts.append(
            filled(mouth, shade(made.lining, 0.25))
            + volume(pen, tab, made.upper, (210, -640, 270, -550), edge=14)
        )
    else:
        mouth = curve(trace("10,-336! 60,-306 150,-268 250,-262 340,-286 374,-300! 250,-306 100,-334"))
        tongue = curve(trace("-60,-300 -16,-352 24,-388! 66,-362! 70,-300 20,-260"))
        parts.append(
            filled(mouth, shade(made.lining, 0.2))
            + volume(pen, tongue, made.upper.dyed(lift(colour, -0.02)), (-60, -388, 70, -260), edge=22)
        )
    parts.append(volume(pen, upper, made.upper, (-438, -570, 396, -40), edge=70, over=folds(colour, creases)))
    clip = pen.clip(upper)
    parts.append(_boot_gore(pen, made, upper) if boot else _derby_facing(pen, made, upper))
    parts.append(
        group(
            sewn_seam(
                curve(trace("-298,-30! -290,-100 -262,-160 -240,-196!"), False),
                colour,
                glow(colour, 0.18),
            ),
            clip=clip,
        )
    )
    parts.append(_polish(pen))
    anchors = {"centre": (170.0, -170.0), "toe": (-350.0, -110.0), "heel": (345.0, -200.0)}
    top = -645.0 if boot else -392.0
    return Good("".join(parts), (upper, silhouette), anchors, (-446, top, 402, 2))


def _boot_gore(pen: Pen, made: Leather, upper: str) -> str:
    colour = made.upper.colour
    gore: list[Point] = trace("50,-580! 176,-580! 168,-420 120,-270 104,-250 90,-280 58,-420")
    path = curve(gore)
    elastic = Cloth(made.accent or shade(colour, 0.08), "rib")
    return group(
        soft_stroke(path, shade(colour, 0.2), 18, 0.5)
        + volume(pen, path, elastic, (50, -580, 176, -250), edge=24)
        + stroked(path, glow(colour, 0.16), 2, 0.6, "6 4"),
        clip=pen.clip(upper),
    )


def _derby_facing(pen: Pen, made: Leather, upper: str) -> str:
    colour = made.upper.colour
    parts = [
        sewn_panel(
            pen,
            trace(
                "-100,-276! -30,-330 12,-350! 70,-306 150,-266 250,-262 250,-40! 120,-100 10,-170 -70,-214"
            ),
            made.upper.dyed(lift(colour, 0.01)),
            upper,
        )
    ]
    parts.append(
        group(
            sewn_seam(curve([(256, -40, 1), (266, -150), (288, -280, 1)], False), colour, glow(colour, 0.18)),
            clip=pen.clip(upper),
        )
    )
    for index in range(4):
        t = index / 3
        x, y = -52 + 78 * t, -226 - 64 * t
        lace = f"M{x - 36:.0f} {y - 42:.0f}Q{x:.0f} {y - 34:.0f} {x + 16:.0f} {y + 4:.0f}"
        parts.append(
            stroked(lace, shade(made.lace, 0.3), 12, 0.4).replace("<path", '<path transform="translate(2 4)"')
            + stroked(lace, made.lace, 8.5)
        )
        parts.append(f'<circle cx="{x + 18:.0f}" cy="{y + 7:.0f}" r="5" fill="{shade(colour, 0.35)}"/>')
    parts.append(
        f'<path d="M36 -300C90 -336 150 -318 118 -290S60 -282 36 -296C20 -262 60 -230 72 -250" fill="none" stroke="{made.lace}" stroke-width="7.5" stroke-linecap="round"/>'
    )
    return "".join(parts)
