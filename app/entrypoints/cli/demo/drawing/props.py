"""What stands around the goods: light through windows, leaves, plinths, rails, furniture, stone, sea."""

import math

from app.entrypoints.cli.demo.drawing.color import glow, lift, mix, shade
from app.entrypoints.cli.demo.drawing.geometry import curve, ellipse, number, placing, polygon, rounded
from app.entrypoints.cli.demo.drawing.materials import Cloth, weave
from app.entrypoints.cli.demo.drawing.pen import Pen, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shading import contact, cylinder, soft_stroke

n = number


def window_light(pen: Pen, x: float, y: float, width: float, height: float, lean: float, wall: str, leaves: bool = True, strength: float = 0.55) -> str:
    """Sun through a paned window, slanted on the wall, with the shadow of a branch in it."""
    light = mix(glow(wall, 0.16), "#ffe9c4", 0.30)
    panes = []
    columns, rows, bar = 2, 3, 26.0
    cell_w, cell_h = (width - bar) / columns, (height - bar * 2) / rows
    for row in range(rows):
        for column in range(columns):
            left, top = column * (cell_w + bar), row * (cell_h + bar)
            corners = [(left, top), (left + cell_w, top), (left + cell_w, top + cell_h), (left, top + cell_h)]
            panes.append(polygon([(x + cx + (cy - height / 2) * lean, y + cy + cx * 0.16) for cx, cy in corners]))
    count = 12
    each = 1 - (1 - strength) ** (1 / count)
    shape = pen.shape("".join(panes))
    parts = []
    for index in range(count):
        reach, angle = 13 * ((index + 0.5) / count) ** 0.5, index * 2.39996
        parts.append(f'<use href="{shape}" x="{n(reach * math.cos(angle))}" y="{n(reach * math.sin(angle))}" fill="{light}" fill-opacity="{each:.3f}"/>')
    if leaves:
        dark = mix(wall, shade(wall, 0.06), 0.8)
        shadows = "".join(branch_shadow(pen, x + width * 0.10, y + height * 0.95, height * 0.85, -62 + index * 22, dark) for index in range(3))
        soft = "".join(group(shadows, placing(dx, dy)) for dx, dy in ((0, 0), (9, 4), (-7, 6), (3, -9)))
        parts.append(f'<g fill-opacity="0.26" stroke-opacity="0.26" clip-path="{pen.clip(*panes)}">{soft}</g>')
    return "".join(parts)


def branch_shadow(pen: Pen, x: float, y: float, length: float, degrees: float, colour: str) -> str:
    """A branch with long leaves, as a flat shape."""
    parts = [stroked(f"M0 0Q{n(length * 0.5)} {n(-length * 0.08)} {n(length)} 0", colour, 7)]
    count = 11
    for index in range(count):
        t = 0.12 + 0.86 * index / count
        size = length * (0.17 - 0.07 * t) * pen.chance.uniform(0.85, 1.15)
        side = -1 if index % 2 else 1
        leaf = curve([(0, 0, 1), (size * 0.5, -size * 0.17), (size, 0, 1), (size * 0.5, size * 0.17)])
        turn = 46 * side + pen.chance.uniform(-10, 10)
        parts.append(f'<g transform="translate({n(length * t)} {n(-length * 0.32 * t * (1 - t))}) rotate({turn:.0f})">{filled(leaf, colour)}</g>')
    return group("".join(parts), placing(x, y, 1, degrees))


