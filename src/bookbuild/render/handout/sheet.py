"""A sheet's pages: its matter poured into the frame, as a galley proof or as two sides.

In: a sheet's matter, the rung it is set on, how many blocks stand in each column. Out: the HTML,
the print job, and the proof that copy-fitting reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bookbuild.model.artefact import Fit
from bookbuild.model.format import Paper
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.sheets import sheet_name
from bookbuild.render.clinic import colour_of, panel_html
from bookbuild.render.copy import Copy
from bookbuild.render.figures.furniture import ruler_across
from bookbuild.render.figures.pens import Setting
from bookbuild.render.frames import fill, html
from bookbuild.render.handout.copyfit import LADDER, RUNGS, Proof, Rung
from bookbuild.render.handout.matter import Matter, Passage, matter_of
from bookbuild.render.handout.panel import PANEL
from bookbuild.render.job import paper_of, print_job, tile
from bookbuild.render.pdf import PrintJob
from bookbuild.render.pictures import pictures_of
from bookbuild.render.qr import page_address, printed_address, qr_code

GUTTER: Final = 24.0
HEAD: Final = 37.0
FOOT: Final = 72.0
"""The margins at head and foot, in points; the footer stands inside the lower one."""
_GALLEY: Final = 1_000_000.0
"""The length of a galley: longer than any chapter, so that nothing on it parts. What is
far too long for a sheet is measured, too: FIT001 says by how much."""
_TILE: Final = 84.0
_ID: Final = re.compile(r'\b(id|aria-labelledby)="([^"]*)"')
_QR: Final = 74.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet that is ready to be set.

    alternatives: what is said of each picture. address: of its page on the web, as it is printed.
    """

    book: ResolvedDocument
    matter: Matter
    alternatives: Mapping[str, str]
    resources: Mapping[str, bytes]
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What a clinic has of its own on a sheet: its panel as HTML, the id of the copy.

    foot_id: the same id as it stands in the foot of the front.
    """

    panel: str
    copy_id: str
    foot_id: str


def own_of(book: ResolvedDocument) -> Own:
    """Give what the clinic of a book has of its own, or the blanks of a book without one."""
    copy_id = book.standing.copy_id
    return Own(panel=panel_html(book.clinic), copy_id=copy_id, foot_id=copy_id)


def sheet_of(book: ResolvedDocument, copy: Copy) -> Sheet:
    """Write a sheet, and draw what stands on it."""
    colour = colour_of(book)
    setting = Setting(width=_column(copy), text=copy.format.figure_pt, colour=colour)
    pictures = pictures_of(book, setting)
    matter = matter_of(book, pictures.alternatives)
    files = {path: svg.encode() for path, svg in pictures.files.items()}
    ruler = ruler_across(_sheets(book), matter.number, colour)
    files[f"rulers/{matter.number}.svg"] = ruler.encode()
    if matter.icon:
        files[f"tiles/{matter.icon}.svg"] = tile(copy, matter.icon, _TILE)
    address = ""
    if book.imprint.web:
        whole = page_address(book.imprint.web, sheet_name(book))
        files[f"qr/{matter.number}.svg"] = qr_code(whole, _QR).encode()
        address = printed_address(whole)
    return Sheet(
        book=book,
        matter=matter,
        alternatives=pictures.alternatives,
        resources=files,
        address=address,
    )


def explaining(sheet: Sheet, most_terms: int) -> Sheet:
    """Write a sheet with so many words explained at most."""
    matter = matter_of(sheet.book, sheet.alternatives, most_terms=most_terms)
    return replace(sheet, matter=matter)


def job_of(sheets: Sequence[Sheet], copy: Copy, *, title: str) -> PrintJob:
    """Give what the galley proofs and the pages of some sheets have in common."""
    resources = {path: data for sheet in sheets for path, data in sheet.resources.items()}
    job = print_job(copy, title=title, css=sheet_css(copy), resources=resources)
    places = {name: span for sheet in sheets for name, span in sheet.matter.places.items()}
    return replace(job, places={**places, **job.places})


def galley(sheet: Sheet, rung: Rung, copy: Copy) -> str:
    """Write a sheet as a galley proof: each block once, in the width that it will have."""
    return fill("handout/galley.html.j2", copy.style, **_values([_poured(sheet, rung, ())], copy))


def proof_of(sheet: Sheet, heights: Mapping[str, float], copy: Copy) -> Proof:
    """Read a galley proof."""
    matter, depth = sheet.matter, _depth(copy)

    def of(kind: str, count: int) -> tuple[float, ...]:
        return tuple(heights[f"{kind}-{at}"] for at in range(count))

    def taken(*names: str) -> float:
        return sum(heights[f"{matter.label}-{name}"] for name in names)

    return Proof(
        text=of("text", len(matter.text)),
        words=of("words", len(matter.words)),
        after=of("after", len(matter.after)),
        front=depth - taken("masthead", "urgent"),
        back=depth - taken("work", "colophon"),
        panel=heights[PANEL],
    )


def pages(fitted: Sequence[tuple[Sheet, Fit]], copy: Copy, own: Own | None = None) -> str:
    """Write sheets as they will be printed. own: in the place of what the book's clinic has."""
    alone = len(fitted) == 1
    poured = [
        _poured(
            sheet,
            RUNGS[fit.rung],
            tuple(_bands(sheet, fit)),
            prefix="" if alone else f"{sheet.matter.label}-",
            own=own,
        )
        for sheet, fit in fitted
    ]
    return fill("handout/sheets.html.j2", copy.style, **_values(poured, copy))


