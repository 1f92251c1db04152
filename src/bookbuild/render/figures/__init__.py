"""Draw figures from declared data.

In: a figure of the model, and the column it will stand in. Out: a whole SVG file as text, and the
text alternative for the same data. Titles and captions stand in the page, not here. Colours are
written into the SVG, because no style of the page reaches inside a picture.
"""

from __future__ import annotations

from typing import Final, assert_never

from bookbuild.model.figure import (
    BarPairs,
    Bars,
    FigureData,
    IconArray,
    PainGate,
    Timeline,
    TimeSpans,
    UpsAndDowns,
)
from bookbuild.render.figures.bar_pairs import describe_bar_pairs, draw_bar_pairs
from bookbuild.render.figures.bars import describe_bars, draw_bars
from bookbuild.render.figures.icon_array import describe_icon_array, draw_icon_array
from bookbuild.render.figures.pain_gate import describe_pain_gate, draw_pain_gate
from bookbuild.render.figures.pens import Setting
from bookbuild.render.figures.time_spans import describe_time_spans, draw_time_spans
from bookbuild.render.figures.timeline import describe_timeline, draw_timeline
from bookbuild.render.figures.ups_and_downs import describe_ups_and_downs, draw_ups_and_downs

BOOK_COLUMN: Final = Setting()
"""The text block of the book: 297 points wide, captions of 10.5."""


def draw(figure: FigureData, setting: Setting = BOOK_COLUMN) -> str:
    """Draw a figure as wide as its column, with lettering of the setting's size.

    Returns a standalone SVG whose width and height are in points. Nothing in it is scaled to fit:
    a figure for a handout (251 wide, lettering of 12) or large print (468, 18) is drawn anew.
    """
    match figure:
        case IconArray():
            return draw_icon_array(figure, setting)
        case Bars():
            return draw_bars(figure, setting)
        case BarPairs():
            return draw_bar_pairs(figure, setting)
        case TimeSpans():
            return draw_time_spans(figure, setting)
        case Timeline():
            return draw_timeline(figure, setting)
        case PainGate():
            return draw_pain_gate(figure, setting)
        case UpsAndDowns():
            return draw_ups_and_downs(figure, setting)
        case _:
            assert_never(figure)


def describe(figure: FigureData) -> str:
    """Put a figure into words, from the same data: who, how many, how long, compared with what.

    Returns plain text for `alt`; the caller escapes it.
    """
    match figure:
        case IconArray():
            return describe_icon_array(figure)
        case Bars():
            return describe_bars(figure)
        case BarPairs():
            return describe_bar_pairs(figure)
        case TimeSpans():
            return describe_time_spans(figure)
        case Timeline():
            return describe_timeline(figure)
        case PainGate():
            return describe_pain_gate(figure)
        case UpsAndDowns():
            return describe_ups_and_downs(figure)
        case _:
            assert_never(figure)
