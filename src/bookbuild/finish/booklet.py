"""A book's pages laid on sheets that are folded and stapled: the PDF side of imposition.

In: the reading PDF, its notes pages and sheet marks, the sheet. Out: one PDF for a printer that
prints both sides and flips on the short edge. Every page is a form XObject placed once; tags, links
and bookmarks stay behind, and the file says that it is for printing. No font is opened here: all
words come from the PDFs that are handed in. The only importer of pikepdf in this stage.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from bookbuild.finish.faults import Size, faults
from bookbuild.finish.imposition import (
    LEAST_CREEP_MM,
    Side,
    creep_mm,
    notes_needed,
    sheets,
    shifts_pt,
    signatures,
)
from bookbuild.finish.job import Booklet, Imposed, Plan, on_its_side
from bookbuild.model.diagnostic import Outcome, has_errors

_MARK_FROM_FOLD_PT: Final = 14.0
_PAINTS: Final = frozenset("f F f* B B* b b* S s sh Do".split())


def plan(reading: bytes, most: int) -> Plan:
    """Plan a booklet; the reading PDF must be tagged, for that tells what is blank."""
    with pikepdf.Pdf.open(io.BytesIO(reading)) as book:
        assert "/StructTreeRoot" in book.Root, "a reading PDF is tagged"
        count = len(book.pages)
        blank = [number for number, page in enumerate(book.pages, start=1) if _is_blank(page)]
    wanting = range(count + 1, count + notes_needed(count) + 1)
    return Plan(pages=count, notes=(*blank, *wanting), signatures=signatures(count, most))


def _is_blank(page: pikepdf.Page) -> bool:
    """Tell whether a page has nothing but its folio and running heads.

    Nothing on it is tagged for reading, and nothing is painted besides letters: a full-page picture
    without words is no blank.
    """
    drawn: Any = pikepdf.parse_content_stream(page, " ".join(["BDC", *_PAINTS]))
    return not any(str(one.operator) != "BDC" or "/MCID" in one.operands[1] for one in drawn)


def impose(step: Booklet) -> Outcome[Imposed | None]:
    """Lay the pages on their sheets; see `bookbuild.finish.finish`."""
    with (
        pikepdf.Pdf.open(io.BytesIO(step.reading)) as book,
        pikepdf.Pdf.open(io.BytesIO(step.extras)) as extras,
    ):
        _rename_fonts(extras)
        stack = _stack(step, book, extras)
        findings = faults(step, {number: _size(page) for number, page in stack.pages.items()})
        if has_errors(findings):
            return Outcome(None, findings)
        pdf = _printed(stack, book)
    creep = max(creep_mm(one.sheet_count, step.caliper_mm) for one in step.plan.signatures)
    shown = creep if creep >= LEAST_CREEP_MM else 0.0
    return Outcome(Imposed(pdf=pdf, sheets=len(stack.marks), creep_mm=shown), findings)


def _rename_fonts(extras: pikepdf.Pdf) -> None:
    """Give the fonts of the extras other names than the book's.

    The two files hold different letters of one typeface under one name (`ABCDEF+Literata`), and a
    printer that keeps fonts by name would print pages with letters missing.
    """
    for thing in extras.objects:
        if isinstance(thing, pikepdf.Dictionary):
            for key in ("/BaseFont", "/FontName"):
                tag, plus, name = str(thing.get(key, "")).removeprefix("/").partition("+")
                if plus:
                    thing[key] = pikepdf.Name(f"/{tag[::-1]}+{name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stack:
    """All that is laid on sheets. pages: by number, notes in their places. stock: the sheet."""

    step: Booklet
    stock: Size
    pages: Mapping[int, pikepdf.Page]
    marks: Sequence[pikepdf.Page]


def _stack(step: Booklet, book: pikepdf.Pdf, extras: pikepdf.Pdf) -> _Stack:
    plan, more = step.plan, list(extras.pages)
    assert len(book.pages) == plan.pages, "the plan is of another book"
    assert len(more) == len(plan.notes) + len(plan.marks), "the extras are of another plan"
    notes = dict(zip(plan.notes, more, strict=False))
    return _Stack(
        step=step,
        stock=on_its_side(step.sheet),
        pages=dict(enumerate(book.pages, start=1)) | notes,
        marks=more[len(notes) :],
    )


def _printed(stack: _Stack, book: pikepdf.Pdf) -> bytes:
    """Write the sheets of all signatures, front and back in turn."""
    with pikepdf.Pdf.new() as pdf:
        for side in _sides(stack):
            _add_side(pdf, stack.stock, list(side))
        _describe(pdf, book)
        written = io.BytesIO()
        pdf.save(
            written,
            min_version="1.7",  # the first in which a file can ask for the flip
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return written.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A page on a side. name: what the side calls it; drawing: the operators that draw it."""

    name: str
    page: pikepdf.Page
    drawing: str


