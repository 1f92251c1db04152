"""Draw counts out of two small groups, pair by pair over time, and say them.

In: `BarPairs`. Out: an SVG, and its text alternative. A bar is a stack of one block for each
person, so that the people can be counted; the axis always shows the whole group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bookbuild.model.figure import BarPairs, Pair
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
    Fill,
    Setting,
    hatching,
    paint,
)
from bookbuild.render.figures.svg import document, element, line, rectangle
from bookbuild.render.figures.words import basis_phrase, sentences

_BLOCK: Final = 9.0
"""Height of one person's block beside lettering of 10.5, with the space above it, in points."""

_BLOCK_GAP: Final = 1.4

_NUMBER_OF_A_STACK: Final = 16 / 23
"""A stack is narrow: its number is set as large as a section heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    """Places in the drawing, in points: the axis, one pair's room, the ends of the scale."""

    axis: float
    slot: float
    right: float
    top: float
    foot: float
    block: float
    setting: Setting


def draw_bar_pairs(figure: BarPairs, setting: Setting) -> str:
    """Draw the key, the scale, the pairs and the times below them."""
    key, top = _key(figure, setting)
    plot = _plot(figure, top, setting)
    labels = [wrap(pair.time, plot.slot, setting) for pair in figure.pairs]
    pairs = "".join(
        _pair(figure.name, pair, plot.axis + index * plot.slot, plot)
        + paragraph(
            labels[index],
            plot.axis + (index + 0.5) * plot.slot,
            plot.foot + setting.leading,
            setting,
            anchor="middle",
        )
        for index, pair in enumerate(figure.pairs)
    )
    return document(
        setting.width,
        plot.foot + setting.leading * (max(map(len, labels)) + 0.4),
        element("defs", hatching(figure.name, pitch=3.4 * setting.scale, weight=setting.scale)),
        key,
        _scale(figure, plot),
        pairs,
        line(plot.axis, plot.foot, plot.right, plot.foot, stroke=INK, stroke_width=1),
    )


def describe_bar_pairs(figure: BarPairs) -> str:
    """Say what was counted, out of how many, and both counts at each time."""
    basis = figure.basis
    counts = "; ".join(
        f"{pair.time}, {pair.treatment} and {pair.comparison}" for pair in figure.pairs
    )
    order = f"people with {figure.treatment} first, then people with {figure.comparison}"
    return sentences(
        f"how many of {figure.group_size} people in each group {basis.counted} {basis.window}",
        f"{order}: {counts}",
        basis_phrase(basis),
        basis.caveat,
    )


def _key(figure: BarPairs, setting: Setting) -> tuple[str, float]:
    """Set a sample of each fill before its group's name; give the height that takes as well."""
    size, leading = setting.text, setting.leading
    indent = size * 1.6
    drawn, y = "", size
    fills: tuple[tuple[Fill, str], ...] = (
        ("solid", figure.treatment),
        ("hatched", figure.comparison),
    )
    for fill, words in fills:
        lines = wrap(f"{figure.group_size} people with {words}", setting.width - indent, setting)
        drawn += _block(figure.name, (0, y - size * 0.84), (size, size), fill)
        drawn += paragraph(lines, indent, y, setting)
        y += leading * len(lines)
    return drawn, y


def _plot(figure: BarPairs, top: float, setting: Setting) -> _Plot:
    block = _BLOCK * setting.scale
    axis = width_of(str(figure.group_size), setting.text) + setting.text * 0.5
    return _Plot(
        axis=axis,
        slot=(setting.width - axis) / len(figure.pairs),
        right=setting.width,
        top=top,
        foot=top + block * figure.group_size,
        block=block,
        setting=setting,
    )


def _scale(figure: BarPairs, plot: _Plot) -> str:
    """Draw the gridlines for nobody, half of the group and all of it, with their numbers."""
    marks = ""
    for people in (0, figure.group_size // 2, figure.group_size):
        y = plot.foot - plot.block * people
        marks += text(
            str(people),
            plot.axis - plot.setting.text * 0.5,
            y + plot.setting.text * CAP_HEIGHT / 2,
            plot.setting,
            anchor="end",
        )
        if people:
            marks += line(
                plot.axis,
                y,
                plot.right,
                y,
                stroke=STONE,
                stroke_width=GRIDLINE * 1.5,
                stroke_dasharray=DOTTED,
            )
    return marks


def _pair(name: str, pair: Pair, x: float, plot: _Plot) -> str:
    """Draw the two stacks of one time, a narrow gap between them, each with its number above."""
    width = plot.slot * 0.34
    middle = x + plot.slot / 2
    gap = plot.slot * 0.05
    return _stack(name, pair.treatment, (middle - gap - width, width), "solid", plot) + _stack(
        name, pair.comparison, (middle + gap, width), "hatched", plot
    )


def _stack(name: str, people: int, span: tuple[float, float], fill: Fill, plot: _Plot) -> str:
    x, width = span
    blocks = "".join(
        _block(
            name,
            (x, plot.foot - plot.block * (person + 1)),
            (width, plot.block - _BLOCK_GAP),
            fill,
        )
        for person in range(people)
    )
    y = plot.foot - plot.block * people - plot.setting.text * 0.35
    middle = x + width / 2
    return blocks + numeral(
        str(people), middle, y, plot.setting, part=_NUMBER_OF_A_STACK, anchor="middle"
    )


def _block(name: str, corner: tuple[float, float], size: tuple[float, float], fill: Fill) -> str:
    """Draw one person's block; the hatched one has its outline inside its measures."""
    (x, y), (width, height) = corner, size
    if fill == "solid":
        return rectangle(x, y, width, height, fill=paint(name, fill))
    return rectangle(
        x + 0.4,
        y + 0.4,
        width - 0.8,
        height - 0.8,
        fill=paint(name, fill),
        stroke=SPRUCE,
        stroke_width=0.8,
    )
