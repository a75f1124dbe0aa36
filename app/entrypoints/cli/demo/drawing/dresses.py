"""Dresses, seen from the front."""

from dataclasses import replace

from app.entrypoints.cli.demo.drawing.color import glow, shade
from app.entrypoints.cli.demo.drawing.cutting import (
    TOP,
    Cut,
    armhole_seams,
    back_neck,
    cut_sleeve,
    draw_sleeve,
)
from app.entrypoints.cli.demo.drawing.geometry import Point, curve, mirror
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, stroked
from app.entrypoints.cli.demo.drawing.shading import Fold, folds, soft_stroke, volume

DRESS = Cut(
    neck=128,
    neck_drop=150,
    shoulder=205,
    slope=40,
    chest=196,
    armhole=200,
    waist=158,
    waist_at=0.36,
    hem=330,
    length=1090,
    sleeve=230,
    sleeve_width=92,
    cuff=104,
    spread=20,
    hem_curve=30,
)


def draw_dress(
    pen: Pen,
    cloth: Cloth,
    cut: Cut = DRESS,
    sleeves: bool = True,
    v_neck: bool = True,
    print_colour: str = "",
) -> Good:
    """A waisted dress with a full skirt, short sleeves or straps, plain or with a scattered print."""
    waist_y = TOP + cut.length * cut.waist_at
    straps = not sleeves
    if straps:
        cut = replace(cut, shoulder=150, neck=112)
    half: list[Point] = [
        *(
            [(0, TOP + cut.neck_drop, 1), (cut.neck, TOP, 1)]
            if v_neck
            else [(0, TOP + cut.neck_drop), (cut.neck * 0.7, TOP + cut.neck_drop * 0.7), (cut.neck, TOP, 1)]
        ),
        (cut.shoulder, TOP + cut.slope * 0.6, 1),
        (cut.shoulder - 14, TOP + 110),
        (cut.chest, TOP + cut.armhole, 1),
        (cut.waist + 8, waist_y - 40),
        (cut.waist, waist_y),
        (cut.waist + 52, waist_y + 120),
        (cut.hem - 40, cut.bottom - 200),
        (cut.hem, cut.bottom, 1),
        (cut.hem * 0.72, cut.bottom + 34),
        (cut.hem * 0.45, cut.bottom + 8),
        (cut.hem * 0.18, cut.bottom + 40),
        (0, cut.bottom + 22),
    ]
    body = curve(mirror(half))
    arms = [cut_sleeve(cut, side) for side in (-1, 1)] if sleeves else []
    inside = _scatter(pen, print_colour, (-cut.hem, TOP, cut.hem, cut.bottom + 40)) if print_colour else ""
    parts = [back_neck(pen, cut, cloth)]
    parts += [
        draw_sleeve(
            pen,
            arm,
            cloth,
            "hem",
            _scatter(pen, print_colour, (-360, TOP, 360, TOP + 360)) if print_colour else "",
        )
        for arm in arms
    ]
    dark = shade(cloth.colour, 0.2)
    seam = curve(
        [(-cut.waist - 20, waist_y - 6, 1), (0, waist_y + 16), (cut.waist + 20, waist_y - 6, 1)], closed=False
    )
    drapes: list[Fold] = []
    for index in range(-4, 5):
        x = index / 4.4
        sway = pen.chance.uniform(-18, 18)
        drapes.append(
            (
                (x * cut.waist, waist_y + 14 + abs(sway)),
                (x * cut.hem * 0.78 + sway, waist_y + 330),
                (x * cut.hem * 1.02 + sway, cut.bottom + 330),
                23 - abs(index) * 1.5,
            )
        )
    gathers = [
        (
            (x * cut.waist * 0.9, waist_y - 8.0),
            (x * cut.waist * 0.95, waist_y - 60.0),
            (x * cut.chest * 0.8, waist_y - 130.0),
            9.0,
        )
        for x in (-0.8, -0.4, 0.15, 0.55, 0.9)
    ]
    over = (
        folds(cloth.colour, drapes)
        + folds(cloth.colour, gathers)
        + soft_stroke(seam, dark, 26, 0.5)
        + stroked(seam, dark, 2, 0.7)
    )
    parts.append(volume(pen, body, cloth, (-cut.hem, TOP, cut.hem, cut.bottom), inside, edge=74, over=over))
    if sleeves:
        parts.append(armhole_seams(pen, replace(cut, slope=cut.slope * 0.6), cloth, body, arms))
    neckline = (
        curve([(-cut.neck, TOP, 1), (0, TOP + cut.neck_drop, 1), (cut.neck, TOP, 1)], closed=False)
        if v_neck
        else ""
    )
    if neckline:
        parts.append(stroked(neckline, glow(cloth.colour, 0.06), 9) + stroked(neckline, dark, 1.6, 0.6))
    anchors = {
        "centre": (0.0, waist_y + 220),
        "chest": (60.0, TOP + 250),
        "waist": (0.0, waist_y),
        "hem": (-120.0, cut.bottom - 100),
        "neck": (0.0, TOP + 6),
        "shoulder": (cut.shoulder - 20, TOP + cut.slope),
    }
    return Good(
        "".join(parts),
        (body, *(a.path for a in arms)),
        anchors,
        (-cut.hem - 30, TOP - 40, cut.hem + 30, cut.bottom + 50),
    )


def _scatter(pen: Pen, colour: str, area: tuple[float, float, float, float]) -> str:
    """A print of small sprigs."""
    x0, y0, x1, y1 = area
    parts = []
    pitch = 62
    for row in range(int((y1 - y0) / pitch) + 1):
        for column in range(int((x1 - x0) / pitch) + 1):
            x = x0 + column * pitch + (row % 2) * pitch / 2 + pen.chance.uniform(-8, 8)
            y = y0 + row * pitch + pen.chance.uniform(-8, 8)
            turn = pen.chance.uniform(0, 360)
            parts.append(
                f'<g transform="translate({x:.0f} {y:.0f}) rotate({turn:.0f})" fill="{colour}">'
                '<ellipse cx="-7" cy="-4" rx="8" ry="3.6"/><ellipse cx="7" cy="-4" rx="8" ry="3.6" transform="rotate(40)"/>'
                '<circle cx="0" cy="4" r="4.2"/></g>'
            )
    return "".join(parts)
