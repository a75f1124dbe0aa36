"""Shoes in profile, toe to the left, standing on y = 0."""

from dataclasses import dataclass

from app.entrypoints.cli.demo.drawing.color import glow, lift, mix, shade
from app.entrypoints.cli.demo.drawing.geometry import Point, curve, number, placing, rounded
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shading import Fold, folds, glint, soft_stroke, volume


@dataclass(frozen=True, slots=True)
class Leather:
    """A shoe's stuff: upper, lining, sole and the thread or lace that shows."""

    upper: Cloth
    lining: str = "#d9b58c"
    sole: str = "#f2ece0"
    lace: str = "#f6f1e7"
    accent: str = ""


def _seam(path: str, colour: str, thread: str) -> str:
    """An edge laid over the upper, with its row of stitches."""
    return soft_stroke(path, shade(colour, 0.2), 11, 0.45) + stroked(path, shade(colour, 0.24), 2.2, 0.8) + stroked(path, thread, 1.8, 0.75, "6 4").replace(
        "<path", '<path transform="translate(5 6)"'
    )


def _panel(pen: Pen, points: list[Point], cloth: Cloth, upper: str, edge: float = 26) -> str:
    """A piece of leather sewn on the upper."""
    path = curve(points)
    clip = pen.clip(upper)
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    piece = volume(pen, path, cloth, (min(xs), min(ys), max(xs), max(ys)), edge=edge)
    stitches = stroked(path, glow(cloth.colour, 0.2), 1.8, 0.55, "6 4")
    return group(soft_stroke(path, shade(cloth.colour, 0.2), 14, 0.45) + piece + group(stitches, clip=pen.clip(path)), clip=clip)


def draw_sneaker(pen: Pen, made: Leather) -> Good:
    """A low court sneaker with laces and a cupsole."""
    outline: list[Point] = [
        (-424, -58, 1), (-430, -104), (-392, -146), (-310, -172), (-214, -206), (-120, -262), (-40, -322),
        (20, -372), (64, -398, 1), (112, -372, 1), (132, -330), (190, -290), (268, -292), (330, -330),
        (368, -348, 1), (392, -318), (388, -236), (380, -150), (398, -58, 1),
    ]
    upper = curve(outline)
    sole_points: list[Point] = [
        (-438, -78, 1), (-300, -70), (0, -66), (280, -70), (408, -80, 1), (418, -40), (404, -4, 1),
        (200, 0), (-200, 0), (-372, -2), (-430, -26), (-448, -56),
    ]
    sole = curve(sole_points)
    cloth, colour = made.upper, made.upper.colour
    accent = cloth.dyed(made.accent or lift(colour, -0.06))
    lining = curve([(64, -398, 1), (112, -372, 1), (132, -330), (190, -290), (268, -292), (330, -330), (368, -348, 1), (300, -364), (200, -352), (120, -384)])
    tongue = curve([(-52, -318), (-4, -372), (48, -426), (84, -436, 1), (112, -412, 1), (96, -356), (60, -300), (0, -280)])
    parts = [
        filled(lining, pen.linear((0, -400), (0, -280), [(0, shade(made.lining, 0.16)), (1, shade(made.lining, 0.3))])),
        soft_stroke(tongue, shade(colour, 0.2), 12, 0.3),
        volume(pen, tongue, cloth.dyed(lift(colour, -0.015)), (-50, -436, 110, -280), edge=26),
    ]
    flex: list[Fold] = [((-236, -190), (-214, -150), (-214, -96), 8), ((-196, -206), (-176, -150), (-180, -100), 8)]
    parts.append(volume(pen, upper, cloth, (-430, -390, 400, -58), edge=66, over=folds(colour, flex)))
    parts.append(_panel(pen, [(246, -40, 1), (252, -140), (270, -226), (318, -284), (356, -352, 1), (410, -330, 1), (420, -40, 1)], accent, upper))
    parts.append(_panel(pen, [(-150, -238, 1), (-60, -304), (24, -372), (70, -412, 1), (118, -372, 1), (100, -300), (46, -220), (-40, -176), (-112, -168, 1)], cloth.dyed(lift(colour, 0.012)), upper))
    parts.append(group(_seam(curve([(-300, -40, 1), (-290, -110), (-262, -170), (-236, -204, 1)], False), colour, glow(colour, 0.2)), clip=pen.clip(upper)))
    parts.append(group(_seam(curve([(-262, -40, 1), (-120, -120), (60, -128), (250, -60, 1)], False), colour, glow(colour, 0.2)), clip=pen.clip(upper)))
    for index in range(6):
        t = index / 5
        x, y = -104 + 168 * t, -196 - 150 * t
        lace = f"M{x - 52:.0f} {y - 66:.0f}Q{x - 6:.0f} {y - 52:.0f} {x + 18:.0f} {y + 6:.0f}"
        parts.append(stroked(lace, shade(made.lace, 0.3), 19, 0.35).replace("<path", '<path transform="translate(3 5)"'))
        parts.append(stroked(lace, shade(made.lace, 0.08), 15) + stroked(lace, made.lace, 9))
        parts.append(f'<circle cx="{x + 20:.0f}" cy="{y + 10:.0f}" r="6.5" fill="{shade(colour, 0.3)}"/>')
    parts.append(f'<path d="M60 -404C96 -440 152 -424 130 -396S72 -396 60 -404" fill="none" stroke="{made.lace}" stroke-width="11" stroke-linecap="round"/>')
    over = soft_stroke("M-460 -62C-200 -50 200 -50 430 -64", shade(made.sole, 0.2), 10, 0.35) + stroked("M-440 -28C-380 -18 -200 -16 0 -16S380 -18 420 -22", shade(made.sole, 0.16), 3, 0.7)
    over += stroked("M-444 -66C-200 -58 200 -58 414 -70", shade(made.sole, 0.2), 2, 0.5, "7 5")
    parts.append(soft_stroke("M-430 -76C-200 -66 200 -66 404 -80", shade(colour, 0.25), 20, 0.5))
    parts.append(volume(pen, sole, Cloth(made.sole), (-440, -80, 410, 0), edge=24, over=over))
    anchors = {"centre": (150.0, -200.0), "toe": (-340.0, -120.0), "heel": (340.0, -200.0)}
    return Good("".join(parts), (upper, sole, tongue), anchors, (-450, -440, 420, 4))


