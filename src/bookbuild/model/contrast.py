"""How well two colours can be told apart, in colour and on a copier that prints black alone.

In: colours as `#rrggbb`. Out: contrast ratios from 1 to 21.
"""

from __future__ import annotations

from typing import Final

ENOUGH: Final = 7.0
"""What this house asks of text and of its ground: WCAG 2.2, success criterion 1.4.6 (level AAA)."""


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


def grey(colour: str) -> str:
    """Give the grey that a printer with black alone makes of a colour.

    ISO 32000-1, 10.3.2: 0.3 of red, 0.59 of green, 0.11 of blue, of the values as they are stored.
    """
    red, green, blue = _parts(colour)
    level = round(255 * (0.3 * red + 0.59 * green + 0.11 * blue))
    return f"#{level:02x}{level:02x}{level:02x}"


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
