"""Draw a time bar with words, and say it.

In: `TimeSpans`. Out: an SVG with one row for each stretch of time, and its text alternative. Time
runs down; the pieces of the bar are equally long because their times are not on one scale, and a
gap between them says so. The fill shows what is known: solid, hatched, outline, dotted.
"""

from __future__ import annotations

from typing import Final

from bookbuild.model.figure import TimeSpan, TimeSpans
from bookbuild.render.figures.lettering import CAP_HEIGHT, paragraph, text, width_of, wrap
from bookbuild.render.figures.pens import (
    HAIRLINE,
    STONE,
    Setting,
    dots,
    hatching,
    paint,
)
from bookbuild.render.figures.svg import document, element, line, number, path
from bookbuild.render.figures.words import count, sentences

_BAR: Final = 20.0
"""Width of the time bar beside lettering of 10.5, in points."""

_GAP: Final = 3.0
"""Space between two pieces of the bar, in points."""

_POINT: Final = 0.4
"""How far the last piece points down, in widths of the bar: time goes on."""


def draw_time_spans(figure: TimeSpans, setting: Setting) -> str:
    """Draw the headings, the bar at the left, and each row's time and words beside its piece."""
    size, leading = setting.text, setting.leading
    bar = _BAR * setting.scale
    time_at = bar + size
    times = (figure.time_heading, *(span.time for span in figure.spans))
    words_at = time_at + max(width_of(time, size, "bold") for time in times) + size * 1.4
    top = leading * 1.35
    head = _heading(figure.time_heading, time_at, setting) + _heading(
        figure.words_heading, words_at, setting
    )
    rows, y = "", top
    for span in figure.spans:
        lines = wrap(span.words, setting.width - words_at, setting)
        height = leading * (len(lines) + 0.75)
        last = span is figure.spans[-1]
        rows += (
            _piece(figure.name, span, y, (bar, height), setting.colour, last=last)
            + _row(span, lines, (time_at, words_at), y + height / 2, setting)
            + ("" if last else _rule(time_at, y + height, setting))
        )
        y += height
    colour = setting.colour
    defs = element("defs", hatching(figure.name, colour), dots(figure.name, colour))
    return document(setting.width, y + bar * _POINT, defs, head, rows)


def describe_time_spans(figure: TimeSpans) -> str:
    """Say what the bar shows, then each stretch of time with its words."""
    spans = (f"{span.time}: {span.words}" for span in figure.spans)
    subject = f"{figure.words_heading} {figure.time_heading}".lower()
    return sentences(
        f"a time bar in {count(len(figure.spans))} parts: {subject}", *spans, figure.caveat
    )


def _heading(words: str, x: float, setting: Setting) -> str:
    return text(words, x, setting.text, setting, weight="bold", fill=setting.colour)


def _piece(
    name: str, span: TimeSpan, y: float, size: tuple[float, float], colour: str, *, last: bool
) -> str:
    """Draw one piece of the bar, as wide and high as `size`; the last has a point below."""
    (bar, height), edge = size, HAIRLINE / 2
    left, right, top, foot = edge, bar - edge, y + edge, y + height - _GAP - edge
    end = (
        f"V{number(foot)}L{number(bar / 2)} {number(foot + bar * _POINT + _GAP - edge)}"
        f"L{number(left)} {number(foot)}z"
        if last
        else f"V{number(foot)}H{number(left)}z"
    )
    return path(
        f"M{number(left)} {number(top)}H{number(right)}{end}",
        fill=paint(name, span.fill, colour),
        stroke=colour,
        stroke_width=HAIRLINE,
        stroke_linejoin="miter",
    )


def _row(
    span: TimeSpan,
    lines: tuple[str, ...],
    columns: tuple[float, float],
    middle: float,
    setting: Setting,
) -> str:
    """Set the time in bold and its words, both in the middle of the row's height."""
    size, leading = setting.text, setting.leading
    time_at, words_at = columns
    first = middle + size * CAP_HEIGHT / 2 - _GAP / 2 - leading * (len(lines) - 1) / 2
    return text(span.time, time_at, first, setting, weight="bold") + paragraph(
        lines, words_at, first, setting
    )


def _rule(left: float, y: float, setting: Setting) -> str:
    at = y - _GAP / 2
    return line(left, at, setting.width, at, stroke=STONE, stroke_width=HAIRLINE)
