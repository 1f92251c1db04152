"""What a page of a PDF shows: text by marked-content number, artifacts, and what is in neither.

In: a page. Out: its texts as the fonts' ToUnicode tables spell them, how large they are set, and
the glyphs it uses.
"""

from __future__ import annotations

import math
import re
import struct
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf
from pikepdf import Matrix

_OPERATORS: Final = "BDC BMC EMC q Q cm BT Tm Tf TJ Tj ' \" Do"
_SHOWS: Final = frozenset({"TJ", "Tj", "'", '"'})
_DIGITS: Final = rb"\s*<([0-9a-fA-F]+)>"
_CHARACTER: Final = re.compile(_DIGITS * 2)
_RANGE: Final = re.compile(_DIGITS * 3)
_SECTION: Final = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)

Glyph = int
Spelling = Mapping[Glyph, str]


Mark = int | str
"""Whose a text is: the number of a tag's content, or the kind of an artifact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A text for no reader's ear. kind: of its artifact, `Pagination` for running heads."""

    kind: str
    text: str
    size: float


@dataclass(slots=True)
class Content:
    """One page's texts and glyphs.

    texts: by MCID. sizes: the smallest type in each, in points on the page, what is drawn inside
    forms included. furniture: what artifacts say. stray: text in neither a tag nor an artifact.
    glyphs: by the object number of their font. grouped: how many MCIDs stand inside form XObjects,
    where no tag reaches.
    """

    texts: dict[int, str] = field(default_factory=dict)
    sizes: dict[int, float] = field(default_factory=dict)
    furniture: list[Furniture] = field(default_factory=list)
    stray: str = ""
    glyphs: dict[int, set[Glyph]] = field(default_factory=lambda: defaultdict(set))
    grouped: int = 0


@dataclass(slots=True, kw_only=True)
class _Pen:
    """Where and how large text is set: the matrix of the page, that of the line, and the font."""

    matrix: Matrix
    line: Matrix = field(default_factory=Matrix)
    kept: list[Matrix] = field(default_factory=list)
    font: int = 0
    size: float = 0.0

    def move(self, operator: str, operands: Any) -> None:
        """Follow an operator that places text (ISO 32000-1, 8.4.4 and 9.4.2)."""
        match operator:
            case "q":
                self.kept.append(self.matrix)
            case "Q":
                self.matrix = self.kept.pop()
            case "cm":
                self.matrix = Matrix(*map(float, operands)) @ self.matrix
            case "BT":
                self.line = Matrix()
            case "Tm":
                self.line = Matrix(*map(float, operands))

    def height(self) -> float:
        """Give the size of type on the page, in points."""
        on_page = self.line @ self.matrix
        return self.size * math.hypot(on_page.c, on_page.d)


def is_tagged(page: pikepdf.Page) -> bool:
    """Tell whether a page shows anything that a tag holds, without reading it."""
    begun: list[Any] = [mark.operands for mark in pikepdf.parse_content_stream(page, "BDC")]
    return any(_is_numbered(operands) for operands in begun)


