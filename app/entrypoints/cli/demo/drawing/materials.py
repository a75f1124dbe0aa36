"""What goods are made of: a colour, a weave and trims, and the threads that draw the weave.

Threads are long strokes in one path each. A small repeating tile would be shorter to write, but
cairo paints small scaled tiles a hundred times slower.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from app.entrypoints.cli.demo.drawing.color import glow, lightness_of, shade
from app.entrypoints.cli.demo.drawing.geometry import number
from app.entrypoints.cli.demo.drawing.pen import Pen, group, stroked

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Cloth:
    """A material. `weave`: plain, twill, denim, knit, cable, rib, linen, canvas, leather, suede, cord, jute."""

    colour: str
    weave: str = "plain"
    trim: str = "#3a2c24"
    stripe: str = ""
    scale: float = 1.0

    def dyed(self, colour: str) -> "Cloth":
        return replace(self, colour=colour)

    def woven(self, weave: str) -> "Cloth":
        return replace(self, weave=weave)


@dataclass(frozen=True, slots=True)
class _Area:
    """The box to weave over, and the two tones of thread with their force."""

    x0: float
    y0: float
    x1: float
    y1: float
    unit: float
    dark: str
    light: str
    force: float

    def columns(self, pitch: float) -> Iterator[float]:
        return _steps(self.x0, self.x1, pitch * self.unit)

    def rows(self, pitch: float) -> Iterator[float]:
        return _steps(self.y0, self.y1, pitch * self.unit)


def _steps(start: float, end: float, pitch: float) -> Iterator[float]:
    for index in range(math.floor(start / pitch), math.ceil(end / pitch) + 1):
        yield index * pitch


def weave(pen: Pen, cloth: Cloth, bounds: Bounds, turn: float = 0.0) -> str:
    """The threads over a box, to be clipped to the piece; empty for plain stuff."""
    make = _WEAVES.get(cloth.weave)
    if make is None:
        return ""
    x0, y0, x1, y1 = bounds
    if turn:
        cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
        reach = math.hypot(x1 - x0, y1 - y0) / 2
        angle = math.radians(turn)
        half_w = min(reach, abs((x1 - x0) / 2 * math.cos(angle)) + abs((y1 - y0) / 2 * math.sin(angle)))
        half_h = min(reach, abs((x1 - x0) / 2 * math.sin(angle)) + abs((y1 - y0) / 2 * math.cos(angle)))
        x0, y0, x1, y1 = -half_w, -half_h, half_w, half_h
    margin = 40.0
    force = 1.0 if lightness_of(cloth.colour) > 0.3 else 1.3
    area = _Area(
        x0 - margin,
        y0 - margin,
        x1 + margin,
        y1 + margin,
        cloth.scale,
        shade(cloth.colour, 0.16),
        glow(cloth.colour, 0.12),
        force,
    )
    drawn = make(pen, area)
    if turn:
        return f'<g transform="translate({number(cx)} {number(cy)}) rotate({number(turn)})">{drawn}</g>'
    return group(drawn)


def _lines(parts: list[str], colour: str, width: float, opacity: float, dash: str = "") -> str:
    return stroked("".join(parts), colour, width, opacity, dash, cap="butt")


def _down(area: _Area, pitch: float, shift: float = 0.0) -> list[str]:
    return [
        f"M{number(x + shift * area.unit)} {number(area.y0)}V{number(area.y1)}" for x in area.columns(pitch)
    ]


def _across(area: _Area, pitch: float, shift: float = 0.0) -> list[str]:
    return [f"M{number(area.x0)} {number(y + shift * area.unit)}H{number(area.x1)}" for y in area.rows(pitch)]


def _slanted(area: _Area, pitch: float) -> list[str]:
    rise = area.y1 - area.y0
    return [
        f"M{number(x)} {number(area.y0)}l{number(-rise)} {number(rise)}"
        for x in _steps(area.x0, area.x1 + rise, pitch * area.unit)
    ]


def _twill(pen: Pen, area: _Area) -> str:
    lines = _slanted(area, 11)
    return (
        _lines(lines, area.dark, 2.6, 0.14 * area.force)
        + f'<g transform="translate(4 0)">{_lines(lines, area.light, 2.2, 0.13 * area.force)}</g>'
    )


def _denim(pen: Pen, area: _Area) -> str:
    return (
        _lines(_slanted(area, 9), area.light, 1.8, 0.24 * area.force)
        + _lines(_down(area, 13), area.light, 1.6, 0.10, "60 34 120 20")
        + _lines(_down(area, 17, 5), area.dark, 1.8, 0.12, "90 40 30 60")
    )


def _knit(pen: Pen, area: _Area) -> str:
    unit = area.unit
    stitches, shines = [], []
    for x in area.columns(18):
        for y in area.rows(15):
            stitches.append(
                f"M{x:.0f} {y:.0f}l{number(6 * unit)} {number(10 * unit)}m{number(3 * unit)} 0l{number(6 * unit)} {number(-10 * unit)}"
            )
    for x in area.columns(18):
        shines.append(f"M{number(x + 2 * unit)} {number(area.y0)}V{number(area.y1)}")
    ground = f'<rect x="{number(area.x0)}" y="{number(area.y0)}" width="{number(area.x1 - area.x0)}" height="{number(area.y1 - area.y0)}" fill="{area.dark}" fill-opacity="{0.22 * area.force:.2f}"/>'
    return (
        ground
        + stroked("".join(stitches), area.light, 5.2 * unit, 0.34 * area.force)
        + _lines(shines, area.light, 1.6, 0.16)
    )


def _cable(pen: Pen, area: _Area) -> str:
    ropes, crosses = [], []
    for x in area.columns(112):
        for y in area.rows(104):
            ropes.append(f"M{x:.0f} {y:.0f}c0 26 40 30 40 52s-40 26 -40 52")
            ropes.append(f"M{x + 40:.0f} {y:.0f}c0 10 -6 18 -12 24m-16 8c-8 8 -12 14 -12 20s40 26 40 52")
            crosses.append(f"M{x - 26:.0f} {y:.0f}v104M{x + 66:.0f} {y:.0f}v104")
    rope = "".join(ropes)
    return (
        _knit(pen, area)
        + stroked("".join(crosses), area.dark, 7, 0.32 * area.force)
        + stroked(rope, area.dark, 26, 0.28 * area.force)
        + stroked(rope, area.light, 15, 0.50 * area.force)
        + stroked(rope, area.light, 6, 0.40 * area.force)
    )


def _rib(pen: Pen, area: _Area) -> str:
    return _lines(_down(area, 14), area.dark, 5, 0.30 * area.force) + _lines(
        _down(area, 14, 7), area.light, 4, 0.26 * area.force
    )


def _cord(pen: Pen, area: _Area) -> str:
    return _lines(_down(area, 17), area.dark, 5, 0.34 * area.force) + _lines(
        _down(area, 17, 8), area.light, 5.5, 0.24 * area.force
    )


def _linen(pen: Pen, area: _Area) -> str:
    return (
        _lines(_across(area, 5.3), area.light, 1.8, 0.15 * area.force, "70 22 131 34 17 9")
        + _lines(_across(area, 7.1, 3), area.dark, 1.4, 0.10 * area.force, "113 61 37 29")
        + _lines(_down(area, 5.7), area.light, 1.6, 0.13 * area.force, "91 30 53 44 23 11")
        + _lines(_down(area, 7.7, 4), area.dark, 1.4, 0.10 * area.force, "41 53 127 71")
        + _lines(_across(area, 71, 20), area.light, 3.4, 0.26, "34 213 61 337")
    )


def _canvas(pen: Pen, area: _Area) -> str:
    return (
        _lines(_across(area, 8), area.light, 4, 0.12 * area.force, "4 4")
        + _lines(_down(area, 8), area.dark, 2, 0.09 * area.force)
        + _lines(_across(area, 8, 2.5), area.dark, 1.4, 0.11 * area.force)
        + _lines(_across(area, 59, 9), area.light, 2.4, 0.20, "27 173 41 247")
    )


def _jute(pen: Pen, area: _Area) -> str:
    twists = [f"M{x:.0f} {y:.0f}q11 14 22 0" for x in area.columns(22) for y in area.rows(13)]
    path = "".join(twists)
    return f'<g transform="translate(0 5)">{stroked(path, area.dark, 4.5, 0.5)}</g>' + stroked(
        path, area.light, 5, 0.55
    )


def _speckled(area: _Area, tile: float, markup: str, pen: Pen) -> str:
    paint = pen.pattern(tile, tile, markup)
    return f'<rect x="{number(area.x0)}" y="{number(area.y0)}" width="{number(area.x1 - area.x0)}" height="{number(area.y1 - area.y0)}" fill="{paint}"/>'


def _leather(pen: Pen, area: _Area) -> str:
    spots = []
    for index in range(150):
        x, y = index * 37 % 120, (index * 53 + index * index * 7) % 120
        size = 1.2 + index * 11 % 5 * 0.45
        tone, strength = (area.dark, 0.13) if index % 3 else (area.light, 0.15)
        spots.append(
            f'<ellipse cx="{x}" cy="{y}" rx="{size * 1.5:.1f}" ry="{size:.1f}" fill="{tone}" '
            f'fill-opacity="{strength * area.force:.2f}" transform="rotate({index * 31 % 180} {x} {y})"/>'
        )
    return _speckled(area, 120, "".join(spots), pen)


def _suede(pen: Pen, area: _Area) -> str:
    hairs: tuple[list[str], list[str]] = ([], [])
    for index in range(260):
        x, y = index * 41 % 120, (index * 59 + index * index * 3) % 120
        hairs[index % 2].append(f"M{x} {y}l{index % 5 - 2} {3 + index % 3}")
    return _speckled(
        area,
        120,
        _lines(hairs[0], area.dark, 1.6, 0.16 * area.force)
        + _lines(hairs[1], area.light, 1.6, 0.16 * area.force),
        pen,
    )


_WEAVES: dict[str, Callable[[Pen, _Area], str]] = {
    "twill": _twill,
    "denim": _denim,
    "knit": _knit,
    "cable": _cable,
    "rib": _rib,
    "linen": _linen,
    "canvas": _canvas,
    "leather": _leather,
    "suede": _suede,
    "cord": _cord,
    "jute": _jute,
}