def _bands(sheet: Sheet, fit: Fit) -> Iterator[dict[str, Any]]:
    """Deal the passages out over the columns, band by band."""
    passages, set_so_far = sheet.matter.passages(fit.terms), 0
    columns = iter(zip(fit.columns, fit.leads, strict=True))
    for first in columns:
        wide = passages[first[0][0]].wide
        band = [first] if wide else [first, next(columns)]
        yield {
            "front": set_so_far < fit.front,
            "wide": wide,
            "columns": [
                {"lead": f"{lead:.2f}pt", "blocks": [_block(passages[at]) for at in column]}
                for column, lead in band
            ],
        }
        set_so_far += sum(len(column) for column, _ in band)


def _poured(
    sheet: Sheet,
    rung: Rung,
    bands: Sequence[Mapping[str, Any]],
    prefix: str = "",
    own: Own | None = None,
) -> dict[str, Any]:
    """Give a sheet as the templates take it. prefix: of the ids that every sheet has."""
    matter, book = sheet.matter, sheet.book
    own = own or own_of(book)
    return {
        "label": matter.label,
        "number": matter.number,
        "of": _sheets(book),
        "rung": rung.css_class,
        "words": matter.title,
        "heading": html(matter.heading),
        "icon": matter.icon,
        "standfirst": html(matter.standfirst),
        "key_points": html(matter.key_points),
        "blocks": [
            {"id": f"{kind}-{at}", **_block(passage)}
            for kind in ("text", "words", "after")
            for at, passage in enumerate(getattr(matter, kind))
        ],
        "clinic": html(_ID.sub(rf'\1="{prefix}\2"', own.panel)),
        "copy_id": own.copy_id,
        "foot_id": own.foot_id,
        "bands": bands,
        "questions": html(matter.questions),
        "emergency": html(matter.emergency),
        "call_first": matter.call_first,
        "handed_over": matter.handed_over,
        "sources": matter.sources,
        "notes": html(matter.notes),
        "says_how_sure": matter.says_how_sure,
        "address": sheet.address,
    }


def _block(passage: Passage) -> dict[str, Any]:
    opens = " opens" if passage.opens else ""
    return {
        "html": html(passage.html),
        "wide": passage.wide,
        "css_class": f"block {passage.kind}-block{opens}",
    }


def _values(sheets: Sequence[Mapping[str, Any]], copy: Copy) -> dict[str, Any]:
    standing = copy.book.standing
    return {"imprint": copy.book.imprint, "standing": standing, "sheets": sheets}


def sheet_css(copy: Copy) -> str:
    """Write the measures of the paper, and the ladder."""
    paper: Paper = paper_of(copy)
    return (
        f"@page galley {{ size: {paper.width_pt:.3f}pt {_GALLEY:.0f}pt }}\n"
        f":root {{ --column: {_column(copy):.3f}pt; "
        f"--measure: {paper.width_pt - copy.format.beside_pt:.3f}pt; "
        f"--depth: {_depth(copy):.3f}pt }}\n" + "".join(rung.css for rung in LADDER)
    )


def _depth(copy: Copy) -> float:
    return paper_of(copy).height_pt - HEAD - FOOT


def _column(copy: Copy) -> float:
    return (paper_of(copy).width_pt - copy.format.beside_pt - GUTTER) / 2


def _sheets(book: ResolvedDocument) -> int:
    """Count the sheets of the set."""
    return sum(1 for target in book.targets.values() if target.kind == "chapter")
