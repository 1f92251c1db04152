"""What a page of a press file paints: each text, line, area and picture with its colour and place.

In: a page. Out: a flat list, measured on the page. This reads the finished operators afresh and
shares nothing with the code that wrote them, so that a fault there is not believed here.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple

import pikepdf
from pikepdf import Matrix

Kind = Literal["text", "line", "area", "picture", "gradient"]
Point = tuple[float, float]

_PATH: Final = frozenset("m l c v y h re".split())
_FILLS: Final = frozenset("f F f* B B* b b*".split())
_STROKES: Final = frozenset("S s B B* b b*".split())
_PAINTS: Final = _FILLS | _STROKES | {"n"}
_SHOWS: Final = frozenset({"Tj", "TJ", "'", '"'})
_ROUNDING_PT: Final = 0.01
_SPACES: Final = {"g": "Gray", "rg": "RGB", "k": "CMYK"}
_DEVICES: Final = {"/DeviceGray": "Gray", "/DeviceRGB": "RGB", "/DeviceCMYK": "CMYK"}


class Area(NamedTuple):
    """An upright rectangle in points; crossed sides hold nothing."""

    left: float
    bottom: float
    right: float
    top: float

    def cut(self, other: Area) -> Area:
        """Give what both have in common."""
        return Area(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def grown(self, by: float) -> Area:
        """Give the area that is larger by so much on every side."""
        return Area(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def holds(self, other: Area) -> bool:
        """Tell whether another area lies inside."""
        return self == self.around(other)

    def around(self, other: Area) -> Area:
        """Give the smallest area that holds both."""
        return Area(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    @property
    def thinness(self) -> float:
        """Give the shorter side; below 0 when there is nothing."""
        return min(self.right - self.left, self.top - self.bottom)


_EVERYWHERE: Final = Area(-math.inf, -math.inf, math.inf, math.inf)


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour space (`CMYK`, `Gray`, `RGB`, `All` for every plate, `Pattern`) and its values."""

    space: str
    values: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """One thing that is painted.

    where: the area it covers after all clips; for text, the area it is clipped to. size: of type,
    or the thickness of a line or bar, in points; inf for what is neither. ppi: of pictures.
    nameless: letters that the font has no glyph for.
    """

    kind: Kind
    colour: Colour
    where: Area
    size: float = math.inf
    ppi: float = math.inf
    bits: int = 8
    nameless: bool = False


@dataclass(slots=True, kw_only=True)
class _State:
    """The graphics state. base: the matrix at the start of the stream, where patterns begin."""

    matrix: Matrix
    base: Matrix
    clip: Area = _EVERYWHERE
    fill: Colour = Colour("Gray", (0,))
    stroke: Colour = Colour("Gray", (0,))
    width: float = 1.0
    size: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class _Path:
    subpaths: list[list[Point]] = field(default_factory=list)
    curved: bool = False
    clips: bool = False


def painted_on(page: pikepdf.Page) -> list[Painted]:
    """Give everything that a page paints, in order, with what its forms and patterns paint."""
    return list(_read(page, page.obj.Resources, _State(matrix=Matrix(), base=Matrix())))


def _read(source: Any, resources: Any, state: _State) -> Iterator[Painted]:
    kept: list[_State] = []
    path, text = _Path(), Matrix()
    for instruction in pikepdf.parse_content_stream(source):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            yield Painted(kind="picture", colour=Colour("RGB"), where=state.clip)
            continue
        operator, operands = str(instruction.operator), list(instruction.operands)
        match operator:
            case "q":
                kept.append(copy.copy(state))
            case "Q":
                state = kept.pop()
            case "cm":
                state.matrix = _matrix(operands) @ state.matrix
            case "BT":
                text = Matrix()
            case "Tm":
                text = _matrix(operands)
            case "w" | "Tf" | "Tr":
                _note(state, operator, operands)
            case "W" | "W*":
                path.clips = True
            case "sh":
                yield Painted(kind="gradient", colour=Colour("RGB"), where=state.clip)
            case "Do":
                yield from _drawn(resources.XObject[operands[0]], state)
            case _ if operator in _PATH:
                _extend(path, operator, [float(value) for value in operands], state.matrix)
            case _ if operator in _PAINTS:
                yield from _path(path, operator, state)
                path = _Path()
            case _ if operator in _SHOWS:
                yield from _text(operands, text @ state.matrix, state)
            case _ if operator.lower() in {*_SPACES, "cs", "sc", "scn"}:
                yield from _dip(state, operator, operands, resources)
            case _:
                pass  # neither paints nor decides how