def sprig(pen: Pen, x: float, y: float, length: float, degrees: float, colour: str, kind: str = "olive") -> str:
    """A cut branch lying or standing: olive (slim), eucalyptus (round) or beech (broad)."""
    parts = []
    stem = shade(mix(colour, "#7a5a3a", 0.4), 0.06)
    parts.append(stroked(f"M0 0Q{n(length * 0.5)} {n(-length * 0.10)} {n(length)} {n(length * 0.03)}", stem, max(4, length * 0.012)))
    count = {"olive": 15, "eucalyptus": 13, "beech": 9}[kind]
    fat = {"olive": 0.13, "eucalyptus": 0.42, "beech": 0.30}[kind]
    for index in range(count + 1):
        t = 0.14 + 0.86 * index / count
        size = length * ({"olive": 0.20, "eucalyptus": 0.15, "beech": 0.24}[kind] - 0.07 * t) * pen.chance.uniform(0.85, 1.12)
        side = -1 if index % 2 else 1
        turn = 0.0 if index == count else (42 + pen.chance.uniform(-12, 12)) * side
        tint = mix(colour, glow(colour, 0.10) if pen.chance.random() < 0.5 else shade(colour, 0.08), pen.chance.uniform(0.2, 0.9))
        leaf = curve([(0, 0, 1), (size * 0.35, -size * fat), (size * 0.72, -size * fat * 0.8), (size, 0, 1), (size * 0.7, size * fat * 0.85), (size * 0.35, size * fat * 0.9)])
        upper = curve([(0, 0, 1), (size * 0.35, -size * fat), (size * 0.72, -size * fat * 0.8), (size, 0, 1)])
        drawn = filled(leaf, tint) + filled(upper, glow(tint, 0.07), 0.8) + stroked(f"M2 0H{n(size * 0.9)}", shade(tint, 0.10), 2.4, 0.6)
        px, py = length * t, -length * 0.20 * t * (1 - t) + length * 0.03 * t * t
        parts.append(f'<g transform="translate({n(px)} {n(py)}) rotate({turn:.0f})">{drawn}</g>')
    drawing = "".join(parts)
    return group(drawing, placing(x, y, 1, degrees))


def sprig_shadow(pen: Pen, x: float, y: float, length: float, degrees: float, surface: str) -> str:
    """The soft dark under a lying sprig."""
    deep = shade(mix(surface, "#2a2030", 0.3), 0.2)
    return group(soft_stroke(f"M{n(length * 0.1)} 14Q{n(length * 0.5)} 0 {n(length)} 20", deep, length * 0.20, 0.30), placing(x + 10, y + 14, 1, degrees))


def plinth(pen: Pen, x: float, top: float, foot: float, width: float, colour: str, round_: bool = True) -> str:
    """A painted plinth, round or square, its top seen a little from above."""
    half, flat = width / 2, width * (0.085 if round_ else 0.07)
    shadow = contact(pen, (x, foot), half, colour, 0.17, 0.5)
    if round_:
        body = f"M{n(-half)} {n(top)}V{n(foot)}A{n(half)} {n(flat)} 0 0 0 {n(half)} {n(foot)}V{n(top)}Z"
        side = pen.linear((-half, 0), (half, 0), [(0, shade(colour, 0.03)), (0.22, glow(colour, 0.05)), (0.5, colour), (1, shade(colour, 0.15))])
        lid = ellipse(0, top, half, flat)
        rim = f"M{n(-half)} {n(top)}A{n(half)} {n(flat)} 0 0 0 {n(half)} {n(top)}"
        drawn = filled(body, side) + filled(lid, pen.linear((-half, top), (half, top), [(0, glow(colour, 0.11)), (0.6, glow(colour, 0.07)), (1, glow(colour, 0.02))]))
        return shadow + group(drawn + stroked(rim, glow(colour, 0.14), 3, 0.8), placing(x, 0))
    front = f"M{n(-half)} {n(top + flat)}H{n(half)}V{n(foot + flat)}H{n(-half)}Z"
    lid = polygon([(-half, top + flat), (-half * 0.90, top - flat), (half * 0.94, top - flat), (half, top + flat)])
    face = pen.linear((-half, top), (half, foot), [(0, glow(colour, 0.02)), (0.5, colour), (1, shade(colour, 0.12))])
    drawn = filled(front, face) + filled(lid, glow(colour, 0.10)) + stroked(f"M{n(-half)} {n(top + flat)}H{n(half)}", glow(colour, 0.16), 3, 0.8)
    return shadow + group(drawn, placing(x, 0))


def arch(pen: Pen, x: float, foot: float, width: float, height: float, colour: str, deep: bool = True) -> str:
    """An arched niche in the wall (`deep`), or a flat painted arch."""
    half = width / 2
    shape = f"M{n(x - half)} {n(foot)}V{n(foot - height + half)}A{n(half)} {n(half)} 0 0 1 {n(x + half)} {n(foot - height + half)}V{n(foot)}Z"
    fill = pen.linear((x - half, foot - height), (x + half, foot), [(0, shade(colour, 0.10)), (0.45, colour), (1, glow(colour, 0.05))])
    if not deep:
        flat = pen.linear((x - half, foot - height), (x + half, foot), [(0, glow(colour, 0.03)), (1, shade(colour, 0.05))])
        return filled(shape, flat)
    inner = filled(shape, fill)
    jamb = f"M{n(x - half)} {n(foot)}V{n(foot - height + half)}A{n(half)} {n(half)} 0 0 1 {n(x + half)} {n(foot - height + half)}"
    left = f"M{n(x - half)} {n(foot)}V{n(foot - height + half)}A{n(half)} {n(half)} 0 0 1 {n(x)} {n(foot - height)}"
    shadow = soft_stroke(left, shade(colour, 0.24), 190, 0.55, 8)
    edge = stroked(jamb, glow(colour, 0.12), 6, 0.7)
    lit = stroked(f"M{n(x + half)} {n(foot)}V{n(foot - height + half)}", glow(colour, 0.2), 14, 0.6)
    return group(inner + shadow + lit + edge, clip=pen.clip(shape))


