"""Totes, handbags and rucksacks."""

from app.entrypoints.cli.demo.drawing.color import glow, mix, shade
from app.entrypoints.cli.demo.drawing.geometry import curve, polygon, rounded, trace
from app.entrypoints.cli.demo.drawing.marks import Mark, draw_mark
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shading import Fold, folds, glint, soft_stroke, volume
from app.entrypoints.cli.demo.drawing.straps import BRASS, brass_stud, draw_strap


def draw_tote(pen: Pen, cloth: Cloth, mark: Mark | None = None, handles: str = "") -> Good:
    """An open tote, soft or stiff, with two handles; the mark printed or stamped on its front."""
    body = curve(
        trace(
            "-290,-220! -150,-212 0,-208 150,-212 290,-220! 304,0 290,300 268,366 200,384 0,390 -200,384 -268,366 -290,300 -304,0"
        )
    )
    strap = handles or cloth.trim
    dark = shade(cloth.colour, 0.2)
    back = "M-138 -214C-132 -520 -70 -580 8 -580S150 -520 152 -214"
    front = "M-164 -120C-160 -470 -100 -540 -10 -540S136 -470 140 -120"
    mouth = curve(trace("-290,-220! -150,-244 0,-250 150,-244 290,-220! 150,-204 0,-198 -150,-204"))
    parts = [draw_strap(back, shade(strap, 0.10), 34), filled(mouth, shade(cloth.colour, 0.26))]
    lines: list[Fold] = [
        ((-270, -190), (-200, 0), (-250, 260), 24),
        ((250, -200), (200, -20), (244, 200), 26),
        ((-60, 420), (-90, 250), (-50, 120), 18),
        ((120, 430), (150, 240), (100, 90), 22),
        ((-290, 330), (-200, 300), (-120, 350), 14),
        ((300, 320), (200, 300), (130, 356), 14),
    ]
    over = folds(cloth.colour, lines, 0.9)
    over += stroked("M-310 -188C-150 -178 150 -178 310 -188", dark, 2.2, 0.7, "8 5") + soft_stroke(
        "M-310 -176C-150 -166 150 -166 310 -176", dark, 10, 0.3
    )
    inside = ""
    if cloth.stripe:
        inside = "".join(
            stroked(f"M-320 {y}Q0 {y + 12} 320 {y}", cloth.stripe, 34, 1, cap="butt") for y in (120, 190, 260)
        )
    if mark:
        ink = strap if not cloth.stripe else cloth.stripe
        inside += draw_mark(mark, 0, 0 if not cloth.stripe else -20, 150, ink, 6.5)
    parts.append(volume(pen, body, cloth, (-300, -220, 300, 390), inside, edge=80, over=over))
    parts.append(draw_strap(front, strap, 34, glow(strap, 0.15)))
    for x in (-164, 140):
        tab = rounded(x - 30, -164, 60, 92, 8)
        parts.append(
            soft_stroke(tab, dark, 16, 0.4)
            + filled(
                tab,
                pen.linear((x - 30, -164), (x + 30, -72), [(0, glow(strap, 0.06)), (1, shade(strap, 0.06))]),
            )
            + stroked(rounded(x - 24, -158, 48, 80, 5), glow(strap, 0.2), 2, 0.7, "6 4")
        )
        parts.append(brass_stud(x, -92, 8))
    handle = polygon(
        trace(
            "-178,-120 -160,-400 -60,-548 40,-548 130,-440 154,-120 126,-120 96,-420 20,-520 -40,-520 -130,-400 -150,-120"
        )
    )
    return Good(
        "".join(parts),
        (body, handle),
        {"centre": (40.0, 130.0), "side": (-180.0, 40.0), "tab": (140.0, -120.0)},
        (-310, -600, 310, 396),
    )


def draw_handbag(pen: Pen, cloth: Cloth, mark: Mark | None = None) -> Good:
    """A structured flap bag with a turn-lock and a top handle."""
    body = curve(trace("-300,-140! 300,-140! 322,60 336,280! 300,318 0,330 -300,318 -336,280! -322,60"))
    flap = curve(
        trace(
            "-306,-190 -280,-216 0,-224 280,-216 306,-190 312,-40 290,60 200,104 0,118 -200,104 -290,60 -312,-40"
        )
    )
    dark, light = shade(cloth.colour, 0.2), glow(cloth.colour, 0.2)
    handle = "M-150 -206C-150 -430 -90 -470 0 -470S150 -430 150 -206"
    parts = [draw_strap(handle, cloth.colour, 36, light)]
    seams = stroked(
        curve(
            trace("-284,-120! -304,60 -316,270 -280,296 0,308 280,296 316,270 304,60 284,-120!"),
            False,
        ),
        light,
        2.4,
        0.6,
        "9 6",
    )
    parts.append(
        volume(
            pen,
            body,
            cloth,
            (-330, -140, 330, 330),
            edge=70,
            over=seams
            + folds(
                cloth.colour,
                [((-330, 200), (-260, 190), (-200, 300), 12), ((330, 180), (270, 190), (220, 310), 12)],
            ),
        )
    )
    parts.append(group(soft_stroke(flap, dark, 44, 0.5), clip=pen.clip(body)))
    stitches = stroked(
        curve(
            trace("-292,-180 -298,-40 -276,50 -194,90 0,103 194,90 276,50 298,-40 292,-180"),
            False,
        ),
        light,
        2.4,
        0.65,
        "9 6",
    )
    stamp = draw_mark(mark, 0, -76, 62, mix(cloth.colour, BRASS, 0.75), 7) if mark else ""
    parts.append(volume(pen, flap, cloth, (-312, -224, 312, 118), stamp, edge=70, over=stitches))
    sheen = curve(trace("-260,-196 -120,-204 -150,-60 -250,0"))
    parts.append(glint(pen, sheen, (-260, -200), (-150, -20), 0.16))
    plate = rounded(-40, 60, 80, 96, 16)
    parts.append(
        soft_stroke(plate, dark, 20, 0.5)
        + filled(
            plate,
            pen.linear((-40, 60), (40, 156), [(0, glow(BRASS, 0.16)), (0.5, BRASS), (1, shade(BRASS, 0.12))]),
        )
    )
    knob = rounded(-11, 82, 22, 52, 11)
    parts.append(
        soft_stroke(knob, shade(BRASS, 0.3), 9, 0.5)
        + filled(knob, glow(BRASS, 0.10))
        + stroked(knob, shade(BRASS, 0.15), 2)
    )
    for x in (-150, 150):
        parts.append(
            stroked(rounded(x - 26, -238, 52, 44, 8), shade(BRASS, 0.15), 11, 0.7)
            + stroked(rounded(x - 26, -238, 52, 44, 8), BRASS, 7.5)
        )
    hit = polygon(
        trace(
            "-168,-206 -160,-400 -60,-488 60,-488 160,-400 168,-206 132,-206 126,-380 40,-452 -40,-452 -126,-380 -132,-206"
        )
    )
    return Good(
        "".join(parts),
        (body, flap, hit),
        {"centre": (170.0, 20.0), "clasp": (0.0, 108.0), "front": (-180.0, 210.0)},
        (-340, -490, 340, 334),
    )


