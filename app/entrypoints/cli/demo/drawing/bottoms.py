"""Trousers, jeans, skirts and scarves."""

from app.entrypoints.cli.demo.drawing.color import glow, lift, mix, shade
from app.entrypoints.cli.demo.drawing.geometry import Point, curve, mirror, polygon, rounded, trace
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.necks import draw_button
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, filled, stroked
from app.entrypoints.cli.demo.drawing.shading import Fold, folds, soft_stroke, volume

WAIST = -480.0


def draw_trousers(pen: Pen, cloth: Cloth, wide: float = 1.0, jeans: bool = False) -> Good:
    """Straight or wide trousers, front; jeans with stitched pockets and a button."""
    hem_in, hem_out, floor = 34.0, 34 + 150 * wide, 500.0
    crotch = WAIST + 300
    outline: list[Point] = [
        (0, WAIST + 10),
        (158, WAIST, 1),
        (172, WAIST + 60),
        (206, WAIST + 180),
        (214, WAIST + 300),
        (150 + 62 * wide, WAIST + 560),
        (hem_out, floor, 1),
        ((hem_in + hem_out) / 2, floor + 12),
        (hem_in, floor, 1),
        (30, WAIST + 620),
        (10, crotch + 30),
        (0, crotch, 1),
    ]
    path = curve(mirror(outline))
    dark = shade(cloth.colour, 0.2)
    thread = cloth.trim if jeans else dark
    over = _trouser_folds(cloth, wide, jeans, floor, crotch)
    band = curve(
        [
            (-240, WAIST - 14, 1),
            (0, WAIST - 2),
            (240, WAIST - 14, 1),
            (240, WAIST + 42, 1),
            (0, WAIST + 56),
            (-240, WAIST + 42, 1),
        ]
    )
    over += soft_stroke(band, dark, 16, 0.45) + volume(
        pen, band, cloth, (-170, WAIST, 170, WAIST + 50), edge=16
    )
    over += stroked(f"M-240 {WAIST + 36}Q0 {WAIST + 62} 240 {WAIST + 36}", thread, 2.2, 0.8, "8 4")
    for x in (-112, 104, -40, 40):
        loop = rounded(x - 8, WAIST - 6, 16, 64, 4)
        over += (
            soft_stroke(loop, dark, 8, 0.4)
            + filled(loop, lift(cloth.colour, 0.02))
            + stroked(loop, dark, 1.6, 0.6)
        )
    fly = f"M0 {WAIST + 56}V{crotch}M44 {WAIST + 58}C46 {crotch - 90} 40 {crotch - 40} 4 {crotch - 14}"
    over += soft_stroke(f"M0 {WAIST + 56}V{crotch + 10}", dark, 14, 0.5) + stroked(
        fly, thread, 2.2, 0.8, "8 4"
    )
    for side in (-1, 1):
        if jeans:
            mouth = f"M{92 * side} {WAIST + 60}C{96 * side} {WAIST + 130} {150 * side} {WAIST + 150} {212 * side} {WAIST + 146}"
        else:
            mouth = f"M{128 * side} {WAIST + 58}L{204 * side} {WAIST + 220}"
        over += (
            soft_stroke(mouth, dark, 20, 0.5)
            + stroked(mouth, dark, 2.4, 0.8)
            + stroked(mouth, thread, 2, 0.8, "8 4").replace(
                "<path", f'<path transform="translate({-8 * side} 8)"'
            )
        )
    over += stroked(f"M-300 {floor - 26}H300", thread, 2.2, 0.7, "8 4")
    body = volume(pen, path, cloth, (-230, WAIST, 230, floor), edge=74, over=over)
    body += draw_button(0, WAIST + 24, 14, cloth.trim)
    inner = f"M-158 {WAIST}Q0 {WAIST - 26} 158 {WAIST}Q0 {WAIST + 22} -158 {WAIST}Z"
    anchors = {"centre": (-110.0, WAIST + 420), "waist": (70.0, WAIST + 30), "hem": (100.0, floor - 80)}
    return Good(
        filled(inner, shade(cloth.colour, 0.22)) + body, (path,), anchors, (-240, WAIST - 20, 240, floor + 20)
    )


