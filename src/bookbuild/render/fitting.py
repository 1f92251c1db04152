"""Copy-fitting: how the blocks of a text fall into two sides of two columns each.

In: the measured heights of the blocks, and the room of each side, in points. Out: which blocks
stand on the front and which in which column. Pure arithmetic: nothing here knows what a block says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, groupby
from typing import Final, NamedTuple

MOST_LEAD: Final = 9.0
"""Points that a gap may take besides: more of them looks like a hole."""
MID_SECTION: Final = 12.0
"""How many points of evenness a column may lose to begin with a section: less than a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What is never split: a paragraph, a box, a heading with what it heads.

    height: in points, without the space around it. above: the space above it, which is lost at the
    head of a column; at_head: what stands there instead, where no rule opens the block. wide: it
    stands across both columns. opens: a section begins with it. early: it may stand at the end of
    the front, before its turn. floats: a figure, which may stand before any section of its side,
    or at the end.
    """

    height: float
    above: float = 0.0
    at_head: float = 0.0
    wide: bool = False
    opens: bool = False
    early: bool = False
    floats: bool = False

    @property
    def heads(self) -> bool:
        """Tell whether a column may well begin with it."""
        return self.opens or self.floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The room for blocks on each side, and the space between two bands; in points.

    least: how many blocks of the text the front holds at least.
    """

    front: float
    back: float
    between: float
    least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Which blocks stand where.

    front: how many blocks stand there. columns: the places of the blocks in each column, in the
    order in which they are read; a wide block stands alone. over: by how many points the sides are
    too short, together. leads: the points that each gap of a column takes besides, so that columns
    end together and a side has no hole at its foot. hole: the most points that stay free below a
    column all the same.
    """

    front: int
    columns: tuple[tuple[int, ...], ...]
    over: float
    leads: tuple[float, ...]
    hole: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Band:
    """A stretch of a side: two columns, or a wide block alone. heights: of the columns."""

    columns: tuple[tuple[int, ...], ...]
    heights: tuple[float, ...]

    @property
    def height(self) -> float:
        return max(self.heights)

    @property
    def uneven(self) -> float:
        return max(self.heights) - min(self.heights)


class _Text(NamedTuple):
    """The blocks of a text, and the height of any column of them: many orders share columns."""

    blocks: Sequence[Block]
    height_of: Callable[[tuple[int, ...]], float]


def lay_out(blocks: Sequence[Block], sides: Sides) -> Layout:
    """Give the layout that is least too long; of those that fit, the best filled and most even.

    The front ends before a block that opens a section.
    """
    assert blocks, "a sheet has text"

    @cache
    def height_of(column: tuple[int, ...]) -> float:
        return column_height([blocks[at] for at in column])

    @cache
    def set_on(side: tuple[int, ...], room: float) -> Sequence[_Band]:
        return _set(_Text(blocks, height_of), side, room, sides.between)

    candidates = (
        _layout(set_on, front, back, sides)
        for held in _fronts(blocks, sides.least)
        for front in _orders(blocks, held)
        for back in _orders(blocks, [at for at in range(len(blocks)) if at not in held])
    )
    return min(candidates, key=lambda candidate: candidate[0])[1]


def _fronts(blocks: Sequence[Block], least: int) -> Iterator[tuple[int, ...]]:
    """Yield what the front may hold: the text up to a section, and blocks before their turn."""
    early = [at for at, block in enumerate(blocks) if block.early]
    turns = [at for at, block in enumerate(blocks) if at >= least and block.opens]
    for turn in turns or [len(blocks)]:
        later = [at for at in early if at >= turn]
        for count in range(len(later) + 1):
            for moved in combinations(later, count):
                yield (*range(turn), *moved)


def _orders(blocks: Sequence[Block], side: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield the orders in which a side may be read: its figures where they fell, or elsewhere."""
    yield tuple(side)
    for figure in (at for at in side if blocks[at].floats):
        rest = [at for at in side if at != figure]
        for place in range(1, len(rest) + 1):
            if place == len(rest) or blocks[rest[place]].opens:
                yield (*rest[:place], figure, *rest[place:])


