"""Bottles, jars, tubes and soap, standing on y = 0."""

from dataclasses import dataclass

from app.entrypoints.cli.demo.drawing.color import glow, lift, mix, shade
from app.entrypoints.cli.demo.drawing.geometry import curve, ellipse, mirror, number, polygon, rounded
from app.entrypoints.cli.demo.drawing.marks import Mark, draw_mark
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shading import cylinder, glint, soft_stroke, volume

n = number


@dataclass(frozen=True, slots=True)
class Pack:
    """A cosmetic's stuff: glass or case, what is inside, cap, label, ink and the brand's mark."""

    glass: str
    content: str
    cap: str
    label: str
    ink: str
    mark: Mark


def barrel(half: float, top: float, bottom: float, bow: float, shoulder: float = 0.0) -> str:
    """The side view of a turned form, its foot bowed by the perspective."""
    if shoulder <= 0:
        return f"M{n(-half)} {n(top)}Q0 {n(top + bow * 2)} {n(half)} {n(top)}V{n(bottom)}Q0 {n(bottom + bow * 2)} {n(-half)} {n(bottom)}Z"
    s = shoulder
    return (
        f"M{n(-half)} {n(top + s)}Q{n(-half)} {n(top)} {n(-half + s)} {n(top)}H{n(half - s)}Q{n(half)} {n(top)} {n(half)} {n(top + s)}"
        f"V{n(bottom - 8)}C{n(half)} {n(bottom + bow)} {n(half * 0.5)} {n(bottom + bow)} 0 {n(bottom + bow)}S{n(-half)} {n(bottom + bow)} {n(-half)} {n(bottom - 8)}Z"
    )


def _label(pen: Pen, pack: Pack, cx: float, top: float, width: float, height: float, bow: float = 0.0, paper: bool = True) -> str:
    """A label with the mark and two hairlines where words would stand."""
    left, right, low = cx - width / 2, cx + width / 2, top + height
    path = f"M{n(left)} {n(top)}Q{n(cx)} {n(top + bow)} {n(right)} {n(top)}V{n(low)}Q{n(cx)} {n(low + bow)} {n(left)} {n(low)}Z"
    parts = []
    if paper:
        sheen = pen.linear((left, 0), (right, 0), [(0, shade(pack.label, 0.07)), (0.25, glow(pack.label, 0.03)), (0.6, pack.label), (1, shade(pack.label, 0.10))])
        parts.append(filled(path, sheen))
    size = min(width * 0.42, height * 0.42)
    parts.append(draw_mark(pack.mark, cx, top + height * 0.36 + bow / 2, size, pack.ink))
    for share, length, weight in ((0.70, 0.52, 4.0), (0.79, 0.34, 2.6), (0.88, 0.20, 2.6)):
        y = top + height * share + bow * 0.5
        parts.append(stroked(f"M{n(cx - width * length / 2)} {n(y)}Q{n(cx)} {n(y + bow * length * 0.4)} {n(cx + width * length / 2)} {n(y)}", pack.ink, weight, 0.75))
    return "".join(parts)


def _glass(pen: Pen, path: str, half: float, top: float, bottom: float, tint: str, density: float = 0.8) -> str:
    """Coloured glass: dark at both walls, open in the middle, two reflections of the window."""
    walls = pen.linear(
        (-half, 0), (half, 0),
        [(0, shade(tint, 0.20), 0.95), (0.06, shade(tint, 0.06), density), (0.16, glow(tint, 0.06), density), (0.5, glow(tint, 0.02), density * 0.92), (0.85, shade(tint, 0.06), density), (0.94, shade(tint, 0.16), 0.95), (1, shade(tint, 0.10), 0.9)],
    )
    left = rounded(-half * 0.80, top + (bottom - top) * 0.06, half * 0.14, (bottom - top) * 0.84, half * 0.07)
    right = rounded(half * 0.78, top + (bottom - top) * 0.12, half * 0.07, (bottom - top) * 0.7, half * 0.03)
    return filled(path, walls) + glint(pen, left, (0, top), (0, bottom), 0.75) + glint(pen, right, (0, top), (0, bottom), 0.40)


