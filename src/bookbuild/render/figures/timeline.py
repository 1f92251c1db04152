"""Draw a timeline of years, and say it.

In: a `Timeline`. Out: an SVG with a line that runs down from the first year to the last, and its
text alternative. Years stand at equal distances: the words need the room, not the years.
"""

from __future__ import annotations

from typing import Final

from bookbuild.model.figure import Timeline
from bookbuild.render.figures.lettering import numeral, paragraph, wrap
from bookbuild.render.figures.pens import Setting
from bookbuild.render.figures.svg import document, line, rectangle
from bookbuild.render.figures.words import sentences

_SQUARE: Final = 9.0
"""Side of a year's square beside lettering of 10.5, in points; an empty one asks for a tick."""

_THREAD: Final = 1.5
"""Weight of the line that joins the years, in points."""

_YEAR: Final = 16 / 23
"""A year is set as large as a section heading."""


def draw_timeline(figure: Timeline, setting: Setting) -> str:
    """Draw a square for each year on one line, the year and its words beside it."""
    size, leading = setting.text, setting.leading
    square = _SQUARE * setting.scale
    year_size = setting.number * _YEAR
    year_at = square + size * 0.9
    words_at = year_at + year_size * 2.75
    drawn, first = "", year_size * 0.8
    baseline = last = first
    for event in figure.events:
        lines = wrap(event.text, setting.width - words_at, setting)
        top = baseline - size / 3 - square / 2
        drawn += rectangle(0, top, square, square, fill=setting.colour)
        drawn += numeral(str(event.year), year_at, baseline, setting, part=_YEAR)
        drawn += paragraph(lines, words_at, baseline, setting)
        last = baseline
        baseline += leading * (len(lines) + 0.55)
    middle, lift = square / 2, size / 3
    ends = (middle, first - lift, middle, last - lift)
    thread = line(*ends, stroke=setting.colour, stroke_width=_THREAD)
    return document(setting.width, baseline - leading * 1.2, thread, drawn)


def describe_timeline(figure: Timeline) -> str:
    """Say the years in order."""
    years = (f"{event.year}: {event.text}" for event in figure.events)
    return sentences(f"a timeline of {len(figure.events)} years", *years)
