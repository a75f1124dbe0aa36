"""Bags, hats and belts."""

from dataclasses import replace

from app.entrypoints.cli.demo.drawing.color import glow, lift, mix, shade
from app.entrypoints.cli.demo.drawing.geometry import Point, curve, number, polygon, rounded
from app.entrypoints.cli.demo.drawing.marks import Mark, draw_mark
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shading import Fold, folds, glint, soft_stroke, volume

BRASS = "#c6a15a"


def _strap(path: str, colour: str, width: float, thread: str = "") -> str:
    """A leather or webbing strap along a path, rounded by light, with stitched edges."""
    parts = soft_stroke(path, shade(colour, 0.25), width * 1.7, 0.35) + stroked(path, shade(colour, 0.14), width, cap="butt")
    parts += stroked(path, colour, width * 0.82, cap="butt") + stroked(path, glow(colour, 0.10), width * 0.34, 0.5, cap="butt").replace("<path", f'<path transform="translate({number(-width * 0.14)} {number(-width * 0.10)})"')
    if thread:
        parts += stroked(path, thread, 1.8, 0.7, "7 5", cap="butt")
    return parts


def _brass(x: float, y: float, radius: float) -> str:
    n = number
    return (
        f'<circle cx="{n(x + 1.5)}" cy="{n(y + 3)}" r="{n(radius)}" fill="#3a2a18" fill-opacity="0.4"/><circle cx="{n(x)}" cy="{n(y)}" r="{n(radius)}" fill="{shade(BRASS, 0.08)}"/>'
        f'<circle cx="{n(x - radius * 0.15)}" cy="{n(y - radius * 0.2)}" r="{n(radius * 0.72)}" fill="{BRASS}"/><circle cx="{n(x - radius * 0.3)}" cy="{n(y - radius * 0.35)}" r="{n(radius * 0.28)}" fill="{glow(BRASS, 0.2)}"/>'
    )


def draw_tote(pen: Pen, cloth: Cloth, mark: Mark | None = None, handles: str = "") -> Good:
    """An open tote, soft or stiff, with two handles; the mark printed or stamped on its front."""
    body = curve([(-290, -220, 1), (-150, -212), (0, -208), (150, -212), (290, -220, 1), (304, 0), (290, 300), (268, 366), (200, 384), (0, 390), (-200, 384), (-268, 366), (-290, 300), (-304, 0)])
    strap = handles or cloth.trim
    dark = shade(cloth.colour, 0.2)
    back = "M-138 -214C-132 -520 -70 -580 8 -580S150 -520 152 -214"
    front = "M-164 -120C-160 -470 -100 -540 -10 -540S136 -470 140 -120"
    mouth = curve([(-290, -220, 1), (-150, -244), (0, -250), (150, -244), (290, -220, 1), (150, -204), (0, -198), (-150, -204)])
    parts = [_strap(back, shade(strap, 0.10), 34), filled(mouth, shade(cloth.colour, 0.26))]
    lines: list[Fold] = [
        ((-270, -190), (-200, 0), (-250, 260), 24), ((250, -200), (200, -20), (244, 200), 26), ((-60, 420), (-90, 250), (-50, 120), 18),
        ((120, 430), (150, 240), (100, 90), 22), ((-290, 330), (-200, 300), (-120, 350), 14), ((300, 320), (200, 300), (130, 356), 14),
    ]
    over = folds(cloth.colour, lines, 0.9)
    over += stroked("M-310 -188C-150 -178 150 -178 310 -188", dark, 2.2, 0.7, "8 5") + soft_stroke("M-310 -176C-150 -166 150 -166 310 -176", dark, 10, 0.3)
    inside = ""
    if cloth.stripe:
        inside = "".join(stroked(f"M-320 {y}Q0 {y + 12} 320 {y}", cloth.stripe, 34, 1, cap="butt") for y in (120, 190, 260))
    if mark:
        ink = strap if not cloth.stripe else cloth.stripe
        inside += draw_mark(mark, 0, 0 if not cloth.stripe else -20, 150, ink, 6.5)
    parts.append(volume(pen, body, cloth, (-300, -220, 300, 390), inside, edge=80, over=over))
    parts.append(_strap(front, strap, 34, glow(strap, 0.15)))
    for x in (-164, 140):
        tab = rounded(x - 30, -164, 60, 92, 8)
        parts.append(soft_stroke(tab, dark, 16, 0.4) + filled(tab, pen.linear((x - 30, -164), (x + 30, -72), [(0, glow(strap, 0.06)), (1, shade(strap, 0.06))])) + stroked(rounded(x - 24, -158, 48, 80, 5), glow(strap, 0.2), 2, 0.7, "6 4"))
        parts.append(_brass(x, -92, 8))
    handle = polygon([(-178, -120), (-160, -400), (-60, -548), (40, -548), (130, -440), (154, -120), (126, -120), (96, -420), (20, -520), (-40, -520), (-130, -400), (-150, -120)])
    return Good("".join(parts), (body, handle), {"centre": (40.0, 130.0), "side": (-180.0, 40.0), "tab": (140.0, -120.0)}, (-310, -600, 310, 396))


