"""Collars, neck bands and buttons, and the frame a top is drawn in."""

from dataclasses import replace

from app.entrypoints.cli.demo.drawing.color import glow, lift, shade
from app.entrypoints.cli.demo.drawing.cutting import (
    TOP,
    Cut,
)
from app.entrypoints.cli.demo.drawing.geometry import Point, curve, number
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.pen import Pen, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shading import soft_stroke, volume


def top_frame(cut: Cut) -> tuple[float, float, float, float]:
    """The box of the body, which its light and weave span."""
    return (-cut.hem - 20, TOP, cut.hem + 20, cut.bottom)


def top_anchors(cut: Cut) -> dict[str, tuple[float, float]]:
    """Named spots on the body of a top."""
    return {
        "centre": (0, TOP + cut.length * 0.45),
        "chest": (cut.chest * 0.5, TOP + cut.armhole + 20),
        "left": (-cut.chest * 0.55, TOP + cut.length * 0.6),
        "hem": (0, cut.bottom - 60),
        "neck": (0, TOP),
        "shoulder": (cut.shoulder - 24, TOP + cut.slope + 24),
    }


def top_bounds(cut: Cut) -> tuple[float, float, float, float]:
    """The box of a top with its sleeves."""
    reach = cut.shoulder + cut.sleeve * 0.25 + 60
    return (-reach, TOP - 30, reach, max(cut.bottom, TOP + cut.slope + cut.sleeve) + 30)


def neck_rib(pen: Pen, cut: Cut, cloth: Cloth, height: float = 26) -> str:
    """A ribbed or faced band around a round neck."""
    neck, drop = cut.neck, cut.neck_drop
    inner: list[Point] = [
        (neck, TOP - 6, 1),
        (neck * 0.62, TOP + drop * 0.72),
        (0, TOP + drop),
        (-neck * 0.62, TOP + drop * 0.72),
        (-neck, TOP - 6, 1),
    ]
    wide, middle = neck + height * 0.75, neck * 0.62 + height * 0.28
    outer: list[Point] = [
        (-wide, TOP - 6 + height * 0.35, 1),
        (-middle, TOP + drop * 0.72 + height),
        (0, TOP + drop + height),
        (middle, TOP + drop * 0.72 + height),
        (wide, TOP - 6 + height * 0.35, 1),
    ]
    band = volume(pen, curve([*inner, *outer]), cloth, (-neck, TOP, neck, TOP + drop), edge=14)
    seam = curve(outer, closed=False)
    return soft_stroke(seam, shade(cloth.colour, 0.2), 12, 0.4) + band


def draw_button(x: float, y: float, radius: float, colour: str) -> str:
    """A sewn button with its shadow and glint."""
    n = number
    return (
        f'<circle cx="{n(x + 1.5)}" cy="{n(y + 2.5)}" r="{n(radius)}" fill="{shade(colour, 0.3)}" fill-opacity="0.4"/>'
        f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(radius)}" fill="{colour}"/>'
        f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(radius * 0.66)}" fill="none" stroke="{shade(colour, 0.18)}" stroke-width="1.6"/>'
        f'<circle cx="{n(x - radius * 0.3)}" cy="{n(y - radius * 0.35)}" r="{n(radius * 0.22)}" fill="{glow(colour, 0.2)}"/>'
    )


def shirt_collar(pen: Pen, cut: Cut, cloth: Cloth) -> str:
    """Two collar leaves on their stand."""
    dark = shade(cloth.colour, 0.2)
    stand = curve(
        [
            (-cut.neck + 4, TOP - 16, 1),
            (0, TOP - 34),
            (cut.neck - 4, TOP - 16, 1),
            (cut.neck - 10, TOP + 6),
            (0, TOP - 6),
            (-cut.neck + 10, TOP + 6),
        ]
    )
    parts = [filled(stand, shade(cloth.colour, 0.06)), stroked(stand, dark, 2, 0.5)]
    for side in (-1, 1):
        leaf = curve(
            [
                (2 * side, TOP + cut.neck_drop + 4, 1),
                (cut.neck * 0.55 * side, TOP + 14),
                ((cut.neck - 6) * side, TOP - 26, 1),
                ((cut.neck + 30) * side, TOP + 20, 1),
                ((cut.neck - 4) * side, TOP + 122, 1),
            ]
        )
        parts.append(group(soft_stroke(leaf, dark, 22, 0.45)))
        parts.append(
            volume(
                pen,
                leaf,
                replace(cloth, colour=lift(cloth.colour, 0.015)),
                (-110, TOP - 20, 110, TOP + 110),
                edge=18,
            )
        )
        stitch = curve(
            [
                (12 * side, TOP + cut.neck_drop + 8, 1),
                ((cut.neck - 8) * side, TOP + 108, 1),
                ((cut.neck + 20) * side, TOP + 22, 1),
            ],
            closed=False,
        )
        parts.append(stroked(stitch, dark, 1.6, 0.5, "6 4"))
    return "".join(parts)
