"""Trench coats, overcoats, pea coats and work jackets, seen from the front."""

from dataclasses import replace

from app.entrypoints.cli.demo.drawing.color import glow, lift, shade
from app.entrypoints.cli.demo.drawing.cutting import (
    TOP,
    Cut,
    armhole_seams,
    back_neck,
    body_folds,
    body_path,
    cut_sleeve,
    draw_sleeve,
)
from app.entrypoints.cli.demo.drawing.geometry import curve, polygon, rounded
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.necks import draw_button, shirt_collar
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, filled, stroked
from app.entrypoints.cli.demo.drawing.shading import Fold, folds, soft_stroke, volume

TRENCH = Cut(
    neck=92,
    neck_drop=215,
    shoulder=272,
    chest=248,
    armhole=235,
    waist=216,
    waist_at=0.44,
    hem=322,
    length=1080,
    sleeve=665,
    sleeve_width=100,
    cuff=66,
    spread=11,
)


OVERCOAT = replace(TRENCH, waist=252, hem=290, length=1060, neck_drop=270)


JACKET = Cut(
    neck=84,
    neck_drop=90,
    shoulder=272,
    chest=258,
    waist=252,
    hem=254,
    length=720,
    sleeve=620,
    sleeve_width=98,
    cuff=64,
    hem_curve=6,
)


PEACOAT = replace(JACKET, neck=96, neck_drop=200, waist=240, hem=262, length=800, sleeve=640)


def _frame(cut: Cut) -> tuple[float, float, float, float]:
    return (-cut.hem - 20, TOP, cut.hem + 20, cut.bottom)


def _bounds(cut: Cut) -> tuple[float, float, float, float]:
    reach = max(cut.hem + 20, cut.shoulder + cut.sleeve * 0.25 + 50)
    return (-reach, TOP - 50, reach, cut.bottom + 20)


def _skirt_folds(cut: Cut, waist_y: float, chance: float) -> list[Fold]:
    low, sway = cut.bottom, (chance - 0.5) * 40
    return [
        (
            (-cut.waist * 0.55, waist_y + 10),
            (-cut.hem * 0.62 + sway, waist_y + 260),
            (-cut.hem * 0.70, low + 200),
            22,
        ),
        (
            (-cut.waist * 0.25, waist_y + 16),
            (-cut.hem * 0.34 + sway, waist_y + 280),
            (-cut.hem * 0.36, low + 160),
            18,
        ),
        (
            (cut.waist * 0.52, waist_y + 10),
            (cut.hem * 0.58 + sway, waist_y + 240),
            (cut.hem * 0.66, low + 200),
            24,
        ),
        ((cut.waist * 0.82, waist_y + 30), (cut.hem * 0.84, waist_y + 240), (cut.hem * 0.92, low + 120), 16),
        (
            (cut.waist * 0.22, waist_y + 40),
            (cut.hem * 0.30 + sway, waist_y + 300),
            (cut.hem * 0.30, low + 120),
            14,
        ),
    ]


def _lapels(pen: Pen, cut: Cut, cloth: Cloth, width: float) -> str:
    """Wide notched lapels and their collar."""
    dark = shade(cloth.colour, 0.2)
    parts = []
    fold_y = TOP + cut.neck_drop
    for side in (1, -1):
        lapel = curve(
            [
                (-6 * side, fold_y + 6, 1),
                (cut.neck * 0.55 * side, TOP + cut.neck_drop * 0.42),
                ((cut.neck + 6) * side, TOP + 40, 1),
                ((cut.neck + width * 0.80) * side, TOP + 128, 1),
                ((cut.neck + width * 0.62) * side, TOP + 165, 1),
                (width * 0.50 * side, fold_y - 10),
            ]
        )
        collar = curve(
            [
                ((cut.neck - 30) * side, TOP + 52, 1),
                ((cut.neck - 12) * side, TOP - 30, 1),
                ((cut.neck + 30) * side, TOP - 22),
                ((cut.neck + width * 0.72) * side, TOP + 72, 1),
                ((cut.neck + width * 0.46) * side, TOP + 122, 1),
                ((cut.neck + 4) * side, TOP + 78),
            ]
        )
        light = replace(cloth, colour=lift(cloth.colour, 0.015))
        for piece in (lapel, collar):
            parts.append(soft_stroke(piece, dark, 26, 0.5))
            parts.append(volume(pen, piece, light, (-170, TOP - 20, 170, fold_y), edge=26))
            parts.append(stroked(piece, dark, 2, 0.6))
    nape = curve(
        [
            (-cut.neck + 6, TOP - 22, 1),
            (0, TOP - 50),
            (cut.neck - 6, TOP - 22, 1),
            (cut.neck - 14, TOP + 4),
            (0, TOP - 12),
            (-cut.neck + 14, TOP + 4),
        ]
    )
    return filled(nape, shade(cloth.colour, 0.07)) + stroked(nape, dark, 2, 0.5) + "".join(parts)


