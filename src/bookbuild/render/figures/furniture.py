"""Draw the house's own marks: icon tiles, the ruler, the hatched bar, and the diary of the cover.

In: an icon as drawn on its 24 grid, or a few numbers. Out: whole SVG files as text, in points. None
of them carries meaning that the words beside it do not: the page marks them as decoration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import cos, exp, inf, sin
from typing import Final, Literal, NamedTuple

from bookbuild.render.figures.pens import AMBER, INK, PAPER
from bookbuild.render.figures.svg import document, element, line, number, path, rectangle

Side = Literal["left", "right"]

_DRAWN: Final = re.compile(f"{INK}|{PAPER}")
"""The two colours in an icon's file: its line, and the ground below the bar of a "do not"."""

_GRID: Final = 24.0
_ICON_OF_TILE: Final = 2 / 3

_ICON_LINES: Final = ((24.0, 1.9), (40.0, 1.7), (inf, 1.5))
"""Up to a size in points: the weight of an icon's line on the 24 grid."""

_TICK_STEP: Final = 30.4
_TICK: Final = (5.5, 0.75)
_CURRENT_TICK: Final = (11.0, 4.0)
_RULER: Final = 490.0
"""What a ruler may take of the margin: a little less than the text of an A5 page is high. The ticks
of a book with more than 17 chapters share it."""

_SHEET_STEP: Final = 7.5
_SHEET_TICK: Final = (6.0, 0.75)
_CURRENT_SHEET: Final = (12.0, 3.5)
_RULER_ACROSS: Final = 115.0
"""What a ruler may take of a sheet's head, between the series and the number of the sheet."""

_DAY: Final = 3.6
"""From one day of the diary to the next, in points: a whole number of pixels at 80 dpi, so that a
preview shows no moiré. A line takes half of it, never less than reversed print can hold."""

_DAYS_BEFORE: Final = 6
_BEFORE: Final = 0.9
"""How high the pain is before the drip, of the whole height."""

_EASED, _CAME_BACK = 0.62, 1.0
"""How high it is just after the drip and in the end, of what it was: a modest drop that does not
last, because the picture must not promise."""


def icon(drawn: str, size: float, *, ground: str = PAPER, ink: str = INK) -> str:
    """Give an icon at a size in points, in one colour, for a ground of another."""
    return document(size, size, _icon_group(drawn, size, ground, ink))


def icon_tile(drawn: str, size: float, ground: str, ink: str = PAPER) -> str:
    """Give an icon on a square tile of `size` points; the icon takes two thirds of it."""
    inner = size * _ICON_OF_TILE
    edge = number((size - inner) / 2)
    return document(
        size,
        size,
        rectangle(0, 0, size, size, fill=ground),
        element("g", _icon_group(drawn, inner, ground, ink), transform=f"translate({edge} {edge})"),
    )


def ruler(chapters: int, current: int, colour: str, outer: Side = "right") -> str:
    """Draw the ruler of the outer margin: a tick for each chapter, the current one long and thick.

    colour: of the current tick. outer: the side of the page's edge, towards which it reaches out.
    """
    assert 1 <= current <= chapters, f"chapter {current} of {chapters}"
    step = _shared(_TICK_STEP, chapters, _RULER - _CURRENT_TICK[1])
    wide, high = _CURRENT_TICK[0], step * (chapters - 1) + _CURRENT_TICK[1]
    ticks = ""
    for chapter in range(1, chapters + 1):
        length, weight = _CURRENT_TICK if chapter == current else _TICK
        middle = _CURRENT_TICK[1] / 2 + step * (chapter - 1)
        left = 0.0 if outer == "right" else wide - length
        look = colour if chapter == current else INK
        ticks += rectangle(left, middle - weight / 2, length, weight, fill=look)
    return document(wide, high, ticks)


def ruler_across(sheets: int, current: int, colour: str) -> str:
    """Draw the ruler of a sheet's head: an upright tick for each sheet, this one tall and thick.

    colour: of this sheet's tick.
    """
    assert 1 <= current <= sheets, f"sheet {current} of {sheets}"
    high, widest = _CURRENT_SHEET
    step = _shared(_SHEET_STEP, sheets, _RULER_ACROSS - widest)
    ticks = ""
    for sheet in range(1, sheets + 1):
        length, weight = _CURRENT_SHEET if sheet == current else _SHEET_TICK
        left = widest / 2 + step * (sheet - 1) - weight / 2
        look = colour if sheet == current else INK
        ticks += rectangle(left, high - length, weight, length, fill=look)
    return document(step * (sheets - 1) + widest, high, ticks)


