"""Window light on a wall and the shadows of branches in it."""

import math

from app.entrypoints.cli.demo.drawing.color import glow, mix, shade
from app.entrypoints.cli.demo.drawing.geometry import curve, number, placing, polygon
from app.entrypoints.cli.demo.drawing.pen import Pen, filled, group, stroked

n = number


def window_light(
    pen: Pen,
    x: float,
    y: float,
    width: float,
    height: float,
    lean: float,
    wall: str,
    leaves: bool = True,
    strength: float = 0.55,
) -> str:
    """Sun through a paned window, slanted on the wall, with the shadow of a branch in it."""
    light = mix(glow(wall, 0.08), "#fff0d2", 0.5)
    panes = []
    columns, rows, bar = 2, 3, 26.0
    cell_w, cell_h = (width - bar) / columns, (height - bar * 2) / rows
    for row in range(rows):
        for column in range(columns):
            left, top = column * (cell_w + bar), row * (cell_h + bar)
            corners = [(left, top), (left + cell_w, top), (left + cell_w, top + cell_h), (left, top + cell_h)]
            panes.append(
                polygon([(x + cx + (cy - height / 2) * lean, y + cy + cx * 0.16) for cx, cy in corners])
            )
    count = 12
    each = 1 - (1 - strength) ** (1 / count)
    shape = pen.shape("".join(panes))
    parts = []
    for index in range(count):
        reach, angle = 13 * ((index + 0.5) / count) ** 0.5, index * 2.39996
        parts.append(
            f'<use href="{shape}" x="{n(reach * math.cos(angle))}" y="{n(reach * math.sin(angle))}" fill="{light}" fill-opacity="{each:.3f}"/>'
        )
    if leaves:
        dark = mix(wall, shade(wall, 0.06), 0.8)
        shadows = "".join(
            branch_shadow(pen, x + width * 0.10, y + height * 0.95, height * 0.85, -62 + index * 22, dark)
            for index in range(3)
        )
        soft = "".join(group(shadows, placing(dx, dy)) for dx, dy in ((0, 0), (9, 4), (-7, 6), (3, -9)))
        parts.append(
            f'<g fill-opacity="0.26" stroke-opacity="0.26" clip-path="{pen.clip(*panes)}">{soft}</g>'
        )
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
        parts.append(
            f'<g transform="translate({n(length * t)} {n(-length * 0.32 * t * (1 - t))}) rotate({turn:.0f})">{filled(leaf, colour)}</g>'
        )
    return group("".join(parts), placing(x, y, 1, degrees))
