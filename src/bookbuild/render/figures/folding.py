"""Draw how paper is turned, folded, stapled and cut, for those who print.

In: the colour of the house or of a clinic. Out: whole SVG files as text, all of one size, in
points. They carry no words: the sentence below each says the same, and the page marks them as
decoration.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from bookbuild.model.clinic import TINT
from bookbuild.render.figures.pens import INK, PAPER
from bookbuild.render.figures.svg import document, line, path, rectangle

WIDTH: Final = 150.0
HEIGHT: Final = 92.0
_LINE: Final = 1.25
_FOLD: Final = "4 3"
_FOOT: Final = 88.0
"""The line that sheets stand on, from the top."""


def sketches(colour: str) -> Mapping[str, str]:
    """Give every sketch by its name."""
    drawn = {name: document(WIDTH, HEIGHT, draw(colour)) for name, draw in _SKETCHES.items()}
    return MappingProxyType(drawn)


def _long_edge(colour: str) -> str:
    return _flip(54, 70, colour)


def _short_edge(colour: str) -> str:
    return _flip(90, 58, colour)


def _flip(width: float, height: float, colour: str) -> str:
    """Draw a sheet that turns over like the page of a book, around its heavy edge at the left."""
    left, top = 66 - width / 2, _FOOT - height
    edge = line(left, top, left, _FOOT, stroke=colour, stroke_width=4)
    rows = _rows(left + 10, top + 12, width - 20, int(height // 8) - 1, colour)
    return _sheet(left, top, width, height) + rows + edge + _over_to_the_left(colour)


def _calibration(colour: str) -> str:
    """Draw the sheet that shows how a printer flips: an arrow, and words beside a fold."""
    arrow = path("M52 38L68 56H60V78H44V56H36z", fill=colour)
    fold = _dashed(75, 30, 75, _FOOT)
    return _sheet(30, 30, 90, 58) + arrow + fold + _rows(82, 42, 32, 6, colour)


def _open_sheet(colour: str) -> str:
    """Draw the brochure's inside: three panels, the right one narrower."""
    panels = ((15, 30), (57, 30), (99, 28))
    rows = "".join(_rows(x, 26, width, 7, colour) for x, width in panels)
    folds = _dashed(51, 14, 51, 80) + _dashed(93, 14, 93, 80)
    return _sheet(9, 14, 125, 66) + rows + folds


def _first_fold(colour: str) -> str:
    """Draw the right panel on its way over the middle one."""
    base = _sheet(9, 20, 84, 60) + _rows(15, 32, 30, 6, colour) + _dashed(51, 20, 51, 80)
    return base + _shape("M93 20L60 10V70L93 80z", TINT) + _over_to_the_left(colour)


def _second_fold(colour: str) -> str:
    """Draw the left panel on its way over both, with the cover on it."""
    base = _sheet(51, 20, 42, 60, TINT)
    cover = _shape("M51 20L84 10V70L51 80z")
    title = path("M57 28L78 21.6M57 35L72 30.4", fill="none", stroke=colour, stroke_width=3)
    turn = _arrow("M12 66C8 40 22 16 40 12", (46, 10.5), (0.98, -0.18), colour)
    return base + cover + title + turn


def _nested(_colour: str) -> str:
    """Draw sheets laid into each other, folded up like an open book that lies on its back."""
    edges = (8, 16, 24)
    books = "".join(_shape(f"M12 {edge}L75 {edge + 42}L138 {edge}", "none") for edge in edges)
    return books + _dashed(75, 42, 75, 86)


def _stapled(colour: str) -> str:
    """Draw a folded part with two staples through its fold."""
    part = _sheet(46, 8, 58, 76) + line(46, 8, 46, 84, stroke=INK, stroke_width=3.5)
    staples = "".join(rectangle(41, y, 10, 3.5, fill=colour) for y in (24.0, 64.0))
    return part + _rows(60, 24, 34, 6, colour) + staples


def _stacked(_colour: str) -> str:
    """Draw parts lying on each other, the first on top."""
    return "".join(_part(14 + n * 5, 62 - n * 16) for n in range(3))


def _part(x: float, y: float) -> str:
    top = _shape(f"M{x} {y}L{x + 30} {y - 14}H{x + 112}L{x + 82} {y}z")
    front = _shape(f"M{x} {y}H{x + 82}L{x + 112} {y - 14}V{y - 6}L{x + 82} {y + 8}H{x}z", TINT)
    return front + top


def _cut(_colour: str) -> str:
    """Draw a sheet of cards with the straight cuts that part them."""
    left, top, width, height = 54.0, 22.0, 21.0, 12.0
    columns = [left + number * width for number in range(3)]
    rows = [top + number * height for number in range(5)]
    cards = "".join(_sheet(x, y, width, height, TINT) for x in columns[:-1] for y in rows[:-1])
    upright = "".join(_dashed(x, 6, x, 86) for x in columns)
    level = "".join(_dashed(40, y, 110, y) for y in rows)
    return _sheet(44, 8, 62, 76) + cards + upright + level


_SKETCHES: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        "long-edge": _long_edge,
        "short-edge": _short_edge,
        "calibration": _calibration,
        "fold-1": _open_sheet,
        "fold-2": _first_fold,
        "fold-3": _second_fold,
        "booklet-1": _nested,
        "booklet-2": _stapled,
        "booklet-3": _stacked,
        "cut": _cut,
    }
)


def _sheet(x: float, y: float, width: float, height: float, fill: str = PAPER) -> str:
    return rectangle(x, y, width, height, fill=fill, stroke=INK, stroke_width=_LINE)


def _shape(d: str, fill: str = PAPER) -> str:
    return path(d, fill=fill, stroke=INK, stroke_width=_LINE, stroke_linejoin="round")


def _dashed(x1: float, y1: float, x2: float, y2: float) -> str:
    return line(x1, y1, x2, y2, stroke=INK, stroke_width=1, stroke_dasharray=_FOLD)


def _rows(x: float, y: float, width: float, count: int, colour: str) -> str:
    """Draw lines that stand for text, 7 apart, the first one heavy and shorter."""
    head = line(x, y, x + width * 0.7, y, stroke=colour, stroke_width=3)
    heights = (y + 7 * row for row in range(1, count))
    return head + "".join(
        line(x, at, x + width, at, stroke=colour, stroke_width=1.25) for at in heights
    )


def _over_to_the_left(colour: str) -> str:
    return _arrow("M134 66C138 40 124 16 104 12", (98, 10.5), (-0.98, -0.18), colour)


def _arrow(d: str, tip: tuple[float, float], towards: tuple[float, float], colour: str) -> str:
    """Draw a bent arrow; towards: the way its head points, one unit long."""
    (x, y), (dx, dy) = tip, towards
    back, side = 8.0, 4.5
    left = (x - dx * back - dy * side, y - dy * back + dx * side)
    right = (x - dx * back + dy * side, y - dy * back - dx * side)
    head = f"M{x:.1f} {y:.1f}L{left[0]:.1f} {left[1]:.1f}L{right[0]:.1f} {right[1]:.1f}z"
    return path(d, fill="none", stroke=colour, stroke_width=2.5) + path(head, fill=colour)
