"""What a page of a PDF shows: text by marked-content number, artifacts, and what is in neither.

In: a page. Out: its texts as the fonts' ToUnicode tables spell them, and the glyphs it uses.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf

_OPERATORS: Final = "BDC BMC EMC Tf TJ Tj ' \" Do"
_SHOWS: Final = frozenset({"TJ", "Tj", "'", '"'})
_DIGITS: Final = rb"\s*<([0-9a-fA-F]+)>"
_CHARACTER: Final = re.compile(_DIGITS * 2)
_RANGE: Final = re.compile(_DIGITS * 3)
_SECTION: Final = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)

Glyph = int
Spelling = Mapping[Glyph, str]


@dataclass(slots=True)
class Content:
    """One page's texts and glyphs.

    texts: by MCID. stray: text in neither a tag nor an artifact. glyphs: by the object number of
    their font. grouped: how many MCIDs stand inside form XObjects, where no tag reaches.
    """

    texts: dict[int, str] = field(default_factory=dict)
    stray: str = ""
    glyphs: dict[int, set[Glyph]] = field(default_factory=lambda: defaultdict(set))
    grouped: int = 0


class Reader:
    """Reads the pages of one file; fonts are read once."""

    def __init__(self) -> None:
        """Start with no font known."""
        self._spellings: dict[int, Spelling] = {}

    def read(self, page: pikepdf.Page) -> Content:
        """Read one page's content stream from start to end."""
        content = Content()
        resources: Any = page.obj.get("/Resources")
        fonts = resources.get("/Font")
        marks: list[int | None] = []  # the MCID of each open sequence; -1 for an artifact
        font = 0
        for instruction in pikepdf.parse_content_stream(page, _OPERATORS):
            operands: Any = instruction.operands
            match str(instruction.operator):
                case "BDC" | "BMC":
                    marks.append(_begin(operands, content))
                case "EMC":
                    marks.pop()
                case "Tf":
                    font = self._font(fonts[operands[0]])
                case "Do":
                    content.grouped += _marks_inside(page, operands[0])
                case shows if shows in _SHOWS:
                    self._show(operands[-1], font, marks, content)
        return content

    def spelling(self, font: int) -> Spelling:
        """Give a font's table from glyph to text."""
        return self._spellings[font]

    def _font(self, font: Any) -> int:
        number, _ = font.objgen
        if number not in self._spellings:
            self._spellings[number] = _spelling(font.ToUnicode.read_bytes())
        return int(number)

    def _show(self, shown: Any, font: int, marks: list[int | None], content: Content) -> None:
        strings = [shown] if isinstance(shown, pikepdf.String) else shown
        raw = b"".join(bytes(part) for part in strings if isinstance(part, pikepdf.String))
        glyphs = [int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2)]
        content.glyphs[font].update(glyphs)
        spelling = self._spellings[font]
        text = "".join(spelling.get(glyph, "\N{REPLACEMENT CHARACTER}") for glyph in glyphs)
        owner = next((mark for mark in reversed(marks) if mark is not None), None)
        if owner is None:
            content.stray += text
        elif owner in content.texts and not isinstance(content.texts[owner], _Actual):
            content.texts[owner] += text


class _Actual(str):
    """Text that stands in place of what is shown (ActualText)."""

    __slots__ = ()


def _begin(operands: Any, content: Content) -> int | None:
    """Note the start of a marked sequence; give its MCID, -1 for an artifact, None for neither."""
    if str(operands[0]) == "/Artifact":
        return -1
    if len(operands) < 2 or not isinstance(operands[1], pikepdf.Dictionary):
        return None
    properties = operands[1]
    if "/MCID" not in properties:
        return None
    mcid = int(properties.MCID)
    actual = properties.get("/ActualText")
    content.texts[mcid] = "" if actual is None else _Actual(str(actual))
    return mcid


def _marks_inside(page: pikepdf.Page, name: Any) -> int:
    """Count the tagged sequences inside a form XObject."""
    drawn: Any = page.obj.Resources.XObject[name]
    if drawn.get("/Subtype") != "/Form":
        return 0
    inside: list[Any] = [i.operands for i in pikepdf.parse_content_stream(drawn, "BDC")]
    return sum("/MCID" in operands[1] for operands in inside if len(operands) > 1)


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