def stone(pen: Pen, x: float, foot: float, width: float, height: float, colour: str) -> str:
    """A smooth pebble or boulder."""
    half = width / 2
    wobble = [pen.chance.uniform(0.9, 1.1) for _ in range(8)]
    points = [
        (half * 0.96 * math.cos(angle) * wobble[index], -height / 2 + height / 2 * math.sin(angle) * (wobble[index] if math.sin(angle) < 0 else 1.0))
        for index, angle in enumerate(k * math.pi / 4 for k in range(8))
    ]
    path = curve(points)
    fill = pen.radial((-half * 0.35, -height * 0.75), width * 0.85, [(0, glow(colour, 0.10)), (0.45, colour), (1, shade(colour, 0.20))])
    specks = "".join(
        f'<circle cx="{n(pen.chance.uniform(-half, half))}" cy="{n(pen.chance.uniform(-height, 0))}" r="{n(pen.chance.uniform(1, 3.4))}" fill="{shade(colour, 0.2)}" fill-opacity="0.4"/>'
        for _ in range(46)
    )
    drawn = filled(path, fill) + group(specks + soft_stroke(path, shade(colour, 0.2), width * 0.12, 0.35), clip=pen.clip(path))
    return contact(pen, (x, foot), half * 0.85, colour, 0.15, 0.5) + group(drawn, placing(x, foot))


def hanger(pen: Pen, wood: str, width: float = 300, hook: float = 112) -> str:
    """A wooden hanger in a top's units: its hook rises from (0, -430)."""
    arm = curve([(0, -452), (60, -440), (width * 0.6, -396), (width, -352), (width - 10, -332, 1), (width * 0.55, -372), (0, -414), (-width * 0.55, -372), (-width + 10, -332, 1), (-width, -352), (-width * 0.6, -396), (-60, -440)])
    steel = "#8d8a86"
    loop = f"M0 -440V{n(-440 - hook * 0.36)}C0 {n(-440 - hook * 0.55)} 34 {n(-440 - hook * 0.5)} 34 {n(-440 - hook * 0.76)}A34 34 0 1 0 -34 {n(-440 - hook * 0.76)}"
    return stroked(loop, shade(steel, 0.16), 9) + stroked(loop, glow(steel, 0.14), 4.5) + filled(arm, pen.linear((0, -452), (0, -330), [(0, glow(wood, 0.08)), (1, shade(wood, 0.12))]))


def rail(pen: Pen, y: float, left: float, right: float, foot: float, colour: str) -> str:
    """A clothes rail with its two legs."""
    def tube(path: str) -> str:
        return stroked(path, shade(colour, 0.18), 22) + stroked(path, colour, 15) + stroked(path, glow(colour, 0.2), 5, 0.7)

    legs = "".join(tube(f"M{n(x)} {n(y)}V{n(foot)}M{n(x - 90)} {n(foot)}H{n(x + 90)}") for x in (left, right))
    return legs + tube(f"M{n(left - 30)} {n(y)}H{n(right + 30)}")


def peg_rail(pen: Pen, y: float, width: float, wood: str, pegs: list[float]) -> str:
    """A shaker board with turned pegs."""
    board = f"M0 {n(y - 44)}H{n(width)}V{n(y + 44)}H0Z"
    parts = [filled(f"M0 {n(y + 44)}H{n(width)}V{n(y + 86)}H0Z", pen.linear((0, y + 44), (0, y + 86), [(0, "#2a2030", 0.24), (1, "#2a2030", 0)]))]
    parts.append(filled(board, pen.linear((0, y - 44), (0, y + 44), [(0, glow(wood, 0.07)), (0.15, wood), (1, shade(wood, 0.06))])))
    for index in range(7):
        grain = f"M0 {n(y - 36 + index * 12)}C{n(width * 0.3)} {n(y - 44 + index * 12 + pen.chance.uniform(-6, 12))} {n(width * 0.6)} {n(y - 28 + index * 12)} {n(width)} {n(y - 36 + index * 12)}"
        parts.append(stroked(grain, shade(wood, 0.12), 2, 0.3))
    for x in pegs:
        parts.append(filled(ellipse(x + 12, y + 16, 26, 22), "#2a2030", 0.25))
        parts.append(filled(ellipse(x, y, 24, 24), pen.radial((x - 8, y - 9), 32, [(0, glow(wood, 0.16)), (0.6, wood), (1, shade(wood, 0.14))])))
    return "".join(parts)