def _sides(stack: _Stack) -> Iterator[Iterator[_Placed]]:
    """Yield what stands on each side, in the order of printing; fronts carry the marks."""
    marks = iter(stack.marks)
    for signature in stack.step.plan.signatures:
        shifts = shifts_pt(signature.sheet_count, stack.step.caliper_mm)
        for sheet, shift in zip(sheets(signature), shifts, strict=True):
            yield _spread(stack, sheet.front, shift, next(marks))
            yield _spread(stack, sheet.back, shift)


def _spread(
    stack: _Stack, side: Side, shift: float, mark: pikepdf.Page | None = None
) -> Iterator[_Placed]:
    """Yield the two pages beside the fold, each moved towards it by `shift`, and the mark."""
    fold = stack.stock[0] / 2
    width, _ = _size(stack.pages[side.left])
    yield _half(stack, side.left, x=fold - width + shift, clip=0.0)
    yield _half(stack, side.right, x=fold - shift, clip=fold)
    if mark is not None:
        yield _beside_fold(stack, mark)


def _half(stack: _Stack, number: int, *, x: float, clip: float) -> _Placed:
    """Place a page with its left edge at `x`, cut off at its half, which begins at `clip`."""
    wide, high = stack.stock
    page, name = stack.pages[number], f"/Page{number}"
    left, foot = _corner(page)
    y = (high - _size(page)[1]) / 2
    return _Placed(
        name=name,
        page=page,
        drawing=f"q {clip:.3f} 0 {wide / 2:.3f} {high:.3f} re W n "
        f"1 0 0 1 {x - left:.3f} {y - foot:.3f} cm {name} Do Q",
    )


def _beside_fold(stack: _Stack, mark: pikepdf.Page) -> _Placed:
    """Set a mark upright beside the fold, where no page has text and every printer reaches."""
    (wide, high), (width, height) = stack.stock, _size(mark)
    left, foot = _corner(mark)
    x = wide / 2 - _MARK_FROM_FOLD_PT - height / 2 - foot
    y = (high + width) / 2 + left
    return _Placed(name="/Mark", page=mark, drawing=f"q 0 -1 1 0 {x:.3f} {y:.3f} cm /Mark Do Q")


def _add_side(pdf: pikepdf.Pdf, stock: Size, placed: Sequence[_Placed]) -> None:
    """Add a side; what its pages share with others (fonts, say) is taken over once."""
    side = pdf.add_blank_page(page_size=stock).obj
    forms = {one.name: pdf.copy_foreign(one.page.as_form_xobject()) for one in placed}
    side.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(forms))
    side.Contents = pdf.make_stream("\n".join(one.drawing for one in placed).encode())


def _describe(pdf: pikepdf.Pdf, book: pikepdf.Pdf) -> None:
    """Say what the file is and how to print it. Its dates are the book's, never the clock's."""
    pdf.Root.Lang = pikepdf.String(str(book.Root.Lang))
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(
        DisplayDocTitle=True,
        Duplex=pikepdf.Name.DuplexFlipShortEdge,
        PrintScaling=pikepdf.Name("/None"),
    )
    for key, value in sorted(book.docinfo.items()):
        pdf.docinfo[key] = str(value)
    pdf.docinfo.Title = f"{book.docinfo.Title} (for printing)"
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata.load_from_docinfo(pdf.docinfo)
        metadata["dc:language"] = [str(book.Root.Lang)]


# Measures, in points


def _size(page: pikepdf.Page) -> Size:
    left, foot, right, top = map(float, page.trimbox)
    return right - left, top - foot


def _corner(page: pikepdf.Page) -> Size:
    left, foot, _, _ = map(float, page.trimbox)
    return left, foot
