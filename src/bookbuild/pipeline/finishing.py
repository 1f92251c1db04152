"""What is made from finished files: the booklet from a book's pages, press files from any piece.

In: a copy, with the files it is made from or the profile of the press. Out: an artefact. Render
prints (for a booklet, what the book lacks: notes pages, sheet marks), finish folds or separates;
neither knows the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bookbuild.finish import (
    Booklet,
    Imposed,
    Margins,
    finish,
    make_press_file,
    plan_booklet,
)
from bookbuild.model.artefact import Artefact
from bookbuild.model.clinic import Clinic
from bookbuild.model.diagnostic import Diagnostic, Outcome, has_errors
from bookbuild.model.format import FORMATS, Finish
from bookbuild.model.press import JobTicket, inks_with
from bookbuild.render import Copy, render
from bookbuild.render.booklet import print_notes
from bookbuild.render.job import titled


def fold_booklet(copy: Copy) -> Outcome[Artefact]:
    """Fold the book that a copy is made from; where that fails the artefact is empty."""
    (book,) = copy.sources
    assert copy.format.paper, "a booklet has paper"
    assert copy.format.made_from, "a booklet is made from a book"
    of_book = FORMATS[copy.format.made_from]
    plan = plan_booklet(book.content)
    as_large = replace(copy, format=replace(copy.format, paper=of_book.paper))
    extras = print_notes(as_large, plan.notes, plan.marks)
    if has_errors(extras.diagnostics):
        return Outcome(_artefact(copy, None), extras.diagnostics)
    step = Booklet(
        plan=plan,
        reading=book.content,
        extras=extras.value.pdf,
        sheet=copy.format.paper,
        margins=Margins(inner_pt=of_book.inner_pt, outer_pt=of_book.safe_pt),
    )
    folded = finish(step)
    return Outcome(_artefact(copy, folded.value), (*extras.diagnostics, *folded.diagnostics))


def print_for_press(copy: Copy) -> Outcome[Artefact]:
    """Lay a piece out with its bleed, and turn it into PDF/X-4.

    What cannot be printed in a clinic's logo is told at the logo: without it, it is not found.
    """
    printed = render(copy)
    if has_errors(printed.diagnostics):
        return printed
    made = make_press_file(printed.value.content, ticket_of(copy))
    found = made.diagnostics
    clinic = copy.book.clinic
    if clinic and clinic.logo and has_errors(found):
        others = _found_without_logo(copy, clinic)
        found = tuple(one if one in others else _of_logo(one, clinic) for one in found)
    return Outcome(replace(printed.value, content=made.value), (*printed.diagnostics, *found))


def _found_without_logo(copy: Copy, clinic: Clinic) -> tuple[Diagnostic, ...]:
    """Give what is found in the press file of a clinic that has no logo."""
    plain = replace(copy, book=replace(copy.book, clinic=replace(clinic, logo=None)))
    return make_press_file(render(plain).value.content, ticket_of(plain)).diagnostics


def _of_logo(found: Diagnostic, clinic: Clinic) -> Diagnostic:
    return Diagnostic(
        code=found.code,
        span=clinic.place("logo"),
        message=f"the clinic's logo cannot be printed with inks: {found.message}",
        hints=(
            "ask for an SVG of flat colors, each written as `#rrggbb`, with nothing see-through",
            "without `--press`, the files for your own printer are made with this logo",
        ),
    )


def ticket_of(copy: Copy) -> JobTicket:
    """Write the job ticket of a copy: what the printing house gets, and what it is checked by."""
    assert copy.format.paper, "a press file has a trim"
    clinic, title = copy.book.clinic, copy.book.imprint.title
    return JobTicket(
        title=titled(title, clinic.name) if clinic else title,
        date=copy.made_on,
        copy_id=copy.book.standing.copy_id,
        trim=copy.format.paper,
        bleed_pt=copy.format.bleed_pt,
        profile=copy.profile,
        inks=inks_with(*(clinic.colours if clinic else ())),
        folds=copy.format.folds_pt,
    )


def _artefact(copy: Copy, folded: Imposed | None) -> Artefact:
    return Artefact(
        format=copy.format.name,
        path=copy.path,
        content=folded.pdf if folded else b"",
        html=(),
        page_count=2 * folded.sheets if folded else None,
    )


FINISHERS: Final[Mapping[Finish, Callable[[Copy], Outcome[Artefact]]]] = {
    "booklet": fold_booklet,
    "press": print_for_press,
}

__all__ = ["FINISHERS", "fold_booklet", "print_for_press", "ticket_of"]