def steps(pen: Pen, width: float, height: float, top: float, colour: str, count: int = 3) -> list[tuple[str, float]]:
    """Stone stairs across the frame; for each step its drawing and the line where things stand."""
    rise = (height - top) / count
    drawn = []
    for index in range(count):
        y = top + rise * index
        tread = rise * 0.46
        left = width * (0.36 - 0.22 * index) if index < 2 else -40.0
        front = polygon([(left, y + tread), (width + 40, y + tread), (width + 40, y + rise + 4), (left, y + rise + 4)])
        flat = polygon([(left + tread * 0.9, y), (width + 40, y), (width + 40, y + tread), (left, y + tread)])
        face = pen.linear((0, y + tread), (0, y + rise), [(0, shade(colour, 0.10)), (1, shade(colour, 0.15))])
        lit = pen.linear((left, y), (width, y + tread), [(0, glow(colour, 0.09)), (0.5, glow(colour, 0.05)), (1, shade(colour, 0.02))])
        behind = pen.linear((0, y), (0, y + tread * 0.5), [(0, shade(colour, 0.2), 0.45), (1, shade(colour, 0.2), 0)])
        markup = filled(front, face) + filled(flat, lit) + filled(flat, behind) + stroked(f"M{n(left)} {n(y + tread)}H{n(width + 40)}", glow(colour, 0.15), 5, 0.8)
        drawn.append((markup, y + tread * 0.72))
    return drawn


def chair(pen: Pen, x: float, foot: float, scale: float, wood: str, seat: str) -> str:
    """A bentwood chair, three-quarter front, with a woven seat at about 560 above its foot."""
    def bar(path: str, width: float) -> str:
        return stroked(path, shade(wood, 0.16), width) + stroked(path, wood, width * 0.74) + stroked(path, glow(wood, 0.14), width * 0.24, 0.7).replace("<path", f'<path transform="translate({n(-width * 0.16)} 0)"')

    parts = [contact(pen, (20, -6), 330, wood, 0.15, 0.45)]
    parts.append(bar("M-190 -540L-206 -30M214 -540L232 -30", 34))
    parts.append(bar("M-214 -540C-226 -900 -210 -1150 0 -1160S232 -900 224 -540", 38))
    parts.append(bar("M-130 -560C-134 -840 -100 -1010 4 -1016S142 -840 136 -560", 26))
    top = curve([(-262, -560), (-230, -612), (0, -628), (240, -612), (274, -560), (250, -512), (0, -494), (-236, -512)])
    parts.append(group(soft_stroke(top, shade(seat, 0.25), 30, 0.4), placing(0, 14)))
    parts.append(filled(curve([(-266, -556), (-236, -508), (0, -488), (250, -508), (278, -556), (274, -524), (244, -472), (0, -452), (-234, -472), (-264, -524)]), pen.linear((-260, 0), (270, 0), [(0, glow(wood, 0.04)), (0.3, wood), (1, shade(wood, 0.14))])))
    parts.append(filled(top, pen.linear((-260, -620), (270, -500), [(0, glow(seat, 0.08)), (1, shade(seat, 0.05))])) + group(weave(pen, Cloth(seat, "canvas", scale=2.2), (-260, -630, 280, -490)), clip=pen.clip(top)))
    parts.append(bar("M-238 -490L-268 0M250 -490L284 0", 38))
    parts.append(bar("M-250 -230C-100 -200 120 -200 266 -230", 20))
    return group("".join(parts), placing(x, foot, scale))


