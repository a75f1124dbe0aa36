"""Brand marks: small geometric signs, and letters drawn as paths. No fonts anywhere."""

from typing import Literal

from app.entrypoints.cli.demo.drawing.geometry import number

Mark = Literal["arc", "wave", "welt", "sun", "leaf", "rope", "flax", "knot", "lamp", "ring"]

# Each sign is drawn in a box from -50 to 50; `s` marks stroked parts, `f` filled ones.
_SIGNS: dict[str, tuple[tuple[str, str], ...]] = {
    # Maison Orvanne: an O under an arch.
    "arc": (("s", "M-38 46V-6A38 38 0 0 1 38 -6V46"), ("s", "M-18 24A18 20 0 1 1 18 24A18 20 0 1 1 -18 24Z")),
    # Kerzhal: K whose arms are waves.
    "wave": (
        ("s", "M-26 -46V46"),
        ("s", "M36 -44C26 -8 2 -4 -26 0C2 4 26 8 36 44"),
        ("s", "M-46 46C-36 36 -16 36 -6 46"),
    ),
    # Derbanne: D with a row of stitches.
    "welt": (
        ("s", "M-28 -42V42H-6C28 42 40 20 40 0S28 -42 -6 -42Z"),
        ("d", "M-14 -26V26H-6C16 26 24 14 24 0S16 -26 -6 -26Z"),
    ),
    # Salvane: a sun in an S of two arcs.
    "sun": (
        ("s", "M30 -34C10 -54 -34 -46 -30 -20C-26 4 30 -4 30 22C30 50 -14 54 -34 34"),
        ("f", "M0 -33A11 11 0 1 1 0 -11A11 11 0 1 1 0 -33Z"),
    ),
    # Herbeane: two leaves that make an H.
    "leaf": (
        ("s", "M-30 46V-20C-30 -40 -20 -48 -6 -50C-4 -30 -12 -12 -30 -4"),
        ("s", "M30 -46V20C30 40 20 48 6 50C4 30 12 12 30 4"),
        ("s", "M-30 8C-10 2 10 -2 30 -8"),
    ),
    # Calanquine: C of rope and a horizon.
    "rope": (("s", "M36 -26A46 46 0 1 0 36 26"), ("s", "M-14 6H46"), ("f", "M4 -20A20 20 0 0 1 44 -20Z")),
    # Linhoral: flax flower with five petals.
    "flax": (
        ("f", "M0 -6C-16 -22 -14 -42 0 -48C14 -42 16 -22 0 -6Z"),
        ("f", "M5 -2C16 -22 34 -28 46 -16C46 0 28 8 5 -2Z"),
        ("f", "M3 5C26 10 34 28 28 42C12 42 2 28 3 5Z"),
        ("f", "M-3 5C-26 10 -34 28 -28 42C-12 42 -2 28 -3 5Z"),
        ("f", "M-5 -2C-16 -22 -34 -28 -46 -16C-46 0 -28 8 -5 -2Z"),
    ),
    # Pellevra: P as a knotted strap.
    "knot": (("s", "M-22 48V-44H8C34 -44 40 -26 40 -14S32 16 8 16H-40"), ("f", "M-30 8H-14V24H-30Z")),
    # Tindlys: a peak with a light above.
    "lamp": (
        ("s", "M-46 40L-8 -22L10 8L20 -6L46 40Z"),
        ("f", "M20 -46A10 10 0 1 1 20 -26A10 10 0 1 1 20 -46Z"),
    ),
    # Hainlauf: two rings in stride.
    "ring": (
        ("s", "M-44 0A24 24 0 1 1 4 0A24 24 0 1 1 -44 0Z"),
        ("s", "M-4 0A24 24 0 1 1 44 0A24 24 0 1 1 -4 0Z"),
        ("s", "M-46 40H46"),
    ),
}


def draw_mark(mark: Mark, x: float, y: float, size: float, ink: str, weight: float = 8.0) -> str:
    """The sign centred on (x, y), `size` high."""
    parts = []
    for kind, path in _SIGNS[mark]:
        if kind == "f":
            parts.append(f'<path d="{path}" fill="{ink}"/>')
        else:
            dash = ' stroke-dasharray="9 8"' if kind == "d" else ""
            thin = weight * 0.55 if kind == "d" else weight
            parts.append(
                f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{thin}"{dash} '
                'stroke-linecap="round" stroke-linejoin="round"/>'
            )
    scale = size / 100
    return f'<g transform="translate({number(x)} {number(y)}) scale({scale:.3f})">{"".join(parts)}</g>'