def draw_handbag(pen: Pen, cloth: Cloth, mark: Mark | None = None) -> Good:
    """A structured flap bag with a turn-lock and a top handle."""
    body = curve([(-300, -140, 1), (300, -140, 1), (322, 60), (336, 280, 1), (300, 318), (0, 330), (-300, 318), (-336, 280, 1), (-322, 60)])
    flap = curve([(-306, -190), (-280, -216), (0, -224), (280, -216), (306, -190), (312, -40), (290, 60), (200, 104), (0, 118), (-200, 104), (-290, 60), (-312, -40)])
    dark, light = shade(cloth.colour, 0.2), glow(cloth.colour, 0.2)
    handle = "M-150 -206C-150 -430 -90 -470 0 -470S150 -430 150 -206"
    parts = [_strap(handle, cloth.colour, 36, light)]
    seams = stroked(curve([(-284, -120, 1), (-304, 60), (-316, 270), (-280, 296), (0, 308), (280, 296), (316, 270), (304, 60), (284, -120, 1)], False), light, 2.4, 0.6, "9 6")
    parts.append(volume(pen, body, cloth, (-330, -140, 330, 330), edge=70, over=seams + folds(cloth.colour, [((-330, 200), (-260, 190), (-200, 300), 12), ((330, 180), (270, 190), (220, 310), 12)])))
    parts.append(group(soft_stroke(flap, dark, 44, 0.5), clip=pen.clip(body)))
    stitches = stroked(curve([(-292, -180), (-298, -40), (-276, 50), (-194, 90), (0, 103), (194, 90), (276, 50), (298, -40), (292, -180)], False), light, 2.4, 0.65, "9 6")
    stamp = draw_mark(mark, 0, -76, 62, mix(cloth.colour, BRASS, 0.75), 7) if mark else ""
    parts.append(volume(pen, flap, cloth, (-312, -224, 312, 118), stamp, edge=70, over=stitches))
    sheen = curve([(-260, -196), (-120, -204), (-150, -60), (-250, 0)])
    parts.append(glint(pen, sheen, (-260, -200), (-150, -20), 0.16))
    plate = rounded(-40, 60, 80, 96, 16)
    parts.append(soft_stroke(plate, dark, 20, 0.5) + filled(plate, pen.linear((-40, 60), (40, 156), [(0, glow(BRASS, 0.16)), (0.5, BRASS), (1, shade(BRASS, 0.12))])))
    knob = rounded(-11, 82, 22, 52, 11)
    parts.append(soft_stroke(knob, shade(BRASS, 0.3), 9, 0.5) + filled(knob, glow(BRASS, 0.10)) + stroked(knob, shade(BRASS, 0.15), 2))
    for x in (-150, 150):
        parts.append(stroked(rounded(x - 26, -238, 52, 44, 8), shade(BRASS, 0.15), 11, 0.7) + stroked(rounded(x - 26, -238, 52, 44, 8), BRASS, 7.5))
    hit = polygon([(-168, -206), (-160, -400), (-60, -488), (60, -488), (160, -400), (168, -206), (132, -206), (126, -380), (40, -452), (-40, -452), (-126, -380), (-132, -206)])
    return Good("".join(parts), (body, flap, hit), {"centre": (170.0, 20.0), "clasp": (0.0, 108.0), "front": (-180.0, 210.0)}, (-340, -490, 340, 334))


