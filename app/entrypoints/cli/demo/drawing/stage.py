"""The stage: a frame on which goods are placed, lit and remembered, then written out as one SVG.

Owns where each product ended up (its dot and its outline in the picture). Knows no scene.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.entrypoints.cli.demo.drawing.color import glow, mix, shade
from app.entrypoints.cli.demo.drawing.geometry import Affine, placing
from app.entrypoints.cli.demo.drawing.pen import Good, Pen, Spot, filled, group
from app.entrypoints.cli.demo.drawing.shading import cast_shadows, contact

PORTRAIT = (1600, 2000)
SQUARE = (1600, 1600)
COVER = (2400, 800)
AVATAR = (640, 640)
# A product shot is drawn on 1600 units and rendered at 1200 pixels: there are many of them.
_PIXELS = {SQUARE: (1200, 1200)}


def pixels_of(size: tuple[int, int]) -> tuple[int, int]:
    """The width and height at which a frame of this size is rendered."""
    return _PIXELS.get(size, size)


@dataclass(frozen=True, slots=True)
class Mood:
    """A brand's room: wall, floor, a deep and an accent colour, and the paper of its flat lays."""

    wall: str
    floor: str
    deep: str
    accent: str
    paper: str
    wood: str = "#a97c50"
    leaf: str = "#6f7f5a"


