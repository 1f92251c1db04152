"""Sheets for the printer, held against the pages they were made from.

In: the imposed file and the reading PDF. Out: the names of the checks, and a finding for each page
of the book that is not in its place once the sheets are folded, for each page without print that is
no page for notes, and for each side of another size. A page is known by the digest of its drawing
(its operators, fonts and images), never by the name that it was given; a page for notes by its
heading and the number at its foot.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Final

import pikepdf

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.format import Format
from bookbuild.verify.pdf.content import Content, Reader, is_tagged
from bookbuild.verify.pdf.drawings import Drawings
from bookbuild.verify.pdf.painted import painted_on
from bookbuild.verify.pdf.sheets import Stack, wrong_sheets

CHECKS: Final = (
    "every page of the book in its place, once",
    "notes pages on all other pages",
    "sheet size",
)
_ON_A_SHEET: Final = 4


def verify_imposed(
    artefact: Artefact, fmt: Format, sources: tuple[Artefact, ...]
) -> Outcome[tuple[str, ...]]:
    """Prove a booklet; the value names the checks."""
    (reading,) = sources
    with (
        pikepdf.Pdf.open(io.BytesIO(artefact.content)) as sheets,
        pikepdf.Pdf.open(io.BytesIO(reading.content)) as book,
    ):
        drawings = Drawings()
        places = list(_folded([_read(side, drawings) for side in sheets.pages]))
        wanted = _wanted(book)
        free = [number for number in _numbers(len(book.pages)) if number not in wanted]
        return Outcome(
            CHECKS,
            (
                *_pages([place.drawing for place in places], wanted),
                *_notes(places, free),
                *wrong_sheets(sheets, Stack.of(fmt)),
            ),
        )


def _wanted(book: pikepdf.Pdf) -> dict[int, str]:
    """Give the drawing of each page that must be there; on a blank one notes may stand."""
    drawings = Drawings()
    return {
        number: drawings.digest(page.as_form_xobject())
        for number, page in enumerate(book.pages, start=1)
        if is_tagged(page) or any(one.kind != "text" for one in painted_on(page))
    }


def _numbers(pages: int) -> range:
    """Give the pages of the booklet, from 1: those of the book, and what fills the last sheet."""
    return range(1, pages + -pages % _ON_A_SHEET + 1)


def _pages(places: Sequence[str], wanted: Mapping[int, str]) -> Iterator[Diagnostic]:
    """Find the pages of the book that are lost, changed, elsewhere, or there again."""
    for number, drawing in wanted.items():
        there = [
            place
            for place, found in enumerate(places, start=1)
            if found == drawing and (place == number or wanted.get(place) != drawing)
        ]
        if there != [number]:
            where = " and ".join(f"page {place}" for place in there) or "nowhere"
            yield Diagnostic(
                code="FIN004",
                message=f"page {number} of the book is {where} in the folded booklet",
            )


def _notes(places: Sequence[_Half], free: Sequence[int]) -> Iterator[Diagnostic]:
    """Find the pages on which the book prints nothing, and nobody can write notes."""
    reader = Reader()
    for number in free:
        there = places[number - 1] if number <= len(places) else _Half()
        if not (there.form is not None and _is_for_notes(reader.read_form(there.form), number)):
            yield Diagnostic(
                code="FIN004",
                message=f"page {number} of the folded booklet is free, and is no page for notes",
            )


def _is_for_notes(page: Content, number: int) -> bool:
    """Tell whether a page has a heading, and its number in a running line."""
    foot = " ".join(one.text for one in page.furniture)
    return bool("".join(page.texts.values())) and str(number) in foot.split()


# Folding: what a hand does with the stack, without the arithmetic that laid it


@dataclass(slots=True, kw_only=True)
class _Half:
    """What stands on one side of the fold: the number its name claims, and what is drawn.

    form: the page itself; None where nothing is drawn.
    """

    claimed: int = 0
    drawing: str = ""
    form: Any = None


@dataclass(slots=True, kw_only=True)
class _Side:
    left: _Half = field(default_factory=_Half)
    right: _Half = field(default_factory=_Half)


def _read(side: pikepdf.Page, drawings: Drawings) -> _Side:
    """Read what is drawn left and right of the fold; marks are no pages."""
    read, x = _Side(), 0.0
    forms: Any = side.obj.Resources.XObject
    fold = float(side.mediabox[2]) / 2
    for instruction in pikepdf.parse_content_stream(side, "cm Do"):
        operands: Any = instruction.operands
        if str(instruction.operator) == "cm":
            x = float(operands[4])
        elif (name := str(operands[0])).startswith("/Page"):
            half = read.left if x < fold / 2 else read.right
            half.claimed = int(name.removeprefix("/Page"))
            half.drawing += drawings.digest(forms[name])
            half.form = forms[name]
    return read


def _folded(sides: Sequence[_Side]) -> Iterator[_Half]:
    """Fold a stack, fronts and backs in turn; yield what stands on each page, in order.

    Sheets go into each other up to the one whose back has two pages that follow each other: it is
    the innermost, and the next sheet begins a part of its own.
    """
    first: list[_Half] = []
    last: list[_Half] = []
    for front, back in zip_longest(sides[::2], sides[1::2], fillvalue=_Side()):
        first += [front.right, back.left]
        last = [back.right, front.left, *last]
        if back.right.claimed == back.left.claimed + 1:
            yield from first + last
            first, last = [], []
    yield from first + last
