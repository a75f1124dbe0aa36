"""Tees, marinieres, shirts and knits, seen from the front."""

from dataclasses import replace

from app.entrypoints.cli.demo.drawing.color import glow, lift, mix, shade
from app.entrypoints.cli.demo.drawing.cutting import (
    TOP,
    Cut,
    armhole_seams,
    back_neck,
    body_folds,
    body_path,
    cut_sleeve,
    draw_sleeve,
    sleeve_stripes,
)
from app.entrypoints.cli.demo.drawing.geometry import curve, mirror, number, polygon, rounded
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shading import folds, soft_stroke, volume

TEE = Cut(sleeve=235, sleeve_width=100, cuff=92, spread=24, length=700, hem=232, waist=222)
MARINIERE = Cut(neck=138, neck_drop=38, sleeve=560, sleeve_width=84, cuff=58, length=700, hem=236)
SHIRT = Cut(neck=86, neck_drop=70, length=800, sleeve=600, sleeve_width=88, cuff=56, hem=236, hem_curve=34, waist=230)
KNIT = Cut(neck=98, neck_drop=52, shoulder=272, chest=252, waist=250, hem=226, length=690, sleeve=585, sleeve_width=98, cuff=54)


def _frame(cut: Cut) -> tuple[float, float, float, float]:
    return (-cut.hem - 20, TOP, cut.hem + 20, cut.bottom)


def _anchors(cut: Cut) -> dict[str, tuple[float, float]]:
    return {
        "centre": (0, TOP + cut.length * 0.45),
        "chest": (cut.chest * 0.5, TOP + cut.armhole + 20),
        "left": (-cut.chest * 0.55, TOP + cut.length * 0.6),
        "hem": (0, cut.bottom - 60),
        "neck": (0, TOP),
    }


def _bounds(cut: Cut) -> tuple[float, float, float, float]:
    reach = cut.shoulder + cut.sleeve * 0.25 + 60
    return (-reach, TOP - 30, reach, max(cut.bottom, TOP + cut.slope + cut.sleeve) + 30)


def neck_rib(pen: Pen, cut: Cut, cloth: Cloth, height: float = 26) -> str:
    """A ribbed or faced band around a round neck."""
    inner, outer = [], []
    for x, y in ((1.0, -6.0), (0.62, cut.neck_drop * 0.72), (0.0, cut.neck_drop)):
        inner.append((cut.neck * x, TOP + y))
        outer.append((cut.neck * x + (height * 0.75 if x == 1 else height * 0.45 * x), TOP + y + (height * 0.35 if x == 1 else height)))
    half_in = [(x, y) for x, y in inner]
    edge = [(*half_in[0], 1), half_in[1], half_in[2], (-half_in[1][0], half_in[1][1]), (-half_in[0][0], half_in[0][1], 1)]
    back = [(-outer[0][0], outer[0][1], 1), (-outer[1][0], outer[1][1]), outer[2], outer[1], (*outer[0], 1)]
    path = curve([*edge, *back])
    band = volume(pen, path, cloth, (-cut.neck, TOP, cut.neck, TOP + cut.neck_drop), edge=14)
    seam = curve([(-outer[0][0], outer[0][1], 1), (-outer[1][0], outer[1][1]), outer[2], outer[1], (*outer[0], 1)], closed=False)
    return soft_stroke(seam, shade(cloth.colour, 0.2), 12, 0.4) + band


def draw_tee(pen: Pen, cloth: Cloth, cut: Cut = TEE, pocket: bool = False) -> Good:
    """A plain or striped tee; stripes when the cloth has a stripe colour."""
    stripes = ""
    pitch, width = 46.0, 17.0
    if cloth.stripe:
        lines = []
        y = TOP + 128.0
        while y < cut.bottom - 24:
            lines.append(stroked(f"M-330 {y - 6}Q0 {y + 12} 330 {y - 6}", cloth.stripe, width, 1, cap="butt"))
            y += pitch
        stripes = "".join(lines)
    body = body_path(cut)
    sleeves = [cut_sleeve(cut, side) for side in (-1, 1)]
    parts = []
    for sleeve in sleeves:
        marks = sleeve_stripes(sleeve, cloth.stripe, pitch, width, 92) if cloth.stripe else ""
        parts.append(draw_sleeve(pen, sleeve, cloth, "hem", marks))
    parts.append(back_neck(pen, cut, cloth))
    seam = stroked(f"M-400 {cut.bottom - 16}Q0 {cut.bottom + 2} 400 {cut.bottom - 16}", shade(cloth.colour, 0.16), 2.2, 0.7, "7 5")
    over = folds(cloth.colour, body_folds(cut, pen.chance.random())) + seam
    if pocket:
        box = polygon([(70, TOP + 215), (176, TOP + 212), (176, TOP + 318), (123, TOP + 338), (70, TOP + 320)])
        over += soft_stroke(box, shade(cloth.colour, 0.2), 9, 0.35) + filled(box, lift(cloth.colour, 0.01), 0.5) + stroked(box, shade(cloth.colour, 0.17), 2, 0.8, "7 4")
    parts.append(volume(pen, body, cloth, _frame(cut), stripes, over=over))
    parts.append(armhole_seams(cut, cloth))
    parts.append(neck_rib(pen, cut, replace(cloth, stripe=""), 17))
    return Good("".join(parts), (body, *(s.path for s in sleeves)), _anchors(cut), _bounds(cut))