def draw_backpack(pen: Pen, cloth: Cloth, mark: Mark | None = None) -> Good:
    """A roll-top rucksack with a front pocket and leather straps."""
    body = curve(
        trace(
            "-222,-300! -120,-312 120,-312 222,-300! 246,-100 256,200 248,380 190,420 0,430 -190,420 -248,380 -256,200 -246,-100"
        )
    )
    roll = curve(trace("-236,-352 -214,-404 0,-416 214,-404 236,-352 218,-286 0,-272 -218,-286"))
    pocket = curve(trace("-190,60! 0,68 190,60! 200,240 190,370 150,392 0,398 -150,392 -190,370 -200,240"))
    dark, leather = shade(cloth.colour, 0.2), cloth.trim
    parts = [
        stroked("M-60 -400C-60 -476 60 -476 60 -400", shade(leather, 0.1), 24),
        stroked("M-60 -402C-60 -470 60 -470 60 -402", leather, 18),
    ]
    for side in (-1, 1):
        parts.append(
            draw_strap(
                f"M{238 * side} -250C{320 * side} -100 {320 * side} 200 {246 * side} 360",
                shade(cloth.colour, 0.06),
                44,
            )
        )
    lines: list[Fold] = [
        ((-236, -220), (-150, -150), (-190, 20), 20),
        ((236, -230), (160, -120), (206, 60), 20),
        ((-40, -280), (-70, -140), (-30, 0), 16),
        ((90, -290), (70, -160), (104, -20), 15),
    ]
    parts.append(volume(pen, body, cloth, (-250, -310, 250, 430), edge=84, over=folds(cloth.colour, lines)))
    parts.append(
        soft_stroke(pocket, dark, 30, 0.5)
        + volume(
            pen,
            pocket,
            cloth,
            (-200, 60, 200, 398),
            edge=50,
            over=folds(
                cloth.colour,
                [((-160, 420), (-120, 300), (-150, 180), 14), ((140, 420), (110, 300), (150, 190), 14)],
            )
            + soft_stroke("M-220 96Q0 104 220 96", dark, 16, 0.5)
            + stroked("M-220 88Q0 96 220 88", mix(cloth.colour, "#ffffff", 0.3), 4, 0.8),
        )
    )
    parts.append(
        soft_stroke(roll, dark, 34, 0.5)
        + volume(
            pen,
            roll,
            cloth,
            (-236, -410, 236, -270),
            edge=60,
            over=folds(
                cloth.colour,
                [((-220, -330), (-60, -318), (120, -340), 12), ((200, -370), (60, -356), (-60, -372), 9)],
            ),
        )
    )
    for x in (-116, 116):
        strap = f"M{x} -400V40"
        parts.append(draw_strap(strap, leather, 38, glow(leather, 0.18)))
        buckle = rounded(x - 30, -150, 60, 56, 6)
        parts.append(
            stroked(buckle, shade(BRASS, 0.25), 11, 0.5)
            + stroked(buckle, BRASS, 8)
            + stroked(f"M{x} -148V-102", glow(BRASS, 0.1), 6)
        )
        parts.append(
            "".join(
                f'<circle cx="{x}" cy="{y}" r="3.6" fill="{shade(leather, 0.3)}"/>' for y in (-70, -44, -18)
            )
        )
    if mark:
        patch = rounded(-52, 180, 104, 84, 8)
        parts.append(
            soft_stroke(patch, dark, 12, 0.4)
            + filled(patch, leather)
            + stroked(rounded(-46, 186, 92, 72, 5), glow(leather, 0.2), 2, 0.7, "6 4")
            + draw_mark(mark, 0, 222, 46, shade(leather, 0.25), 8)
        )
    return Good(
        "".join(parts),
        (body, roll),
        {"centre": (0.0, -20.0), "pocket": (-120.0, 300.0), "top": (0.0, -350.0)},
        (-330, -480, 330, 436),
    )
