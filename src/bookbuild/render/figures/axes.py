"""Draw the upright scale that bars stand beside.

In: the values that get a line, and where. Out: dotted gridlines with their numbers at the left, and
the line that the bars stand on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bookbuild.render.figures.lettering import CAP_HEIGHT, text, width_of
from bookbuild.render.figures.pens import INK, STONE, Setting
from bookbuild.render.figures.svg import line

# A dotted line is mostly paper: at half a point it would be lost in a photocopy.
_GRIDLINE: Final = 0.75
_DOTS: Final = "0.5 2"

_NUMBER_GAP: Final = 0.5
"""From a number to the axis, in ems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """An upright scale from 0 to `end`: where it begins and ends on the page, in points."""

    end: float
    left: float
    right: float
    top: float
    foot: float

    def height(self, value: float) -> float:
        """Give the length of a bar for a value."""
        return (self.foot - self.top) * value / self.end


def axis_width(largest: str, setting: Setting) -> float:
    """Give the room that the numbers of a scale need at its left."""
    return width_of(largest, setting.text) + setting.text * _NUMBER_GAP


def gridlines(scale: Scale, values: Iterable[float], setting: Setting) -> str:
    """Draw a dotted line for each value but 0, each with its number."""
    drawn = ""
    for value in values:
        y = scale.foot - scale.height(value)
        drawn += text(
            f"{value:.0f}",
            scale.left - setting.text * _NUMBER_GAP,
            y + setting.text * CAP_HEIGHT / 2,
            setting,
            anchor="end",
        )
        if value:
            look = {"stroke": STONE, "stroke_dasharray": _DOTS}
            drawn += line(scale.left, y, scale.right, y, stroke_width=_GRIDLINE, **look)
    return drawn


def ground(scale: Scale) -> str:
    """Draw the line that the bars stand on."""
    return line(scale.left, scale.foot, scale.right, scale.foot, stroke=INK, stroke_width=1)
