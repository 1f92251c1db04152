"""Draw how paper is turned, folded, stapled and cut, for those who print.

In: nothing, or the way a printer flips. Out: whole SVG files as text, all of one size, in points.
They carry no words: the sentence below each says the same, and the page marks them as decoration.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bookbuild.render.figures.pens import INK, PAPER, SPRUCE
from bookbuild.render.figures.svg import document, element, line, path, rectangle

WIDTH: Final = 150.0
HEIGHT: Final = 92.0
_LINE: Final = 1.25
_FOLD: Final = "4 3"
_TINT: Final = "#E4EDEE"


def sketches() -> Mapping[str, str]:
    """Give every sketch by its name."""
    drawn = {
        "long-edge": _flip(54, 70),
        "short-edge": _flip(90, 58),
        "calibration": _calibration(),
        "fold-1": _open_sheet(),
        "fold-2": _first_fold(),
        "fold-3": _second_fold(),
        "booklet-1": _nested(),
        "booklet-2": _stapled(),
        "booklet-3": _stacked(),
        "cut": _cut(),
    }
    return MappingProxyType({name: document(WIDTH, HEIGHT, svg) for name, svg in drawn.items()})


def _sheet(x: float, y: float, width: float, height: float, fill: str = PAPER) -> str:
    return rectangle(x, y, width, height, fill=fill, stroke=INK, stroke_width=_LINE)


def _shape(d: str, fill: str = PAPER) -> str:
    return path(d, fill=fill, stroke=INK, stroke_width=_LINE, stroke_linejoin="round")


def _dashed(x1: float, y1: float, x2: float, y2: float) -> str:
    return line(x1, y1, x2, y2, stroke=INK, stroke_width=1, stroke_dasharray=_FOLD)


def _arrow(d: str, tip: tuple[float, float], towards: tuple[float, float]) -> str:
    """Draw a bent arrow; towards: the way its head points, one unit long."""
    (x, y), (dx, dy) = tip, towards
    back, side = 8.0, 4.5
    left = (x - dx * back - dy * side, y - dy * back + dx * side)
    right = (x - dx * back + dy * side, y - dy * back - dx * side)
    head = f"M{x:.1f} {y:.1f}L{left[0]:.1f} {left[1]:.1f}L{right[0]:.1f} {right[1]:.1f}z"
    stem = path(d, fill="none", stroke=SPRUCE, stroke_width=2.5)
    return stem + path(head, fill=SPRUCE)


_OVER_TO_THE_LEFT: Final = _arrow("M134 66C138 40 124 16 104 12", (98, 10.5), (-0.98, -0.18))


def _rows(x: float, y: float, width: float, count: int, gap: float = 7.0) -> str:
    """Draw lines that stand for text, the first one heavy."""
    return "".join(
        line(
            x,
            y + row * gap,
            x + (width if row else width * 0.7),
            y + row * gap,
            stroke=SPRUCE,
            stroke_width=1.25 if row else 3.0,
        )
        for row in range(count)
    )


def _flip(width: float, height: float) -> str:
    """Draw a sheet that turns over like the page of a book, around its heavy edge at the left."""
    left, top = 66 - width / 2, 88 - height
    edge = line(left, top, left, 88, stroke=SPRUCE, stroke_width=4)
    rows = _rows(left + 10, top + 12, width - 20, int(height // 8) - 1)
    return _sheet(left, top, width, height) + rows + edge + _OVER_TO_THE_LEFT


def _calibration() -> str:
    """Draw the sheet that shows how a printer flips: an arrow, and words beside a fold."""
    arrow = path("M52 38L68 56H60V78H44V56H36z", fill=SPRUCE)
    return _sheet(30, 30, 90, 58) + arrow + _dashed(75, 30, 75, 88) + _rows(82, 42, 32, 6)


def _open_sheet() -> str:
    """Draw the brochure's inside: three panels, the right one narrower."""
    rows = "".join(_rows(x, 26, width, 7) for x, width in ((15, 30), (57, 30), (99, 28)))
    folds = _dashed(51, 14, 51, 80) + _dashed(93, 14, 93, 80)
    return _sheet(9, 14, 125, 66) + rows + folds


def _first_fold() -> str:
    """Draw the right panel on its way over the middle one."""
    base = _sheet(9, 20, 84, 60) + _rows(15, 32, 30, 6) + _dashed(51, 20, 51, 80)
    flap = _shape("M93 20L60 10V70L93 80z", _TINT)
    return base + flap + _OVER_TO_THE_LEFT


def _second_fold() -> str:
    """Draw the left panel on its way over both, with the cover on it."""
    base = _sheet(51, 20, 42, 60, _TINT)
    cover = _shape("M51 20L84 10V70L51 80z")
    title = path("M57 28L78 21.6M57 35L72 30.4", fill="none", stroke=SPRUCE, stroke_width=3)
    turn = _arrow("M12 66C8 40 22 16 40 12", (46, 10.5), (0.98, -0.18))
    return base + cover + title + turn


def _nested() -> str:
    """Draw sheets laid into each other, folded like a roof."""
    roofs = "".join(
        _shape(f"M12 {84 - n * 8}L75 {42 - n * 8}L138 {84 - n * 8}", "none") for n in range(3)
    )
    return roofs + _dashed(75, 6, 75, 50)


def _stapled() -> str:
    """Draw a folded part with two staples through its fold."""
    part = _sheet(46, 8, 58, 76) + line(46, 8, 46, 84, stroke=INK, stroke_width=3.5)
    staples = "".join(rectangle(41, y, 10, 3.5, fill=SPRUCE) for y in (24.0, 64.0))
    return part + _rows(60, 24, 34, 6) + staples


def _stacked() -> str:
    """Draw parts lying on each other, the first on top."""
    return "".join(_part(14 + n * 5, 62 - n * 16) for n in range(3))


def _part(x: float, y: float) -> str:
    top = _shape(f"M{x} {y}L{x + 30} {y - 14}H{x + 112}L{x + 82} {y}z")
    front = _shape(f"M{x} {y}H{x + 82}L{x + 112} {y - 14}V{y - 6}L{x + 82} {y + 8}H{x}z", _TINT)
    return front + top


def _cut() -> str:
    """Draw a sheet of cards with the straight cuts that part them."""
    left, top, card = 54.0, 22.0, (21.0, 12.0)
    cards = "".join(
        _sheet(left + column * card[0], top + row * card[1], *card, fill=_TINT)
        for row in range(4)
        for column in range(2)
    )
    columns = "".join(_dashed(left + n * card[0], 6, left + n * card[0], 86) for n in range(3))
    rows = "".join(_dashed(40, top + n * card[1], 110, top + n * card[1]) for n in range(5))
    return element("g", _sheet(44, 8, 62, 76), cards, columns, rows)
