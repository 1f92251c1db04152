"""What a printed booklet needs besides the book: notes pages, sheet marks, the calibration sheet.

In: a copy, and which notes pages and marks a booklet asks for. Out: PDFs with the house's own
fonts. How a booklet is folded is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.format import Paper
from bookbuild.render.copy import Copy
from bookbuild.render.frames import fill
from bookbuild.render.pdf import Printed, PrintJob, print_pdf


def print_notes(copy: Copy, numbers: Sequence[int], marks: Sequence[str]) -> Outcome[Printed]:
    """Print a notes page for each number, on the copy's paper, then a small page for each mark.

    The format's theme holds the CSS of both; a mark's page is as large as that says.
    """
    page = _filled(copy, "notes.html.j2", numbers=numbers, marks=marks)
    return print_pdf(_job(copy, f"{copy.book.imprint.title}: notes pages"), lambda _map: page, {})


def print_calibration(copy: Copy) -> Outcome[Artefact]:
    """Print the two sides that show how a printer flips, on a sheet that lies on its long edge.

    The name of the format's paper begins with the sheet's: `letter`, `a4-flat`.
    """
    sheet = _paper(copy).name.partition("-")[0].capitalize()
    title = f"How to print the booklet on {sheet} paper"
    page = _filled(copy, "calibration.html.j2", title=title, sheet=sheet)
    printed = print_pdf(_job(copy, title), lambda _map: page, {})
    made = Artefact(
        format=copy.format.name,
        path=copy.format.path.format(slug=copy.book.imprint.slug),
        content=printed.value.pdf,
        html=(page,),
        pages=printed.value.pages,
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


def _job(copy: Copy, title: str) -> PrintJob:
    """Give the styles of the format's theme and the facts of the file."""
    paper, imprint = _paper(copy), copy.book.imprint
    theme = PurePosixPath("styles") / copy.format.theme
    sheets = [path for path in copy.style.files(theme) if path.suffix == ".css"]
    size = f"@page {{ size: {paper.width_pt:.2f}pt {paper.height_pt:.2f}pt }}\n"
    return PrintJob(
        title=title,
        language=imprint.language,
        authors=imprint.authors,
        keywords=(copy.book.standing.copy_id,),
        date=copy.made_on.isoformat(),
        stylesheets=(
            ("size.css", size),
            *((path.name, copy.style.read(path).decode()) for path in sheets),
        ),
        safe_pt=copy.format.safe_pt,
    )


def _paper(copy: Copy) -> Paper:
    assert copy.format.paper, f"{copy.format.name} has no paper"
    return copy.format.paper
