"""The marks around a page: where to cut, where to fold.

In: the trim, the bleed, the folds. Out: operators that draw on all plates, outside the bleed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from bookbuild.model.format import POINTS_PER_MM

_THICKNESS_PT: Final = 0.25
_LENGTH_PT: Final = 5 * POINTS_PER_MM
# A knife that lands beside its line must not leave a piece of mark on the page: the marks keep
# this far from the bleed, and never less than 3 mm from the trim.
_CLEAR_OF_BLEED_PT: Final = 1 * POINTS_PER_MM
_CLEAR_OF_TRIM_PT: Final = 3 * POINTS_PER_MM
_CLEAR_OF_SHEET_PT: Final = 1 * POINTS_PER_MM
_FOLD_DASH: Final = "[3 2] 0 d"


class Edges(NamedTuple):
    """A box, in points."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def of(cls, box: Any) -> Edges:
        """Read a page's box, whose corners may come in any order."""
        x1, y1, x2, y2 = (float(side) for side in box)
        return cls(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    @property
    def width(self) -> float:
        """Give the width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Give the height."""
        return self.top - self.bottom

    def grown(self, by: float) -> Edges:
        """Give the box that is larger by so much on every side."""
        return Edges(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def holds(self, other: Edges, *, within: float) -> bool:
        """Tell whether another box lies inside, give or take."""
        return (
            self.left <= other.left + within
            and self.bottom <= other.bottom + within
            and self.right >= other.right - within
            and self.top >= other.top - within
        )

    def as_rectangle(self) -> str:
        """Give the operands of `re`."""
        return f"{self.left:.4f} {self.bottom:.4f} {self.width:.4f} {self.height:.4f}"


def sheet(trim: Edges, bleed: Edges) -> Edges:
    """Give the sheet that has room for the marks all around."""
    return trim.grown(_away(trim, bleed) + _LENGTH_PT + _CLEAR_OF_SHEET_PT)


def marks(trim: Edges, bleed: Edges, folds: Sequence[float]) -> bytes:
    """Draw crop marks at the corners, and dashed ticks above and below each fold.

    folds: in points from the left edge of the trim. The colour space `All` must be among the
    page's resources.
    """
    away = _away(trim, bleed)
    lines = ["q /All CS 1 SCN", f"{_THICKNESS_PT} w 0 J", *_crop(trim, away)]
    if folds:
        ticks = (line for fold in folds for line in _upright(trim.left + fold, trim, away))
        lines += [_FOLD_DASH, *ticks]
    return "\n".join([*lines, "Q"]).encode()


def _away(trim: Edges, bleed: Edges) -> float:
    return max(trim.left - bleed.left + _CLEAR_OF_BLEED_PT, _CLEAR_OF_TRIM_PT)


def _crop(trim: Edges, away: float) -> Iterator[str]:
    for x in (trim.left, trim.right):
        yield from _upright(x, trim, away)
    for y in (trim.bottom, trim.top):
        yield _line(trim.left - away - _LENGTH_PT, y, trim.left - away, y)
        yield _line(trim.right + away, y, trim.right + away + _LENGTH_PT, y)


def _upright(x: float, trim: Edges, away: float) -> Iterator[str]:
    yield _line(x, trim.bottom - away - _LENGTH_PT, x, trim.bottom - away)
    yield _line(x, trim.top + away, x, trim.top + away + _LENGTH_PT)


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1:.4f} {y1:.4f} m {x2:.4f} {y2:.4f} l S"
