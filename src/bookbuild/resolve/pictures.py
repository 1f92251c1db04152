"""Find figures that are not there, and figures that nobody can hear.

In: the selected sections and the book's pictures. Out: diagnostics. A figure drawn from data gets
its text alternative from the data; a drawing made by hand needs one from its author.
"""

from __future__ import annotations

from collections.abc import Sequence

from bookbuild.model.book import Book
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.document import Figure
from bookbuild.model.walk import every_block
from bookbuild.resolve.conditions import SelectedSection


def find_pictures(sections: Sequence[SelectedSection], book: Book) -> list[Diagnostic]:
    """Tell of each figure without a picture and each hand-drawn one without an alternative."""
    faults = []
    for one in sections:
        for block in every_block(one.section.blocks):
            if not isinstance(block, Figure) or block.path in book.figures:
                continue
            if block.path not in book.drawings:
                faults.append(_missing(block))
            elif not block.alt:
                faults.append(_silent(block))
    return faults


def _missing(figure: Figure) -> Diagnostic:
    data = figure.path.with_suffix(".toml")
    return Diagnostic(
        code="FIG001",
        span=figure.span,
        message=f"there is no picture `{figure.path}`",
        hints=(f"declare its data in `manuscript/{data}` or put the drawing in that place",),
    )


def _silent(figure: Figure) -> Diagnostic:
    return Diagnostic(
        code="FIG002",
        span=figure.span,
        message=f"the picture `{figure.path}` has no text alternative",
        hints=('say in words what it shows: `{#fig-… alt="…"}`',),
    )
