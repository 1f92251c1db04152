"""What a printed booklet needs besides the book: notes pages, sheet marks, the calibration sheet.

In: a copy, and which notes pages and marks a booklet asks for. Out: PDFs with the house's own
fonts. How a booklet is folded is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Outcome
from bookbuild.render.copy import Copy
from bookbuild.render.figures.furniture import diary
from bookbuild.render.frames import fill
from bookbuild.render.job import paper_of, print_job
from bookbuild.render.pdf import Printed, print_pdf


def print_notes(copy: Copy, numbers: Sequence[int], marks: Sequence[str]) -> Outcome[Printed]:
    """Print a notes page for each number, on the copy's paper, then a small page for each mark.

    The format's theme holds the CSS of both; a mark's page is as large as that says.
    """
    page = _filled(copy, "notes.html.j2", numbers=numbers, marks=marks)
    job = print_job(copy, title=f"{copy.book.imprint.title}: notes pages", resources={})
    return print_pdf(job, lambda _map: page, {})


def print_cover(copy: Copy) -> Outcome[Artefact]:
    """Print the cover of a stapled booklet, front and back on one side, for a printing house."""
    title = f"{copy.book.imprint.title}: cover"
    page = _filled(copy, "cover.html.j2", title=title)
    paper = paper_of(copy)
    measure = paper.width_pt / 2 - copy.format.beside_pt
    art = diary(measure, paper.height_pt - copy.format.around_art_pt)
    job = print_job(
        copy, title=title, resources={"cover.svg": art.encode()}, open_pages=frozenset({"cover"})
    )
    printed = print_pdf(job, lambda _map: page, {})
    made = Artefact(
        format=copy.format.name,
        path=copy.path,
        content=printed.value.pdf,
        html=(page,),
        page_count=printed.value.pages.count,
        checked=("nothing overflows its page",),
    )
    return Outcome(made, printed.diagnostics)


def print_calibration(copy: Copy) -> Outcome[Artefact]:
    """Print the two sides that show how a printer flips, on a sheet that lies on its long edge.

    The name of the format's paper begins with the sheet's: `letter`, `a4-flat`.
    """
    sheet = paper_of(copy).name.partition("-")[0].capitalize()
    title = f"{copy.book.imprint.title}: how to print the booklet on {sheet} paper"
    page = _filled(copy, "calibration.html.j2", title=title, sheet=sheet)
    printed = print_pdf(print_job(copy, title=title, resources={}), lambda _map: page, {})
    made = Artefact(
        format=copy.format.name,
        path=copy.path,
        content=printed.value.pdf,
        html=(page,),
        page_count=printed.value.pages.count,
        checked=("nothing overflows its page",),
    )
    return Outcome(made, printed.diagnostics)


def _filled(copy: Copy, template: str, **values: Any) -> str:
    return fill(
        template,
        copy.style,
        imprint=copy.book.imprint,
        draft=copy.book.standing.draft_line,
        copy_id=copy.book.standing.copy_id,
        **values,
    )
