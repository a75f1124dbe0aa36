"""What cosmetics are packed in: glass, labels and turned forms. Everything stands on y = 0."""

from dataclasses import dataclass

from app.entrypoints.cli.demo.drawing.color import glow, shade
from app.entrypoints.cli.demo.drawing.geometry import number, rounded
from app.entrypoints.cli.demo.drawing.marks import Mark, draw_mark
from app.entrypoints.cli.demo.drawing.pen import Pen, filled, stroked
from app.entrypoints.cli.demo.drawing.shading import glint

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


def draw_label(
    pen: Pen,
    pack: Pack,
    cx: float,
    top: float,
    width: float,
    height: float,
    bow: float = 0.0,
    paper: bool = True,
) -> str:
    """A label with the mark and two hairlines where words would stand."""
    left, right, low = cx - width / 2, cx + width / 2, top + height
    path = f"M{n(left)} {n(top)}Q{n(cx)} {n(top + bow)} {n(right)} {n(top)}V{n(low)}Q{n(cx)} {n(low + bow)} {n(left)} {n(low)}Z"
    parts = []
    if paper:
        sheen = pen.linear(
            (left, 0),
            (right, 0),
            [
                (0, shade(pack.label, 0.07)),
                (0.25, glow(pack.label, 0.03)),
                (0.6, pack.label),
                (1, shade(pack.label, 0.10)),
            ],
        )
        parts.append(filled(path, sheen))
    size = min(width * 0.42, height * 0.42)
    parts.append(draw_mark(pack.mark, cx, top + height * 0.36 + bow / 2, size, pack.ink))
    for share, length, weight in ((0.70, 0.52, 4.0), (0.79, 0.34, 2.6), (0.88, 0.20, 2.6)):
        y = top + height * share + bow * 0.5
        parts.append(
            stroked(
                f"M{n(cx - width * length / 2)} {n(y)}Q{n(cx)} {n(y + bow * length * 0.4)} {n(cx + width * length / 2)} {n(y)}",
                pack.ink,
                weight,
                0.75,
            )
        )
    return "".join(parts)


def draw_glass(
    pen: Pen, path: str, half: float, top: float, bottom: float, tint: str, density: float = 0.8
) -> str:
    """Coloured glass: dark at both walls, open in the middle, two reflections of the window."""
    walls = pen.linear(
        (-half, 0),
        (half, 0),
        [
            (0, shade(tint, 0.20), 0.95),
            (0.06, shade(tint, 0.06), density),
            (0.16, glow(tint, 0.06), density),
            (0.5, glow(tint, 0.02), density * 0.92),
            (0.85, shade(tint, 0.06), density),
            (0.94, shade(tint, 0.16), 0.95),
            (1, shade(tint, 0.10), 0.9),
        ],
    )
    left = rounded(-half * 0.80, top + (bottom - top) * 0.06, half * 0.14, (bottom - top) * 0.84, half * 0.07)
    right = rounded(half * 0.78, top + (bottom - top) * 0.12, half * 0.07, (bottom - top) * 0.7, half * 0.03)
    return (
        filled(path, walls)
        + glint(pen, left, (0, top), (0, bottom), 0.75)
        + glint(pen, right, (0, top), (0, bottom), 0.40)
    )
