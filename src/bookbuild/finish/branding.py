"""Handouts for many clinics, put together from what is laid out already.

In: a master and panels (`bookbuild.model.branding`). Out: finished PDFs: the same pixels, words and
tags as if each had been laid out for its clinic. Only what differs is written anew: the operators
of the pages, the tags of the panel, the fonts and drawings that it needs.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from bookbuild.model.branding import (
    COPY_ID,
    MARKER,
    MASTER_COLOUR,
    MASTER_NAME,
    Corner,
    Master,
    Panel,
    Run,
)
from bookbuild.model.format import POINTS_PER_PIXEL

_OWN: Final = "own-"
"""Begins the name of each resource that comes from a panel."""
_KINDS: Final[Mapping[str, str]] = {
    "Tf": "/Font",
    "gs": "/ExtGState",
    "Do": "/XObject",
    "scn": "/Pattern",
    "SCN": "/Pattern",
    "sh": "/Shading",
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
}
"""Which resource an operator names (ISO 32000-1, 7.8.3)."""
_MARK: Final = re.compile(rb"/MCID (\d+)")
_SLOT: Final = re.compile(rb"%s(\w+)(?: (\d+))?\n" % MARKER.encode())
_HEAD: Final = re.compile(rb"1 0 0 -1 0 \S+ cm\s+q\s+0\.75 0 0 0\.75 0 0 cm\s")
"""How WeasyPrint begins a page: pixels from the top left corner."""


class Inlay:
    """A panel, open, to be put into masters."""

    def __init__(self, panel: Panel) -> None:
        """Read the operators and the tags of a panel."""
        self.panel = panel
        self._pdf = pikepdf.Pdf.open(io.BytesIO(panel.content))
        page = self._pdf.pages[panel.corner.page]
        self._resources: Any = page.obj.Resources
        self.named: dict[tuple[str, str], Any] = {}
        self._parts = _MARK.split(self._operators(page))
        self.tags = tuple(_tags(self._panel_tag()))
        self.marks = len(self._parts) // 2
        for one in panel.copy_ids.values():
            for run in (one.imprint, one.foot):
                self._resource("/Font", f"/{run.font}")
        for (kind, _), found in self.named.items():
            if kind == "/Font":
                _retag(found)
            elif isinstance(found, pikepdf.Stream):
                drawn = found.read_bytes() if found.get("/Subtype") != "/Image" else b""
                assert not _SENTINEL.search(drawn), "a drawing in a panel has the clinic's colour"

    def operators(self, first_mark: int, right: float, down: float) -> bytes:
        """Give the operators that draw the panel, its marks counted from a number.

        right, down: how many pixels it moves.
        """
        numbered = [
            b"/MCID %d" % (int(part) + first_mark) if at % 2 else part
            for at, part in enumerate(self._parts)
        ]
        return b"q\n1 0 0 1 %.6f %.6f cm\n%s\nQ\n" % (right, down, b"".join(numbered))

    def run(self, run: Run) -> bytes:
        """Give the operators that show a line of type where the pen is."""
        return f"/{_OWN}{run.font} {run.size} Tf\n[{run.glyphs}] TJ\n".encode()

    def _operators(self, page: pikepdf.Page) -> bytes:
        """Give the operators of a page under its matrix, with resources by their new names."""
        renamed = [
            pikepdf.ContentStreamInstruction(self._renamed(one), one.operator)
            for one in pikepdf.parse_content_stream(page)
        ]
        whole = pikepdf.unparse_content_stream(renamed)
        head = _HEAD.match(whole)
        assert head, "WeasyPrint begins its pages otherwise"
        body = whole[head.end() :].rstrip()
        assert body.endswith(b"Q"), "WeasyPrint ends its pages otherwise"
        return body[:-1]

    def _renamed(self, one: Any) -> list[Any]:
        kind = _KINDS.get(str(one.operator))
        return [
            self._resource(kind, str(operand))
            if kind and isinstance(operand, Name) and str(operand) in self._resources.get(kind, {})
            else operand
            for operand in one.operands
        ]

    def _resource(self, kind: str, name: str) -> Name:
        """Note that a resource is used; give its new name."""
        own = f"/{_OWN}{name[1:]}"
        self.named[kind, own] = self._resources[kind][name]
        return Name(own)

    def _panel_tag(self) -> Any:
        """Give the tag of the panel: the first section of the file."""
        tag: Any = self._pdf.Root.StructTreeRoot.K[0]
        while tag.S != "/Sect":
            tag = tag.K[0]
        return tag


class Forme:
    """A master, open, to be printed from again and again."""

    def __init__(self, master: Master) -> None:
        """Find the slots, what bears the clinic's colour, and the tag of the empty panel."""
        self._master = master
        self._pdf = pikepdf.Pdf.open(io.BytesIO(master.content))
        self._page = self._pdf.pages[master.corner.page]
        self._pages = [_cut(page.obj.Contents.read_bytes()) for page in self._pdf.pages]
        self._coloured = list(self._bearing_colour())
        self._colour = ""
        self._row: Any = self._pdf.Root.StructTreeRoot.ParentTree.Nums[2 * master.corner.page + 1]
        self._owners: list[Any] = list(self._row)
        mark = next(
            int(mark) for parts in self._pages for _, slot, mark in parts if slot == b"panel"
        )
        self._tag: Any = self._owners[mark].P
        self._owners[mark] = None
        self._xmp = self._pdf.Root.Metadata.read_bytes()
        self._title = str(self._pdf.docinfo["/Title"])

    def print(self, inlay: Inlay) -> bytes:
        """Give the handout for one clinic."""
        panel = inlay.panel
        self._dye(panel.colour)
        self._take_resources(inlay)
        for page, parts in zip(self._pdf.pages, self._pages, strict=True):
            filled = b"".join(before + self._fill(slot, inlay) for before, slot, _ in parts)
            _write(page.obj.Contents, _dyed(filled, panel.colour))
        self._tag_panel(inlay)
        self._name(panel.clinic.name, panel.copy_ids[self._master.edition].words)
        written = io.BytesIO()
        self._pdf.save(
            written, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True
        )
        return written.getvalue()

    def _bearing_colour(self) -> Iterator[tuple[Any, bytes]]:
        """Yield the drawings and patterns that the clinic's colour stands in, with their bytes."""
        for found in self._pdf.objects:
            drawn = isinstance(found, pikepdf.Stream) and (
                found.get("/Subtype") == "/Form" or found.get("/PatternType") == 1
            )
            if drawn and _SENTINEL.search(operators := found.read_bytes()):
                yield found, operators

    def _dye(self, colour: str) -> None:
        """Give drawings and patterns the clinic's colour."""
        if colour != self._colour:
            for drawn, operators in self._coloured:
                _write(drawn, _dyed(operators, colour))
            self._colour = colour

    def _take_resources(self, inlay: Inlay) -> None:
        """Put in what a panel needs, and take out what the last one needed."""
        resources: Any = self._page.obj.Resources
        for kind in dict.fromkeys(_KINDS.values()):
            there = resources.get(kind, {})
            for name in [name for name in there.keys() if name.startswith(f"/{_OWN}")]:  # noqa: SIM118  # a pikepdf dictionary
                del there[name]
        for (kind, name), found in inlay.named.items():
            if kind not in resources:
                resources[kind] = Dictionary()
            resources[kind][name] = self._taken(found, kind, inlay.panel.corner)

    def _taken(self, found: Any, kind: str, corner: Corner) -> Any:
        """Copy a resource; a pattern is laid from the corner of the page, so it moves too."""
        taken: Any = (
            self._pdf.copy_foreign(found) if found.is_indirect else Object.parse(found.unparse())
        )
        if kind == "/Pattern":
            a, b, c, d, e, f = (float(number) for number in found.Matrix)
            right, up = self._moved(corner)
            taken.Matrix = Array([a, b, c, d, e + right, f + up])
        return taken

    def _moved(self, corner: Corner) -> tuple[float, float]:
        """Give how far a panel moves to the right and up, in points."""
        own = self._master.corner
        up = own.page_height - corner.page_height
        return (
            (own.x - corner.x) * POINTS_PER_PIXEL,
            up - (own.y - corner.y) * POINTS_PER_PIXEL,
        )

    def _fill(self, slot: bytes, inlay: Inlay) -> bytes:
        """Give the operators that fill a slot."""
        own, corner = self._master.corner, inlay.panel.corner
        copy_id = inlay.panel.copy_ids[self._master.edition]
        match slot:
            case b"panel":
                return inlay.operators(len(self._owners), own.x - corner.x, own.y - corner.y)
            case b"copy":
                return inlay.run(copy_id.imprint)
            case b"foot":
                return inlay.run(copy_id.foot)
            case _:
                return b""

    def _tag_panel(self, inlay: Inlay) -> None:
        """Write the tags of the panel, and the way back to them."""
        owners: list[Any] = [*self._owners, *[None] * inlay.marks]
        moved = self._moved(inlay.panel.corner)

        def write(tag: _Tag, parent: Any) -> Any:
            made: Any = self._pdf.make_indirect(
                Dictionary(Type=Name.StructElem, P=parent, Pg=self._page.obj)
            )
            for key, value in tag.values.items():
                made[key] = Object.parse(value)
            if tag.box:
                sides = zip(tag.box, moved * 2, strict=True)
                made.A.BBox = Array([round(side + by, 2) for side, by in sides])
            kids = [write_kid(kid, made) for kid in tag.kids]
            made.K = Array(kids)
            return made

        def write_kid(kid: _Tag | int, parent: Any) -> Any:
            if isinstance(kid, _Tag):
                return write(kid, parent)
            mark = kid + len(self._owners)
            owners[mark] = parent
            return mark

        self._tag.K = Array([write_kid(kid, self._tag) for kid in inlay.tags])
        while len(self._row):
            del self._row[0]
        self._row.extend(owners)

    def _name(self, clinic: str, copy_id: str) -> None:
        """Write clinic and id of the copy into what the file says about itself."""
        info: Any = self._pdf.trailer.Info
        info.Title = String(self._title.replace(MASTER_NAME, clinic))
        info.Keywords = String(copy_id)
        said = self._xmp
        for empty, words in (
            (MASTER_NAME, escape(clinic)),
            (f"<pdf:Keywords>{COPY_ID}<", f"<pdf:Keywords>{copy_id}<"),
        ):
            assert said.count(empty.encode()) == 1, "the metadata hold what is of a clinic once"
            said = said.replace(empty.encode(), words.encode())
        self._pdf.Root.Metadata.write(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tag:
    """A structure element of a panel. values: as PDF writes them; box: of a picture, in points."""

    values: Mapping[str, bytes]
    kids: tuple[_Tag | int, ...]
    box: tuple[float, ...] = ()


def _tags(parent: Any) -> Iterator[_Tag | int]:
    """Yield what stands in a structure element: elements, and numbers of marked content."""
    for kid in parent.K:
        if isinstance(kid, int):
            yield kid
            continue
        attributes = kid.get("/A", {})
        values = {
            key: kid[key].unparse() for key in ("/S", "/Lang", "/Alt", "/E", "/A") if key in kid
        }
        yield _Tag(
            values=values,
            kids=tuple(_tags(kid)),
            box=tuple(float(side) for side in attributes.get("/BBox", ()))
            if isinstance(attributes, Dictionary)
            else (),
        )


def _retag(font: Any) -> None:
    """Give a subset of a font another tag than the master's subset of the same font has.

    ISO 32000-1, 9.6.4: different subsets of one font have different tags.
    """
    (inner,) = font.DescendantFonts
    tag, _, name = str(font.BaseFont).partition("+")
    renamed = Name("/" + "".join(map(_next_letter, tag[1:])) + f"+{name}")
    font.BaseFont = inner.BaseFont = inner.FontDescriptor.FontName = renamed


def _next_letter(letter: str) -> str:
    return "A" if letter == "Z" else chr(ord(letter) + 1)


def _cut(operators: bytes) -> list[tuple[bytes, bytes, bytes]]:
    """Cut operators at their slots: what comes before, the slot, the number of its mark."""
    pieces, at = [], 0
    for found in _SLOT.finditer(operators):
        pieces.append((operators[at : found.start()], found[1], found[2] or b""))
        at = found.end()
    return [*pieces, (operators[at:], b"", b"")]


def _write(stream: Any, operators: bytes) -> None:
    stream.write(zlib.compress(operators), filter=Name.FlateDecode)


def _parts_of(colour: str) -> bytes:
    """Write a colour as an operator takes it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{part:.6f}".rstrip("0").rstrip(".") for part in parts).encode()


_SENTINEL: Final = re.compile(
    rb"(?<![\d.])%s(?= (?:rg|RG)\b)" % re.escape(_parts_of(MASTER_COLOUR))
)


def _dyed(operators: bytes, colour: str) -> bytes:
    return _SENTINEL.sub(_parts_of(colour), operators)
