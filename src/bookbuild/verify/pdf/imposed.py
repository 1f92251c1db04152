"""Sheets for the printer, held against the pages they were made from.

In: the imposed file and the reading PDF. Out: the names of the checks, and a finding for each page
that is not there, or there twice, and for each side of another size. Pages are known by the digest
of their drawing: every source page stands on one side, unchanged, once.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final

import pikepdf

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.format import Format
from bookbuild.verify.pdf.content import Reader
from bookbuild.verify.pdf.sheets import Stack, wrong_sheets

CHECKS: Final = ("every page of the book on one side, once", "sheet size")


def verify_imposed(
    artefact: Artefact, fmt: Format, sources: tuple[Artefact, ...]
) -> Outcome[tuple[str, ...]]:
    """Prove a booklet; the value names the checks."""
    (reading,) = sources
    with (
        pikepdf.Pdf.open(io.BytesIO(artefact.content)) as sheets,
        pikepdf.Pdf.open(io.BytesIO(reading.content)) as book,
    ):
        return Outcome(CHECKS, (*_pages(sheets, book), *wrong_sheets(sheets, Stack.of(fmt))))


def _pages(sheets: pikepdf.Pdf, book: pikepdf.Pdf) -> Iterator[Diagnostic]:
    """Count where each page of the book stands; one without words may have become a notes page."""
    placed = Counter(drawing for side in sheets.pages for drawing in _drawings(side))
    reader = Reader()
    for number, page in enumerate(book.pages, start=1):
        times = placed[_digest(page.as_form_xobject())]
        if times > 1 or (not times and any(reader.read(page).texts.values())):
            yield Diagnostic(
                code="FIN004",
                message=f"page {number} of the book stands on {times} sides, not on one",
            )


def _drawings(side: pikepdf.Page) -> Iterator[str]:
    forms: Any = side.obj.Resources.XObject
    for name, form in forms.items():
        if name.startswith("/Page"):
            yield _digest(form)


def _digest(form: Any) -> str:
    return sha256(form.read_bytes()).hexdigest()
