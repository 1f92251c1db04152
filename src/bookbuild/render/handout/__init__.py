"""The handouts: each chapter on one sheet of paper, both sides, copy-fitted.

In: a sheet and its format; or all sheets, and how each was made to fit. Out: an artefact. The text
is measured on a galley proof first, dealt out over the columns by arithmetic, and laid out once.
"""

from __future__ import annotations

from typing import Final

from bookbuild.model.artefact import Artefact, Fit
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.sheets import sheets_of
from bookbuild.render.copy import Copy
from bookbuild.render.crowded import is_lacking, is_to_blame, lacking
from bookbuild.render.handout.copyfit import LADDER, Proof, Rung, fit
from bookbuild.render.handout.panel import PANEL, is_too_high, too_high
from bookbuild.render.handout.sheet import (
    Sheet,
    explaining,
    galley,
    job_of,
    pages,
    proof_of,
    sheet_of,
)
from bookbuild.render.pdf import Printed, PrintJob, galley_proofs, print_pdf, taken_in

_CHECKS: Final = ("the text fits its sheet", "nothing overflows its page")


def print_sheet(copy: Copy) -> Outcome[Artefact]:
    """Print one sheet at the largest type that fits.

    FIT001 when not even the smallest does, CLN010 when a clinic's details need more than the room
    of the panel, which the text would lack: then there are no pages. CLN010, too, where a detail
    has a letter that no font has.
    """
    sheet = sheet_of(copy.book, copy)
    job = job_of([sheet], copy, title=f"{copy.book.imprint.title}: {sheet.matter.title}")
    heights = galley_proofs(job)

    proofs: list[Proof] = []

    def measure(rung: Rung) -> Proof:
        proofs.append(proof_of(sheet, heights(galley(sheet, rung, copy)), copy))
        return proofs[-1]

    found = fit(sheet.matter, measure)
    found = _crowded(sheet, job, proofs[0], copy) or found
    if isinstance(found, Diagnostic):
        return Outcome(
            Artefact(format=copy.format.name, path=copy.path, content=b"", html=()), (found,)
        )
    fitted = explaining(sheet, found.terms)
    printed = print_pdf(job, lambda _map: pages([(fitted, found)], copy), {})
    return Outcome(_artefact(copy, printed.value, found), _of_letters(copy, printed.diagnostics))


def _of_letters(copy: Copy, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Tell letters of a clinic's details that no font has at the details."""
    clinic = copy.book.clinic
    if clinic is None or not is_to_blame(copy, found, print_sheet):
        return found
    others = (one for one in found if not is_lacking(clinic, one.message))
    return (*lacking(clinic, (one.message for one in found)), *others)


def _crowded(sheet: Sheet, job: PrintJob, proof: Proof, copy: Copy) -> Diagnostic | None:
    """Find details that have no room in the panel."""
    clinic = copy.book.clinic
    if clinic is None or not is_too_high(proof.panel):
        return None
    return too_high(clinic, taken_in(job, galley(sheet, LADDER[-1], copy), PANEL))


def print_set(copy: Copy) -> Outcome[Artefact]:
    """Print all sheets into one file, each as it was made to fit on its own."""
    fitted: list[tuple[Sheet, Fit]] = []
    for book, made in zip(sheets_of(copy.book), copy.sources, strict=True):
        assert made.fit, f"{made.path} was not made to fit"
        fitted.append((explaining(sheet_of(book, copy), made.fit.terms), made.fit))
    job = job_of([sheet for sheet, _ in fitted], copy, title=copy.book.imprint.title)
    printed = print_pdf(job, lambda _map: pages(fitted, copy), {})
    return Outcome(_artefact(copy, printed.value, None), printed.diagnostics)


def _artefact(copy: Copy, printed: Printed, found: Fit | None) -> Artefact:
    return Artefact(
        format=copy.format.name,
        path=copy.path,
        content=printed.pdf,
        html=(printed.html,),
        page_count=printed.pages.count,
        fit=found,
        checked=_CHECKS,
    )


__all__ = ["print_set", "print_sheet"]
