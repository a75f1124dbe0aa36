"""The pattern room: bodies and sleeves that every top, coat and dress is cut from."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.entrypoints.cli.demo.drawing.color import lift, shade
from app.entrypoints.cli.demo.drawing.geometry import Point, curve, mirror, polygon
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.pen import Pen, Spot, filled, group, stroked
from app.entrypoints.cli.demo.drawing.shading import Fold, folds, soft_stroke, volume

TOP = -420.0


@dataclass(frozen=True, slots=True)
class Cut:
    """Half widths and lengths of a top, in the good's own units."""

    neck: float = 105
    neck_drop: float = 62
    shoulder: float = 262
    slope: float = 62
    chest: float = 236
    armhole: float = 215
    waist: float = 226
    waist_at: float = 0.55
    hem: float = 238
    length: float = 760
    hem_curve: float = 12
    sleeve: float = 600
    sleeve_width: float = 82
    cuff: float = 48
    spread: float = 13.0

    @property
    def bottom(self) -> float:
        return TOP + self.length


def body_path(cut: Cut, v_neck: bool = False) -> str:
    """The front of the body, closed, from the neckline to the hem."""
    start: list[Point]
    if v_neck:
        start = [(0, TOP + cut.neck_drop, 1), (cut.neck, TOP - 6, 1)]
    else:
        start = [
            (0, TOP + cut.neck_drop),
            (cut.neck * 0.62, TOP + cut.neck_drop * 0.72),
            (cut.neck, TOP - 6, 1),
        ]
    side: list[Point] = [
        (cut.shoulder * 0.62, TOP + cut.slope * 0.42),
        (cut.shoulder, TOP + cut.slope, 1),
        (cut.shoulder - 16, TOP + cut.slope + 70),
        (cut.chest - 4, TOP + cut.armhole, 1),
        (cut.waist, TOP + cut.length * cut.waist_at),
        (cut.hem, cut.bottom, 1),
        (cut.hem * 0.5, cut.bottom + cut.hem_curve * 0.85),
        (0, cut.bottom + cut.hem_curve),
    ]
    return curve(mirror([*start, *side]))


@dataclass(frozen=True, slots=True)
class Sleeve:
    """One sleeve's outline and the axes along which its stripes and folds run."""

    path: str
    root: Spot
    along: Spot
    across: Spot
    length: float
    width: float
    cuff: float
    side: int

    def at(self, along: float, across: float) -> Spot:
        """A spot `along` (0 shoulder, 1 cuff) and `across` (-1 inner, 1 outer)."""
        width = self.width + (self.cuff - self.width) * along
        return (
            self.root[0] + self.along[0] * self.length * along + self.across[0] * width * across,
            self.root[1] + self.along[1] * self.length * along + self.across[1] * width * across,
        )


def cut_sleeve(cut: Cut, side: int, spread: float | None = None, length: float | None = None) -> Sleeve:
    """The sleeve on one side (1 right of the picture, -1 left)."""
    angle = math.radians((cut.spread if spread is None else spread) + side * 1.2)
    reach = cut.sleeve if length is None else length
    along = (math.sin(angle) * side, math.cos(angle))
    across = (math.cos(angle) * side, -math.sin(angle))
    root = ((cut.shoulder - 34) * side, TOP + cut.slope + 34)
    draft = Sleeve("", root, along, across, reach, cut.sleeve_width, cut.cuff, side)
    short = reach < 300
    points: list[Point] = [
        ((cut.shoulder - 70) * side, TOP + cut.slope + 30),
        ((cut.shoulder - 6) * side, TOP + cut.slope, 1),
        *(
            [draft.at(0.5, 1.06)]
            if short
            else [draft.at(0.14, 0.99), draft.at(0.52, 0.90), draft.at(0.78, 1.04)]
        ),
        (*draft.at(1.0, 1.0), 1),
        (*draft.at(1.015, 0.0),),
        (*draft.at(1.0, -1.0), 1),
        *([] if short else [draft.at(0.76, -1.02), draft.at(0.5, -1.0)]),
        ((cut.chest - 18) * side, TOP + cut.armhole + 4),
        ((cut.shoulder - 110) * side, TOP + cut.slope + 60),
    ]
    return Sleeve(curve(points), root, along, across, reach, cut.sleeve_width, cut.cuff, side)


def sleeve_folds(sleeve: Sleeve, chance: float) -> list[Fold]:
    """Creases at the elbow and the fall from the shoulder."""
    at = sleeve.at
    return [
        (at(0.02, -0.1), at(0.22, 0.35), at(0.46, -0.1), 15),
        (at(0.40 + chance * 0.04, -1.5), at(0.50, -0.3), at(0.50, 0.6), 13),
        (at(0.60, 1.4), at(0.60, 0.3), at(0.53 + chance * 0.03, -0.5), 11),
        (at(0.68, -1.4), at(0.75, -0.3), at(0.74, 0.5), 10),
        (at(0.90, 1.2), at(0.85, 0.2), at(0.90, -0.5), 8),
    ]


