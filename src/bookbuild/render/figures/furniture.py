"""Draw the house's own marks: icon tiles, the ruler, the hatched bar, and the diary of the cover.

In: an icon as drawn on its 24 grid, or a few numbers. Out: whole SVG files as text, in points. None
of them carries meaning that the words beside it do not: the page marks them as decoration.
"""

from __future__ import annotations

from math import cos, exp, sin
from typing import Final, Literal

from bookbuild.render.figures.pens import AMBER, INK, PAPER, SPRUCE, STONE
from bookbuild.render.figures.svg import document, element, line, number, path, rectangle

Side = Literal["left", "right"]

PLACEHOLDER: Final = INK
"""The colour an icon is drawn in; whoever prints it may put another in its place."""

_GRID: Final = 24.0
_ICON_OF_TILE: Final = 2 / 3

_LARGE_ICON: Final = 40.0
_THICK_LINE, _THIN_LINE = "1.7", "1.5"

_TICK_STEP: Final = 30.4
_TICK: Final = (5.5, 0.75)
_CURRENT_TICK: Final = (11.0, 4.0)

_SHEET_STEP: Final = 11.5
_SHEET_TICK: Final = (0.75, 6.5)
_CURRENT_SHEET: Final = (3.0, 13.0)

_DAY: Final = 3.6
"""From one day of the diary to the next, in points: a whole number of pixels at 80 dpi, so that a
preview shows no moiré."""

_DAY_LINE: Final = 1.8
_DAYS_BEFORE: Final = 6
_EASED: Final = 0.6
"""How high the pain is just after the drip, of what it was: a modest drop, it must not promise."""


def icon(drawn: str, size: float, colour: str = INK) -> str:
    """Give an icon at a size in points, in one colour; above 40 points its line is thinner."""
    weight = _THIN_LINE if size > _LARGE_ICON else _THICK_LINE
    return document(size, size, _icon_group(drawn, size, colour, weight))


def icon_tile(drawn: str, size: float, ground: str = SPRUCE, ink: str = PAPER) -> str:
    """Give an icon on a square tile of `size` points; the icon takes two thirds of it."""
    inner = size * _ICON_OF_TILE
    weight = _THIN_LINE if inner >= _LARGE_ICON else _THICK_LINE
    edge = number((size - inner) / 2)
    return document(
        size,
        size,
        rectangle(0, 0, size, size, fill=ground),
        element("g", _icon_group(drawn, inner, ink, weight), transform=f"translate({edge} {edge})"),
    )


def ruler(chapters: int, current: int, outer: Side = "right") -> str:
    """Draw the ruler of the outer margin: a tick for each chapter, the current one long and thick.

    outer: the side of the page's edge, towards which the current tick reaches out.
    """
    assert 1 <= current <= chapters, f"chapter {current} of {chapters}"
    wide, high = _CURRENT_TICK[0], _TICK_STEP * (chapters - 1) + _CURRENT_TICK[1]
    ticks = ""
    for chapter in range(1, chapters + 1):
        length, weight = _CURRENT_TICK if chapter == current else _TICK
        middle = _CURRENT_TICK[1] / 2 + _TICK_STEP * (chapter - 1)
        left = 0.0 if outer == "right" else wide - length
        colour = SPRUCE if chapter == current else INK
        ticks += rectangle(left, middle - weight / 2, length, weight, fill=colour)
    return document(wide, high, ticks)


def sheet_ruler(sheets: int, current: int) -> str:
    """Draw the ruler that lies beside a handout's series line, its ticks upright on one foot."""
    assert 1 <= current <= sheets, f"sheet {current} of {sheets}"
    high = _CURRENT_SHEET[1]
    ticks = ""
    for sheet in range(1, sheets + 1):
        weight, length = _CURRENT_SHEET if sheet == current else _SHEET_TICK
        middle = _CURRENT_SHEET[0] / 2 + _SHEET_STEP * (sheet - 1)
        colour = SPRUCE if sheet == current else STONE
        ticks += rectangle(middle - weight / 2, high - length, weight, length, fill=colour)
    return document(_SHEET_STEP * (sheets - 1) + _CURRENT_SHEET[0], high, ticks)


def hatch_tile(colour: str = SPRUCE) -> str:
    """Draw one tile of the caution's hatched bar, 6 by 6 points; repeated downward it has no seam."""
    side = 6.0
    stripe = f"M0 3L3 0H6L0 6zM3 6L6 3V6z"
    return document(side, side, path(stripe, fill=colour))


def diary(
    width: float, height: float, *, pen: str = PAPER, drip: str = AMBER, grey: bool = False
) -> str:
    """Draw the cover's art: a thin upright line for every day, and one for the day of the drip.

    The lines stand on a rule at the foot, `height` includes it. Pain is high for six days, lower
    after the drip, and comes back over the weeks. Drawn, not data.
    pen, drip: the colours of the days and of the drip, on whatever ground the page has.
    grey: for one black ink; the day of the drip is then marked by its width alone.
    """
    days = int((width - _DAY_LINE) // _DAY) + 1
    left = (width - (days - 1) * _DAY - _DAY_LINE) / 2
    foot = height - 1
    drawn = ""
    for day in range(days):
        middle = left + _DAY_LINE / 2 + day * _DAY
        on_the_day = day == _DAYS_BEFORE
        top = 0.0 if on_the_day else foot * (1 - _pain(day, days))
        drawn += line(
            middle,
            top,
            middle,
            foot,
            stroke=pen if grey or not on_the_day else drip,
            stroke_width=_DAY_LINE * (1.5 if on_the_day else 1),
        )
    return document(width, height, drawn, rectangle(0, foot, width, 1, fill=pen))


def _icon_group(drawn: str, size: float, colour: str, weight: str) -> str:
    """Take an icon's shapes out of its file, and give them a size, a colour and a line."""
    start, end = drawn.index(">", drawn.index("<svg")) + 1, drawn.rindex("</svg>")
    shapes = drawn[start:end].strip().replace(PLACEHOLDER, colour)
    return element(
        "g",
        shapes,
        fill="none",
        stroke=colour,
        stroke_width=weight,
        stroke_linecap="round",
        stroke_linejoin="round",
        transform=f"scale({size / _GRID:.4f})",
    )


def _pain(day: int, days: int) -> float:
    """Give a day's height, from 0 to 1: level, eased by the drip, then slowly back, never smooth.

    The unrest is a sum of waves that do not repeat within a year: arithmetic, not chance.
    """
    unrest = 0.028 * sin(day * 2.399) + 0.022 * sin(day * 5.1 + 1) + 0.014 * cos(day * 0.83)
    if day < _DAYS_BEFORE:
        return 0.9 + unrest * 0.7
    weeks = (day - _DAYS_BEFORE) / max(days - _DAYS_BEFORE, 1)
    back = 1 - exp(-2.6 * weeks)
    return 0.9 * (_EASED + (0.92 - _EASED) * back) + unrest