def draw_shirt(pen: Pen, cloth: Cloth, cut: Cut = SHIRT, pocket: bool = True) -> Good:
    """A shirt with collar, placket, buttons and cuffs; fine vertical stripes if the cloth has them."""
    stripes = ""
    if cloth.stripe:
        stripes = "".join(
            stroked(f"M{x * 1.0} {TOP - 20}Q{x * 1.03} 0 {x * 1.04} {cut.bottom + 60}", cloth.stripe, 4.2, 0.85, cap="butt")
            for x in range(-272, 280, 22)
        )
    body = body_path(cut, v_neck=True)
    sleeves = [cut_sleeve(cut, side) for side in (-1, 1)]
    parts = []
    for sleeve in sleeves:
        marks = ""
        if cloth.stripe:
            marks = "".join(
                stroked(polygon([sleeve.at(-0.15, k / 3), sleeve.at(1.05, k / 2.6)], False), cloth.stripe, 4.2, 0.85, cap="butt")
                for k in range(-4, 5)
            )
        parts.append(draw_sleeve(pen, sleeve, cloth, "shirt", marks))
    parts.append(back_neck(pen, cut, cloth))
    low = cut.bottom + cut.hem_curve
    dark = shade(cloth.colour, 0.2)
    placket = soft_stroke(f"M22 {TOP + 60}V{low}", dark, 12, 0.5) + filled(
        rounded(-20, TOP + 50, 40, cut.length, 2), lift(cloth.colour, 0.015), 0.55
    ) + stroked(f"M20 {TOP + 60}V{low}M-20 {TOP + 66}V{low}", dark, 2, 0.55)
    over = folds(cloth.colour, body_folds(cut, pen.chance.random())) + placket
    y = TOP + 116.0
    while y < cut.bottom - 40:
        over += _button(0, y, 8.5, cloth.trim)
        y += 92
    if pocket:
        box = polygon([(74, TOP + 210), (186, TOP + 206), (186, TOP + 322), (130, TOP + 342), (74, TOP + 324)])
        over += soft_stroke(box, dark, 12, 0.4) + filled(box, lift(cloth.colour, 0.012), 0.4) + stroked(box, dark, 2, 0.7) + stroked(f"M74 {TOP + 236}L186 {TOP + 232}", dark, 2, 0.6)
    parts.append(volume(pen, body, cloth, _frame(cut), stripes, over=over))
    parts.append(armhole_seams(cut, cloth))
    parts.append(_collar(pen, cut, cloth))
    return Good("".join(parts), (body, *(s.path for s in sleeves)), _anchors(cut), _bounds(cut))


def _button(x: float, y: float, radius: float, colour: str) -> str:
    n = number
    return (
        f'<circle cx="{n(x + 1.5)}" cy="{n(y + 2.5)}" r="{n(radius)}" fill="{shade(colour, 0.3)}" fill-opacity="0.4"/>'
        f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(radius)}" fill="{colour}"/>'
        f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(radius * 0.66)}" fill="none" stroke="{shade(colour, 0.18)}" stroke-width="1.6"/>'
        f'<circle cx="{n(x - radius * 0.3)}" cy="{n(y - radius * 0.35)}" r="{n(radius * 0.22)}" fill="{glow(colour, 0.2)}"/>'
    )


def _collar(pen: Pen, cut: Cut, cloth: Cloth) -> str:
    """Two collar leaves on their stand."""
    dark = shade(cloth.colour, 0.2)
    stand = curve([(-cut.neck + 4, TOP - 16, 1), (0, TOP - 34), (cut.neck - 4, TOP - 16, 1), (cut.neck - 10, TOP + 6), (0, TOP - 6), (-cut.neck + 10, TOP + 6)])
    parts = [filled(stand, shade(cloth.colour, 0.06)), stroked(stand, dark, 2, 0.5)]
    for side in (-1, 1):
        leaf = curve(
            [
                (2 * side, TOP + cut.neck_drop + 4, 1),
                (cut.neck * 0.55 * side, TOP + 14),
                ((cut.neck - 6) * side, TOP - 26, 1),
                ((cut.neck + 30) * side, TOP + 20, 1),
                ((cut.neck - 4) * side, TOP + 122, 1),
            ]
        )
        parts.append(group(soft_stroke(leaf, dark, 22, 0.45)))
        parts.append(volume(pen, leaf, replace(cloth, colour=lift(cloth.colour, 0.015)), (-110, TOP - 20, 110, TOP + 110), edge=18))
        stitch = curve(
            [(12 * side, TOP + cut.neck_drop + 8, 1), ((cut.neck - 8) * side, TOP + 108, 1), ((cut.neck + 20) * side, TOP + 22, 1)], closed=False
        )
        parts.append(stroked(stitch, dark, 1.6, 0.5, "6 4"))
    return "".join(parts)