def _trouser_folds(cloth: Cloth, wide: float, jeans: bool, floor: float, crotch: float) -> str:
    lines: list[Fold] = [
        ((6, crotch - 10), (70, crotch - 30), (150, crotch - 74), 13),
        ((-6, crotch - 10), (-70, crotch - 20), (-160, crotch - 50), 13),
        ((-8, crotch + 10), (-60, crotch + 40), (-120, crotch + 60), 10),
        ((20, crotch + 60), (60, crotch + 240), (44, crotch + 420), 16),
        ((-28, crotch + 90), (-64, crotch + 260), (-52, crotch + 400), 16),
        ((-200, crotch + 120), (-120, crotch + 270), (-170, crotch + 470), 18),
        ((230, crotch + 160), (170, crotch + 250), (130, crotch + 300), 12),
        ((90 + 30 * wide, floor + 160), (110 + 20 * wide, floor - 120), (100, floor - 300), 20),
        ((-110 - 40 * wide, floor + 160), (-120 - 20 * wide, floor - 120), (-110, floor - 330), 20),
    ]
    marks = folds(cloth.colour, lines, 0.9)
    if jeans:
        for side in (-1, 1):
            fade = f"M{118 * side} {crotch - 80}C{126 * side} {crotch + 80} {122 * side} {crotch + 200} {112 * side} {crotch + 380}"
            marks = soft_stroke(fade, glow(mix(cloth.colour, "#dfe6ea", 0.4), 0.08), 120, 0.34) + marks
    else:
        for side in (-1, 1):
            crease = f"M{104 * side} {WAIST + 90}C{112 * side} {crotch} {112 * side} {crotch + 300} {(70 + 46 * wide) * side} {floor}"
            marks += stroked(crease, glow(cloth.colour, 0.14), 3, 0.5) + soft_stroke(
                crease, shade(cloth.colour, 0.16), 16, 0.22
            )
    return marks


def draw_skirt(pen: Pen, cloth: Cloth, pleats: int = 9, length: float = 720, flare: float = 330) -> Good:
    """A pleated skirt; without pleats (0), a wrapped one with a tie."""
    top, bottom = -360.0, -360 + length
    scallops: list[Point] = []
    count = max(4, pleats)
    for index in range(count, -1, -1):
        x = -flare + 2 * flare * index / count
        scallops.append(
            (
                x,
                bottom
                + (26 if 0 < index < count else 0) * (1 - abs(x / flare) ** 2)
                + (8 if index % 2 else 0),
            )
        )
    outline: list[Point] = [
        (-150, top, 1),
        (0, top + 14),
        (150, top, 1),
        (186, top + 150),
        (flare, bottom, 1),
        *scallops[1:-1],
        (-flare, bottom, 1),
        (-186, top + 150),
    ]
    path = curve(outline)
    dark = shade(cloth.colour, 0.2)
    over = ""
    if pleats:
        for index in range(1, pleats):
            share = -1 + 2 * index / pleats
            line = f"M{share * 146:.0f} {top + 40}C{share * 190:.0f} {top + 200} {share * flare * 0.9:.0f} {bottom - 200} {share * flare:.0f} {bottom + 40}"
            over += soft_stroke(line, dark, 34, 0.42).replace("<path", '<path transform="translate(9 0)"')
            over += soft_stroke(line, glow(cloth.colour, 0.14), 26, 0.35).replace(
                "<path", '<path transform="translate(-12 0)"'
            )
            over += stroked(line, dark, 2.2, 0.75)
    else:
        wrap = f"M70 {top + 50}C60 {top + 260} 110 {bottom - 160} 190 {bottom + 40}"
        lines: list[Fold] = [
            ((x, top + 60), (x * 1.5, top + 330), (x * 2.0, bottom + 240), 22)
            for x in (-120.0, -70.0, -16.0, 118.0)
        ]
        over += folds(cloth.colour, lines) + soft_stroke(wrap, dark, 34, 0.5) + stroked(wrap, dark, 2.5, 0.8)
    band = curve(
        [
            (-200, top - 16, 1),
            (0, top - 2),
            (200, top - 16, 1),
            (200, top + 38, 1),
            (0, top + 54),
            (-200, top + 38, 1),
        ]
    )
    over += soft_stroke(band, dark, 18, 0.5) + volume(pen, band, cloth, (-150, top, 150, top + 50), edge=16)
    over += stroked(f"M-200 {top + 32}Q0 {top + 60} 200 {top + 32}", dark, 1.8, 0.6, "7 4")
    parts = filled(f"M-150 {top}Q0 {top - 24} 150 {top}Q0 {top + 24} -150 {top}Z", shade(cloth.colour, 0.24))
    parts += volume(pen, path, cloth, (-flare, top, flare, bottom), edge=80, over=over)
    if not pleats:
        tie = curve(
            [
                (58, top + 20, 1),
                (96, top + 12, 1),
                (128, top + 150),
                (142, top + 280, 1),
                (100, top + 286, 1),
                (92, top + 160),
            ]
        )
        parts += (
            soft_stroke(tie, dark, 20, 0.5)
            + volume(pen, tie, cloth, (50, top, 140, top + 280), edge=20)
            + soft_stroke(f"M60 {top + 2}L92 {top + 40}", dark, 14, 0.5)
        )
    anchors = {"centre": (-60.0, top + length * 0.55), "waist": (0.0, top + 26), "hem": (120.0, bottom - 60)}
    return Good(parts, (path,), anchors, (-flare - 20, top - 30, flare + 20, bottom + 50))


