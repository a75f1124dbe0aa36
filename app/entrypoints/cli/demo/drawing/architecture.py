"""Plinths, arches and stairs."""

from app.entrypoints.cli.demo.drawing.color import glow, shade
from app.entrypoints.cli.demo.drawing.geometry import ellipse, placing, polygon
from app.entrypoints.cli.demo.drawing.pen import Pen, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shading import contact
from app.entrypoints.cli.demo.drawing.windows import n


def plinth(
    pen: Pen, x: float, top: float, foot: float, width: float, colour: str, round_: bool = True
) -> str:
    """A painted plinth, round or square, its top seen a little from above."""
    half, flat = width / 2, width * (0.085 if round_ else 0.07)
    shadow = contact(pen, (x, foot), half, colour, 0.17, 0.5)
    if round_:
        body = f"M{n(-half)} {n(top)}V{n(foot)}A{n(half)} {n(flat)} 0 0 0 {n(half)} {n(foot)}V{n(top)}Z"
        side = pen.linear(
            (-half, 0),
            (half, 0),
            [(0, shade(colour, 0.03)), (0.22, glow(colour, 0.05)), (0.5, colour), (1, shade(colour, 0.15))],
        )
        lid = ellipse(0, top, half, flat)
        rim = f"M{n(-half)} {n(top)}A{n(half)} {n(flat)} 0 0 0 {n(half)} {n(top)}"
        drawn = filled(body, side) + filled(
            lid,
            pen.linear(
                (-half, top),
                (half, top),
                [(0, glow(colour, 0.11)), (0.6, glow(colour, 0.07)), (1, glow(colour, 0.02))],
            ),
        )
        return shadow + group(drawn + stroked(rim, glow(colour, 0.14), 3, 0.8), placing(x, 0))
    front = f"M{n(-half)} {n(top + flat)}H{n(half)}V{n(foot + flat)}H{n(-half)}Z"
    lid = polygon(
        [(-half, top + flat), (-half * 0.90, top - flat), (half * 0.94, top - flat), (half, top + flat)]
    )
    face = pen.linear(
        (-half, top), (half, foot), [(0, glow(colour, 0.02)), (0.5, colour), (1, shade(colour, 0.12))]
    )
    drawn = (
        filled(front, face)
        + filled(lid, glow(colour, 0.10))
        + stroked(f"M{n(-half)} {n(top + flat)}H{n(half)}", glow(colour, 0.16), 3, 0.8)
    )
    return shadow + group(drawn, placing(x, 0))


def _arch_path(x: float, foot: float, half: float, height: float) -> str:
    spring = foot - height + half
    return (
        f"M{n(x - half)} {n(foot)}V{n(spring)}A{n(half)} {n(half)} 0 0 1 {n(x + half)} {n(spring)}V{n(foot)}Z"
    )


def arch(pen: Pen, x: float, foot: float, width: float, height: float, colour: str, deep: bool = True) -> str:
    """An arched niche in the wall (`deep`), or a flat painted arch."""
    half = width / 2
    shape = _arch_path(x, foot, half, height)
    fill = pen.linear(
        (x - half, foot - height),
        (x + half, foot),
        [(0, shade(colour, 0.10)), (0.45, colour), (1, glow(colour, 0.05))],
    )
    if not deep:
        flat = pen.linear(
            (x - half, foot - height), (x + half, foot), [(0, glow(colour, 0.03)), (1, shade(colour, 0.05))]
        )
        return filled(shape, flat)
    inner = filled(shape, fill)
    jamb = f"M{n(x - half)} {n(foot)}V{n(foot - height + half)}A{n(half)} {n(half)} 0 0 1 {n(x + half)} {n(foot - height + half)}"
    frame = f"M{n(x - width)} {n(foot - height * 2)}H{n(x + width)}V{n(foot + height)}H{n(x - width)}Z"
    shadow = "".join(
        f'<path d="{frame}{_arch_path(x + k * 10, foot + 400, half, height + 400 - k * 7)}" fill-rule="evenodd" fill="{shade(colour, 0.22)}" fill-opacity="0.085"/>'
        for k in range(1, 12)
    )
    edge = stroked(jamb, glow(colour, 0.12), 6, 0.7)
    lit = stroked(f"M{n(x + half)} {n(foot)}V{n(foot - height + half)}", glow(colour, 0.2), 14, 0.6)
    return group(inner + shadow + lit + edge, clip=pen.clip(shape))


def steps(
    pen: Pen, width: float, height: float, top: float, colour: str, count: int = 3
) -> list[tuple[str, float]]:
    """Stone stairs across the frame; for each step its drawing and the line where things stand."""
    rise = (height - top) / count
    drawn = []
    for index in range(count):
        y = top + rise * index
        tread = rise * 0.46
        left = width * (0.36 - 0.22 * index) if index < 2 else -40.0
        front = polygon(
            [(left, y + tread), (width + 40, y + tread), (width + 40, y + rise + 4), (left, y + rise + 4)]
        )
        flat = polygon([(left + tread * 0.9, y), (width + 40, y), (width + 40, y + tread), (left, y + tread)])
        face = pen.linear((0, y + tread), (0, y + rise), [(0, shade(colour, 0.10)), (1, shade(colour, 0.15))])
        lit = pen.linear(
            (left, y),
            (width, y + tread),
            [(0, glow(colour, 0.09)), (0.5, glow(colour, 0.05)), (1, shade(colour, 0.02))],
        )
        behind = pen.linear(
            (0, y), (0, y + tread * 0.5), [(0, shade(colour, 0.2), 0.45), (1, shade(colour, 0.2), 0)]
        )
        markup = (
            filled(front, face)
            + filled(flat, lit)
            + filled(flat, behind)
            + stroked(f"M{n(left)} {n(y + tread)}H{n(width + 40)}", glow(colour, 0.15), 5, 0.8)
        )
        drawn.append((markup, y + tread * 0.72))
    return drawn
