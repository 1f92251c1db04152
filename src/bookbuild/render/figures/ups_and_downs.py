"""Draw pain that rises and falls over weeks, with a treatment given at its worst.

In: `UpsAndDowns`, which holds the words. Out: an SVG, and its text alternative. The line is made
up, and the picture says so inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bookbuild.model.figure import UpsAndDowns
from bookbuild.render.figures.lettering import text
from bookbuild.render.figures.pens import INK, STONE, Setting
from bookbuild.render.figures.svg import document, line, number, path

Point = tuple[float, float]

_HIGH: Final = 118.0
"""Height of the plot beside lettering of 10.5, in points."""

# Made up: parts of the width, parts of the height. The bad spell is the highest point.
_PAIN: Final[tuple[Point, ...]] = (
    (0.0, 0.4), (0.05, 0.55), (0.1, 0.36), (0.165, 0.6), (0.22, 0.42), (0.27, 0.3), (0.33, 0.46),
    (0.385, 0.62), (0.445, 0.83), (0.505, 0.62), (0.56, 0.5), (0.61, 0.33), (0.67, 0.53),
    (0.73, 0.38), (0.785, 0.58), (0.85, 0.5), (0.9, 0.32), (0.95, 0.44), (1.0, 0.38),
)  # fmt: skip
_PEAK: Final = max(_PAIN, key=lambda point: point[1])


def draw_ups_and_downs(figure: UpsAndDowns, setting: Setting) -> str:
    """Draw the axes without numbers, the line, the treatment at the peak, and the disclaimer."""
    size, leading = setting.text, setting.leading
    top, foot = leading * 1.2, leading * 1.2 + _HIGH * setting.scale
    right = setting.width - 2
    places = [(6 + x * (right - 14), foot - y * (foot - top)) for x, y in _PAIN]
    peak = (6 + _PEAK[0] * (right - 14), foot - _PEAK[1] * (foot - top))
    return document(
        setting.width,
        foot + leading * 1.3,
        _axes(top, foot, right),
        text(figure.pain, 8, size * 0.9, setting),
        text(figure.time, right, foot + leading, setting, anchor="end"),
        _treatment(figure.treatment, peak, foot, setting),
        path(
            _curve(places),
            fill="none",
            stroke=setting.colour,
            stroke_width=2.5,
            stroke_linecap="round",
            stroke_linejoin="round",
        ),
        text(figure.disclaimer, 0, foot + leading, setting, weight="bold"),
    )


def describe_ups_and_downs(figure: UpsAndDowns) -> str:
    """Give the description that came with the words."""
    return figure.description


def _axes(top: float, foot: float, right: float) -> str:
    """Draw both axes as arrows: more pain upward, time to the right."""
    n = number
    return path(
        f"M2 {n(foot)}V{n(top - 8)}M-1 {n(top - 3)}L2 {n(top - 8)}L5 {n(top - 3)}"
        f"M2 {n(foot)}H{n(right)}M{n(right - 5)} {n(foot - 3)}L{n(right)} {n(foot)}"
        f"L{n(right - 5)} {n(foot + 3)}",
        fill="none",
        stroke=STONE,
        stroke_width=1,
    )


def _treatment(words: str, peak: Point, foot: float, setting: Setting) -> str:
    """Mark the peak with a dashed line from the axis up to its words."""
    x, y = peak
    return line(
        x,
        foot,
        x,
        y - setting.text * 1.4,
        stroke=INK,
        stroke_width=1.25,
        stroke_dasharray="4 3",
    ) + text(words, x + setting.text * 0.5, y - setting.text * 0.7, setting)


def _curve(places: Sequence[Point]) -> str:
    """Join places by a smooth line through all of them (Catmull-Rom, as Bézier curves)."""
    n = number
    padded = (places[0], *places, places[-1])
    d = f"M{n(places[0][0])} {n(places[0][1])}"
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        d += (
            f"C{n(start[0] + (end[0] - before[0]) / 6)} {n(start[1] + (end[1] - before[1]) / 6)}"
            f" {n(end[0] - (after[0] - start[0]) / 6)} {n(end[1] - (after[1] - start[1]) / 6)}"
            f" {n(end[0])} {n(end[1])}"
        )
    return d
