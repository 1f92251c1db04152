"""How thick a painted shape is: what decides whether it is a rule.

In: the operators of one path, under a matrix and a clip. Out: its box, and the thickness of the
thinnest bar in it. Bars are rectangles and the four sides of a frame, which WeasyPrint draws as a
rectangle within another; other shapes have no thickness and are areas.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pikepdf import Matrix

# A side of a frame is seen when nearly all of its length is; at a corner, a piece of the next side
# shows as well and says nothing about this one.
_NEARLY_ALL: Final = 0.9
_ROUNDING_PT: Final = 0.01


class Box(NamedTuple):
    """An upright rectangle in points."""

    left: float
    bottom: float
    right: float
    top: float

    def cut(self, other: Box) -> Box:
        """Give what both have in common; its sides are crossed when that is nothing."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    @property
    def width(self) -> float:
        """Give the width, below 0 when there is nothing."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Give the height, below 0 when there is nothing."""
        return self.top - self.bottom


EVERYWHERE: Final = Box(-math.inf, -math.inf, math.inf, math.inf)


@dataclass(slots=True)
class Path:
    """One path in the making: the corners and curve points of each subpath, in page space."""

    subpaths: list[list[tuple[float, float]]] = field(default_factory=list)
    curved: set[int] = field(default_factory=set)

    def add(self, operator: str, operands: Sequence[float], matrix: Matrix) -> None:
        """Add what one construction operator draws (ISO 32000-1, 8.5.2)."""
        if operator == "re":
            x, y, width, height = operands
            corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
            self.subpaths.append([matrix.transform(corner) for corner in corners])
            return
        points = list(zip(operands[::2], operands[1::2], strict=True))
        if operator == "m" or not self.subpaths:
            self.subpaths.append([])
        if operator in {"c", "v", "y"}:
            self.curved.add(len(self.subpaths) - 1)
        self.subpaths[-1] += [matrix.transform(point) for point in points]

    def box(self) -> Box:
        """Give the box around all points; curves lie within their control points."""
        xs, ys = zip(*(point for points in self.subpaths for point in points), strict=True)
        return Box(min(xs), min(ys), max(xs), max(ys))

    def thickness(self, clip: Box, *, even_odd: bool) -> float:
        """Give the thickness in points of the thinnest bar that is filled; inf without one."""
        bars = [bar for number, bar in enumerate(self.subpaths) if self._is_bar(number)]
        upright = [_box_of(bar) for bar in bars if _is_upright(bar)]
        if even_odd and len(upright) == len(self.subpaths) == 2:
            return min(_sides(upright[0], upright[1], clip), default=math.inf)
        return min((_thickness_of(bar, clip) for bar in bars), default=math.inf)

    def _is_bar(self, number: int) -> bool:
        points = self.subpaths[number]
        corners = points[:-1] if len(points) == 5 and points[0] == points[-1] else points
        return number not in self.curved and len(corners) == 4 and _is_square(corners)


def _is_square(corners: Sequence[tuple[float, float]]) -> bool:
    """Tell whether four corners make a rectangle: its diagonals halve each other, alike long."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners[:4]
    halved = abs(ax + cx - bx - dx) + abs(ay + cy - by - dy)
    return (
        halved < _ROUNDING_PT
        and abs(math.dist((ax, ay), (cx, cy)) - math.dist((bx, by), (dx, dy))) < _ROUNDING_PT
    )


def _is_upright(corners: Sequence[tuple[float, float]]) -> bool:
    (ax, ay), (bx, by) = corners[:2]
    return min(abs(ax - bx), abs(ay - by)) < _ROUNDING_PT


def _box_of(corners: Sequence[tuple[float, float]]) -> Box:
    xs, ys = zip(*corners, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _thickness_of(corners: Sequence[tuple[float, float]], clip: Box) -> float:
    if _is_upright(corners):
        seen = _box_of(corners).cut(clip)
        return max(0.0, min(seen.width, seen.height))
    first, second, third = corners[:3]
    return min(math.dist(first, second), math.dist(second, third))


def _sides(one: Box, two: Box, clip: Box) -> Iterator[float]:
    """Yield the thickness of each side of a frame that can be seen."""
    outer, inner = (one, two) if one.width * one.height > two.width * two.height else (two, one)
    bars = (
        Box(outer.left, outer.bottom, inner.left, outer.top),
        Box(inner.right, outer.bottom, outer.right, outer.top),
        Box(outer.left, outer.bottom, outer.right, inner.bottom),
        Box(outer.left, inner.top, outer.right, outer.top),
    )
    for bar in bars:
        seen = bar.cut(clip)
        thickness, length = sorted((bar.width, bar.height))
        seen_thickness, seen_length = sorted((seen.width, seen.height))
        if thickness > 0 and seen_thickness > 0 and seen_length > _NEARLY_ALL * length:
            yield seen_thickness