def _matrix(operands: Sequence[Any]) -> Matrix:
    return Matrix(*(float(part) for part in operands))


def _note(state: _State, operator: str, operands: Sequence[Any]) -> None:
    if operator == "w":
        state.width = float(operands[0])
    elif operator == "Tf":
        state.size = float(operands[1])
    else:
        state.mode = int(operands[0])


def _dip(
    state: _State, operator: str, operands: Sequence[Any], resources: Any
) -> Iterator[Painted]:
    """Take up a colour; a pattern is read at once, for the colours of its cell."""
    strokes = operator.isupper()
    before = state.stroke if strokes else state.fill
    kind = operator.lower()
    if kind == "cs":
        colour = Colour(_space(str(operands[0]), resources))
    elif kind in _SPACES:
        colour = Colour(_SPACES[kind], tuple(float(value) for value in operands))
    elif before.space == "Pattern":
        colour = before
        yield from _cell(resources.Pattern[operands[-1]], state)
    else:
        colour = Colour(before.space, tuple(float(value) for value in operands))
    if strokes:
        state.stroke = colour
    else:
        state.fill = colour


def _space(name: str, resources: Any) -> str:
    if name == "/Pattern":
        return "Pattern"
    if name in _DEVICES:
        return _DEVICES[name]
    space = resources.ColorSpace[name]
    every = isinstance(space, pikepdf.Array) and space[0] == "/Separation" and space[1] == "/All"
    return "All" if every else name


def _cell(pattern: Any, state: _State) -> Iterator[Painted]:
    """Read a pattern's cell. Where its copies land is decided by what is filled with it."""
    if "/Shading" in pattern:
        yield Painted(kind="gradient", colour=Colour("RGB"), where=state.clip)
        return
    nowhere = Area(math.inf, math.inf, -math.inf, -math.inf)
    matrix = Matrix(pattern.get("/Matrix", Matrix().as_array())) @ state.base
    cell = _State(matrix=matrix, base=matrix, clip=nowhere)
    yield from _read(pattern, pattern.Resources, cell)


def _drawn(thing: Any, state: _State) -> Iterator[Painted]:
    if thing.Subtype == "/Image":
        yield _picture(thing, state)
        return
    inner = copy.copy(state)
    inner.matrix = Matrix(thing.get("/Matrix", Matrix().as_array())) @ state.matrix
    inner.base = inner.matrix
    left, bottom, right, top = (float(side) for side in thing.BBox)
    corners = ((left, bottom), (right, bottom), (right, top), (left, top))
    inner.clip = state.clip.cut(_around([inner.matrix.transform(corner) for corner in corners]))
    yield from _read(thing, thing.get("/Resources", pikepdf.Dictionary()), inner)


def _picture(image: Any, state: _State) -> Painted:
    """Measure a picture, whose unit square is laid on the page by the matrix."""
    matrix = state.matrix
    corners = ((0, 0), (1, 0), (1, 1), (0, 1))
    wide, high = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    ppi = min(72 * int(image.Width) / wide, 72 * int(image.Height) / high)
    if image.get("/ImageMask", False):
        colour, bits = state.fill, 1
    else:
        space = str(image.ColorSpace) if isinstance(image.ColorSpace, pikepdf.Name) else "?"
        colour, bits = Colour(_DEVICES.get(space, space)), int(image.BitsPerComponent)
    where = state.clip.cut(_around([matrix.transform(corner) for corner in corners]))
    return Painted(kind="picture", colour=colour, where=where, ppi=ppi, bits=bits)


