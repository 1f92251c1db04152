"""Draw a few scores as upright bars on the whole scale from 0 to 10, and say them.

In: `Bars`, the treatment first. Out: an SVG, and its text alternative. A bar's height is its exact
value, the number above it the rounded one. High means more pain, as on the cover.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bookbuild.model.figure import SCALE_TOP, Bar, Bars
from bookbuild.render.figures.lettering import (
    CAP_HEIGHT,
    numeral,
    paragraph,
    text,
    width_of,
    wrap,
)
from bookbuild.render.figures.pens import (
    DOTTED,
    GRIDLINE,
    INK,
    SPRUCE,
    STONE,
    Setting,
    hatching,
    paint,
)
from bookbuild.render.figures.svg import document, element, line, rectangle
from bookbuild.render.figures.words import basis_phrase, sentences

_UNIT: Final = 11.5
"""Height of one point of the scale beside lettering of 10.5, in points."""

_ASIDE_AT_LEAST: Final = 7.0
"""An aside stands beside the bars when this many ems of measure are left, else below them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    """Places in the drawing, in points: the axis, the first bar, the ends of the scale."""

    axis: float
    first: float
    slot: float
    right: float
    top: float
    foot: float
    setting: Setting

    @property
    def size(self) -> float:
        """Give the size of the lettering."""
        return self.setting.text

    def height(self, value: float) -> float:
        """Give the length of a bar."""
        return (self.foot - self.top) * value / SCALE_TOP


def draw_bars(figure: Bars, setting: Setting) -> str:
    """Draw axis, gridlines, bars with their numbers, labels below, and the aside."""
    plot = _plot(figure, setting)
    labels = [wrap(bar.label, plot.slot - setting.text * 0.6, setting) for bar in figure.bars]
    below = plot.foot + setting.leading * (max(map(len, labels)) + 0.4)
    aside, height = _aside(figure, plot, below, setting)
    bars = "".join(_bar(figure.name, bar, index, plot) for index, bar in enumerate(figure.bars))
    words = "".join(
        paragraph(
            lines,
            plot.first + (index + 0.5) * plot.slot,
            plot.foot + setting.leading,
            setting,
            anchor="middle",
            weight="bold" if index == 0 else "regular",
        )
        for index, lines in enumerate(labels)
    )
    return document(
        setting.width,
        height,
        element("defs", hatching(figure.name)),
        _scale(figure, plot),
        bars,
        line(plot.axis, plot.foot, plot.right, plot.foot, stroke=INK, stroke_width=1),
        words,
        aside,
    )


def describe_bars(figure: Bars) -> str:
    """Say what was scored, in whom, when, and the printed values."""
    basis = figure.basis
    values = ", ".join(f"{bar.label} {bar.printed}" for bar in figure.bars)
    scale = f"0 is {figure.low} and {SCALE_TOP:.0f} is {figure.high}"
    return sentences(
        f"{basis.counted} {basis.window}, on a scale where {scale}: {values}",
        basis_phrase(basis),
        figure.aside,
        basis.caveat,
    )


def _plot(figure: Bars, setting: Setting) -> _Plot:
    size = setting.text
    axis = width_of("10", size) + size * 0.5
    words = (word for bar in figure.bars for word in bar.label.split())
    slot = max(width_of(word, size, "bold") for word in words) + size
    first = axis + width_of(figure.low, size) + size * 0.9
    top = setting.leading * 1.3
    if setting.width - first - slot * len(figure.bars) < _ASIDE_AT_LEAST * size:
        slot = (setting.width - first) / len(figure.bars)  # no room for an aside: use all of it
    return _Plot(
        axis=axis,
        first=first,
        slot=slot,
        right=first + slot * len(figure.bars),
        top=top,
        foot=top + _UNIT * SCALE_TOP * setting.scale,
        setting=setting,
    )


def _scale(figure: Bars, plot: _Plot) -> str:
    """Draw the gridlines at both ends and the middle, with their numbers and the ends in words."""
    marks = ""
    for value in (0.0, SCALE_TOP / 2, SCALE_TOP):
        y = plot.foot - plot.height(value)
        middle = y + plot.size * CAP_HEIGHT / 2
        marks += text(
            f"{value:.0f}", plot.axis - plot.size * 0.5, middle, plot.setting, anchor="end"
        )
        if value:
            marks += line(
                plot.axis,
                y,
                plot.right,
                y,
                stroke=STONE,
                stroke_width=GRIDLINE * 1.5,
                stroke_dasharray=DOTTED,
            )
    return (
        marks
        + text(_capital(figure.high), plot.axis, plot.top - plot.size * 0.45, plot.setting)
        + text(_capital(figure.low), plot.axis, plot.foot - plot.size * 0.45, plot.setting)
    )


def _bar(name: str, bar: Bar, index: int, plot: _Plot) -> str:
    """Draw a bar with its number above: the treatment solid, every other one hatched."""
    width = min(plot.slot * 0.64, plot.size * 4.4)
    x = plot.first + plot.slot * (index + 0.5) - width / 2
    y = plot.foot - plot.height(bar.value)
    solid = index == 0
    shape = rectangle(
        x if solid else x + 0.5,
        y if solid else y + 0.5,
        width if solid else width - 1,
        plot.height(bar.value) - (0 if solid else 0.5),
        fill=paint(name, "solid" if solid else "hatched"),
        stroke=None if solid else SPRUCE,
        stroke_width=None if solid else 1,
    )
    return shape + numeral(
        bar.printed,
        x + width / 2,
        y - plot.size * 0.5,
        plot.setting,
        anchor="middle",
    )


def _aside(figure: Bars, plot: _Plot, below: float, setting: Setting) -> tuple[str, float]:
    """Set the aside beside the bars where there is room, else below; give the whole height too."""
    size, leading = setting.text, setting.leading
    if not figure.aside:
        return "", below
    left = plot.right + size * 1.8
    if setting.width - left >= _ASIDE_AT_LEAST * size:
        lines = wrap(figure.aside, setting.width - left, setting)
        top = plot.foot - plot.height(SCALE_TOP / 2) - leading * (len(lines) - 1) / 2
        rule = line(
            left - size * 0.8,
            top - size,
            left - size * 0.8,
            top + leading * (len(lines) - 1) + size * 0.3,
            stroke=SPRUCE,
            stroke_width=1.5,
        )
        return rule + paragraph(lines, left, top, setting), below
    lines = wrap(figure.aside, setting.width, setting)
    first = below + leading * 1.1
    return (
        paragraph(lines, 0, first, setting),
        first + leading * (len(lines) - 0.7),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
