"""Tees, marinieres and shirts, seen from the front."""

from dataclasses import replace

from app.entrypoints.cli.demo.drawing.color import lift, shade
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
from app.entrypoints.cli.demo.drawing.geometry import polygon, rounded
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.necks import (
    draw_button,
    neck_rib,
    shirt_collar,
    top_anchors,
    top_bounds,
    top_frame,
)
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, filled, stroked
from app.entrypoints.cli.demo.drawing.shading import folds, soft_stroke, volume

TEE = Cut(sleeve=235, sleeve_width=100, cuff=92, spread=24, length=700, hem=232, waist=222)


MARINIERE = Cut(neck=138, neck_drop=38, sleeve=560, sleeve_width=84, cuff=58, length=700, hem=236)


SHIRT = Cut(
    neck=86, neck_drop=70, length=800, sleeve=600, sleeve_width=88, cuff=56, hem=236, hem_curve=34, waist=230
)


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
    seam = stroked(
        f"M-400 {cut.bottom - 16}Q0 {cut.bottom + 2} 400 {cut.bottom - 16}",
        shade(cloth.colour, 0.16),
        2.2,
        0.7,
        "7 5",
    )
    over = folds(cloth.colour, body_folds(cut, pen.chance.random())) + seam
    if pocket:
        box = polygon(
            [(70, TOP + 215), (176, TOP + 212), (176, TOP + 318), (123, TOP + 338), (70, TOP + 320)]
        )
        over += (
            soft_stroke(box, shade(cloth.colour, 0.2), 9, 0.35)
            + filled(box, lift(cloth.colour, 0.01), 0.5)
            + stroked(box, shade(cloth.colour, 0.17), 2, 0.8, "7 4")
        )
    parts.append(volume(pen, body, cloth, top_frame(cut), stripes, over=over))
    parts.append(armhole_seams(pen, cut, cloth, body, sleeves))
    parts.append(neck_rib(pen, cut, replace(cloth, stripe=""), 17))
    return Good("".join(parts), (body, *(s.path for s in sleeves)), top_anchors(cut), top_bounds(cut))


def draw_shirt(pen: Pen, cloth: Cloth, cut: Cut = SHIRT, pocket: bool = True) -> Good:
    """A shirt with collar, placket, buttons and cuffs; fine vertical stripes if the cloth has them."""
    stripes = ""
    if cloth.stripe:
        stripes = "".join(
            stroked(
                f"M{x * 1.0} {TOP - 20}Q{x * 1.03} 0 {x * 1.04} {cut.bottom + 60}",
                cloth.stripe,
                4.2,
                0.85,
                cap="butt",
            )
            for x in range(-272, 280, 22)
        )
    body = body_path(cut, v_neck=True)
    sleeves = [cut_sleeve(cut, side) for side in (-1, 1)]
    parts = []
    for sleeve in sleeves:
        marks = ""
        if cloth.stripe:
            marks = "".join(
                stroked(
                    polygon([sleeve.at(-0.15, k / 3), sleeve.at(1.05, k / 2.6)], False),
                    cloth.stripe,
                    4.2,
                    0.85,
                    cap="butt",
                )
                for k in range(-4, 5)
            )
        parts.append(draw_sleeve(pen, sleeve, cloth, "shirt", marks))
    parts.append(back_neck(pen, cut, cloth))
    low = cut.bottom + cut.hem_curve
    dark = shade(cloth.colour, 0.2)
    placket = (
        soft_stroke(f"M22 {TOP + 60}V{low}", dark, 12, 0.5)
        + filled(rounded(-20, TOP + 50, 40, cut.length, 2), lift(cloth.colour, 0.015), 0.55)
        + stroked(f"M20 {TOP + 60}V{low}M-20 {TOP + 66}V{low}", dark, 2, 0.55)
    )
    over = folds(cloth.colour, body_folds(cut, pen.chance.random())) + placket
    y = TOP + 116.0
    while y < cut.bottom - 40:
        over += draw_button(0, y, 8.5, cloth.trim)
        y += 92
    if pocket:
        box = polygon(
            [(74, TOP + 210), (186, TOP + 206), (186, TOP + 322), (130, TOP + 342), (74, TOP + 324)]
        )
        over += (
            soft_stroke(box, dark, 12, 0.4)
            + filled(box, lift(cloth.colour, 0.012), 0.4)
            + stroked(box, dark, 2, 0.7)
            + stroked(f"M74 {TOP + 236}L186 {TOP + 232}", dark, 2, 0.6)
        )
    parts.append(volume(pen, body, cloth, top_frame(cut), stripes, over=over))
    parts.append(armhole_seams(pen, cut, cloth, body, sleeves))
    parts.append(shirt_collar(pen, cut, cloth))
    return Good("".join(parts), (body, *(s.path for s in sleeves)), top_anchors(cut), top_bounds(cut))