def draw_backpack(pen: Pen, cloth: Cloth, mark: Mark | None = None) -> Good:
    """A roll-top rucksack with a front pocket and leather straps."""
    body = curve([(-222, -300, 1), (-120, -312), (120, -312), (222, -300, 1), (246, -100), (256, 200), (248, 380), (190, 420), (0, 430), (-190, 420), (-248, 380), (-256, 200), (-246, -100)])
    roll = curve([(-236, -352), (-214, -404), (0, -416), (214, -404), (236, -352), (218, -286), (0, -272), (-218, -286)])
    pocket = curve([(-190, 60, 1), (0, 68), (190, 60, 1), (200, 240), (190, 370), (150, 392), (0, 398), (-150, 392), (-190, 370), (-200, 240)])
    dark, leather = shade(cloth.colour, 0.2), cloth.trim
    parts = [stroked("M-60 -400C-60 -476 60 -476 60 -400", shade(leather, 0.1), 24), stroked("M-60 -402C-60 -470 60 -470 60 -402", leather, 18)]
    for side in (-1, 1):
        parts.append(_strap(f"M{238 * side} -250C{320 * side} -100 {320 * side} 200 {246 * side} 360", shade(cloth.colour, 0.06), 44))
    lines: list[Fold] = [((-236, -220), (-150, -150), (-190, 20), 20), ((236, -230), (160, -120), (206, 60), 20), ((-40, -280), (-70, -140), (-30, 0), 16), ((90, -290), (70, -160), (104, -20), 15)]
    parts.append(volume(pen, body, cloth, (-250, -310, 250, 430), edge=84, over=folds(cloth.colour, lines)))
    parts.append(soft_stroke(pocket, dark, 30, 0.5) + volume(pen, pocket, cloth, (-200, 60, 200, 398), edge=50, over=folds(cloth.colour, [((-160, 420), (-120, 300), (-150, 180), 14), ((140, 420), (110, 300), (150, 190), 14)]) + soft_stroke("M-220 96Q0 104 220 96", dark, 16, 0.5) + stroked("M-220 88Q0 96 220 88", mix(cloth.colour, "#ffffff", 0.3), 4, 0.8)))
    parts.append(soft_stroke(roll, dark, 34, 0.5) + volume(pen, roll, cloth, (-236, -410, 236, -270), edge=60, over=folds(cloth.colour, [((-220, -330), (-60, -318), (120, -340), 12), ((200, -370), (60, -356), (-60, -372), 9)])))
    for x in (-116, 116):
        strap = f"M{x} -400V40"
        parts.append(_strap(strap, leather, 38, glow(leather, 0.18)))
        buckle = rounded(x - 30, -150, 60, 56, 6)
        parts.append(stroked(buckle, shade(BRASS, 0.25), 11, 0.5) + stroked(buckle, BRASS, 8) + stroked(f"M{x} -148V-102", glow(BRASS, 0.1), 6))
        parts.append("".join(f'<circle cx="{x}" cy="{y}" r="3.6" fill="{shade(leather, 0.3)}"/>' for y in (-70, -44, -18)))
    if mark:
        patch = rounded(-52, 180, 104, 84, 8)
        parts.append(soft_stroke(patch, dark, 12, 0.4) + filled(patch, leather) + stroked(rounded(-46, 186, 92, 72, 5), glow(leather, 0.2), 2, 0.7, "6 4") + draw_mark(mark, 0, 222, 46, shade(leather, 0.25), 8))
    return Good("".join(parts), (body, roll), {"centre": (0.0, -20.0), "pocket": (-120.0, 300.0), "top": (0.0, -350.0)}, (-330, -480, 330, 436))


def draw_beret(pen: Pen, cloth: Cloth) -> Good:
    """A felt beret, tipped to one side."""
    crown = curve([(-360, 60), (-380, -30), (-300, -130), (-130, -186), (60, -190), (240, -140), (350, -40), (340, 50), (240, 104), (60, 120), (-160, 116), (-300, 100)])
    band = curve([(-214, 96, 1), (-60, 116), (140, 110), (262, 84, 1), (250, 136), (220, 160, 1), (60, 178), (-120, 170), (-200, 150, 1)])
    over = folds(cloth.colour, [((-340, 60), (-200, 20), (-60, 60), 18), ((320, 30), (180, 0), (60, 50), 18), ((-40, -160), (40, -120), (140, -150), 12), ((-260, -90), (-180, -40), (-200, 40), 16)])
    stalk = f'<path d="M-6 -182C-10 -206 4 -222 12 -224" fill="none" stroke="{shade(cloth.colour, 0.08)}" stroke-width="13" stroke-linecap="round"/>'
    parts = [volume(pen, band, Cloth(cloth.trim, "leather"), (-214, 90, 262, 180), edge=26), stalk, soft_stroke(curve([(-300, 100), (60, 122), (260, 96)], False), shade(cloth.colour, 0.28), 30, 0.5), volume(pen, crown, cloth, (-380, -190, 350, 120), edge=120, over=over)]
    return Good("".join(parts), (crown, band), {"centre": (0.0, -40.0), "edge": (220.0, 20.0)}, (-384, -228, 356, 182))