def _welted_sole(pen: Pen, made: Leather, heel: float, thick: float = 26) -> tuple[str, str]:
    """A leather sole with a stacked heel of the given height: its outline and its drawing."""
    sole = curve([(-440, -heel * 0.42 - thick, 1), (-260, -heel * 0.24 - thick), (60, -heel * 0.9 - thick), (390, -heel - thick, 1), (398, -heel, 1), (200, -heel + 2, 1), (60, -heel * 0.86), (-120, -6), (-260, 0), (-380, -heel * 0.14), (-444, -heel * 0.42 - thick * 0.4)])
    block = curve([(196, -heel - 4, 1), (396, -heel - 4, 1), (390, 0, 1), (206, 0, 1)])
    drawn = volume(pen, block, Cloth(made.sole), (196, -heel, 396, 0), edge=20, over="".join(stroked(f"M190 {number(-heel * k)}H400", shade(made.sole, 0.18), 2, 0.6) for k in (0.3, 0.55, 0.8)) + filled(rounded(190, -9, 220, 12, 2), shade(made.sole, 0.3)))
    drawn += volume(pen, sole, Cloth(made.sole), (-440, -heel - thick, 398, 0), edge=12)
    drawn += stroked(curve([(-436, -heel * 0.42 - thick + 5), (-260, -heel * 0.24 - thick + 7), (60, -heel * 0.9 - thick + 7), (390, -heel - thick + 6)], False), glow(made.sole, 0.25), 2.2, 0.8, "5 4")
    return sole + block, drawn


