"""The pen: gathers gradients, clips and patterns under unique names while goods are drawn."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.entrypoints.cli.demo.drawing.geometry import Affine, number

Stop = tuple[float, str] | tuple[float, str, float]
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Good:
    """One drawn thing in its own coordinates (y down, about 1000 tall, centred on 0,0).

    Anchors are named spots that lie on the thing; silhouettes are its outer paths, for shadows
    and for checking that a tag's dot really is on it.
    """

    body: str
    silhouettes: tuple[str, ...]
    anchors: Mapping[str, Spot]
    bounds: tuple[float, float, float, float]


@dataclass(slots=True)
class Pen:
    """Collects `<defs>`; every random choice of a picture comes from `chance`."""

    seed: int
    defs: list[str] = field(default_factory=list)
    chance: random.Random = field(init=False)
    _count: int = 0
    _known: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def define(self, prefix: str, markup: str) -> str:
        """Stores a definition whose markup has `{id}`; the same markup is stored once."""
        if markup in self._known:
            return self._known[markup]
        self._count += 1
        name = f"{prefix}{self._count}"
        self.defs.append(markup.replace("{id}", name))
        self._known[markup] = f"url(#{name})"
        return self._known[markup]

    def linear(self, start: Spot, end: Spot, stops: Sequence[Stop]) -> str:
        """A gradient along a line in the drawing's own units."""
        line = " ".join(
            f'{key}="{number(value)}"'
            for key, value in zip(("x1", "y1", "x2", "y2"), (*start, *end), strict=True)
        )
        return self.define(
            "g",
            f'<linearGradient id="{{id}}" gradientUnits="userSpaceOnUse" {line}>'
            f"{_stops(stops)}</linearGradient>",
        )

    def radial(self, centre: Spot, radius: float, stops: Sequence[Stop], squash: float = 1.0) -> str:
        """A gradient around a point; `squash` below 1 flattens it."""
        cx, cy = centre
        bend = f' gradientTransform="matrix(1 0 0 {squash:.3f} {number(cx)} {number(cy)})"'
        return self.define(
            "g",
            f'<radialGradient id="{{id}}" gradientUnits="userSpaceOnUse" cx="0" cy="0" '
            f'r="{number(radius)}"{bend}>{_stops(stops)}</radialGradient>',
        )

    def clip(self, *paths: str) -> str:
        """A clip to the union of some paths."""
        inner = "".join(f'<path d="{path}"/>' for path in paths)
        return self.define("c", f'<clipPath id="{{id}}">{inner}</clipPath>')

    def shape(self, path: str) -> str:
        """A path kept for `<use>`; the reference to it."""
        return self.define("s", f'<path id="{{id}}" d="{path}"/>')[4:-1]

    def pattern(self, width: float, height: float, markup: str, turn: str = "") -> str:
        """A repeating tile."""
        transform = f' patternTransform="{turn}"' if turn else ""
        return self.define(
            "p",
            f'<pattern id="{{id}}" patternUnits="userSpaceOnUse" width="{number(width)}" '
            f'height="{number(height)}"{transform}>{markup}</pattern>',
        )


def _stops(stops: Sequence[Stop]) -> str:
    marks = []
    for stop in stops:
        opacity = f' stop-opacity="{stop[2]:.3f}"' if len(stop) == 3 else ""
        marks.append(f'<stop offset="{stop[0]:.3f}" stop-color="{stop[1]}"{opacity}/>')
    return "".join(marks)


def filled(path: str, fill: str, opacity: float = 1.0, extra: str = "") -> str:
    """A filled path."""
    fade = f' fill-opacity="{opacity:.3f}"' if opacity < 1 else ""
    return f'<path d="{path}" fill="{fill}"{fade}{extra}/>'


def stroked(
    path: str, colour: str, width: float, opacity: float = 1.0, dash: str = "", cap: str = "round"
) -> str:
    """A stroked path."""
    fade = f' stroke-opacity="{opacity:.3f}"' if opacity < 1 else ""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{number(width)}"{fade}{dashes} '
        f'stroke-linecap="{cap}" stroke-linejoin="round"/>'
    )


def group(content: str, transform: Affine | None = None, clip: str = "", opacity: float = 1.0) -> str:
    """A group, placed, clipped or faded."""
    attributes = ""
    if transform is not None:
        attributes += f' transform="{transform.attribute()}"'
    if clip:
        attributes += f' clip-path="{clip}"'
    if opacity < 1:
        attributes += f' opacity="{opacity:.3f}"'
    return f"<g{attributes}>{content}</g>"
