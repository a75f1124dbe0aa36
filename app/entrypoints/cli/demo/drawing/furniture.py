"""Hangers, rails, pegs, chairs and stools."""

from app.entrypoints.cli.demo.drawing.color import glow, shade
from app.entrypoints.cli.demo.drawing.geometry import curve, ellipse, placing, polygon, trace
from app.entrypoints.cli.demo.drawing.materials import Cloth, weave
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shading import contact, cylinder, soft_stroke
from app.entrypoints.cli.demo.drawing.windows import n


def hanger(pen: Pen, wood: str, good: Good, hook: float = 112) -> str:
    """A wooden hanger in a top's units, as wide as its shoulders: its hook rises from (0, -430)."""
    width = good.anchors["shoulder"][0] + 6
    arm = curve(
        [
            (0, -452),
            (60, -440),
            (width * 0.6, -396),
            (width, -352),
            (width - 10, -332, 1),
            (width * 0.55, -372),
            (0, -414),
            (-width * 0.55, -372),
            (-width + 10, -332, 1),
            (-width, -352),
            (-width * 0.6, -396),
            (-60, -440),
        ]
    )
    steel = "#8d8a86"
    loop = f"M0 -440V{n(-440 - hook * 0.36)}C0 {n(-440 - hook * 0.55)} 34 {n(-440 - hook * 0.5)} 34 {n(-440 - hook * 0.76)}A34 34 0 1 0 -34 {n(-440 - hook * 0.76)}"
    return (
        stroked(loop, shade(steel, 0.16), 9)
        + stroked(loop, glow(steel, 0.14), 4.5)
        + filled(arm, pen.linear((0, -452), (0, -330), [(0, glow(wood, 0.08)), (1, shade(wood, 0.12))]))
    )


def rail(pen: Pen, y: float, left: float, right: float, foot: float, colour: str) -> str:
    """A clothes rail with its two legs."""

    def tube(path: str) -> str:
        return (
            stroked(path, shade(colour, 0.18), 22)
            + stroked(path, colour, 15)
            + stroked(path, glow(colour, 0.2), 5, 0.7)
        )

    legs = "".join(tube(f"M{n(x)} {n(y)}V{n(foot)}M{n(x - 90)} {n(foot)}H{n(x + 90)}") for x in (left, right))
    return legs + tube(f"M{n(left - 30)} {n(y)}H{n(right + 30)}")


def peg_rail(pen: Pen, y: float, width: float, wood: str, pegs: list[float]) -> str:
    """A shaker board with turned pegs."""
    board = f"M0 {n(y - 44)}H{n(width)}V{n(y + 44)}H0Z"
    parts = [
        filled(
            f"M0 {n(y + 44)}H{n(width)}V{n(y + 86)}H0Z",
            pen.linear((0, y + 44), (0, y + 86), [(0, "#2a2030", 0.24), (1, "#2a2030", 0)]),
        )
    ]
    parts.append(
        filled(
            board,
            pen.linear(
                (0, y - 44), (0, y + 44), [(0, glow(wood, 0.07)), (0.15, wood), (1, shade(wood, 0.06))]
            ),
        )
    )
    for index in range(7):
        grain = f"M0 {n(y - 36 + index * 12)}C{n(width * 0.3)} {n(y - 44 + index * 12 + pen.chance.uniform(-6, 12))} {n(width * 0.6)} {n(y - 28 + index * 12)} {n(width)} {n(y - 36 + index * 12)}"
        parts.append(stroked(grain, shade(wood, 0.12), 2, 0.3))
    for x in pegs:
        parts.append(filled(ellipse(x + 12, y + 16, 26, 22), "#2a2030", 0.25))
        parts.append(
            filled(
                ellipse(x, y, 24, 24),
                pen.radial((x - 8, y - 9), 32, [(0, glow(wood, 0.16)), (0.6, wood), (1, shade(wood, 0.14))]),
            )
        )
    return "".join(parts)


def chair(pen: Pen, x: float, foot: float, scale: float, wood: str, seat: str) -> str:
    """A bentwood chair, three-quarter front, with a woven seat at about 560 above its foot."""

    def bar(path: str, width: float) -> str:
        return (
            stroked(path, shade(wood, 0.16), width)
            + stroked(path, wood, width * 0.74)
            + stroked(path, glow(wood, 0.14), width * 0.24, 0.7).replace(
                "<path", f'<path transform="translate({n(-width * 0.16)} 0)"'
            )
        )

    parts = [contact(pen, (20, -6), 330, wood, 0.15, 0.45)]
    parts.append(bar("M-190 -540L-206 -30M214 -540L232 -30", 34))
    parts.append(bar("M-214 -540C-226 -900 -210 -1150 0 -1160S232 -900 224 -540", 38))
    parts.append(bar("M-130 -560C-134 -840 -100 -1010 4 -1016S142 -840 136 -560", 26))
    top = curve(trace("-262,-560 -230,-612 0,-628 240,-612 274,-560 250,-512 0,-494 -236,-512"))
    parts.append(group(soft_stroke(top, shade(seat, 0.25), 30, 0.4), placing(0, 14)))
    parts.append(
        filled(
            curve(
                trace(
                    "-266,-556 -236,-508 0,-488 250,-508 278,-556 274,-524 244,-472 0,-452 -234,-472 -264,-524"
                )
            ),
            pen.linear((-260, 0), (270, 0), [(0, glow(wood, 0.04)), (0.3, wood), (1, shade(wood, 0.14))]),
        )
    )
    parts.append(
        filled(top, pen.linear((-260, -620), (270, -500), [(0, glow(seat, 0.08)), (1, shade(seat, 0.05))]))
        + group(weave(pen, Cloth(seat, "canvas", scale=2.2), (-260, -630, 280, -490)), clip=pen.clip(top))
    )
    parts.append(bar("M-238 -490L-268 0M250 -490L284 0", 38))
    parts.append(bar("M-250 -230C-100 -200 120 -200 266 -230", 20))
    return group("".join(parts), placing(x, foot, scale))


def stool(pen: Pen, x: float, top: float, foot: float, width: float, wood: str) -> str:
    """A round wooden stool."""
    half = width / 2

    def leg(x0: float, x1: float, tint: str) -> str:
        return filled(
            polygon([(x0 - 22, top + 30), (x0 + 22, top + 30), (x1 + 15, foot), (x1 - 15, foot)]),
            pen.linear((x0 - 22, 0), (x0 + 22, 0), [(0, glow(tint, 0.06)), (1, shade(tint, 0.12))]),
        )

    parts = [
        contact(pen, (0, foot), half * 1.05, wood, 0.16, 0.45),
        leg(-half * 0.36, -half * 0.42, shade(wood, 0.12)),
        leg(half * 0.36, half * 0.46, shade(wood, 0.12)),
    ]
    parts += [leg(-half * 0.74, -half * 0.94, wood), leg(half * 0.74, half * 0.94, wood)]
    edge = f"M{n(-half)} {n(top)}V{n(top + 34)}A{n(half)} {n(half * 0.12)} 0 0 0 {n(half)} {n(top + 34)}V{n(top)}Z"
    parts.append(cylinder(pen, edge, wood, -half, half, 0.5))
    lid = ellipse(0, top, half, half * 0.12)
    rings = "".join(
        stroked(ellipse(-half * 0.1, top, half * k, half * 0.12 * k), shade(wood, 0.10), 2, 0.35)
        for k in (0.3, 0.5, 0.68, 0.84)
    )
    parts.append(filled(lid, glow(wood, 0.09)) + group(rings, clip=pen.clip(lid)))
    return group("".join(parts), placing(x, 0))