def draw_loafer(pen: Pen, made: Leather) -> Good:
    """A penny loafer on a leather sole."""
    heel = 62.0
    outline: list[Point] = [
        (-432, -52, 1), (-438, -96), (-396, -136), (-318, -160), (-220, -186), (-120, -222), (-50, -254, 1),
        (10, -244), (110, -214), (230, -214), (330, -254), (372, -276, 1), (396, -246), (388, -180), (392, -84, 1), (60, -76), (-260, -38),
    ]
    upper = curve(outline)
    colour = made.upper.colour
    lining = curve([(-60, -252, 1), (10, -244), (110, -214), (230, -214), (330, -254), (372, -276, 1), (240, -268), (60, -270)])
    parts = [filled(lining, pen.linear((0, -280), (0, -200), [(0, shade(made.lining, 0.05)), (1, shade(made.lining, 0.24))]))]
    silhouette, drawn = _welted_sole(pen, made, heel)
    parts.append(drawn)
    parts.append(volume(pen, upper, made.upper, (-438, -280, 396, -40), edge=64, over=folds(colour, [((-250, -176), (-226, -140), (-232, -84), 8), ((-214, -186), (-190, -140), (-196, -90), 7)])))
    clip = pen.clip(upper)
    apron = curve([(-372, -146), (-330, -112), (-240, -118), (-140, -150), (-66, -190), (-20, -244)], False)
    parts.append(group(soft_stroke(apron, shade(colour, 0.2), 22, 0.5) + stroked(apron, glow(colour, 0.12), 7, 0.8) + stroked(apron, shade(colour, 0.25), 2.5, 0.9, "9 5"), clip=clip))
    parts.append(_panel(pen, [(-150, -250, 1), (-70, -262, 1), (-10, -246), (40, -140), (90, -60, 1), (-10, -50, 1), (-60, -130), (-120, -190)], made.upper.dyed(lift(colour, 0.012)), upper))
    slot = curve([(-96, -216, 1), (-60, -226), (-30, -206, 1), (-60, -204)])
    parts.append(filled(slot, shade(colour, 0.3)) + stroked(slot, shade(colour, 0.2), 2))
    parts.append(group(_seam(curve([(250, -40, 1), (262, -140), (280, -230, 1)], False), colour, glow(colour, 0.18)), clip=clip))
    collar = curve([(-50, -252, 1), (10, -242), (110, -212), (230, -212), (330, -252), (372, -274, 1)], False)
    parts.append(stroked(collar, shade(colour, 0.2), 9, 0.6) + stroked(collar, glow(colour, 0.08), 6))
    parts.append(_polish(pen))
    anchors = {"centre": (120.0, -140.0), "toe": (-340.0, -110.0), "heel": (340.0, -190.0)}
    return Good("".join(parts), (upper, silhouette), anchors, (-446, -290, 402, 2))


def _polish(pen: Pen) -> str:
    """The window caught on a polished toe and heel."""
    toe = curve([(-398, -122), (-350, -140), (-290, -148), (-300, -138), (-352, -126)])
    heel = curve([(362, -250), (374, -240), (370, -170), (362, -180)])
    return glint(pen, toe, (-380, -150), (-290, -130), 0.55) + glint(pen, heel, (370, -250), (366, -170), 0.4)


def draw_derby(pen: Pen, made: Leather, boot: bool = False) -> Good:
    """A laced derby; as a `boot`, its ankle-high Chelsea sister with elastic sides."""
    heel = 66.0
    if boot:
        outline: list[Point] = [
            (-430, -54, 1), (-438, -100), (-398, -142), (-300, -172), (-190, -222), (-96, -300), (-40, -380),
            (-16, -470), (-14, -560, 1), (110, -572), (246, -566, 1), (262, -470), (300, -360), (372, -250), (392, -180), (392, -88, 1), (60, -80), (-260, -40),
        ]
    else:
        outline = [
            (-430, -54, 1), (-438, -100), (-398, -142), (-310, -166), (-210, -206), (-110, -264), (-34, -316), (10, -336, 1),
            (60, -306), (150, -268), (250, -262), (340, -286), (374, -300, 1), (396, -268), (388, -190), (392, -88, 1), (60, -80), (-260, -40),
        ]
    upper = curve(outline)
    colour = made.upper.colour
    silhouette, drawn = _welted_sole(pen, made, heel, 28)
    parts = [drawn]
    creases: list[Fold] = [((-244, -186), (-222, -140), (-228, -86), 8), ((-206, -204), (-184, -140), (-192, -92), 8)]
    if boot:
        creases += [((-60, -330), (60, -300), (150, -330), 13), ((20, -400), (120, -370), (200, -420), 11), ((330, -300), (230, -270), (150, -250), 12)]
        mouth = f"M-14 -560Q110 -610 246 -566Q110 -540 -14 -560Z"
        tab = curve([(214, -560, 1), (222, -628), (252, -640), (270, -620), (262, -548, 1)])
        parts.append(filled(mouth, shade(made.lining, 0.25)) + volume(pen, tab, made.upper, (210, -640, 270, -550), edge=14))
    else:
        mouth = curve([(10, -336, 1), (60, -306), (150, -268), (250, -262), (340, -286), (374, -300, 1), (250, -306), (100, -334)])
        tongue = curve([(-60, -300), (-16, -352), (24, -388, 1), (66, -362, 1), (70, -300), (20, -260)])
        parts.append(filled(mouth, shade(made.lining, 0.2)) + volume(pen, tongue, made.upper.dyed(lift(colour, -0.02)), (-60, -388, 70, -260), edge=22))
    parts.append(volume(pen, upper, made.upper, (-438, -570, 396, -40), edge=70, over=folds(colour, creases)))
    clip = pen.clip(upper)
    parts.append(_boot_gore(pen, made, upper) if boot else _derby_facing(pen, made, upper))
    parts.append(group(_seam(curve([(-298, -30, 1), (-290, -100), (-262, -160), (-240, -196, 1)], False), colour, glow(colour, 0.18)), clip=clip))
    parts.append(_polish(pen))
    anchors = {"centre": (170.0, -170.0), "toe": (-350.0, -110.0), "heel": (345.0, -200.0)}
    top = -645.0 if boot else -392.0
    return Good("".join(parts), (upper, silhouette), anchors, (-446, top, 402, 2))