class Reader:
    """Reads the pages of one file; fonts are read once."""

    def __init__(self) -> None:
        """Start with no font known."""
        self._spellings: dict[int, Spelling] = {}

    def read(self, page: pikepdf.Page) -> Content:
        """Read one page's content stream from start to end."""
        return self._read(page, page.obj.get("/Resources"))

    def read_form(self, form: Any) -> Content:
        """Read a form XObject that was a page."""
        return self._read(form, form.get("/Resources"))

    def _read(self, drawn: Any, resources: Any) -> Content:
        content = Content()
        marks: list[Mark | None] = []
        pen = _Pen(matrix=Matrix())
        for instruction in pikepdf.parse_content_stream(drawn, _OPERATORS):
            operands: Any = instruction.operands
            match operator := str(instruction.operator):
                case "BDC" | "BMC":
                    marks.append(_begin(operands, content))
                case "EMC":
                    marks.pop()
                case "Tf":
                    self._take_up(pen, operands, resources)
                case "Do":
                    content.grouped += self._look_inside(
                        operands[0], resources, pen.matrix, _owner(marks), content
                    )
                case shows if shows in _SHOWS:
                    self._show(operands[-1], pen, _owner(marks), content)
                case _:
                    pen.move(operator, operands)
        return content

    def spelling(self, font: int) -> Spelling:
        """Give a font's table from glyph to text."""
        return self._spellings[font]

    def _take_up(self, pen: _Pen, operands: Any, resources: Any) -> None:
        font = resources.Font[operands[0]]
        pen.font, pen.size = int(font.objgen[0]), float(operands[1])
        if pen.font not in self._spellings:
            self._spellings[pen.font] = _spelling(font.ToUnicode.read_bytes())

    def _show(self, shown: Any, pen: _Pen, owner: Mark | None, content: Content) -> None:
        glyphs = _glyphs(shown)
        content.glyphs[pen.font].update(glyphs)
        get = self._spellings[pen.font].get
        text = "".join([get(glyph, "\N{REPLACEMENT CHARACTER}") for glyph in glyphs])
        _measure(text, pen.height(), owner, content)
        if owner is None:
            content.stray += text
        elif isinstance(owner, int) and not isinstance(content.texts[owner], _Actual):
            content.texts[owner] += text

    def _look_inside(
        self, name: Any, resources: Any, matrix: Matrix, owner: Mark | None, content: Content
    ) -> int:
        """Measure the text that a form XObject draws for the mark it is drawn in.

        Gives how many sequences are tagged in it, without those in forms that it draws.
        """
        form = resources.XObject[name]
        if form.get("/Subtype") != "/Form":
            return 0
        tagged = 0
        inner = form.get("/Resources", resources)
        pen = _Pen(matrix=Matrix(form.get("/Matrix", Matrix().as_array())) @ matrix)
        for instruction in pikepdf.parse_content_stream(form, _OPERATORS):
            operands: Any = instruction.operands
            match operator := str(instruction.operator):
                case "BDC":
                    tagged += _is_numbered(operands)
                case "Tf":
                    self._take_up(pen, operands, inner)
                case "Do":
                    self._look_inside(operands[0], inner, pen.matrix, owner, content)
                case shows if shows in _SHOWS:
                    glyphs = _glyphs(operands[-1])
                    spelling = self._spellings[pen.font]
                    text = "".join(spelling.get(glyph, "") for glyph in glyphs)
                    _measure(text, pen.height(), owner, content)
                case _:
                    pen.move(operator, operands)
        return tagged


def _glyphs(shown: Any) -> Sequence[Glyph]:
    """Give the glyphs of a string, two bytes each (ISO 32000-1, 9.7.6.2, Identity-H)."""
    strings = [shown] if isinstance(shown, pikepdf.String) else shown
    raw = b"".join([bytes(part) for part in strings if isinstance(part, pikepdf.String)])
    if len(raw) % 2:
        raw = raw[:-1] + b"\0" + raw[-1:]  # half a glyph is no glyph of the text: it will be told
    return struct.unpack(f">{len(raw) // 2}H", raw)


def _measure(text: str, size: float, owner: Mark | None, content: Content) -> None:
    """Note how large a text is; white space has no size."""
    if not text.strip():
        return
    if isinstance(owner, int):
        content.sizes[owner] = min(size, content.sizes.get(owner, math.inf))
    elif owner is not None:
        content.furniture.append(Furniture(kind=owner, text=text, size=size))


def _owner(marks: list[Mark | None]) -> Mark | None:
    return next((mark for mark in reversed(marks) if mark is not None), None)


class _Actual(str):
    """Text that stands in place of what is shown (ActualText)."""

    __slots__ = ()


def _begin(operands: Any, content: Content) -> Mark | None:
    """Note the start of a marked sequence; give whose it is, None when it marks nothing."""
    if str(operands[0]) == "/Artifact":
        return str(operands[1].get("/Type", "/"))[1:] if len(operands) > 1 else ""
    if not _is_numbered(operands):
        return None
    properties = operands[1]
    mcid = int(properties.MCID)
    actual = properties.get("/ActualText")
    content.texts[mcid] = "" if actual is None else _Actual(str(actual))
    return mcid


def _is_numbered(operands: Any) -> bool:
    """Tell whether a marked sequence has the number by which a tag holds it."""
    return (
        len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]
    )


def _spelling(table: bytes) -> Spelling:
    """Read a ToUnicode CMap (ISO 32000-1, 9.10.3): single glyphs and ranges."""
    spelling: dict[Glyph, str] = {}
    for kind, body in _SECTION.findall(table):
        if kind == b"char":
            for glyph, text in _CHARACTER.findall(body):
                spelling[int(glyph, 16)] = _utf16(text)
        else:
            for first, last, text in _RANGE.findall(body):
                for step, glyph in enumerate(range(int(first, 16), int(last, 16) + 1)):
                    spelling[glyph] = chr(int(text, 16) + step)
    return spelling


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")