def stool(pen: Pen, x: float, top: float, foot: float, width: float, wood: str) -> str:
    """A round wooden stool."""
    half = width / 2
    def leg(x0: float, x1: float, tint: str) -> str:
        return filled(polygon([(x0 - 22, top + 30), (x0 + 22, top + 30), (x1 + 15, foot), (x1 - 15, foot)]), pen.linear((x0 - 22, 0), (x0 + 22, 0), [(0, glow(tint, 0.06)), (1, shade(tint, 0.12))]))

    parts = [contact(pen, (0, foot), half * 1.05, wood, 0.16, 0.45), leg(-half * 0.36, -half * 0.42, shade(wood, 0.12)), leg(half * 0.36, half * 0.46, shade(wood, 0.12))]
    parts += [leg(-half * 0.74, -half * 0.94, wood), leg(half * 0.74, half * 0.94, wood)]
    edge = f"M{n(-half)} {n(top)}V{n(top + 34)}A{n(half)} {n(half * 0.12)} 0 0 0 {n(half)} {n(top + 34)}V{n(top)}Z"
    parts.append(cylinder(pen, edge, wood, -half, half, 0.5))
    lid = ellipse(0, top, half, half * 0.12)
    rings = "".join(stroked(ellipse(-half * 0.1, top, half * k, half * 0.12 * k), shade(wood, 0.10), 2, 0.35) for k in (0.3, 0.5, 0.68, 0.84))
    parts.append(filled(lid, glow(wood, 0.09)) + group(rings, clip=pen.clip(lid)))
    return group("".join(parts), placing(x, 0))


def vase(pen: Pen, x: float, foot: float, height: float, colour: str, leaf: str, kind: str = "olive") -> str:
    """A stoneware vase with a few branches."""
    half = height * 0.24
    body = curve([(-half * 0.42, -height, 1), (-half * 0.36, -height * 0.86), (-half * 0.9, -height * 0.58), (-half, -height * 0.34), (-half * 0.72, -height * 0.05), (-half * 0.5, 0, 1), (half * 0.5, 0, 1), (half * 0.72, -height * 0.05), (half, -height * 0.34), (half * 0.9, -height * 0.58), (half * 0.36, -height * 0.86), (half * 0.42, -height, 1)])
    branches = "".join(sprig(pen, pen.chance.uniform(-8, 8), -height * 0.98, height * length, turn, leaf, kind) for length, turn in ((1.25, -104), (1.05, -72), (0.85, -128), (0.8, -50)))
    mouth = filled(ellipse(0, -height, half * 0.42, half * 0.09), shade(colour, 0.25))
    glaze = cylinder(pen, body, colour, -half, half, 0.6) + group(soft_stroke(body, shade(colour, 0.2), half * 0.3, 0.3), clip=pen.clip(body))
    return contact(pen, (x, foot), half * 0.75, colour, 0.2, 0.5) + group(branches + glaze + mouth, placing(x, foot))


def sea(pen: Pen, width: float, height: float, horizon: float, sky: str, water: str) -> str:
    """Sky, sea and a low sun path."""
    top = pen.linear((0, 0), (0, horizon), [(0, shade(sky, 0.04)), (0.6, sky), (1, mix(glow(sky, 0.10), "#ffe3c2", 0.45))])
    deep = pen.linear((0, horizon), (0, height), [(0, mix(water, sky, 0.45)), (0.25, water), (1, shade(water, 0.07))])
    parts = [filled(f"M0 0H{n(width)}V{n(horizon)}H0Z", top), filled(f"M0 {n(horizon)}H{n(width)}V{n(height)}H0Z", deep)]
    for index in range(64):
        depth = pen.chance.random() ** 1.5
        y = horizon + 8 + depth * (height - horizon)
        x = width * pen.chance.uniform(-0.05, 1.05)
        reach = 26 + depth * 190 * pen.chance.uniform(0.5, 1.3)
        parts.append(stroked(f"M{n(x)} {n(y)}q{n(reach / 2)} {n(-2 - depth * 7)} {n(reach)} 0", glow(water, 0.16), 1.6 + depth * 4.5, 0.5 - depth * 0.15))
    return "".join(parts)


def terrazzo(pen: Pen, x: float, y: float, width: float, height: float, base: str, chips: list[str], count: int = 240, size: float = 26) -> str:
    """A slab with chips of stone."""
    parts = [filled(f"M{n(x)} {n(y)}h{n(width)}v{n(height)}h{n(-width)}Z", pen.linear((x, y), (x + width, y + height), [(0, glow(base, 0.05)), (1, shade(base, 0.04))]))]
    for _ in range(count):
        cx, cy = x + pen.chance.uniform(0, width), y + pen.chance.uniform(0, height)
        reach = size * pen.chance.uniform(0.25, 1.0)
        sides = pen.chance.randint(4, 6)
        start = pen.chance.uniform(0, math.tau)
        chip = polygon([(cx + reach * pen.chance.uniform(0.6, 1) * math.cos(start + k * math.tau / sides), cy + reach * pen.chance.uniform(0.6, 1) * math.sin(start + k * math.tau / sides)) for k in range(sides)])
        parts.append(filled(chip, pen.chance.choice(chips), 0.8))
    return "".join(parts)