def _text(operands: Sequence[Any], on_page: Matrix, state: _State) -> Iterator[Painted]:
    strings = operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]
    codes = b"".join(bytes(part) for part in strings if isinstance(part, pikepdf.String))
    nameless = b"\0\0" in (codes[at : at + 2] for at in range(0, len(codes), 2))
    size = state.size * math.hypot(on_page.c, on_page.d)
    inked = [state.fill] * (state.mode in {0, 2, 4, 6}) + [state.stroke] * (state.mode in {1, 2})
    for colour in inked:
        yield Painted(kind="text", colour=colour, where=state.clip, size=size, nameless=nameless)


def _extend(path: _Path, operator: str, operands: list[float], matrix: Matrix) -> None:
    if operator == "re":
        x, y, wide, high = operands
        corners = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
    else:
        corners = list(zip(operands[::2], operands[1::2], strict=True))
    if operator in {"re", "m"}:
        path.subpaths.append([])
    path.curved |= operator in {"c", "v", "y"}
    path.subpaths[-1] += [matrix.transform(corner) for corner in corners]


def _path(path: _Path, operator: str, state: _State) -> Iterator[Painted]:
    points = [point for subpath in path.subpaths for point in subpath]
    if not points:
        return
    extent = _around(points)
    if operator in _FILLS:
        seen = extent.cut(state.clip)
        size = _bar(path, state.clip, even_odd=operator.endswith("*"))
        yield Painted(kind="area", colour=state.fill, where=seen, size=size)
    if operator in _STROKES:
        a, b, c, d, *_ = state.matrix.shorthand
        width = state.width * math.sqrt(abs(a * d - b * c))
        seen = extent.grown(width / 2).cut(state.clip)
        yield Painted(kind="line", colour=state.stroke, where=seen, size=width)
    if path.clips:
        state.clip = state.clip.cut(extent)


def _around(points: Sequence[Point]) -> Area:
    xs, ys = zip(*points, strict=True)
    return Area(min(xs), min(ys), max(xs), max(ys))


def _bar(path: _Path, clip: Area, *, even_odd: bool) -> float:
    """Measure the thinnest bar of a filled path; inf when it is made of something else."""
    if path.curved or any(len(subpath) != 4 for subpath in path.subpaths):
        return math.inf
    if even_odd and len(path.subpaths) == 2:
        return _frame(path.subpaths, clip)
    return min(_thickness(bar, clip) for bar in path.subpaths)


def _thickness(bar: Sequence[Point], clip: Area) -> float:
    """Measure one bar; a shape whose opposite edges differ is none."""
    first, second, third, fourth = (math.dist(bar[at - 1], bar[at]) for at in range(4))
    if max(abs(first - third), abs(second - fourth)) > _ROUNDING_PT:
        return math.inf
    seen = _around(bar).cut(clip).thinness
    return min(first, second, seen if seen > 0 else math.inf)


def _frame(rectangles: Sequence[Sequence[Point]], clip: Area) -> float:
    """Measure the sides of a frame; where only one side is left by the clip, that side.

    The mean thickness of a whole frame is twice its area by the length of all its edges.
    """
    outer, inner = sorted((_around(one) for one in rectangles), key=_surface, reverse=True)
    seen = outer.cut(clip)
    if seen != outer:
        return seen.thinness if seen.thinness > 0 else math.inf
    return 2 * (_surface(outer) - _surface(inner)) / (_edge(outer) + _edge(inner))


def _surface(area: Area) -> float:
    return (area.right - area.left) * (area.top - area.bottom)


def _edge(area: Area) -> float:
    return 2 * (area.right - area.left + area.top - area.bottom)