def _belt(pen: Pen, cut: Cut, cloth: Cloth, y: float) -> str:
    wide = cut.waist + 12
    band = curve(
        [
            (-wide, y - 30, 1),
            (0, y - 16),
            (wide, y - 30, 1),
            (wide + 2, y + 24, 1),
            (0, y + 38),
            (-wide - 2, y + 24, 1),
        ]
    )
    tail = curve(
        [(-6, y + 20, 1), (44, y + 14, 1), (70, y + 130), (84, y + 250, 1), (32, y + 262, 1), (22, y + 140)]
    )
    dark = shade(cloth.colour, 0.2)
    buckle = rounded(-38, y - 34, 76, 78, 8)
    frame = (-wide, y - 30, wide, y + 40)
    return (
        soft_stroke(tail, dark, 20, 0.45)
        + volume(pen, tail, cloth, (0, y, 80, y + 260), edge=18)
        + soft_stroke(band, dark, 26, 0.5)
        + volume(pen, band, cloth, frame, edge=20)
        + stroked(curve([(-wide, y - 22, 1), (0, y - 8), (wide, y - 22, 1)], False), dark, 1.8, 0.5, "7 5")
        + stroked(curve([(-wide, y + 16, 1), (0, y + 30), (wide, y + 16, 1)], False), dark, 1.8, 0.5, "7 5")
        + stroked(buckle, shade(cloth.trim, 0.2), 13, 0.6)
        + stroked(buckle, cloth.trim, 10)
        + stroked(f"M-34 {y - 28}V{y + 20}", glow(cloth.trim, 0.25), 3, 0.7)
        + stroked(f"M0 {y - 30}V{y + 40}", cloth.trim, 7)
    )


def draw_coat(pen: Pen, cloth: Cloth, cut: Cut = TRENCH, belted: bool = True, rows: int = 4) -> Good:
    """A double-breasted coat: trench when belted, overcoat or pea coat otherwise."""
    body = body_path(cut, v_neck=True)
    dark = shade(cloth.colour, 0.2)
    waist_y = TOP + cut.length * cut.waist_at
    sleeves = [cut_sleeve(cut, side) for side in (-1, 1)]
    parts = []
    for sleeve in sleeves:
        parts.append(draw_sleeve(pen, sleeve, cloth, "hem"))
        if belted:
            strap = polygon(
                [sleeve.at(0.84, -1.2), sleeve.at(0.84, 1.2), sleeve.at(0.885, 1.2), sleeve.at(0.885, -1.2)]
            )
            parts.append(volume(pen, strap, cloth, _frame(cut), edge=10) + stroked(strap, dark, 2, 0.6))
    parts.append(back_neck(pen, cut, cloth.dyed(lift(cloth.colour, -0.05))))
    low = cut.bottom + 30
    opening = f"M64 {TOP + cut.neck_drop}C84 {waist_y} 92 {waist_y + 200} 104 {low}"
    over = folds(cloth.colour, body_folds(cut, pen.chance.random())[:3])
    over += folds(
        cloth.colour,
        _skirt_folds(cut, waist_y, pen.chance.random()) if cut.length > 900 else body_folds(cut, 0.4)[3:],
    )
    over += soft_stroke(opening, dark, 26, 0.5) + stroked(opening, dark, 2.5, 0.8)
    over += stroked(opening, dark, 1.6, 0.4, "7 5").replace("<path", '<path transform="translate(-16 0)"')
    step = (waist_y - 70 - (TOP + cut.neck_drop + 50)) / max(1, rows - 2) if belted else 118
    for row in range(rows):
        y = TOP + cut.neck_drop + 40 + row * step
        if (belted and abs(y - waist_y) < 50) or y > cut.bottom - 120:
            continue
        over += draw_button(-62, y, 15, cloth.trim) + draw_button(44, y, 15, cloth.trim)
    over += _pockets(cut, cloth, waist_y)
    parts.append(volume(pen, body, cloth, _frame(cut), edge=80, over=over))
    parts.append(armhole_seams(pen, cut, cloth, body, sleeves))
    if belted:
        parts.append(_belt(pen, cut, cloth, waist_y))
    parts.append(_lapels(pen, cut, cloth, 118))
    anchors = {
        "centre": (-120.0, waist_y + 90),
        "chest": (-150.0, TOP + 260),
        "belt": (0.0, waist_y),
        "hem": (-110.0, cut.bottom - 120),
        "neck": (0.0, TOP),
        "shoulder": (cut.shoulder - 24, TOP + cut.slope + 24),
    }
    return Good("".join(parts), (body, *(s.path for s in sleeves)), anchors, _bounds(cut))