@dataclass(frozen=True, slots=True)
class Item:
    """A product to draw: its key and how."""

    key: str
    draw: Callable[[Pen], Good]
    anchor: str = "centre"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished picture. Units: spots are shares of width and height; masks are SVG pictures."""

    svg: str
    width: int
    height: int
    spots: Mapping[str, Spot]
    masks: Mapping[str, str]


@dataclass(slots=True)
class Stage:
    """Collects layers from back to front."""

    width: int
    height: int
    mood: Mood
    pen: Pen
    layers: list[str] = field(default_factory=list)
    spots: dict[str, Spot] = field(default_factory=dict)
    masks: dict[str, str] = field(default_factory=dict)

    def add(self, *markup: str) -> None:
        self.layers.extend(markup)

    def record(self, key: str, good: Good, at: Affine, anchor: str) -> None:
        """Remembers where a product's dot and outline are; a later, nearer placing wins."""
        spot = good.anchors.get(anchor) or next(iter(good.anchors.values()))
        x, y = at.apply(*spot)
        self.spots[key] = (x / self.width, y / self.height)
        self.masks[key] = group(filled("".join(good.silhouettes), "#000000"), at)

    def hang(
        self,
        things: list[tuple[Item, Good, Affine]],
        surface: str,
        offset: Spot = (26, 34),
        spread: float = 44,
        strength: float = 0.36,
    ) -> None:
        """Goods against a wall or on a table: shadows together, then each over the last."""
        self.add(
            cast_shadows(self.pen, [(good, at) for _, good, at in things], surface, offset, spread, strength)
        )
        for item, good, at in things:
            self.add(group(good.body, at))
            self.record(item.key, good, at, item.anchor)

    def stand(
        self,
        item: Item,
        good: Good,
        x: float,
        foot: float,
        scale: float,
        flip: bool = False,
        surface: str = "",
        strength: float = 0.6,
        turn: float = 0.0,
    ) -> Affine:
        """A good standing on its lowest line at (x, foot)."""
        x0, _, x1, y1 = good.bounds
        at = placing(x, foot - y1 * scale * 0.985, scale, turn, flip)
        self.add(
            contact(
                self.pen, (x, foot - 2), (x1 - x0) / 2 * scale, surface or self.mood.floor, strength=strength
            )
        )
        self.add(group(good.body, at))
        self.record(item.key, good, at, item.anchor)
        return at

    def wall(self, colour: str = "") -> None:
        """A lit wall."""
        base, w, h = colour or self.mood.wall, self.width, self.height
        slope = self.pen.linear(
            (0, 0), (w * 0.9, h), [(0, glow(base, 0.045)), (0.5, base), (1, shade(base, 0.07))]
        )
        pool = self.pen.radial(
            (w * 0.34, h * 0.30), max(w, h) * 0.62, [(0, glow(base, 0.10), 0.7), (1, base, 0)]
        )
        box = f"M0 0H{w}V{h}H0Z"
        self.add(filled(box, slope), filled(box, pool))

    def floor(self, y: float, colour: str = "") -> None:
        """A floor from y down, meeting the wall in a soft line."""
        base, w, h = colour or self.mood.floor, self.width, self.height
        depth = self.pen.linear(
            (0, y), (w * 0.25, h), [(0, shade(base, 0.07)), (0.25, base), (1, glow(base, 0.03))]
        )
        seam = self.pen.linear((0, y - 46), (0, y), [(0, shade(base, 0.2), 0), (1, shade(base, 0.2), 0.28)])
        self.add(filled(f"M0 {y - 46}H{w}V{y}H0Z", seam), filled(f"M0 {y}H{w}V{h}H0Z", depth))

    def seamless(self, horizon: float, colour: str = "") -> None:
        """A studio's paper sweep: wall and floor in one, the bend barely seen."""
        self.wall(colour)
        base, w, h = colour or self.mood.wall, self.width, self.height
        bend = self.pen.linear(
            (0, horizon - h * 0.12),
            (0, h),
            [(0, glow(base, 0.05), 0), (0.32, glow(base, 0.06), 0.75), (1, glow(base, 0.03), 0.4)],
        )
        self.add(filled(f"M0 {horizon - h * 0.12}H{w}V{h}H0Z", bend))

    def finish(self) -> Drawn:
        """Vignette and paper grain over everything, then the picture."""
        w, h, pen = self.width, self.height, self.pen
        box = f"M0 0H{w}V{h}H0Z"
        dim = shade(mix(self.mood.wall, "#2a2030", 0.6), 0.1)
        vignette = pen.radial(
            (w * 0.44, h * 0.42), (w * w + h * h) ** 0.5 * 0.62, [(0, dim, 0), (0.62, dim, 0), (1, dim, 0.24)]
        )
        grain = pen.define(
            "f",
            '<filter id="{id}" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency="0.72" '
            f'numOctaves="2" seed="{pen.seed % 97}" stitchTiles="stitch"/><feColorMatrix values="0 0 0 0 0.16 0 0 0 0 0.11 0 0 0 0 0.09 0 0 0 1.5 -0.55"/></filter>',
        )
        tile = pen.pattern(240, 240, f'<rect width="240" height="240" filter="{grain}"/>')
        layers = [*self.layers, filled(box, vignette), filled(box, tile, 0.20)]
        body = "".join(layers)
        wide, high = pixels_of((w, h))
        frame = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {w} {h}">'
        )
        svg = f"{frame}<defs>{''.join(pen.defs)}</defs>{body}</svg>"
        masks = {key: f"{frame}{mask}</svg>" for key, mask in self.masks.items()}
        return Drawn(svg, wide, high, dict(self.spots), masks)


def open_stage(size: tuple[int, int], mood: Mood, seed: int) -> Stage:
    """An empty frame."""
    return Stage(size[0], size[1], mood, Pen(seed))


def fit(good: Good, width: float, height: float) -> float:
    """The scale at which a good fills a box."""
    x0, y0, x1, y1 = good.bounds
    return min(width / (x1 - x0), height / (y1 - y0))


def centred(good: Good, x: float, y: float, scale: float, turn: float = 0.0) -> Affine:
    """A placing that puts the middle of a good at (x, y)."""
    x0, y0, x1, y1 = good.bounds
    at = placing(0, 0, scale, turn)
    dx, dy = at.apply((x0 + x1) / 2, (y0 + y1) / 2)
    return placing(x - dx, y - dy, scale, turn)


def tone(colour: str, amount: float) -> str:
    """A plane of the same paint turned to or from the light."""
    return glow(colour, amount) if amount > 0 else shade(colour, -amount)
