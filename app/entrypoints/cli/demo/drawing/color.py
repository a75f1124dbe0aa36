"""Colours mixed in OKLab, so that shade and light keep the hue's character. Knows no shapes."""

import math

Lab = tuple[float, float, float]


def _to_linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _to_gamma(channel: float) -> float:
    channel = min(1.0, max(0.0, channel))
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def to_lab(colour: str) -> Lab:
    """OKLab of `#rrggbb`. Source: Ottosson, "A perceptual color space for image processing"."""
    red, green, blue = (_to_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def from_lab(lab: Lab) -> str:
    """`#rrggbb` of an OKLab colour, clipped to sRGB."""
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(_to_gamma(channel) * 255):02x}" for channel in channels)


def mix(first: str, second: str, share: float) -> str:
    """`first` moved towards `second` by `share` (0 to 1)."""
    start, end = to_lab(first), to_lab(second)
    moved = [a + (b - a) * share for a, b in zip(start, end, strict=True)]
    return from_lab((moved[0], moved[1], moved[2]))


def lift(colour: str, amount: float, chroma: float = 1.0) -> str:
    """The colour with its lightness moved by `amount` (-1 to 1) and its chroma multiplied."""
    lightness, a, b = to_lab(colour)
    return from_lab((min(1.0, max(0.04, lightness + amount)), a * chroma, b * chroma))


def shade(colour: str, amount: float = 0.14) -> str:
    """A shadow of the colour: darker, a little richer, leaning to the violet of skylight."""
    lightness, a, b = to_lab(colour)
    depth = min(amount, lightness * 0.55)
    chroma = 1.04 if lightness - depth > 0.4 else 0.82
    return from_lab((lightness - depth, a * chroma + 0.004, b * chroma - 0.008 * amount / 0.14))


def glow(colour: str, amount: float = 0.10) -> str:
    """A light on the colour: lighter, a little warmer."""
    lightness, a, b = to_lab(colour)
    return from_lab((min(0.985, lightness + amount), a * 0.94, b * 0.96 + 0.006))


def lightness_of(colour: str) -> float:
    """OKLab lightness, 0 to 1."""
    return to_lab(colour)[0]