def draw_cap(pen: Pen, cloth: Cloth) -> Good:
    """A sailor's cap: soft crown, band with a cord, short peak."""
    crown = curve([(-270, 40, 1), (-310, -40), (-280, -130), (-140, -186), (40, -190), (200, -150), (280, -70), (268, 40, 1), (0, 60)])
    band = curve([(-262, 30, 1), (0, 56), (266, 30, 1), (258, 120, 1), (0, 150), (-254, 120, 1)])
    peak = curve([(-262, 110, 1), (-120, 140), (60, 144), (110, 136, 1), (40, 190), (-120, 224), (-260, 208), (-316, 160)])
    dark = shade(cloth.colour, 0.2)
    over = folds(cloth.colour, [((-280, -60), (-140, -60), (-30, -130), 20), ((270, -40), (140, -60), (60, -120), 18), ((-200, 50), (-160, -20), (-180, -90), 14), ((160, 50), (130, -20), (170, -90), 14)])
    cord = "".join(stroked(f"M{x} {104 + 30 * (1 - (x / 260) ** 2):.0f}l14 14", "#e6d7b0" if cloth.trim == cloth.colour else cloth.trim, 9) for x in range(-244, 240, 13))
    parts = [volume(pen, crown, cloth, (-310, -190, 280, 60), edge=100, over=over), soft_stroke(band, dark, 24, 0.4), volume(pen, band, replace(cloth, colour=lift(cloth.colour, -0.02)), (-262, 30, 266, 150), edge=36), soft_stroke(peak, dark, 20, 0.4), volume(pen, peak, Cloth(lift(cloth.colour, -0.03), "twill"), (-316, 110, 110, 224), edge=36, over=stroked(curve([(-290, 170), (-180, 200), (-60, 196), (60, 168)], False), glow(cloth.colour, 0.2), 2, 0.6, "7 5")), cord]
    parts.append(_brass(-250, 100, 12))
    return Good("".join(parts), (crown, band, peak), {"centre": (20.0, -60.0), "peak": (-160.0, 180.0)}, (-320, -196, 290, 228))


