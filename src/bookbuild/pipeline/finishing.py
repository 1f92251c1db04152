"""What is made from finished files rather than from text: the booklet, from the pages of a book.

In: a copy with the files it is made from. Out: an artefact. Render prints what the book lacks
(notes pages, sheet marks), finish folds; neither knows the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bookbuild.finish import Booklet, Imposed, Margins, finish, plan_booklet
from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Outcome, has_errors
from bookbuild.model.format import FORMATS, Finish
from bookbuild.render import Copy
from bookbuild.render.booklet import print_notes

BOOK_INNER_PT: Final = 54.0
"""What the pages of the book leave free at the fold; its cover, which nothing pushes, may not."""


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
        margins=Margins(inner_pt=BOOK_INNER_PT, outer_pt=of_book.safe_pt),
    )
    folded = finish(step)
    return Outcome(_artefact(copy, folded.value), (*extras.diagnostics, *folded.diagnostics))


def _artefact(copy: Copy, folded: Imposed | None) -> Artefact:
    return Artefact(
        format=copy.format.name,
        path=copy.path,
        content=folded.pdf if folded else b"",
        html=(),
        page_count=2 * folded.sheets if folded else None,
    )


FINISHERS: Final[Mapping[Finish, Callable[[Copy], Outcome[Artefact]]]] = {"booklet": fold_booklet}

__all__ = ["BOOK_INNER_PT", "FINISHERS", "fold_booklet"]
