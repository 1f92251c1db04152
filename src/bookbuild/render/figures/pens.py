"""The pens of the house: colours, fills and line weights, and the room a figure gets.

In: nothing but a figure's name, which keeps pattern ids apart when two figures share a page.
Out: colours as written into the SVG, fills as paint, patterns as definitions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from bookbuild.model.clinic import HOUSE_COLOUR
from bookbuild.render.figures.svg import element, rectangle

INK: Final = "#17242B"
SPRUCE: Final = HOUSE_COLOUR
STONE: Final = "#64737A"
AMBER: Final = "#F0B43C"
PAPER: Final = "#FFFFFF"

HAIRLINE: Final = 0.75
"""Rows and axes, in points."""

_NUMBER: Final = 23.0
_LARGEST_SMALL_TEXT: Final = 12.0

Fill = Literal["solid", "hatched", "outline", "dotted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a figure will stand: the measure of its column and its type size, in points.

    The defaults are the book's: a column of 297 and captions of 10.5 on 14.
    held: the reader may lack the book's lettering (an e-book, the web), so that every line of words
    is held to the width it has in it. Print has the lettering, and leaves the words alone.
    colour: that of the house, or of the clinic that hands the figure out (`#rrggbb`).
    """

    width: float = 297.0
    text: float = 10.5
    held: bool = False
    colour: str = SPRUCE

    @property
    def leading(self) -> float:
        """Give the distance between two baselines: 14 for 10.5, as captions have it."""
        return self.text * 4 / 3

    @property
    def number(self) -> float:
        """Give the size of a number above a grid or a bar; it grows in large print alone."""
        return _NUMBER * max(1.0, self.text / _LARGEST_SMALL_TEXT)

    @property
    def scale(self) -> float:
        """Give how much larger things are drawn than beside the book's lettering."""
        return self.text / 10.5


def hatching(name: str, colour: str, *, pitch: float = 5.0, weight: float = 1.2) -> str:
    """Define 45° hatching: lines of `weight`, `pitch` apart, both in points, on white.

    The tile holds one upright line and is turned, so that the lines meet at the tiles' edges. Its
    side is written with four decimals: the error of a tile adds up over the tiles beside it.
    """
    side = f"{pitch:.4f}"
    return element(
        "pattern",
        element("rect", width=side, height=side, fill=PAPER),
        element("path", d=f"M{pitch / 2:.4f} 0V{side}", stroke=colour, stroke_width=weight),
        id=f"hatched-{name}",
        width=side,
        height=side,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def dots(name: str, colour: str, *, pitch: float = 5.0, size: float = 1.2) -> str:
    """Define a ground of dots, for what is not known."""
    return element(
        "pattern",
        rectangle(0, 0, pitch, pitch, fill=PAPER),
        element("circle", cx=pitch / 2, cy=pitch / 2, r=size / 2, fill=colour),
        id=f"dotted-{name}",
        width=pitch,
        height=pitch,
        patternUnits="userSpaceOnUse",
    )


def paint(name: str, fill: Fill, colour: str) -> str:
    """Give the paint for a fill; hatching and dots must be defined in the same SVG."""
    match fill:
        case "solid":
            return colour
        case "outline":
            return PAPER
        case "hatched" | "dotted":
            return f"url(#{fill}-{name})"


def block(
    corner: tuple[float, float],
    size: tuple[float, float],
    look: str,
    colour: str,
    *,
    edge: float = 1.0,
) -> str:
    """Draw a filled rectangle; one that is not solid has an edge, which stays inside its measures.

    corner: top left, in points; size: width and height; look: the paint; colour: of the edge.
    """
    (x, y), (width, height) = corner, size
    if look == colour:
        return rectangle(x, y, width, height, fill=look)
    return rectangle(
        x + edge / 2,
        y + edge / 2,
        width - edge,
        height - edge,
        fill=look,
        stroke=colour,
        stroke_width=edge,
    )