def draw_perfume(pen: Pen, pack: Pack, tall: bool = False, round_: bool = False) -> Good:
    """A heavy flacon: square, tall or round-shouldered, with juice, thick base and a cap."""
    half, height = (130.0, 470.0) if tall else (190.0, 380.0)
    radius = 150.0 if round_ else 26.0
    outer = rounded(-half, -height, half * 2, height, radius)
    inner = rounded(-half + 26, -height + 34, half * 2 - 52, height - 92, max(10.0, radius - 26))
    level = -height + 70
    rim = glow(mix(pack.glass, "#ffffff", 0.55), 0.02)
    body = filled(outer, pen.linear((-half, -height), (half, 0), [(0, glow(rim, 0.08), 0.92), (0.5, rim, 0.80), (1, shade(rim, 0.14), 0.92)]))
    juice = pen.linear((-half, -height), (half, 0), [(0, glow(pack.content, 0.08), 0.95), (0.45, pack.content, 0.92), (1, shade(pack.content, 0.10), 0.96)])
    clip = pen.clip(inner)
    body += group(filled(f"M-400 {level}H400V40H-400Z", juice) + filled(f"M-400 {level}H400V{level + 7}H-400Z", glow(pack.content, 0.15), 0.8), clip=clip)
    body += stroked(inner, shade(pack.content, 0.18), 3, 0.45) + stroked(inner, "#ffffff", 2, 0.5)
    base = group(filled(f"M-400 -58H400V0H-400Z", pen.linear((0, -58), (0, 0), [(0, "#ffffff", 0.35), (0.4, shade(rim, 0.10), 0.25), (1, glow(pack.content, 0.12), 0.75)])), clip=pen.clip(outer))
    streaks = glint(pen, rounded(-half + 9, -height + 30, 12, height - 60, 6), (0, -height), (0, 0), 0.95) + glint(pen, rounded(-half + 40, -height + 50, half * 0.3, height * 0.62, 12), (-half, -height), (-half * 0.2, -height * 0.3), 0.34)
    streaks += glint(pen, rounded(half - 20, -height + 40, 8, height * 0.7, 4), (0, -height), (0, 0), 0.6)
    body += base + group(streaks, clip=pen.clip(outer)) + stroked(outer, shade(rim, 0.28), 2.5, 0.5)
    body += _label(pen, pack, 0, -height * 0.80 if not tall else -height * 0.72, half * 1.15, height * 0.56, 0, paper=not round_)
    collar = rounded(-46, -height - 34, 92, 38, 5)
    cap = barrel(82 if not tall else 70, -height - 190, -height - 34, 5, 16)
    parts = [cylinder(pen, collar, "#c9a860", -46, 46), cylinder(pen, cap, pack.cap, -82, 82, 0.9), glint(pen, rounded(-52, -height - 176, 18, 120, 9), (0, -height - 180), (0, -height - 60), 0.5), body]
    return Good("".join(parts), (outer, collar, cap), {"centre": (0.0, -height * 0.52), "cap": (0.0, -height - 110), "label": (0.0, -height * 0.5)}, (-half, -height - 192, half, 4))


