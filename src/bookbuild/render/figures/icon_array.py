"""Draw people out of 100, and say them.

In: an `IconArray`. Out: an SVG with a grid of 10 × 10 people for each group, and its text
alternative. Two groups stand side by side at one scale; a single group has its words at the side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from bookbuild.model.figure import PEOPLE_IN_A_GRID, IconArray, PeopleGroup
from bookbuild.render.figures.lettering import (
    numeral,
    paragraph,
    text,
    width_of,
    wrap,
)
from bookbuild.render.figures.pens import Setting
from bookbuild.render.figures.people import (
    CELL_RATIO,
    Place,
    grid_height,
    grid_width,
    people_grid,
    people_hatching,
)
from bookbuild.render.figures.svg import document, element
from bookbuild.render.figures.words import basis_phrase, count, sentences

_GUTTER: Final = 24.0
"""Space between two grids, in points, as between two columns of text."""

_CELL_OF_COLUMN: Final = 0.068
"""Width of one person's cell in widths of a column of two: the grid fills two thirds of it."""


def draw_icon_array(figure: IconArray, setting: Setting) -> str:
    """Draw the grids; a single grid is as large as each of two would be."""
    draw_groups = _single if len(figure.groups) == 1 else _side_by_side
    content, height = draw_groups(figure, setting)
    if any(group.darker for group in figure.groups):
        content = (
            element("defs", people_hatching(figure.name, _cell(setting), setting.colour)) + content
        )
    return document(setting.width, height, content)


def describe_icon_array(figure: IconArray) -> str:
    """Say who, how many, how long and compared with what, from the same data as the drawing."""
    basis, groups = figure.basis, figure.groups
    grids = f"{count(len(groups))} grid{'s' if len(groups) > 1 else ''}"
    opening = f"{grids} of {PEOPLE_IN_A_GRID} people"
    if len(groups) > 1:
        marked = "; ".join(f"{group.label} {_amount(group)} are marked" for group in groups)
        counted = f"they {basis.counted} {basis.window}"
        return sentences(opening, marked, counted, basis_phrase(basis), basis.caveat)
    kinds = (f"{group_words} are {look}" for group_words, look in _looks(groups[0]))
    return sentences(opening, *kinds, f"{basis_phrase(basis)} {basis.window}", basis.caveat)


def _column(setting: Setting) -> float:
    """Give the measure of one of two columns."""
    return (setting.width - _GUTTER) / 2


def _cell(setting: Setting) -> float:
    """Give the width of one person's cell."""
    return _column(setting) * _CELL_OF_COLUMN


def _side_by_side(figure: IconArray, setting: Setting) -> tuple[str, float]:
    """Set number and words above each grid, the grids at one height; give the height as well."""
    column, cell, leading = _column(setting), _cell(setting), setting.leading
    labels = [
        (f"of {PEOPLE_IN_A_GRID} people", *wrap(group.label, column, setting))
        for group in figure.groups
    ]
    baseline = setting.number * 0.75
    top = baseline + leading * (max(map(len, labels)) + 0.6)
    content = "".join(
        _number(group, x, baseline, setting)
        + paragraph(label, x, baseline + leading, setting)
        + _grid(figure.name, group, (x, top), setting)
        for group, label, x in zip(figure.groups, labels, (0.0, column + _GUTTER), strict=True)
    )
    return content, top + grid_height(cell)


def _number(group: PeopleGroup, x: float, baseline: float, setting: Setting) -> str:
    """Set the big number; "about" stands before it in small letters."""
    if not group.about:
        return numeral(str(group.marked), x, baseline, setting)
    indent = width_of("about", setting.text) + setting.text * 0.4
    return text("about", x, baseline, setting) + numeral(
        str(group.marked), x + indent, baseline, setting
    )


def _grid(name: str, group: PeopleGroup, corner: Place, setting: Setting) -> str:
    solid = group.darker or group.marked
    return people_grid(
        name,
        corner,
        _cell(setting),
        setting.colour,
        solid=solid,
        hatched=group.marked - solid,
        outlined=PEOPLE_IN_A_GRID - group.marked,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What stands at the right of a single grid: sample people, their number, their words."""

    solid: int = 0
    hatched: int = 0
    outlined: int = 0
    number: int
    lines: tuple[str, ...]


def _single(figure: IconArray, setting: Setting) -> tuple[str, float]:
    """Set the grid at the left and an entry for each kind of people at the right of it."""
    cell = _cell(setting)
    entries = _entries(figure, setting)
    heights = [max(len(entry.lines), 1.6) * setting.leading + setting.text / 4 for entry in entries]
    room = max(grid_height(cell), sum(heights) + setting.leading * 0.7 * (len(entries) - 1))
    space = (room - sum(heights)) / max(len(entries) - 1, 1)
    tops = accumulate((height + space for height in heights), initial=0.0)
    words = "".join(
        _entry(figure.name, entry, top, setting) for entry, top in zip(entries, tops, strict=False)
    )
    return _grid(figure.name, figure.groups[0], (0, 0), setting) + words, room


def _entry_columns(setting: Setting) -> tuple[float, float, float]:
    """Give where an entry's sample people, its number and its words begin, in points."""
    cell = _cell(setting)
    samples = grid_width(cell) + _GUTTER
    number = samples + 2.6 * cell
    return samples, number, number + setting.number * 1.45


def _entries(figure: IconArray, setting: Setting) -> tuple[_Entry, ...]:
    group, who = figure.groups[0], figure.basis.who
    measure = setting.width - _entry_columns(setting)[-1]
    plain = PEOPLE_IN_A_GRID - group.marked
    marked = wrap(f"of {PEOPLE_IN_A_GRID} {who} {group.label}", measure, setting)
    rest = wrap(group.plain_label or "", measure, setting)
    if not group.darker:
        return (
            _Entry(solid=1, number=group.marked, lines=marked),
            _Entry(outlined=1, number=plain, lines=rest),
        )
    darker = wrap(f"of these {group.marked} {group.darker_label}", measure, setting)
    return (
        _Entry(solid=1, hatched=1, number=group.marked, lines=marked),
        _Entry(solid=1, number=group.darker, lines=darker),
        _Entry(outlined=1, number=plain, lines=rest),
    )


def _entry(name: str, entry: _Entry, top: float, setting: Setting) -> str:
    samples_at, number_at, words_at = _entry_columns(setting)
    cell = _cell(setting)
    baseline = top + setting.number * 0.72
    samples = people_grid(
        name,
        (samples_at, baseline - cell * (CELL_RATIO - 0.1)),
        cell,
        setting.colour,
        solid=entry.solid,
        hatched=entry.hatched,
        outlined=entry.outlined,
    )
    number = numeral(str(entry.number), number_at, baseline, setting)
    return samples + number + paragraph(entry.lines, words_at, top + setting.number / 2, setting)


def _looks(group: PeopleGroup) -> Iterable[tuple[str, str]]:
    """Pair each kind of people with how it is drawn, for the text alternative."""
    yield f"{group.marked}", f"marked: they {group.label}"
    if group.darker:
        yield f"{group.darker} of the {group.marked}", f"darker: they {group.darker_label}"
    yield f"{PEOPLE_IN_A_GRID - group.marked}", "plain"


def _amount(group: PeopleGroup) -> str:
    return f"about {group.marked}" if group.about else str(group.marked)
