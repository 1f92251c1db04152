"""Draw people: a head and a body, in rows of ten.

In: how many of each kind, the size of a cell, and where the grid begins. Out: SVG paths. People of
one kind are one path, which keeps a grid of a hundred small and quick to draw.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bookbuild.render.figures.pens import PAPER, SPRUCE, STONE, paint
from bookbuild.render.figures.svg import number, path

ROW: Final = 10
CELL_RATIO: Final = 1.34
"""Height of a person's cell, in widths."""

_COUNTING_GAP: Final = 0.32
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
_FILLED: Final = Body(head=0.215, head_centre=0.235, shoulder=0.37, neckline=0.52, foot=1.22)
_OUTLINED: Final = Body(head=0.185, head_centre=0.25, shoulder=0.33, neckline=0.55, foot=1.19)


def grid_width(cell: float) -> float:
    """Give the width of ten people side by side."""
    return (ROW + _COUNTING_GAP) * cell


def grid_height(cell: float) -> float:
    """Give the height of ten rows."""
    return (ROW * CELL_RATIO + _COUNTING_GAP) * cell


def people_grid(
    name: str, corner: Place, cell: float, *, solid: int, hatched: int, outlined: int
) -> str:
    """Draw a grid, filled row by row from the top left: solid, then hatched, then outlined.

    corner: the top left of the grid; the hatching must be defined in the same SVG.
    """
    places = [_place(corner, cell, index) for index in range(solid + hatched + outlined)]
    return (
        _people(places[:solid], cell, _FILLED, fill=SPRUCE)
        + _people(
            places[solid : solid + hatched],
            cell,
            _OUTLINED,
            fill=paint(name, "hatched"),
            stroke=SPRUCE,
            stroke_width=cell / 9,
        )
        + _people(
            places[solid + hatched :],
            cell,
            _OUTLINED,
            fill=PAPER,
            stroke=STONE,
            stroke_width=cell / 11,
        )
    )


def _place(corner: Place, cell: float, index: int) -> Place:
    x, y = corner
    row, column = divmod(index, ROW)
    gap = _COUNTING_GAP * cell
    return (
        x + column * cell + (gap if column >= ROW // 2 else 0),
        y + row * cell * CELL_RATIO + (gap if row >= ROW // 2 else 0),
    )


def _people(
    places: Iterable[Place], cell: float, body: Body, **look: str | float | None
) -> str:
    d = "".join(_person(x, y, cell, body) for x, y in places)
    return path(d, **look) if d else ""


def _person(x: float, y: float, cell: float, body: Body) -> str:
    """Give one person as a path: the head as two half circles, the body as a rounded arch."""
    n = number
    head, shoulder = body.head * cell, body.shoulder * cell
    middle = x + cell / 2
    corner = body.shoulder * cell * 0.9
    return (
        f"M{n(middle - head)} {n(y + body.head_centre * cell)}"
        f"a{n(head)} {n(head)} 0 0 1 {n(2 * head)} 0a{n(head)} {n(head)} 0 0 1 {n(-2 * head)} 0z"
        f"M{n(middle - shoulder)} {n(y + body.foot * cell)}"
        f"V{n(y + body.neckline * cell + corner)}"
        f"a{n(corner)} {n(corner)} 0 0 1 {n(corner)} {n(-corner)}"
        f"H{n(middle + shoulder - corner)}"
        f"a{n(corner)} {n(corner)} 0 0 1 {n(corner)} {n(corner)}"
        f"V{n(y + body.foot * cell)}z"
    )
