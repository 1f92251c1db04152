"""How well two colours can be told apart, in colour and on a copier that prints black alone.

In: colours as `#rrggbb`. Out: contrast ratios from 1 to 21, and how far apart two colours look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import dist
from operator import mul
from typing import Final

ENOUGH: Final = 7.0
"""What this house asks of text and of its ground: WCAG 2.2, success criterion 1.4.6 (level AAA)."""

_TO_CONES: Final = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_OKLAB: Final = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours: 1 for the same, 21 for black and white.

    WCAG 2.2, "contrast ratio": (L1 + 0.05) / (L2 + 0.05), the lighter one above.
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Give how bright a colour is, from 0 for black to 1 for white.

    WCAG 2.2, "relative luminance", of sRGB.
    """
    red, green, blue = map(_linear, _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def difference(one: str, other: str) -> float:
    """Give how far apart two colours look: 0 for the same, 1 for black and white.

    CSS Color 4, "deltaEOK": the distance in OKLab (B. Ottosson, "A perceptual color space for image
    processing", 2020). There 0.02 counts as just noticeable.
    """
    return dist(_oklab(one), _oklab(other))


def grey(colour: str) -> str:
    """Give the grey that a printer with black alone makes of a colour.

    ISO 32000-1, 10.3.2: 0.3 of red, 0.59 of green, 0.11 of blue, of the values as they are stored.
    """
    red, green, blue = _parts(colour)
    level = round(255 * (0.3 * red + 0.59 * green + 0.11 * blue))
    return f"#{level:02x}{level:02x}{level:02x}"


def _oklab(colour: str) -> tuple[float, ...]:
    """Give lightness and two opponent colours; the matrices are Ottosson's for linear sRGB."""
    linear = tuple(map(_linear, _parts(colour)))
    cones = [part ** (1 / 3) for part in _turned(_TO_CONES, linear)]
    return tuple(_turned(_TO_OKLAB, cones))


def _turned(matrix: Sequence[Sequence[float]], values: Sequence[float]) -> Iterator[float]:
    return (sum(map(mul, row, values)) for row in matrix)


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
