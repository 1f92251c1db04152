"""Copy-fitting: how the blocks of a text fall into two sides of two columns each.

In: the measured heights of the blocks, and the room of each side, in points. Out: which blocks
stand on the front and which in which column. Pure arithmetic: nothing here knows what a block says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

MID_SECTION: Final = 12.0
"""How many points of evenness a column may lose to begin with a section: less than a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What is never split: a paragraph, a box, a heading with what it heads.

    height: in points, without the space around it. above: the space above it, which is lost at the
    head of a column. wide: it stands across both columns. opens: a section begins with it.
    """

    height: float
    above: float = 0.0
    wide: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The room for blocks on each side, and the space between two bands; in points."""

    front: float
    back: float
    between: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """front: the number of blocks there. columns: how many blocks stand in each, left before right.

    A wide block counts alone. over: by how many points the sides are too short, together.
    spare: the points left free on the front and on the back, where they are not too short.
    """

    front: int
    columns: tuple[int, ...]
    over: float
    spare: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Band:
    """A stretch of a side: two columns, or one wide block (right is None)."""

    left: int
    right: int | None
    height: float
    uneven: float

    @property
    def columns(self) -> tuple[int, ...]:
        return (self.left,) if self.right is None else (self.left, self.right)


def lay_out(blocks: Sequence[Block], sides: Sides) -> Layout:
    """Give the layout that is least too long; of those that fit, the best filled and most even.

    The front ends before a block that opens a section.
    """
    assert blocks, "a sheet has text"
    turns = [at for at, block in enumerate(blocks) if at and block.opens] or [len(blocks)]
    return min((_layout(blocks, turn, sides) for turn in turns), key=_faults)[1]


def largest_that_fits(rungs: int, fits: Callable[[int], bool]) -> int | None:
    """Give the first rung of a ladder, largest first, that fits; None when the last does not.

    It asks about as few rungs as bisection needs: what fits on one rung fits on those below it.
    """
    if not fits(rungs - 1):
        return None
    first, last = 0, rungs - 1
    while first < last:
        middle = (first + last) // 2
        if fits(middle):
            last = middle
        else:
            first = middle + 1
    return last


def _layout(
    blocks: Sequence[Block], turn: int, sides: Sides
) -> tuple[tuple[float, float, int], Layout]:
    """Lay out with the front ending at `turn`; its faults come first, to be compared."""
    bands = [list(_bands(blocks[:turn])), list(_bands(blocks[turn:]))]
    free = [
        room - _height(side, sides.between)
        for room, side in zip((sides.front, sides.back), bands, strict=True)
    ]
    over = sum(max(0.0, -points) for points in free)
    holes = sum(max(0.0, points) ** 2 for points in free)
    uneven = sum(band.uneven**2 for side in bands for band in side)
    layout = Layout(
        front=turn,
        columns=tuple(count for side in bands for band in side for count in band.columns),
        over=over,
        spare=(max(0.0, free[0]), max(0.0, free[1])),
    )
    return (over, holes + uneven, turn), layout


def _faults(candidate: tuple[tuple[float, float, int], Layout]) -> tuple[float, float, int]:
    return candidate[0]


def _height(bands: Sequence[_Band], between: float) -> float:
    return sum(band.height for band in bands) + between * max(0, len(bands) - 1)


def _bands(blocks: Sequence[Block]) -> Iterator[_Band]:
    """Part a side's blocks at those that are wide."""
    for wide, run in groupby(blocks, key=lambda block: block.wide):
        if wide:
            yield from (_Band(left=1, right=None, height=one.height, uneven=0) for one in run)
        else:
            yield _balanced(tuple(run))


def _balanced(blocks: Sequence[Block]) -> _Band:
    """Put blocks into two columns that end as nearly together as they can."""
    bands = []
    for cut in range(1, len(blocks) + 1):
        left, right = column_height(blocks[:cut]), column_height(blocks[cut:])
        mid_section = 0.0 if cut == len(blocks) or blocks[cut].opens else MID_SECTION
        bands.append(
            (
                max(left, right) + mid_section,
                cut,
                _Band(
                    left=cut,
                    right=len(blocks) - cut,
                    height=max(left, right),
                    uneven=abs(left - right),
                ),
            )
        )
    return min(bands, key=lambda one: one[:2])[2]


def column_height(blocks: Sequence[Block]) -> float:
    """Give the height of a column; the space above its first block is lost."""
    return sum(block.height + (block.above if at else 0) for at, block in enumerate(blocks))