def first_that_fits(first: int, last: int, fits: Callable[[int], bool]) -> int:
    """Give the first rung of a stretch of a ladder, largest first, that fits; its last one does.

    Bisection: what fits on one rung fits on those below it.
    """
    while first < last:
        middle = (first + last) // 2
        if fits(middle):
            last = middle
        else:
            first = middle + 1
    return last


def _layout(
    set_on: Callable[[tuple[int, ...], float], Sequence[_Band]],
    front: tuple[int, ...],
    back: tuple[int, ...],
    sides: Sides,
) -> tuple[tuple[float, float], Layout]:
    """Lay out blocks in this order; the layout's faults come first, to be compared.

    set_on: puts blocks into the bands of a side with so much room; one side meets many others.
    """
    bands = [set_on(side, room) for side, room in ((front, sides.front), (back, sides.back))]
    free = [
        room - _height(side, sides.between)
        for room, side in zip((sides.front, sides.back), bands, strict=True)
    ]
    over = sum(max(0.0, -points) for points in free)
    holes = sum(max(0.0, points) ** 2 for points in free)
    uneven = sum(band.uneven**2 for side in bands for band in side)
    foot = [
        found
        for side, points in zip(bands, free, strict=True)
        for found in _feet(side, max(0.0, points))
    ]
    layout = Layout(
        front=len(front),
        columns=tuple(column for side in bands for band in side for column in band.columns),
        over=over,
        leads=tuple(lead for lead, _ in foot),
        hole=max(hole for _, hole in foot),
    )
    return (over, holes + uneven), layout


def _feet(side: Sequence[_Band], spare: float) -> Iterator[tuple[float, float]]:
    """Yield what each gap of a side's columns takes, and what stays free below the column.

    A gap takes its share of the column's free points; one share stays below. Of several bands, each
    evens its own columns alone, and what the side has to spare lies below the last.
    """
    for number, band in enumerate(side, start=1):
        below = spare if number == len(side) else 0.0
        for column, height in zip(band.columns, band.heights, strict=True):
            gaps, free = max(0, len(column) - 1), band.height - height
            free, shares = (free + spare, gaps + 1) if len(side) == 1 else (free, gaps)
            lead = min(MOST_LEAD, free / shares) if gaps else 0.0
            yield lead, free - gaps * lead + (below if len(side) > 1 else 0.0)


def _height(bands: Sequence[_Band], between: float) -> float:
    return sum(band.height for band in bands) + between * max(0, len(bands) - 1)


def _set(text: _Text, side: Sequence[int], room: float, between: float) -> Sequence[_Band]:
    """Put a side's blocks into bands; where columns that begin well are too long, they need not."""
    well = list(_bands(text, side, MID_SECTION))
    return well if _height(well, between) <= room else list(_bands(text, side, 0.0))


def _bands(text: _Text, side: Sequence[int], cost: float) -> Iterator[_Band]:
    """Part a side's blocks at those that are wide."""
    for wide, run in groupby(side, key=lambda at: text.blocks[at].wide):
        if wide:
            yield from (_Band(columns=((at,),), heights=(text.blocks[at].height,)) for at in run)
        else:
            yield _balanced(text, tuple(run), cost)


def _balanced(text: _Text, run: tuple[int, ...], cost: float) -> _Band:
    """Put blocks into two columns that end as nearly together as they can.

    cost: the points of evenness that a column may lose to begin with a section.
    """

    def fault(cut: int) -> float:
        well = cut == len(run) or text.blocks[run[cut]].heads
        height = max(text.height_of(run[:cut]), text.height_of(run[cut:]))
        return height + (0.0 if well else cost)

    cut = min(range(1, len(run) + 1), key=fault)
    columns = (run[:cut], run[cut:])
    return _Band(columns=columns, heights=tuple(map(text.height_of, columns)))


def column_height(column: Sequence[Block]) -> float:
    """Give the height of a column; above its first block stands what its head takes."""
    return sum(
        block.height + (block.above if at else block.at_head) for at, block in enumerate(column)
    )
