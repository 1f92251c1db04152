"""Handouts for many clinics: a master with holes, and what is to fill them.

In: a print job and its HTML. Out: PDFs, and where in their operators something of a clinic stands.
A master's placeholders give way to comments that name a slot (`bookbuild.model.branding`); a
clinic's own texts are read off as they were set, so that they look the same in the master.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from weasyprint.formatting_structure import boxes

from bookbuild.model.branding import MARKER, Corner, Run, Slot
from bookbuild.model.diagnostic import Diagnostic, in_order
from bookbuild.model.format import POINTS_PER_PIXEL
from bookbuild.render.pdf.crowding import all_boxes, box_of, taken
from bookbuild.render.pdf.galley import Galley, Kind, Piece, page_box
from bookbuild.render.pdf.geometry import geometry_findings
from bookbuild.render.pdf.job import PrintJob, Taken
from bookbuild.render.pdf.linebreaks import whole_texts
from bookbuild.render.pdf.press import Complaints, Press, at_full_speed
from bookbuild.render.pdf.reading import made_ready
from bookbuild.render.pdf.run import settle, written
from bookbuild.render.pdf.setting import Setting
from bookbuild.render.pdf.shortcuts import shortcuts
from bookbuild.render.pdf.tagging import Painted, Stream, property_places, tags_of

_TYPE: Final = re.compile(rb"/(\S+) (\S+) Tf")
_SHOWN: Final = re.compile(rb"\[(.*)\] TJ", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pierced:
    """A PDF with holes. rooms: pixels that the id of the copy may take."""

    pdf: bytes
    corner: Corner
    rooms: Mapping[Slot, float]
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What fills the holes for one clinic.

    runs: by the id of their element. takes: how much room. complaints: of the layout engine.
    """

    pdf: bytes
    corner: Corner
    runs: Mapping[str, Run]
    takes: Taken
    complaints: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """A layout before it is written."""

    laid: Any
    galley: Galley
    missed: Sequence[str]


def pierce(job: PrintJob, html: str, *, panel: str, slots: Mapping[str, Slot]) -> Pierced:
    """Print a master. panel: the id of the empty panel; slots: by the id of each placeholder.

    Where the text in a side's foot ends with a space that no line breaks at, there the id goes.
    """
    complaints = Complaints()
    with at_full_speed(), complaints.listening():
        one = _lay_out(job, html)
        pages = one.laid.document.pages
        findings = geometry_findings(one.galley, pages, job)
        pdf = _write(job, one, lambda streams: _mark(one.galley, streams, slots))
    findings += complaints.findings(one.missed)
    return Pierced(
        pdf=pdf,
        corner=_corner(pages, panel),
        rooms=dict(_rooms(one, slots)),
        findings=in_order(findings),
    )


def fill_holes(job: PrintJob, html: str, *, panel: str) -> Filling:
    """Print what one clinic has of its own; each element with an id is read off as it was set."""
    runs: dict[str, Run] = {}
    complaints = Complaints()
    with at_full_speed(), complaints.listening():
        one = _lay_out(job, html)
        pages = one.laid.document.pages
        pdf = _write(job, one, lambda streams: runs.update(_runs(one, streams)))
    corner, box = _corner(pages, panel), box_of(page_box(pages[0]), panel)
    return Filling(
        pdf=pdf,
        corner=corner,
        runs=runs,
        takes=taken(box),
        complaints=tuple(dict.fromkeys(complaints.heard)),
    )


def _lay_out(job: PrintJob, html: str) -> _Laid:
    setting = Setting(Press.set_up(job.stylesheets, job.resources))
    with shortcuts(), whole_texts():
        laid = settle(setting, lambda _map: html, {})
    return _Laid(
        laid=laid,
        galley=Galley(laid.root, laid.document.pages),
        missed=setting.missed,
    )


def _write(job: PrintJob, one: _Laid, then: Painted) -> bytes:
    structure = made_ready(one.galley, one.laid.document.pages)
    return written(job, one.laid, one.galley, structure, then)


# Operators