def _boot_gore(pen: Pen, made: Leather, upper: str) -> str:
    colour = made.upper.colour
    gore: list[Point] = [(50, -580, 1), (176, -580, 1), (168, -420), (120, -270), (104, -250), (90, -280), (58, -420)]
    path = curve(gore)
    elastic = Cloth(made.accent or shade(colour, 0.08), "rib")
    return group(soft_stroke(path, shade(colour, 0.2), 18, 0.5) + volume(pen, path, elastic, (50, -580, 176, -250), edge=24) + stroked(path, glow(colour, 0.16), 2, 0.6, "6 4"), clip=pen.clip(upper))


def _derby_facing(pen: Pen, made: Leather, upper: str) -> str:
    colour = made.upper.colour
    parts = [_panel(pen, [(-100, -276, 1), (-30, -330), (12, -350, 1), (70, -306), (150, -266), (250, -262), (250, -40, 1), (120, -100), (10, -170), (-70, -214)], made.upper.dyed(lift(colour, 0.01)), upper)]
    parts.append(group(_seam(curve([(256, -40, 1), (266, -150), (288, -280, 1)], False), colour, glow(colour, 0.18)), clip=pen.clip(upper)))
    for index in range(4):
        t = index / 3
        x, y = -52 + 78 * t, -226 - 64 * t
        lace = f"M{x - 36:.0f} {y - 42:.0f}Q{x:.0f} {y - 34:.0f} {x + 16:.0f} {y + 4:.0f}"
        parts.append(stroked(lace, shade(made.lace, 0.3), 12, 0.4).replace("<path", '<path transform="translate(2 4)"') + stroked(lace, made.lace, 8.5))
        parts.append(f'<circle cx="{x + 18:.0f}" cy="{y + 7:.0f}" r="5" fill="{shade(colour, 0.35)}"/>')
    parts.append(f'<path d="M36 -300C90 -336 150 -318 118 -290S60 -282 36 -296C20 -262 60 -230 72 -250" fill="none" stroke="{made.lace}" stroke-width="7.5" stroke-linecap="round"/>')
    return "".join(parts)


