"""A booklet from pages to folded paper: numbers in, sheets out, and read back as a hand folds them.

The book has a large number in the middle of each page; a page can be left blank, with its folio
alone. Notes pages and marks come from the house style.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pypdfium2

from bookbuild.finish import Booklet, Imposed, Margins, Plan, finish, plan_booklet
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.format import A4, A5, HALF_LETTER, LETTER, Format, Paper
from bookbuild.render.booklet import print_notes
from bookbuild.render.copy import Copy
from bookbuild.system import real_world
from kit.printing import open_fonts, printed
from kit.tiny import resolved, tiny_world

ROOT: Final = Path(__file__).parents[2]

HALF_OF: Final = {LETTER.name: HALF_LETTER, A4.name: A5}
FOOT_PT: Final = 49
MARGINS: Final = Margins(inner_pt=54, outer_pt=17)


def reading(count: int, *, page: Paper = HALF_LETTER, blank: Collection[int] = ()) -> bytes:
    """Print a book of so many pages; those of `blank` have a folio alone."""
    css = (
        f"@page {{ size: {page.width_pt:.2f}pt {page.height_pt:.2f}pt; margin: 58pt 54pt;"
        '@top-left { content: none } @bottom-right { content: "page " counter(page) } }'
        "section { break-before: page }"
    )
    body = (
        "<section></section>"
        if number in blank
        else f'<section id="p{number}"><p>Text of {number}. Here.</p></section>'
        for number in range(1, count + 1)
    )
    outcome = printed("".join(body), css)
    assert not outcome.diagnostics, [str(found) for found in outcome.diagnostics]
    return outcome.value.pdf


def staff_copy(theme: str, paper: Paper) -> Copy:
    """Give a copy of a tiny draft for a theme of the house style on a paper."""
    open_fonts()
    row = Format(
        name=theme,
        edition="book",
        renderer="pdf",
        theme=theme,
        paper=paper,
        path=f"pdf/{{slug}}-{theme}.pdf",
        kind="booklet",
        frame=None,
    )
    return Copy(
        book=resolved(tiny_world("# One {#one}\n\nText.\n")).value,
        format=row,
        style=real_world(ROOT),
        made_on=dt.date(2026, 1, 2),
    )


@cache
def extras(plan: Plan, page: Paper) -> bytes:
    """Print the notes pages and marks that a plan asks for; nothing may be wrong with them."""
    outcome = print_notes(staff_copy("booklet", page), plan.notes, plan.marks)
    assert not outcome.diagnostics, [str(found) for found in outcome.diagnostics]
    return outcome.value.pdf


def bound(
    book: bytes, sheet: Paper = LETTER, *, most: int = 48, page: Paper | None = None
) -> Outcome[Imposed | None]:
    """Impose a book on sheets."""
    plan = plan_booklet(book, most)
    more = extras(plan, page or HALF_OF[sheet.name])
    return finish(Booklet(plan=plan, reading=book, extras=more, sheet=sheet, margins=MARGINS))


def imposed(book: bytes, sheet: Paper = LETTER, *, most: int = 48) -> bytes:
    """Give the sheets of a book; nothing may be wrong with them."""
    outcome = bound(book, sheet, most=most)
    assert outcome.value, [str(found) for found in outcome.diagnostics]
    assert not outcome.diagnostics, [str(found) for found in outcome.diagnostics]
    return outcome.value.pdf


class Half(NamedTuple):
    """What is read on one side of the fold: all words, and those of the page's foot."""

    words: str
    foot: str

    @property
    def folio(self) -> int:
        """Give the page number that the foot is printed with."""
        (number,) = re.findall(r"\d+", self.foot)
        return int(number)


class Flat(NamedTuple):
    """One side of a sheet: the page left of the fold, and the one on its right."""

    left: Half
    right: Half


def sides_of(pdf: bytes) -> list[Flat]:
    """Read what stands left and right of the fold on each side."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_flat(page) for page in document]


def _flat(page: pypdfium2.PdfPage) -> Flat:
    (width, height), text = page.get_size(), page.get_textpage()

    def words(left: float, right: float, top: float) -> str:
        return " ".join(text.get_text_bounded(left, 0, right, top).split())

    halves = ((0, width / 2), (width / 2, width))
    return Flat(*(Half(words(*half, height), words(*half, FOOT_PT)) for half in halves))


def folded(sides: Sequence[Flat]) -> list[Half]:
    """Fold a stack of sheets, front and back in turn, outermost first; give the pages in order.

    This is what a hand does, not a formula: a sheet turned over on its short edge has behind its
    front's right half the left half of its back. The first sheet lies at the bottom, its front
    down; each next one is put inside.
    """
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    first_leaves = [page for front, back in sheets for page in (front.right, back.left)]
    last_leaves = [page for front, back in reversed(sheets) for page in (back.right, front.left)]
    return first_leaves + last_leaves


def parts_of(sides: Sequence[Flat]) -> list[list[Flat]]:
    """Divide a printed stack as the marks say: a new part begins at each sheet 1."""
    parts: list[list[Flat]] = []
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        if "sheet 1 of" in front.left.words:
            parts.append([])
        parts[-1] += [front, back]
    return parts


def assembled(pdf: bytes) -> list[int]:
    """Fold each part of a booklet, lay them on each other, and read the folios in order."""
    return [page.folio for part in parts_of(sides_of(pdf)) for page in folded(part)]