def linen(pen: Pen, width: float, height: float, colour: str) -> str:
    """A cloth that fills the frame, with long soft creases."""
    parts = [weave(pen, Cloth(colour, "linen", scale=1.4), (0, 0, width, height))]
    dark, light = shade(colour, 0.14), glow(colour, 0.08)
    for _ in range(9):
        x0, y0 = pen.chance.uniform(-0.2, 1.0) * width, pen.chance.uniform(-0.1, 1.1) * height
        turn, reach = pen.chance.uniform(-0.5, 0.9), pen.chance.uniform(0.5, 1.1) * height
        x1, y1 = x0 + reach * math.cos(turn), y0 + reach * math.sin(turn)
        bend = pen.chance.uniform(-90, 90)
        path = f"M{n(x0)} {n(y0)}Q{n((x0 + x1) / 2 + bend)} {n((y0 + y1) / 2 - bend)} {n(x1)} {n(y1)}"
        parts.append(soft_stroke(path, dark, 90, 0.20) + group(soft_stroke(path, light, 60, 0.30), placing(-30, -34)))
    return "".join(parts)


def boards(pen: Pen, width: float, height: float, colour: str, pitch: float = 300) -> str:
    """Wide wooden boards seen from above."""
    parts = []
    x = -pen.chance.uniform(0, pitch)
    while x < width:
        tint = lift(colour, pen.chance.uniform(-0.03, 0.03))
        parts.append(filled(f"M{n(x)} 0h{n(pitch)}V{n(height)}h{n(-pitch)}Z", pen.linear((x, 0), (x + pitch, height), [(0, glow(tint, 0.04)), (1, shade(tint, 0.05))])))
        for _ in range(9):
            gx = x + pen.chance.uniform(12, pitch - 12)
            parts.append(stroked(f"M{n(gx)} 0C{n(gx + pen.chance.uniform(-24, 24))} {n(height * 0.35)} {n(gx + pen.chance.uniform(-24, 24))} {n(height * 0.7)} {n(gx)} {n(height)}", shade(tint, 0.10), pen.chance.uniform(1.5, 4), 0.28))
        parts.append(stroked(f"M{n(x)} 0V{n(height)}", shade(colour, 0.24), 4, 0.8) + stroked(f"M{n(x + 4)} 0V{n(height)}", glow(colour, 0.1), 2.5, 0.5))
        x += pitch
    return "".join(parts)


def citrus(pen: Pen, x: float, y: float, radius: float, rind: str) -> str:
    """A halved citrus fruit seen from above."""
    flesh = glow(rind, 0.07)
    parts = [filled(ellipse(14, 20, radius, radius), "#2a2030", 0.16), filled(ellipse(0, 0, radius, radius), rind), filled(ellipse(0, 0, radius * 0.92, radius * 0.92), mix(rind, "#fffaf0", 0.82)), filled(ellipse(0, 0, radius * 0.84, radius * 0.84), mix(flesh, "#fffaf0", 0.25))]
    for index in range(10):
        wedge = curve([(radius * 0.10, 0, 1), (radius * 0.55, -radius * 0.20), (radius * 0.79, -radius * 0.13), (radius * 0.79, radius * 0.13), (radius * 0.55, radius * 0.20)])
        parts.append(f'<g transform="rotate({index * 36})">{filled(wedge, pen.radial((radius * 0.5, 0), radius * 0.5, [(0, flesh), (1, rind)]))}</g>')
    return group("".join(parts), placing(x, y))


def card(pen: Pen, x: float, y: float, width: float, height: float, degrees: float, colour: str, ink: str) -> str:
    """A note card with two hairlines."""
    shadow = soft_stroke(rounded(8, 14, width, height, 6), "#2a2030", 30, 0.22)
    lines = stroked(f"M{n(width * 0.16)} {n(height * 0.64)}H{n(width * 0.62)}M{n(width * 0.16)} {n(height * 0.75)}H{n(width * 0.46)}", ink, 4, 0.6)
    return group(shadow + filled(rounded(0, 0, width, height, 6), pen.linear((0, 0), (width, height), [(0, glow(colour, 0.04)), (1, shade(colour, 0.04))])) + lines, placing(x, y, 1, degrees))