def draw_sandal(pen: Pen, made: Leather) -> Good:
    """A flat leather sandal seen from above, toes up: crossed bands and an ankle strap with its buckle."""
    foot: list[Point] = [
        (-20, -440), (70, -420), (128, -340), (136, -230), (112, -80), (92, 80), (104, 240), (92, 370), (14, 428),
        (-66, 380), (-84, 250), (-86, 80), (-122, -90), (-146, -240), (-122, -370),
    ]
    bed = curve(foot)
    colour = made.upper.colour
    rim = curve([(point[0] * 1.07, point[1] * 1.025 + 6) for point in foot])
    parts = [volume(pen, rim, Cloth(made.sole), (-150, -440, 140, 430), edge=20)]
    pad = pen.radial((-6, -240), 190, [(0, shade(made.lining, 0.12), 0.55), (1, made.lining, 0)], 0.9)
    heel = pen.radial((10, 300), 110, [(0, shade(made.lining, 0.12), 0.55), (1, made.lining, 0)], 1.0)
    inside = filled(bed, pad) + filled(bed, heel) + stroked(curve([(x[0] * 0.90, x[1] * 0.95) for x in foot]), shade(made.lining, 0.16), 2.4, 0.7, "8 5")
    parts.append(volume(pen, bed, Cloth(made.lining, "leather"), (-146, -440, 140, 430), inside, edge=40))
    straps: list[list[Point]] = [
        [(-164, -160, 1), (-80, -236), (60, -300), (150, -326, 1), (158, -252, 1), (70, -222), (-50, -160), (-142, -70, 1)],
        [(-170, -330, 1), (-90, -304), (50, -220), (136, -120, 1), (118, -44, 1), (30, -150), (-90, -226), (-172, -250, 1)],
        [(-98, 196, 1), (-20, 150), (60, 150), (116, 190, 1), (116, 244, 1), (56, 206), (-16, 206), (-100, 252, 1)],
    ]
    shapes = []
    for points in straps:
        path = curve(points)
        shapes.append(path)
        parts.append(group(soft_stroke(path, shade(made.lining, 0.3), 40, 0.5), placing(6, 12)))
        stitches = group(stroked(path, glow(colour, 0.22), 9, 0.6, "7 6") + stroked(path, colour, 6), clip=pen.clip(path))
        parts.append(volume(pen, path, made.upper, (-170, min(p[1] for p in points), 170, max(p[1] for p in points)), stitches, edge=34))
    frame = rounded(78, 158, 44, 60, 8)
    parts.append(stroked(frame, shade("#b08a3e", 0.2), 11, 0.5) + stroked(frame, "#c8a357", 7.5) + stroked("M80 190H116", "#e2c787", 5))
    anchors = {"centre": (0.0, -190.0), "toe": (-10.0, -380.0), "heel": (10.0, 340.0)}
    return Good("".join(parts), (rim, *shapes), anchors, (-176, -450, 164, 446))


def draw_espadrille(pen: Pen, made: Leather) -> Good:
    """A canvas espadrille on braided rope."""
    upper = curve([(-418, -60, 1), (-428, -104), (-380, -140), (-280, -160), (-180, -186), (-96, -214), (-60, -222, 1), (10, -196), (120, -170), (240, -174), (330, -212), (366, -232, 1), (392, -200), (390, -60, 1)])
    sole = curve([(-440, -74, 1), (-300, -80), (0, -76), (280, -78), (408, -84, 1), (420, -44), (406, -2, 1), (200, 0), (-200, 0), (-400, -4), (-446, -36)])
    colour = made.upper.colour
    lining = curve([(-60, -222, 1), (10, -196), (120, -170), (240, -174), (330, -212), (366, -232, 1), (220, -226), (60, -230)])
    parts = [filled(lining, pen.linear((0, -230), (0, -170), [(0, shade(made.lining, 0.03)), (1, shade(made.lining, 0.2))]))]
    stripes = ""
    if made.upper.stripe:
        stripes = "".join(stroked(f"M{x} -260Q{x + 26} -150 {x + 14} -40", made.upper.stripe, 15, 1, cap="butt") for x in range(-430, 420, 44))
    parts.append(volume(pen, upper, made.upper, (-428, -232, 392, -60), stripes, edge=60, over=folds(colour, [((-220, -176), (-196, -130), (-210, -80), 9), ((-160, -196), (-140, -140), (-150, -90), 7)])))
    mouth = curve([(-60, -220, 1), (10, -194), (120, -168), (240, -172), (330, -210), (366, -230, 1)], False)
    parts.append(stroked(mouth, shade(colour, 0.15), 10, 0.7) + stroked(mouth, glow(colour, 0.05), 7))
    parts.append(soft_stroke("M-430 -78C-200 -84 200 -80 404 -86", shade(colour, 0.25), 18, 0.5))
    rope = Cloth(made.sole, "jute")
    over = soft_stroke("M-446 -42C-200 -40 200 -42 420 -46", shade(made.sole, 0.25), 12, 0.5) + filled(rounded(-400, -9, 810, 12, 4), shade("#8a6a4a", 0.1))
    parts.append(volume(pen, sole, rope, (-440, -84, 420, 0), edge=22, over=over))
    stitches = "".join(stroked(f"M{x} -92L{x + 11} -62", mix(made.sole, "#ffffff", 0.35), 4.5, 0.95) for x in range(-420, 400, 20))
    parts.append(stitches)
    anchors = {"centre": (90.0, -120.0), "toe": (-330.0, -110.0), "heel": (350.0, -140.0)}
    return Good("".join(parts), (upper, sole), anchors, (-450, -240, 424, 2))
