"""What is made from finished files rather than from text: the booklet, from the pages of a book.

In: a copy with the files it is made from. Out: an artefact. Render prints what the book lacks
(notes pages, sheet marks), finish folds; neither knows the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bookbuild.finish import Booklet, Margins, finish, plan_booklet
from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Outcome, has_errors
from bookbuild.model.format import FORMATS, Finish
from bookbuild.render import Copy
from bookbuild.render.booklet import print_notes

_BOOK_MARGINS: Final = Margins(inner_pt=54, outer_pt=17)
"""What the pages of the book leave free: text from the fold, the ruler from the trim."""


def fold_booklet(copy: Copy) -> Outcome[Artefact]:
    """Fold the book that a copy is made from; where that fails the artefact is empty."""
    (book,) = copy.sources
    assert copy.format.paper, "a booklet has paper"
    assert copy.format.made_from, "a booklet is made from a book"
    plan = plan_booklet(book.content)
    page = FORMATS[copy.format.made_from].paper
    extras = print_notes(
        replace(copy, format=replace(copy.format, paper=page)), plan.notes, plan.marks
    )
    step = Booklet(
        plan=plan,
        reading=book.content,
        extras=extras.value.pdf,
        sheet=copy.format.paper,
        margins=_BOOK_MARGINS,
    )
    folded = Outcome(None) if has_errors(extras.diagnostics) else finish(step)
    made = Artefact(
        format=copy.format.name,
        path=copy.path,
        content=folded.value.pdf if folded.value else b"",
        html=(),
        page_count=2 * folded.value.sheets if folded.value else None,
    )
    return Outcome(made, (*extras.diagnostics, *folded.diagnostics))


FINISHERS: Final[Mapping[Finish, Callable[[Copy], Outcome[Artefact]]]] = {"booklet": fold_booklet}

__all__ = ["FINISHERS", "fold_booklet"]