def _pockets(cut: Cut, cloth: Cloth, waist_y: float) -> str:
    dark = shade(cloth.colour, 0.2)
    parts = []
    y = waist_y + (120 if cut.length > 900 else 90)
    for side in (-1, 1):
        welt = polygon([(150 * side, y), (186 * side, y - 12), (222 * side, y + 120), (184 * side, y + 134)])
        parts.append(
            soft_stroke(welt, dark, 16, 0.45)
            + filled(welt, lift(cloth.colour, 0.012))
            + stroked(welt, dark, 2, 0.6)
        )
    return "".join(parts)


def draw_work_jacket(pen: Pen, cloth: Cloth, cut: Cut = JACKET) -> Good:
    """The French worker's jacket: shirt collar, buttons, three patch pockets."""
    body = body_path(cut, v_neck=True)
    dark = shade(cloth.colour, 0.2)
    sleeves = [cut_sleeve(cut, side) for side in (-1, 1)]
    parts = [draw_sleeve(pen, sleeve, cloth, "hem") for sleeve in sleeves]
    parts.append(back_neck(pen, cut, cloth))
    opening = f"M26 {TOP + 80}V{cut.bottom + 20}"
    over = folds(cloth.colour, body_folds(cut, pen.chance.random()))
    over += (
        soft_stroke(opening, dark, 16, 0.5)
        + stroked(opening, dark, 2, 0.8)
        + stroked(f"M12 {TOP + 80}V{cut.bottom + 20}", dark, 1.8, 0.5, "8 5")
    )
    for x, y, width, height in (
        (70, TOP + 215, 120, 120),
        (62, TOP + 430, 164, 190),
        (-226, TOP + 430, 164, 190),
    ):
        box = rounded(x, y, width, height, 14)
        over += soft_stroke(box, dark, 16, 0.4) + filled(box, lift(cloth.colour, 0.01), 0.6)
        over += stroked(
            rounded(x + 6, y + 6, width - 12, height - 12, 10), glow(cloth.colour, 0.12), 2, 0.7, "8 5"
        ) + stroked(box, dark, 2, 0.6)
    for index in range(5):
        over += draw_button(0, TOP + 130 + index * 122, 13, cloth.trim)
    over += stroked(f"M-300 {cut.bottom - 22}H300", glow(cloth.colour, 0.12), 2, 0.6, "8 5")
    parts.append(volume(pen, body, cloth, _frame(cut), edge=76, over=over))
    parts.append(armhole_seams(pen, cut, cloth, body, sleeves))
    parts.append(shirt_collar(pen, cut, cloth))
    anchors = {
        "centre": (-110.0, TOP + 330),
        "chest": (130.0, TOP + 270),
        "hem": (-140.0, cut.bottom - 100),
        "neck": (0.0, TOP),
        "shoulder": (cut.shoulder - 24, TOP + cut.slope + 24),
    }
    return Good("".join(parts), (body, *(s.path for s in sleeves)), anchors, _bounds(cut))