def draw_sleeve(pen: Pen, sleeve: Sleeve, cloth: Cloth, cuff: str = "hem", stripes: str = "") -> str:
    """A sleeve with its folds; `cuff`: hem, rib, shirt or none."""
    at = sleeve.at
    points = [at(0, -1), at(0, 1), at(1, -1), at(1, 1)]
    bounds = (
        min(p[0] for p in points),
        min(p[1] for p in points),
        max(p[0] for p in points),
        max(p[1] for p in points),
    )
    turn = -math.degrees(math.atan2(sleeve.along[0], sleeve.along[1]))
    creases = folds(
        cloth.colour, sleeve_folds(sleeve, pen.chance.random()), 0.95 if sleeve.length > 300 else 0.5
    )
    ends = ""
    if cuff == "hem":
        ends = stroked(
            polygon([at(0.965, -1.2), at(0.965, 1.2)], False), shade(cloth.colour, 0.14), 2.2, 0.7, "7 5"
        )
    elif cuff == "shirt":
        band = polygon([at(0.90, -1.3), at(0.90, 1.3), at(1.05, 1.3), at(1.05, -1.3)])
        ends = filled(band, lift(cloth.colour, 0.012)) + soft_stroke(
            polygon([at(0.895, -1.3), at(0.895, 1.3)], False), shade(cloth.colour, 0.2), 14, 0.5
        )
        button = at(0.95, 0.35)
        ends += f'<circle cx="{button[0]:.1f}" cy="{button[1]:.1f}" r="6.5" fill="{cloth.trim}"/>'
    elif cuff == "rib":
        band = polygon([at(0.88, -1.3), at(0.88, 1.3), at(1.05, 1.3), at(1.05, -1.3)])
        ends = volume(pen, band, cloth.woven("rib"), bounds, edge=10, turn=turn) + soft_stroke(
            polygon([at(0.88, -1.3), at(0.88, 1.3)], False), shade(cloth.colour, 0.2), 18, 0.55
        )
    return volume(pen, sleeve.path, cloth, bounds, stripes, edge=58, turn=turn, over=creases + ends)


def sleeve_stripes(sleeve: Sleeve, colour: str, pitch: float, width: float, first: float) -> str:
    """Breton stripes across a sleeve."""
    parts = []
    step = first / sleeve.length
    while step < 0.95:
        start, end, middle = sleeve.at(step, -1.6), sleeve.at(step, 1.6), sleeve.at(step + 0.012, 0)
        d = f"M{start[0]:.1f} {start[1]:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
        parts.append(stroked(d, colour, width, 1, cap="butt"))
        step += pitch / sleeve.length
    return "".join(parts)


def body_folds(cut: Cut, chance: float) -> list[Fold]:
    """The fall of a soft body: from the armholes inwards, and drapes that open towards the hem."""
    low, arm, sway = cut.bottom, TOP + cut.armhole, (chance - 0.5) * 60
    return [
        ((cut.chest + 30, arm - 40), (cut.chest - 70, arm + 60), (cut.chest - 150 + sway, arm + 190), 15),
        ((-cut.chest - 30, arm - 40), (-cut.chest + 70, arm + 70), (-cut.chest + 130 + sway, arm + 230), 15),
        ((-cut.chest - 10, arm + 40), (-cut.chest + 40, arm + 150), (-cut.chest + 64, arm + 320), 11),
        (
            (cut.hem * 0.72, low + 200),
            (cut.hem * 0.60 + sway * 0.3, low - 130),
            (cut.hem * 0.74, low - 300),
            24,
        ),
        ((-cut.hem * 0.40 + sway, low + 220), (-cut.hem * 0.52, low - 120), (-cut.hem * 0.34, low - 330), 26),
        ((cut.hem * 0.14 + sway, low + 170), (cut.hem * 0.20, low - 90), (cut.hem * 0.06, low - 240), 18),
        ((-cut.hem * 0.84, low + 120), (-cut.hem * 0.78, low - 120), (-cut.hem * 0.88, low - 230), 16),
    ]


def armhole_seams(pen: Pen, cut: Cut, cloth: Cloth, body: str, sleeves: Sequence[Sleeve]) -> str:
    """The shadow of the body on the sleeves along the armhole."""
    parts = []
    for side in (1, -1):
        d = curve(
            [
                (cut.shoulder * side, TOP + cut.slope, 1),
                ((cut.shoulder - 16) * side, TOP + cut.slope + 70),
                ((cut.chest - 4) * side, TOP + cut.armhole, 1),
            ],
            closed=False,
        )
        parts.append(
            soft_stroke(d, shade(cloth.colour, 0.2), 20, 0.4)
            + stroked(d, shade(cloth.colour, 0.24), 2.4, 0.8)
        )
    return group("".join(parts), clip=pen.clip(body, *(sleeve.path for sleeve in sleeves)))


def back_neck(pen: Pen, cut: Cut, cloth: Cloth, label: str = "#f2ede4") -> str:
    """The inside of the back, seen through the neck opening, with its label."""
    path = curve(
        [
            (-cut.neck, TOP - 6, 1),
            (-cut.neck * 0.5, TOP - 16),
            (0, TOP - 19),
            (cut.neck * 0.5, TOP - 16),
            (cut.neck, TOP - 6, 1),
            (cut.neck * 0.9, TOP + cut.neck_drop * 0.8),
            (0, TOP + cut.neck_drop + 26),
            (-cut.neck * 0.9, TOP + cut.neck_drop * 0.8),
        ]
    )
    inner = shade(cloth.colour, 0.17)
    fill = pen.linear((0, TOP - 20), (0, TOP + cut.neck_drop), [(0, inner), (1, shade(inner, 0.12))])
    tag = f'<rect x="-27" y="{TOP + 2}" width="54" height="24" rx="2" fill="{label}"/>' + stroked(
        f"M-15 {TOP + 14}H15", shade(label, 0.3), 2.2, 0.6
    )
    return filled(path, fill) + group(tag, clip=pen.clip(path))
