"""Draw a few scores as upright bars on the whole scale from 0 to 10, and say them.

In: `Bars`, the treatment first. Out: an SVG, and its text alternative. A bar's height is its exact
value, the number above it the rounded one. High means more pain, as on the cover.
"""

from __future__ import annotations

from typing import Final

from bookbuild.model.figure import SCALE_TOP, Bars
from bookbuild.render.figures.axes import Scale, axis_width, gridlines, ground
from bookbuild.render.figures.lettering import Weight, numeral, paragraph, text, width_of, wrap
from bookbuild.render.figures.pens import Setting, block, hatching, paint
from bookbuild.render.figures.svg import document, element, line
from bookbuild.render.figures.words import basis_phrase, capital, sentences

_UNIT: Final = 11.5
"""Height of one point of the scale beside lettering of 10.5, in points."""

_ASIDE_AT_LEAST: Final = 7.0
"""An aside stands beside the bars when this many ems of measure are left, else below them."""

_ASIDE_GAP: Final = 1.8
"""From the scale to an aside, in ems."""


def draw_bars(figure: Bars, setting: Setting) -> str:
    """Draw the scale, bars with their numbers, labels below, and the aside."""
    first, slot = _slots(figure, setting)
    top = setting.leading * 1.3
    scale = Scale(
        end=SCALE_TOP,
        left=axis_width(f"{SCALE_TOP:.0f}", setting),
        right=first + slot * len(figure.bars),
        top=top,
        foot=top + _UNIT * SCALE_TOP * setting.scale,
    )
    labels, foot = _labels(figure, scale, slot, setting)
    aside, foot = _aside(figure.aside, scale, foot, setting)
    return document(
        setting.width,
        foot,
        element("defs", hatching(figure.name, setting.colour)),
        gridlines(scale, (0, SCALE_TOP / 2, SCALE_TOP), setting),
        _ends(figure, scale, setting),
        "".join(
            _bar(figure, index, (first + slot * index, slot), scale, setting)
            for index in range(len(figure.bars))
        ),
        ground(scale),
        labels,
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


def _slots(figure: Bars, setting: Setting) -> tuple[float, float]:
    """Give where the first bar's room begins and how wide a bar's room is, in points.

    The word for the low end stands before the first bar. A bar's room holds the longest word of
    any label; where no aside would fit beside the bars, they take the whole measure.
    """
    size = setting.text
    first = axis_width(f"{SCALE_TOP:.0f}", setting) + width_of(figure.low, size) + size * 0.9
    words = (word for bar in figure.bars for word in bar.label.split())
    slot = max(width_of(word, size, "bold") for word in words) + size
    left_over = setting.width - first - slot * len(figure.bars)
    if left_over < (_ASIDE_GAP + _ASIDE_AT_LEAST) * size:
        slot = (setting.width - first) / len(figure.bars)
    return first, slot


def _ends(figure: Bars, scale: Scale, setting: Setting) -> str:
    """Say what both ends of the scale mean, each above its line."""
    lift = setting.text * 0.45
    return text(capital(figure.high), scale.left, scale.top - lift, setting) + text(
        capital(figure.low), scale.left, scale.foot - lift, setting
    )


def _bar(
    figure: Bars, index: int, slot: tuple[float, float], scale: Scale, setting: Setting
) -> str:
    """Draw a bar with its number above: the treatment solid, every other one hatched."""
    bar, (left, room) = figure.bars[index], slot
    width = min(room * 0.64, setting.text * 4.4)
    x, y = left + (room - width) / 2, scale.foot - scale.height(bar.value)
    look = paint(figure.name, "hatched" if index else "solid", setting.colour)
    size = (width, scale.height(bar.value))
    return block((x, y), size, look, setting.colour) + numeral(
        bar.printed, left + room / 2, y - setting.text * 0.5, setting, anchor="middle"
    )


def _labels(figure: Bars, scale: Scale, slot: float, setting: Setting) -> tuple[str, float]:
    """Set each bar's label below it, the treatment's in bold; give the height down to there too."""
    drawn, rows = "", 0
    for index, bar in enumerate(figure.bars):
        weight: Weight = "regular" if index else "bold"
        lines = wrap(bar.label, slot - setting.text * 0.6, setting, weight)
        middle = scale.right - slot * (len(figure.bars) - index - 0.5)
        first = scale.foot + setting.leading
        drawn += paragraph(lines, middle, first, setting, anchor="middle", weight=weight)
        rows = max(rows, len(lines))
    return drawn, scale.foot + setting.leading * (rows + 0.4)


def _aside(words: str, scale: Scale, foot: float, setting: Setting) -> tuple[str, float]:
    """Set the aside beside the bars where there is room, else below; give the whole height too."""
    size, leading = setting.text, setting.leading
    left = scale.right + size * _ASIDE_GAP
    if not words:
        return "", foot
    if setting.width - left < _ASIDE_AT_LEAST * size:
        lines = wrap(words, setting.width, setting)
        first = foot + leading * 1.1
        return paragraph(lines, 0, first, setting), first + leading * (len(lines) - 0.7)
    lines = wrap(words, setting.width - left, setting)
    extent = leading * (len(lines) - 1)
    first = (scale.top + scale.foot - extent) / 2
    at = left - size * 0.8
    foot_of_rule = first + extent + size * 0.3
    rule = line(at, first - size, at, foot_of_rule, stroke=setting.colour, stroke_width=1.5)
    return rule + paragraph(lines, left, first, setting), foot
