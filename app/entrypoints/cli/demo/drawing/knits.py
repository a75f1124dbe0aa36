"""Jumpers and cardigans, seen from the front."""

from dataclasses import replace

from app.entrypoints.cli.demo.drawing.color import shade
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
from app.entrypoints.cli.demo.drawing.geometry import curve, mirror, polygon, rounded
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.necks import draw_button, neck_rib, top_anchors, top_bounds, top_frame
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, stroked
from app.entrypoints.cli.demo.drawing.shading import folds, soft_stroke, volume

KNIT = Cut(
    neck=98,
    neck_drop=52,
    shoulder=272,
    chest=252,
    waist=250,
    hem=226,
    length=690,
    sleeve=585,
    sleeve_width=98,
    cuff=54,
)


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
            stroked(f"M-340 {y - 6}Q0 {y + 14} 340 {y - 6}", cloth.stripe, 22, 1, cap="butt")
            for y in range(int(TOP) + 190, int(cut.bottom) - 90, 76)
        )
    parts = []
    for sleeve in sleeves:
        marks = sleeve_stripes(sleeve, cloth.stripe, 76, 22, 150) if cloth.stripe else ""
        parts.append(draw_sleeve(pen, sleeve, cloth, "rib", marks))
    parts.append(back_neck(pen, cut, cloth))
    low = cut.bottom
    hem = curve(
        [(-400, low - 66, 1), (0, low - 54), (400, low - 66, 1), (400, low + 40, 1), (-400, low + 40, 1)]
    )
    seam = f"M-400 {low - 66}Q0 {low - 46} 400 {low - 66}"
    over = folds(cloth.colour, body_folds(cut, pen.chance.random()), 0.8)
    over += volume(pen, hem, rib, top_frame(cut), edge=8) + soft_stroke(
        seam, shade(cloth.colour, 0.2), 22, 0.5
    )
    if open_front:
        over += _button_band(pen, cut, rib)
    parts.append(volume(pen, body, cloth, top_frame(cut), stripes, edge=80, over=over))
    parts.append(armhole_seams(pen, cut, cloth, body, sleeves))
    if v_neck:
        for side in (-1, 1):
            band = polygon(
                [
                    (0, TOP + cut.neck_drop - 4),
                    (cut.neck * side, TOP - 14),
                    ((cut.neck + 30) * side, TOP + 2),
                    (0, TOP + cut.neck_drop + 44),
                ]
            )
            parts.append(
                soft_stroke(band, shade(cloth.colour, 0.2), 12, 0.4)
                + volume(pen, band, rib, (-110, TOP, 110, TOP + 200), edge=14, turn=-26 * side)
            )
    elif neck == "roll":
        parts.append(_roll_neck(pen, cut, rib))
    else:
        parts.append(neck_rib(pen, cut, rib, 34))
    return Good("".join(parts), (body, *(s.path for s in sleeves)), top_anchors(cut), top_bounds(cut))


def _button_band(pen: Pen, cut: Cut, rib: Cloth) -> str:
    top = TOP + cut.neck_drop - 10
    band = rounded(-26, top, 52, cut.length, 2)
    parts = soft_stroke(band, shade(rib.colour, 0.2), 16, 0.5) + volume(
        pen, band, rib, (-26, top, 26, cut.bottom), edge=12, turn=90
    )
    buttons = "".join(draw_button(0, y, 13, rib.trim) for y in range(int(top) + 46, int(cut.bottom) - 10, 92))
    return parts + buttons


def _roll_neck(pen: Pen, cut: Cut, rib: Cloth) -> str:
    wide = cut.neck + 4
    tube = curve(
        mirror(
            [
                (0, TOP - 96),
                (wide * 0.7, TOP - 92),
                (wide - 2, TOP - 80, 1),
                (wide + 8, TOP - 20),
                (wide + 22, TOP + 26, 1),
                (wide * 0.6, TOP + 62),
                (0, TOP + 72),
            ]
        )
    )
    crease = curve([(-wide - 6, TOP - 6), (0, TOP + 26), (wide + 6, TOP - 6)], closed=False)
    mouth = f'<ellipse cx="0" cy="{TOP - 84}" rx="{wide - 8}" ry="14" fill="{shade(rib.colour, 0.26)}"/>'
    return (
        soft_stroke(tube, shade(rib.colour, 0.2), 20, 0.4)
        + volume(
            pen,
            tube,
            rib,
            (-wide, TOP - 90, wide, TOP + 60),
            edge=44,
            over=soft_stroke(crease, shade(rib.colour, 0.2), 22, 0.55),
        )
        + mouth
    )
