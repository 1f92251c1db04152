"""Draw people: a head and a body, in rows of ten.

In: how many of each kind, the size of a cell, and where the grid begins. Out: SVG paths. People of
one kind are one path, which keeps a grid of a hundred small and quick to draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from bookbuild.render.figures.pens import PAPER, STONE, hatching, paint
from bookbuild.render.figures.svg import number, path

ROW: Final = 10
CELL_RATIO: Final = 4 / 3
"""Height of a person's cell, in widths."""

_COUNTING_GAP: Final = 1 / 3
"""Extra space after the fifth column and row, in cell widths, so that people can be counted."""

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Body:
    """Measures of one person, in cell widths from the top left corner of the cell."""

    head: float
    head_centre: float
    shoulder: float
    neckline: float
    foot: float


# Filled people are a little larger than outlined ones: a line adds to what the eye sees of those.
_FILLED: Final = Body(head=0.22, head_centre=0.22, shoulder=0.37, neckline=0.5, foot=1.2)
_OUTLINED: Final = Body(head=0.18, head_centre=0.23, shoulder=0.325, neckline=0.535, foot=1.165)


_HEM: Final = 0.08
"""Radius of the lower corners of a body, in cell widths."""


def grid_width(cell: float) -> float:
    """Give the width of ten people side by side."""
    return (ROW + _COUNTING_GAP) * cell


def grid_height(cell: float) -> float:
    """Give the height of ten rows."""
    return (ROW * CELL_RATIO + _COUNTING_GAP) * cell


def people_grid(
    name: str,
    corner: Place,
    cell: float,
    colour: str,
    *,
    solid: int,
    hatched: int,
    outlined: int,
) -> str:
    """Draw a grid, filled row by row from the top left: solid, then hatched, then outlined.

    corner: the top left of the grid; the hatching must be defined in the same SVG.
    """
    places = [_place(corner, cell, index) for index in range(solid + hatched + outlined)]
    return (
        _solid(places[:solid], cell, colour)
        + _hatched(places[solid : solid + hatched], cell, paint(name, "hatched", colour), colour)
        + _outlined(places[solid + hatched :], cell)
    )


def people_hatching(name: str, cell: float, colour: str) -> str:
    """Define hatching for people; its step divides the cells, so that all of them look alike."""
    step = cell / 3 / sqrt(2)
    return hatching(name, colour, pitch=step, weight=step * 0.45)


def _solid(places: Sequence[Place], cell: float, colour: str) -> str:
    heads = "".join(_head(place, cell, _FILLED) for place in places)
    bodies = "".join(_body(place, cell, _FILLED) for place in places)
    return path(heads + bodies, fill=colour) if places else ""


def _hatched(places: Sequence[Place], cell: float, pattern: str, colour: str) -> str:
    """Draw a solid head on a hatched body: a head is too small for lines."""
    if not places:
        return ""
    heads = "".join(_head(place, cell, _FILLED) for place in places)
    bodies = "".join(_body(place, cell, _OUTLINED) for place in places)
    return path(heads, fill=colour) + path(
        bodies, fill=pattern, stroke=colour, stroke_width=cell / 10
    )


def _outlined(places: Sequence[Place], cell: float) -> str:
    shapes = "".join(_head(place, cell, _OUTLINED) for place in places)
    shapes += "".join(_body(place, cell, _OUTLINED) for place in places)
    return path(shapes, fill=PAPER, stroke=STONE, stroke_width=cell / 11) if places else ""


def _place(corner: Place, cell: float, index: int) -> Place:
    x, y = corner[0] - (0.5 - _FILLED.shoulder) * cell, corner[1]
    row, column = divmod(index, ROW)
    gap = _COUNTING_GAP * cell
    return (
        x + column * cell + (gap if column >= ROW // 2 else 0),
        y + row * cell * CELL_RATIO + (gap if row >= ROW // 2 else 0),
    )


def _head(place: Place, cell: float, body: Body) -> str:
    """Give a head as a path of two half circles."""
    x, y = place
    radius, across = number(body.head * cell), number(2 * body.head * cell)
    return (
        f"M{number(x + (0.5 - body.head) * cell)} {number(y + body.head_centre * cell)}"
        f"a{radius} {radius} 0 0 1 {across} 0a{radius} {radius} 0 0 1 -{across} 0z"
    )


def _body(place: Place, cell: float, body: Body) -> str:
    """Give a body as a path: an arch with a small radius at each lower corner."""
    x, y = place
    left, right = x + (0.5 - body.shoulder) * cell, x + (0.5 + body.shoulder) * cell
    arm, seam = y + (body.neckline + body.shoulder) * cell, y + (body.foot - _HEM) * cell
    shoulder, hem = number(body.shoulder * cell), number(_HEM * cell)
    return (
        f"M{number(left)} {number(seam)}V{number(arm)}"
        f"A{shoulder} {shoulder} 0 0 1 {number(right)} {number(arm)}V{number(seam)}"
        f"a{hem} {hem} 0 0 1 -{hem} {hem}"
        f"H{number(left + _HEM * cell)}a{hem} {hem} 0 0 1 -{hem} -{hem}z"
    )