def draw_dropper(pen: Pen, pack: Pack) -> Good:
    """A serum bottle with a pipette."""
    half, height = 118.0, 400.0
    glass = barrel(half, -height, -6, 8, 66)
    bulb = curve(mirror([(0, -height - 236), (32, -height - 230), (42, -height - 190), (40, -height - 118, 1), (0, -height - 116)]))
    ring = barrel(60, -height - 122, -height + 6, 4, 8)
    inside = filled(rounded(-half + 14, -height + 88, half * 2 - 28, height - 106, 18), pen.linear((0, -height), (0, 0), [(0, glow(pack.content, 0.03), 0.75), (1, shade(pack.content, 0.05), 0.9)]))
    parts = [cylinder(pen, bulb, lift(pack.cap, -0.02), -42, 42, 0.7), cylinder(pen, ring, pack.cap, -60, 60)]
    parts.append("".join(stroked(f"M{x} {-height - 112}V{-height - 4}", shade(pack.cap, 0.18), 2, 0.35) for x in range(-54, 58, 9)))
    parts += [inside, _glass(pen, glass, half, -height, 0, pack.glass, 0.72), stroked(glass, shade(pack.glass, 0.2), 2.5, 0.6)]
    parts.append(_label(pen, pack, 0, -height * 0.66, half * 1.62, height * 0.54, 8))
    parts.append(glint(pen, rounded(-half * 0.80, -height + 60, half * 0.13, height * 0.80, 8), (0, -height), (0, 0), 0.6))
    return Good("".join(parts), (glass, bulb, ring), {"centre": (0.0, -height * 0.45), "cap": (0.0, -height - 60)}, (-half, -height - 240, half, 6))


def draw_jar(pen: Pen, pack: Pack, open_: bool = False) -> Good:
    """A cream jar; `open_` shows the cream with its swirl and the lid laid aside."""
    half, height = 190.0, 210.0
    top = -height
    body = f"M{n(-half)} {top}V-40Q{n(-half)} 12 {n(-half + 60)} 18Q0 30 {n(half - 60)} 18Q{n(half)} 12 {n(half)} -40V{top}Z"
    parts = [_glass(pen, body, half, top, 10, pack.glass, 0.96), stroked(body, shade(pack.glass, 0.2), 2.5, 0.45)]
    parts.append(_label(pen, pack, 0, top + 36, half * 1.1, height * 0.72, 10, paper=False))
    if not open_:
        lid = f"M{n(-half - 6)} {top - 84}Q{n(-half - 6)} {top - 108} {n(-half + 30)} {top - 112}Q0 {top - 124} {n(half - 30)} {top - 112}Q{n(half + 6)} {top - 108} {n(half + 6)} {top - 84}V{top + 6}Q0 {top + 42} {n(-half - 6)} {top + 6}Z"
        parts.append(soft_stroke(f"M{n(-half)} {top + 14}Q0 {top + 50} {n(half)} {top + 14}", shade(pack.glass, 0.25), 22, 0.45))
        parts.append(cylinder(pen, lid, pack.cap, -half - 6, half + 6, 0.8))
        parts.append(filled(f"M{n(-half - 6)} {top - 84}Q{n(-half - 6)} {top - 108} {n(-half + 30)} {top - 112}Q0 {top - 124} {n(half - 30)} {top - 112}Q{n(half + 6)} {top - 108} {n(half + 6)} {top - 84}Q0 {top - 60} {n(-half - 6)} {top - 84}Z", glow(pack.cap, 0.09), 0.8))
        return Good("".join(parts), (body, lid), {"centre": (0.0, -90.0), "lid": (0.0, top - 30)}, (-half - 8, top - 124, half + 8, 24))
    mouth, cream = ellipse(0, top, half, 44), ellipse(0, top + 3, half - 20, 36)
    parts.append(filled(mouth, shade(pack.glass, 0.06)) + stroked(mouth, glow(pack.glass, 0.2), 5, 0.9))
    parts.append(filled(cream, pen.radial((-40, top - 10), half, [(0, glow(pack.content, 0.06)), (0.7, pack.content), (1, shade(pack.content, 0.10))])))
    swirl = f"M-110 {top + 6}C-60 {top - 30} 60 {top - 26} 76 {top}S-20 {top + 30} -40 {top + 8}S20 {top - 12} 26 {top - 2}"
    parts.append(stroked(swirl, shade(pack.content, 0.12), 15, 0.4).replace("<path", '<path transform="translate(3 5)"') + stroked(swirl, glow(pack.content, 0.08), 11, 0.95))
    return Good("".join(parts), (body, mouth), {"centre": (0.0, -90.0), "cream": (0.0, top + 2)}, (-half - 8, top - 50, half + 8, 24))