def draw_scarf(pen: Pen, cloth: Cloth, fringe: bool = True) -> Good:
    """A long scarf folded once over itself, both ends hanging; checked when the cloth has a stripe colour."""
    back = curve(trace("-40,-430! 60,-455 150,-400! 190,-120 212,320! 20,330! 10,-100"))
    front = curve(
        trace("-170,-400! -60,-470 70,-440 120,-380 60,-300 34,-100 20,420! -210,430! -196,0 -200,-260")
    )
    dark = shade(cloth.colour, 0.2)
    parts = []
    for path, shift, low in ((back, 116, 325.0), (front, -95, 425.0)):
        checks = _checks(cloth, shift, low) if cloth.stripe else ""
        lines: list[Fold] = [
            ((shift - 60, -400), (shift - 50, -100), (shift - 62, low + 120), 17),
            ((shift + 40, -420), (shift + 60, -60), (shift + 36, low + 160), 20),
            ((shift - 10, -440), (shift - 2, -200), (shift - 12, 60), 13),
        ]
        over = folds(cloth.colour, lines) + soft_stroke(
            f"M{shift - 140} {low - 22}H{shift + 140}", dark, 8, 0.3
        )
        parts.append(soft_stroke(path, dark, 36, 0.4) if path is front else "")
        if fringe:
            left, right = (24, 208) if path is back else (-206, 18)
            for index in range(19):
                x = left + (right - left) * index / 18
                sway = pen.chance.uniform(-7, 7)
                strand = f"M{x:.0f} {low - 6}Q{x + sway:.0f} {low + 36} {x + sway * 1.4:.0f} {low + 70 + pen.chance.uniform(-6, 8):.0f}"
                parts.append(
                    stroked(strand, dark, 9, 0.5)
                    + stroked(
                        strand,
                        mix(cloth.colour, cloth.stripe or cloth.colour, 0.35 if index % 3 else 0.0),
                        6.5,
                    )
                )
        parts.append(
            volume(pen, path, cloth, (shift - 130, -450, shift + 130, low), checks, edge=56, over=over)
        )
    ends = (
        polygon(trace("20,320 212,320 212,390 20,390")) + polygon(trace("-210,420 20,420 20,490 -210,490"))
        if fringe
        else ""
    )
    anchors = {"centre": (-90.0, 120.0), "end": (-90.0, 360.0), "fold": (-20.0, -390.0)}
    return Good(
        "".join(parts), (back, front, ends) if ends else (back, front), anchors, (-240, -480, 240, 500)
    )


def _checks(cloth: Cloth, shift: float, low: float) -> str:
    """A wide check in the stripe colour."""
    parts = []
    for x in (-78, -20, 58):
        parts.append(stroked(f"M{shift + x} -500V{low + 20}", cloth.stripe, 26, 0.55, cap="butt"))
        parts.append(stroked(f"M{shift + x + 26} -500V{low + 20}", cloth.stripe, 4, 0.8, cap="butt"))
    y = low - 70
    while y > -520:
        parts.append(
            stroked(
                f"M{shift - 160} {y}Q{shift} {y + 10} {shift + 160} {y}", cloth.stripe, 26, 0.5, cap="butt"
            )
        )
        parts.append(
            stroked(
                f"M{shift - 160} {y + 26}Q{shift} {y + 36} {shift + 160} {y + 26}",
                cloth.stripe,
                4,
                0.8,
                cap="butt",
            )
        )
        y -= 128
    return "".join(parts)
