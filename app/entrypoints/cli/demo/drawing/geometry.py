"""Outlines through points and flat transforms. Makes path data; knows no colour."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

# A point is (x, y) for a smooth passage or (x, y, 1) for a corner.
Point = tuple[float, float] | tuple[float, float, int]


def number(value: float) -> str:
    """A short decimal for path data."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def _is_corner(point: Point) -> bool:
    return len(point) == 3 and bool(point[2])


def trace(text: str) -> list[Point]:
    """The points of `"x,y x,y! ..."`; an exclamation mark makes a corner."""
    points: list[Point] = []
    for word in text.split():
        x, y = word.rstrip("!").split(",")
        points.append((float(x), float(y), 1) if word.endswith("!") else (float(x), float(y)))
    return points


def mirror(half: Sequence[Point]) -> list[Point]:
    """A closed outline from its right half, given from the top of the axis to the bottom."""
    left: list[Point] = [
        (-point[0], point[1], 1) if _is_corner(point) else (-point[0], point[1])
        for point in reversed(half)
        if abs(point[0]) > 0.01
    ]
    return [*half, *left]


def curve(points: Sequence[Point], closed: bool = True, tension: float = 0.5) -> str:
    """Path data that passes smoothly (Catmull-Rom) through the points, and sharply at corners."""
    count = len(points)
    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for index in range(count if closed else count - 1):
        start, end = points[index], points[(index + 1) % count]
        before = points[index - 1] if closed or index > 0 else start
        after_index = (index + 2) % count if closed else min(index + 2, count - 1)
        after = points[after_index]
        if _is_corner(start):
            before = start
        if _is_corner(end):
            after = end
        weight = tension / 3 * 2
        x1 = start[0] + (end[0] - before[0]) * weight / 2
        y1 = start[1] + (end[1] - before[1]) * weight / 2
        x2 = end[0] - (after[0] - start[0]) * weight / 2
        y2 = end[1] - (after[1] - start[1]) * weight / 2
        parts.append("C" + " ".join(number(v) for v in (x1, y1, x2, y2, end[0], end[1])))
    return "".join(parts) + ("Z" if closed else "")


def polygon(points: Sequence[Point], closed: bool = True) -> str:
    """Path data of straight lines."""
    body = "L".join(f"{number(point[0])} {number(point[1])}" for point in points)
    return f"M{body}" + ("Z" if closed else "")


def ellipse(cx: float, cy: float, rx: float, ry: float) -> str:
    """Path data of an ellipse."""
    x0, x1 = number(cx - rx), number(cx + rx)
    return (
        f"M{x0} {number(cy)}A{number(rx)} {number(ry)} 0 1 1 {x1} {number(cy)}"
        f"A{number(rx)} {number(ry)} 0 1 1 {x0} {number(cy)}Z"
    )


def rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """Path data of a rectangle with round corners."""
    r = min(radius, width / 2, height / 2)
    n = number
    arc = f"A{n(r)} {n(r)} 0 0 1 "
    return (
        f"M{n(x + r)} {n(y)}H{n(x + width - r)}{arc}{n(x + width)} {n(y + r)}V{n(y + height - r)}"
        f"{arc}{n(x + width - r)} {n(y + height)}H{n(x + r)}{arc}{n(x)} {n(y + height - r)}"
        f"V{n(y + r)}{arc}{n(x + r)} {n(y)}Z"
    )


def blade(
    start: tuple[float, float], bend: tuple[float, float], end: tuple[float, float], width: float
) -> str:
    """A fold: a quadratic curve that swells to `width` in its middle and dies at both ends."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1.0
    nx, ny = -dy / length * width, dx / length * width
    n = number
    return (
        f"M{n(start[0])} {n(start[1])}Q{n(bend[0] + nx)} {n(bend[1] + ny)} {n(end[0])} {n(end[1])}"
        f"Q{n(bend[0] - nx)} {n(bend[1] - ny)} {n(start[0])} {n(start[1])}Z"
    )


@dataclass(frozen=True, slots=True)
class Affine:
    """x' = a x + c y + e, y' = b x + d y + f, as in SVG's matrix()."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def apply(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, outer: "Affine") -> "Affine":
        """This transform first, `outer` after it."""
        e, f = outer.apply(self.e, self.f)
        return Affine(
            outer.a * self.a + outer.c * self.b,
            outer.b * self.a + outer.d * self.b,
            outer.a * self.c + outer.c * self.d,
            outer.b * self.c + outer.d * self.d,
            e,
            f,
        )

    def attribute(self) -> str:
        values = (self.a, self.b, self.c, self.d, self.e, self.f)
        return "matrix(" + " ".join(f"{value:.4f}" for value in values) + ")"


def placing(
    x: float, y: float, scale: float = 1.0, degrees: float = 0.0, flip: bool = False, skew: float = 0.0
) -> Affine:
    """Scale (and mirror), lean, turn, then move to (x, y)."""
    angle = math.radians(degrees)
    cos, sin, lean = math.cos(angle), math.sin(angle), math.tan(math.radians(skew))
    sx = -scale if flip else scale
    return Affine(
        cos * sx, sin * sx, cos * lean * scale - sin * scale, sin * lean * scale + cos * scale, x, y
    )