def draw_lipstick(pen: Pen, pack: Pack, closed: bool = False) -> Good:
    """A lipstick out of its case, or its closed case."""
    base = barrel(72, -230, -4, 6)
    if closed:
        cap = barrel(74, -470, -228, 6, 10)
        parts = [cylinder(pen, base, pack.cap, -72, 72), cylinder(pen, cap, lift(pack.cap, 0.01), -74, 74), draw_mark(pack.mark, 0, -350, 64, pack.ink)]
        parts.append(soft_stroke("M-74 -226Q0 -214 74 -226", shade(pack.cap, 0.3), 12, 0.6))
        return Good("".join(parts), (base, cap), {"centre": (0.0, -350.0)}, (-76, -474, 76, 4))
    sleeve = barrel(60, -330, -226, 5)
    collar = barrel(50, -384, -326, 4)
    stick = curve([(-44, -380, 1), (-44, -500), (-40, -548), (-20, -590), (8, -606), (34, -560), (44, -500), (44, -380, 1), (0, -372)])
    cut = curve([(-40, -546), (-20, -590), (8, -606), (34, -560), (44, -506), (14, -520), (-20, -536)])
    parts = [cylinder(pen, stick, pack.content, -44, 44, 0.8), filled(cut, pen.linear((-40, -606), (44, -500), [(0, glow(pack.content, 0.14)), (0.6, glow(pack.content, 0.05)), (1, pack.content)]))]
    parts.append(glint(pen, rounded(-28, -530, 9, 130, 4), (0, -530), (0, -400), 0.55))
    gold = "#cfae6a"
    parts += [cylinder(pen, collar, gold, -50, 50), cylinder(pen, sleeve, gold, -60, 60), cylinder(pen, base, pack.cap, -72, 72)]
    parts.append(soft_stroke("M-60 -324Q0 -314 60 -324", shade(gold, 0.3), 8, 0.5) + soft_stroke("M-72 -228Q0 -216 72 -228", shade(pack.cap, 0.3), 8, 0.5))
    parts.append(draw_mark(pack.mark, 0, -112, 62, pack.ink))
    return Good("".join(parts), (base, sleeve, collar, stick), {"centre": (0.0, -120.0), "stick": (0.0, -470.0)}, (-74, -610, 74, 6))


def draw_soap(pen: Pen, pack: Pack, wrapped: bool = False) -> Good:
    """A soap bar with its stamp, or wrapped in its paper band."""
    side = curve([(-236, -130, 1), (-228, -30), (-190, -2), (0, 6), (190, -2), (228, -30), (236, -130, 1)])
    top = curve([(-238, -132), (-226, -176), (-150, -206), (0, -212), (150, -206), (226, -176), (238, -132), (170, -104), (0, -98), (-170, -104)])
    colour = pack.content
    parts = [volume(pen, side, Cloth(colour), (-236, -130, 236, 0), edge=44, over=_flecks(pen, colour))]
    parts.append(filled(top, pen.linear((-230, -210), (230, -100), [(0, glow(colour, 0.10)), (0.6, glow(colour, 0.05)), (1, shade(colour, 0.02))])) + stroked(top, glow(colour, 0.14), 4, 0.8))
    if wrapped:
        band = polygon([(-96, -212), (96, -212), (104, -100), (104, 4), (-104, 4), (-104, -100)])
        parts.append(soft_stroke(band, shade(colour, 0.25), 16, 0.35) + filled(band, pen.linear((0, -212), (0, 4), [(0, glow(pack.label, 0.03)), (0.5, pack.label), (0.51, shade(pack.label, 0.05)), (1, shade(pack.label, 0.10))])))
        parts.append(_label(pen, pack, 0, -92, 150, 92, 0, paper=False))
    else:
        stamp = draw_mark(pack.mark, 0, -152, 92, shade(colour, 0.15))
        squash = '<g transform="translate(0 -152) scale(1.5 0.62) translate(0 152)">'
        parts.append(f"{squash}{draw_mark(pack.mark, 1.5, -149, 92, glow(colour, 0.14))}{stamp}</g>")
    return Good("".join(parts), (side, top), {"centre": (0.0, -70.0), "top": (0.0, -150.0)}, (-240, -214, 240, 8))