def _mark(galley: Galley, streams: Sequence[Stream], slots: Mapping[str, Slot]) -> None:
    """Put markers in the place of the placeholders, and where the feet end."""
    for piece, slot in _pieces(galley, slots):
        operators = streams[piece.page].stream
        mcid, at = _place(piece, streams)
        shows = _next(operators, at, b"TJ")
        match slot:
            case "foot":
                operators[shows] += f"\n{MARKER}foot".encode()
            case "copy":
                operators[shows] = f"{MARKER}copy".encode()
            case "panel":
                ends = _next(operators, shows, b"EMC")
                operators[at - 1] = operators[at] = operators[at + 1] = operators[shows] = b""
                operators[ends] = f"{MARKER}panel {mcid}".encode()


def _runs(one: _Laid, streams: Sequence[Stream]) -> Iterator[tuple[str, Run]]:
    """Read off how the texts of elements with an id were set."""
    for piece in one.galley.all_pieces():
        if identity := piece.element.get("id") if piece.kind is Kind.TEXT else None:
            yield identity, _run(piece, streams)


def _run(piece: Piece, streams: Sequence[Stream]) -> Run:
    operators = streams[piece.page].stream
    _, at = _place(piece, streams)
    shows = _next(operators, at, b"TJ")
    shown = _SHOWN.fullmatch(operators[shows])
    fonts = [found for one in operators[at:shows] if (found := _type(one))]
    assert shown, "a text is shown by one operator"
    font, size = (part.decode() for part in fonts[-1].groups())
    return Run(font=font, size=size, glyphs=shown[1].decode(), width=piece.box.width)


def _pieces(galley: Galley, slots: Mapping[str, Slot]) -> Iterator[tuple[Piece, Slot]]:
    """Yield what stands for a slot: elements by their id, and the feet that an id ends."""
    for pieces in galley.pages:
        if foot := _foot(pieces):
            yield foot, "foot"
        for piece in pieces:
            slot = slots.get(piece.element.get("id", ""))
            if slot is not None and piece.kind is Kind.TEXT:
                yield piece, slot


def _foot(pieces: Sequence[Piece]) -> Piece | None:
    first = next((piece for piece in pieces if piece.kind is Kind.MARGIN), None)
    return first if first and first.box.text.endswith("\N{NO-BREAK SPACE}") else None


def _place(piece: Piece, streams: Sequence[Stream]) -> tuple[int, int]:
    """Give the MCID of a piece, and where its property list stands."""
    stream = streams[piece.page]
    mcid = tags_of(stream).get(piece.box, {}).get("mcid")
    assert mcid is not None, f"`{piece.words}` is not marked"
    return mcid, property_places(stream)[mcid]


def _next(operators: Sequence[Any], start: int, name: bytes) -> int:
    """Find the next operator of a name."""
    return next(
        at
        for at in range(start, len(operators))
        if isinstance(operators[at], bytes) and operators[at].endswith(name)
    )


def _type(operator: Any) -> re.Match[bytes] | None:
    return _TYPE.fullmatch(operator) if isinstance(operator, bytes) else None


# Boxes


def _corner(pages: Sequence[Any], panel: str) -> Corner:
    for number, page in enumerate(pages):
        box = box_of(page_box(page), panel)
        if box is not None:
            return Corner(
                page=number,
                x=box.content_box_x(),
                y=box.content_box_y(),
                page_height=page.height * POINTS_PER_PIXEL,
            )
    raise AssertionError(panel)


def _rooms(one: _Laid, slots: Mapping[str, Slot]) -> Iterator[tuple[Slot, float]]:
    """Give the pixels from where the id of the copy begins to where its line ends."""
    for piece, slot in _pieces(one.galley, slots):
        block = _block(page_box(one.laid.document.pages[piece.page]), piece.box)
        if slot != "panel":
            begins = piece.box.position_x + (piece.box.width if slot == "foot" else 0)
            yield slot, block.content_box_x() + block.width - begins


def _block(page: Any, text: Any) -> Any:
    """Find the innermost block around a text."""
    return [
        box
        for box in all_boxes(page)
        if isinstance(box, boxes.BlockContainerBox) and any(one is text for one in all_boxes(box))
    ][-1]
