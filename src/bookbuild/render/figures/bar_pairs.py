"""Draw counts out of two small groups, pair by pair over time, and say them.

In: `BarPairs`. Out: an SVG, and its text alternative. A bar is a stack of one block for each
person, so that the people can be counted; the scale always shows the whole group.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bookbuild.model.figure import BarPairs
from bookbuild.render.figures.axes import Scale, axis_width, gridlines, ground
from bookbuild.render.figures.lettering import numeral, paragraph, wrap
from bookbuild.render.figures.pens import Fill, Setting, block, hatching, paint
from bookbuild.render.figures.svg import document, element
from bookbuild.render.figures.words import basis_phrase, sentences

_FILLS: Final[tuple[Fill, Fill]] = ("solid", "hatched")
"""The treatment's fill, and that of what it is compared with."""

_PERSON: Final = 9.0
"""Height of one person in a stack beside lettering of 10.5, with the space below, in points."""

_BLOCK: Final = 0.85
"""Height of a person's block, in heights of a person: the rest is the space below."""

_EDGE: Final = 0.8
"""Line around a hatched block, in points."""

_WIDTH, _APART = 0.34, 0.1
"""Width of a stack and space between the two of a pair, in widths of a pair's room."""

_NUMBER_OF_A_STACK: Final = 16 / 23
"""A stack is narrow: its number is set as large as a section heading."""


def draw_bar_pairs(figure: BarPairs, setting: Setting) -> str:
    """Draw the key, the scale, the pairs and the times below them."""
    key, top = _key(figure, setting)
    people = figure.group_size
    scale = Scale(
        end=people,
        left=axis_width(str(people), setting),
        right=setting.width,
        top=top,
        foot=top + _PERSON * people * setting.scale,
    )
    times, foot = _times(figure, scale, setting)
    return document(
        setting.width,
        foot,
        element("defs", _hatching(figure, setting)),
        key,
        gridlines(scale, (0, people // 2, people), setting),
        *_stacks(figure, scale, setting),
        times,
        ground(scale),
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


def _hatching(figure: BarPairs, setting: Setting) -> str:
    """Define hatching that is close enough for a person's block."""
    scale = setting.scale
    return hatching(figure.name, setting.colour, pitch=3.4 * scale, weight=scale)


def _key(figure: BarPairs, setting: Setting) -> tuple[str, float]:
    """Set a sample of each fill before its group's name; give the height that takes as well."""
    size, indent = setting.text, setting.text * 1.6
    drawn, baseline = "", size
    for fill, words in zip(_FILLS, (figure.treatment, figure.comparison), strict=True):
        look = paint(figure.name, fill, setting.colour)
        corner = (0, baseline - size * 0.84)
        sample = block(corner, (size, size), look, setting.colour, edge=_EDGE)
        lines = wrap(f"{figure.group_size} people with {words}", setting.width - indent, setting)
        drawn += sample + paragraph(lines, indent, baseline, setting)
        baseline += setting.leading * len(lines)
    return drawn, baseline


def _stacks(figure: BarPairs, scale: Scale, setting: Setting) -> Iterator[str]:
    """Draw both stacks of each time, each with its number above."""
    room = _room(figure, scale)
    for index, pair in enumerate(figure.pairs):
        middle = scale.left + (index + 0.5) * room
        counts = (pair.treatment, pair.comparison)
        for people, fill, side in zip(counts, _FILLS, (-1, 1), strict=True):
            at = middle + side * room * (_WIDTH + _APART) / 2
            look = (paint(figure.name, fill, setting.colour), setting.colour)
            yield from _blocks(people, at - room * _WIDTH / 2, room * _WIDTH, look, scale)
            y = scale.foot - scale.height(people) - setting.text * 0.35
            yield numeral(str(people), at, y, setting, part=_NUMBER_OF_A_STACK, anchor="middle")


def _blocks(
    people: int, x: float, width: float, look: tuple[str, str], scale: Scale
) -> Iterator[str]:
    """Draw a block for each person; look: the paint, and the colour of an edge."""
    size = (width, scale.height(1) * _BLOCK)
    for person in range(1, people + 1):
        yield block((x, scale.foot - scale.height(person)), size, *look, edge=_EDGE)


def _times(figure: BarPairs, scale: Scale, setting: Setting) -> tuple[str, float]:
    """Set each pair's time below it; give the height down to there too."""
    room, first = _room(figure, scale), scale.foot + setting.leading
    labels = [wrap(pair.time, room, setting) for pair in figure.pairs]
    drawn = "".join(
        paragraph(lines, scale.left + (index + 0.5) * room, first, setting, anchor="middle")
        for index, lines in enumerate(labels)
    )
    return drawn, scale.foot + setting.leading * (max(map(len, labels)) + 0.4)


def _room(figure: BarPairs, scale: Scale) -> float:
    """Give the width that each pair has."""
    return (scale.right - scale.left) / len(figure.pairs)