def draw_belt(pen: Pen, cloth: Cloth) -> Good:
    """A leather belt rolled on itself, buckle in front."""
    dark = shade(cloth.colour, 0.2)
    parts, shapes = [], []
    coil: list[tuple[float, float, float]] = [(300, 110, 0.0), (248, 88, -6.0), (196, 66, -10.0)]
    for rx, ry, cy in coil:
        outer = f"M{-rx} {cy}A{rx} {ry} 0 0 1 {rx} {cy}V{cy + 120}A{rx} {ry} 0 0 0 {-rx} {cy + 120}Z"
        shapes.append(outer)
        inner = mix(cloth.colour, cloth.trim, 0.5)
        parts.append(filled(f"M{-rx} {cy}A{rx} {ry} 0 0 1 {rx} {cy}A{rx} {ry} 0 0 1 {-rx} {cy}Z", pen.linear((0, cy - ry), (0, cy + ry), [(0, shade(inner, 0.04)), (1, shade(inner, 0.26))])))
        back = f"M{-rx} {cy}A{rx} {ry} 0 0 1 {rx} {cy}V{cy + 120}A{rx} {ry} 0 0 0 {-rx} {cy + 120}Z"
        parts.append(group(filled(back, pen.linear((-rx, 0), (rx, 0), [(0, shade(inner, 0.2)), (0.5, shade(inner, 0.08)), (1, shade(inner, 0.24))])), clip=pen.clip(f"M{-rx} {cy - ry}H{rx}V{cy}A{rx} {ry} 0 0 1 {-rx} {cy}Z")))
        parts.append(stroked(f"M{-rx} {cy}A{rx} {ry} 0 0 1 {rx} {cy}", glow(cloth.colour, 0.08), 7))
    rx, ry, cy = coil[0]
    face = f"M{-rx} {cy}A{rx} {ry} 0 0 0 {rx} {cy}V{cy + 130}A{rx} {ry} 0 0 1 {-rx} {cy + 130}Z"
    stitches = "".join(stroked(f"M{-rx} {cy + dy}A{rx} {ry} 0 0 0 {rx} {cy + dy}", glow(cloth.colour, 0.22), 2.6, 0.7, "10 6") for dy in (14, 116))
    holes = "".join(f'<ellipse cx="{x}" cy="{cy + 64 + ry * (1 - (x / rx) ** 2) ** 0.5:.0f}" rx="7" ry="9" fill="{shade(cloth.colour, 0.35)}"/>' for x in (110, 160, 206))
    lit = pen.linear((-rx, 0), (rx, 0), [(0, shade(cloth.colour, 0.16)), (0.22, glow(cloth.colour, 0.10)), (0.4, cloth.colour), (1, shade(cloth.colour, 0.2))])
    parts.append(volume(pen, face, cloth, (-rx, 0, rx, 250), filled(face, lit, 0.8), edge=24, over=stitches + holes))
    shapes.append(face)
    frame = rounded(-96, 88, 150, 160, 22)
    parts.append(stroked(frame, dark, 30, 0.35).replace("<path", '<path transform="translate(5 7)"') + stroked(frame, shade(BRASS, 0.12), 21) + stroked(frame, BRASS, 14) + stroked("M-96 110V220", glow(BRASS, 0.22), 5, 0.9))
    parts.append(stroked("M-90 170L64 178", shade(BRASS, 0.12), 17) + stroked("M-90 168L62 176", glow(BRASS, 0.06), 9))
    return Good("".join(parts), tuple(shapes), {"centre": (-200.0, 170.0), "buckle": (-22.0, 172.0)}, (-304, -116, 304, 262))


def draw_folded(pen: Pen, cloths: list[Cloth], width: float = 640) -> tuple[Good, list[tuple[float, float]]]:
    """A stack of folded knits or cloth, and a spot on each from the bottom up."""
    parts, shapes, spots = [], [], []
    y = 0.0
    for index, cloth in enumerate(cloths):
        height = 104 + pen.chance.uniform(-8, 10)
        half = width / 2 - pen.chance.uniform(0, 18)
        shift = pen.chance.uniform(-12, 12)
        top, low = y - height, y
        points: list[Point] = [
            (shift - half + 20, top + 6), (shift - half * 0.3, top - 4), (shift + half * 0.4, top + 3), (shift + half - 22, top + 4), (shift + half + 6, top + height * 0.3),
            (shift + half + 2, low - 22), (shift + half - 24, low), (shift + half * 0.3, low + 3), (shift - half * 0.4, low + 1), (shift - half + 10, low - 4), (shift - half - 6, low - height * 0.5),
        ]
        path = curve(points)
        dark = shade(cloth.colour, 0.2)
        lap = f"M{shift - half - 20:.0f} {low - height * 0.48:.0f}C{shift - half * 0.4:.0f} {low - height * 0.40:.0f} {shift + half * 0.3:.0f} {low - height * 0.54:.0f} {shift + half + 20:.0f} {low - height * 0.46:.0f}"
        stripes = "".join(stroked(f"M{shift + x:.0f} {top - 10}q6 {height / 2} 0 {height + 20}", cloth.stripe, 15, 1, cap="butt") for x in range(-int(half) + 20, int(half), 46)) if cloth.stripe else ""
        over = soft_stroke(lap, dark, 26, 0.6) + stroked(lap, dark, 2.5, 0.8) + soft_stroke(lap, glow(cloth.colour, 0.12), 16, 0.4).replace("<path", '<path transform="translate(0 -18)"')
        parts.append(soft_stroke(f"M{shift - half:.0f} {low}H{shift + half:.0f}", dark, 18, 0.5) if index else "")
        parts.append(volume(pen, path, cloth, (shift - half, top, shift + half, low), stripes, edge=60, over=over))
        shapes.append(path)
        spots.append((shift + half * 0.25, low - height * 0.25))
        y -= height - 5
    good = Good("".join(parts), tuple(shapes), {f"layer{index}": spot for index, spot in enumerate(spots)}, (-width / 2 - 10, y - 6, width / 2 + 10, 4))
    return good, spots