def _shared(step: float, ticks: int, room: float) -> float:
    """Give the step from tick to tick: the usual one, or as much as each gets of the room."""
    return min(step, room / max(ticks - 1, 1))


def hatch_tile(colour: str) -> str:
    """Draw one tile of the caution's hatched bar, 6 by 6 points, seamless when repeated."""
    return document(6, 6, path("M0 3L3 0H6L0 6zM3 6L6 3V6z", fill=colour))


def square(colour: str, *, side: float = 10) -> str:
    """Draw the square of a step or, smaller, of a list; its side in points."""
    return document(side, side, rectangle(0, 0, side, side, fill=colour))


def thread(colour: str, length: float = 10) -> str:
    """Draw one tile of the line between steps: 1.5 wide in the middle of the square."""
    return document(10, length, rectangle(4.25, 0, 1.5, length, fill=colour))


def arrow(colour: str) -> str:
    """Draw a thick arrow that points up, 220 by 330 points."""
    return document(220, 330, path("M110 0 220 130H150V330H70V130H0z", fill=colour))


def dotted_line() -> str:
    """Draw one tile of a line to write on: a dot at the foot of 23 points."""
    return document(3, 23, rectangle(0, 22, 1, 1, fill=INK))


def diary(
    width: float, height: float, *, day: float = _DAY, pen: str = PAPER, drip: str = AMBER
) -> str:
    """Draw the cover's art: a thin upright line for every day, and one for the day of the drip.

    The lines stand on a rule at the foot, `height` includes it. Pain is high for six days, lower
    after the drip, and comes back over the weeks. Drawn, not data.
    day: from one line to the next, in points; pen, drip: the colours of the days and of the day of
    the drip, which is taller and thicker too, so that one black ink is enough (`drip=pen`).
    """
    foot = height - 1
    lines = "".join(
        line(
            one.x,
            one.top,
            one.x,
            foot,
            stroke=drip if one.is_drip else pen,
            stroke_width=one.weight,
        )
        for one in diary_days(width, foot, day)
    )
    return document(width, height, lines, rectangle(0, foot, width, 1, fill=pen))


class Day(NamedTuple):
    """One upright line of the diary: its middle, its top, and how thick it is."""

    x: float
    top: float
    weight: float
    is_drip: bool


def diary_days(width: float, height: float, day: float) -> Iterator[Day]:
    """Yield the lines of the diary from left to right; that of the drip comes last, on top.

    day: from one line to the next. All measures are in one unit, whatever it is.
    """
    weight = day / 2
    days = int((width - weight) // day) + 1
    left = (width - (days - 1) * day) / 2
    for index in range(days):
        if index != _DAYS_BEFORE:
            top = height * (1 - _pain(index, days))
            yield Day(left + index * day, top, weight, is_drip=False)
    yield Day(left + _DAYS_BEFORE * day, 0, weight * 1.5, is_drip=True)


def _icon_group(drawn: str, size: float, ground: str, ink: str) -> str:
    """Take an icon's shapes out of its file, and give them a size, colours and a line."""
    start, end = drawn.index(">", drawn.index("<svg")) + 1, drawn.rindex("</svg>")
    colours = {INK: ink, PAPER: ground}
    shapes = _DRAWN.sub(lambda found: colours[found[0]], drawn[start:end].strip())
    return element(
        "g",
        shapes,
        fill="none",
        stroke=ink,
        stroke_width=next(weight for up_to, weight in _ICON_LINES if size <= up_to),
        stroke_linecap="round",
        stroke_linejoin="round",
        transform=f"scale({size / _GRID:.4f})",
    )


def _pain(day: int, days: int) -> float:
    """Give a day's height, from 0 to 1: level, eased by the drip, then slowly back, never smooth.

    The unrest is a sum of waves that do not repeat within a year: arithmetic, not chance.
    """
    unrest = 0.028 * sin(day * 2.399) + 0.022 * sin(day * 5.1 + 1) + 0.024 * cos(day * 0.37)
    if day < _DAYS_BEFORE:
        return _BEFORE + unrest * 0.7
    since = (day - _DAYS_BEFORE) / max(days - _DAYS_BEFORE, 1)
    back = 1 - exp(-4.5 * since**1.3)
    return _BEFORE * (_EASED + (_CAME_BACK - _EASED) * back) + unrest