def _flecks(pen: Pen, colour: str) -> str:
    dots = []
    for _ in range(46):
        x, y = pen.chance.uniform(-230, 230), pen.chance.uniform(-130, 0)
        dots.append(f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="{pen.chance.uniform(1.5, 5):.1f}" ry="1.8" fill="{shade(colour, 0.2)}" fill-opacity="0.3"/>')
    return "".join(dots)


def draw_pump(pen: Pen, pack: Pack) -> Good:
    """A pump bottle for a wash or lotion."""
    half, height = 140.0, 470.0
    glass = barrel(half, -height, -6, 9, 54)
    neck = rounded(-42, -height - 46, 84, 52, 6)
    stem = rounded(-13, -height - 120, 26, 80, 4)
    head = curve([(-60, -height - 150, 1), (56, -height - 150, 1), (62, -height - 112, 1), (-64, -height - 112, 1)])
    spout = curve([(-56, -height - 150, 1), (-150, -height - 146), (-186, -height - 118, 1), (-176, -height - 98, 1), (-140, -height - 116), (-58, -height - 116, 1)])
    parts = [cylinder(pen, stem, lift(pack.cap, -0.03), -13, 13), filled(spout, pen.linear((-180, -height - 150), (-60, -height - 100), [(0, glow(pack.cap, 0.08)), (0.5, pack.cap), (1, shade(pack.cap, 0.12))])), cylinder(pen, head, pack.cap, -64, 62), cylinder(pen, neck, pack.cap, -42, 42)]
    parts += [_glass(pen, glass, half, -height, 0, pack.glass, 0.94), stroked(glass, shade(pack.glass, 0.2), 2.5, 0.5), _label(pen, pack, 0, -height * 0.72, half * 1.6, height * 0.60, 8)]
    parts.append(glint(pen, rounded(-half * 0.82, -height + 50, half * 0.12, height * 0.8, 8), (0, -height), (0, 0), 0.6))
    return Good("".join(parts), (glass, neck, stem, head, spout), {"centre": (0.0, -height * 0.45), "cap": (0.0, -height - 20)}, (-188, -height - 152, half, 8))


def draw_tube(pen: Pen, pack: Pack) -> Good:
    """A hand cream tube standing on its cap."""
    body = curve([(-128, -560, 1), (128, -560, 1), (126, -470), (112, -250), (96, -104, 1), (0, -96), (-96, -104, 1), (-112, -250), (-126, -470)])
    cap = barrel(96, -112, -4, 7, 6)
    crimp = rounded(-130, -584, 260, 36, 4)
    parts = [cylinder(pen, cap, pack.cap, -96, 96), cylinder(pen, body, pack.glass, -128, 128, 0.7)]
    fade = pen.linear((0, -560), (0, -330), [(0, shade(pack.glass, 0.10), 0.7), (0.4, glow(pack.glass, 0.06), 0.5), (1, pack.glass, 0)])
    parts.append(filled(polygon([(-128, -560), (128, -560), (0, -330)]), fade))
    parts.append(filled(crimp, pen.linear((-130, 0), (130, 0), [(0, shade(pack.glass, 0.06)), (0.3, glow(pack.glass, 0.06)), (1, shade(pack.glass, 0.12))])))
    parts.append("".join(stroked(f"M{x} -582V-550", shade(pack.glass, 0.16), 2, 0.5) for x in range(-124, 128, 8)))
    parts.append(_label(pen, pack, 0, -450, 170, 290, 6, paper=False))
    parts.append(soft_stroke("M-96 -106Q0 -94 96 -106", shade(pack.cap, 0.3), 10, 0.5))
    return Good("".join(parts), (body, cap, crimp), {"centre": (0.0, -300.0), "cap": (0.0, -56.0)}, (-132, -586, 132, 6))