def draw_knit(pen: Pen, cloth: Cloth, neck: str = "crew", cut: Cut = KNIT, open_front: bool = False) -> Good:
    """A jumper (`neck`: crew, roll or v) or, with `open_front`, a buttoned cardigan."""
    v_neck = neck == "v" or open_front
    if v_neck:
        cut = replace(cut, neck_drop=190)
    body = body_path(cut, v_neck)
    rib = cloth.woven("rib")
    sleeves = [cut_sleeve(cut, side) for side in (-1, 1)]
    stripes = ""
    if cloth.stripe:
        stripes = "".join(
            stroked(f"M-340 {y - 6}Q0 {y + 14} 340 {y - 6}", cloth.stripe, 22, 1, cap="butt") for y in range(int(TOP) + 190, int(cut.bottom) - 90, 76)
        )
    parts = []
    for sleeve in sleeves:
        marks = sleeve_stripes(sleeve, cloth.stripe, 76, 22, 150) if cloth.stripe else ""
        parts.append(draw_sleeve(pen, sleeve, cloth, "rib", marks))
    parts.append(back_neck(pen, cut, cloth))
    low = cut.bottom
    hem = curve([(-400, low - 66, 1), (0, low - 54), (400, low - 66, 1), (400, low + 40, 1), (-400, low + 40, 1)])
    seam = f"M-400 {low - 66}Q0 {low - 46} 400 {low - 66}"
    over = folds(cloth.colour, body_folds(cut, pen.chance.random()), 0.8)
    over += volume(pen, hem, rib, _frame(cut), edge=8) + soft_stroke(seam, shade(cloth.colour, 0.2), 22, 0.5)
    if open_front:
        over += _button_band(pen, cut, rib)
    parts.append(volume(pen, body, cloth, _frame(cut), stripes, edge=80, over=over))
    parts.append(armhole_seams(cut, cloth))
    if v_neck:
        for side in (-1, 1):
            band = polygon(
                [(0, TOP + cut.neck_drop - 4), (cut.neck * side, TOP - 14), ((cut.neck + 30) * side, TOP + 2), (0, TOP + cut.neck_drop + 44)]
            )
            parts.append(soft_stroke(band, shade(cloth.colour, 0.2), 12, 0.4) + volume(pen, band, rib, (-110, TOP, 110, TOP + 200), edge=14, turn=-26 * side))
    elif neck == "roll":
        parts.append(_roll_neck(pen, cut, rib))
    else:
        parts.append(neck_rib(pen, cut, rib, 34))
    return Good("".join(parts), (body, *(s.path for s in sleeves)), _anchors(cut), _bounds(cut))


def _button_band(pen: Pen, cut: Cut, rib: Cloth) -> str:
    top = TOP + cut.neck_drop - 10
    band = rounded(-26, top, 52, cut.length, 2)
    parts = soft_stroke(band, shade(rib.colour, 0.2), 16, 0.5) + volume(pen, band, rib, (-26, top, 26, cut.bottom), edge=12, turn=90)
    buttons = "".join(_button(0, y, 13, rib.trim) for y in range(int(top) + 46, int(cut.bottom) - 10, 92))
    return parts + buttons


def _roll_neck(pen: Pen, cut: Cut, rib: Cloth) -> str:
    wide = cut.neck + 4
    tube = curve(
        mirror([(0, TOP - 96), (wide * 0.7, TOP - 92), (wide - 2, TOP - 80, 1), (wide + 8, TOP - 20), (wide + 22, TOP + 26, 1), (wide * 0.6, TOP + 62), (0, TOP + 72)])
    )
    crease = curve([(-wide - 6, TOP - 6), (0, TOP + 26), (wide + 6, TOP - 6)], closed=False)
    mouth = f'<ellipse cx="0" cy="{TOP - 84}" rx="{wide - 8}" ry="14" fill="{shade(rib.colour, 0.26)}"/>'
    return (
        soft_stroke(tube, shade(rib.colour, 0.2), 20, 0.4)
        + volume(pen, tube, rib, (-wide, TOP - 90, wide, TOP + 60), edge=44, over=soft_stroke(crease, shade(rib.colour, 0.2), 22, 0.55))
        + mouth
    )


def mother_of_pearl(cloth: Cloth) -> Cloth:
    """The same cloth with pale buttons."""
    return replace(cloth, trim=mix("#f4efe6", cloth.colour, 0.15))
