"""Rules on what a piece of its own can hold.

In: the words of an edition. Out: findings PNL002; none for the book and its handouts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never, get_args

from bookbuild.check.prose import Prose
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.document import (
    Citation,
    Figure,
    NoteCall,
    PieceName,
    UncitedPiece,
)
from bookbuild.model.walk import every_block, every_inline, inlines_in


def more_than_words(prose: Prose) -> Iterator[Diagnostic]:
    """Find notes in a piece, and citations and figures in one that prints no sources.

    A figure cites the sources of its data, so it has no place there either.
    """
    edition = prose.book.edition
    if edition not in get_args(PieceName):
        return
    cites = edition not in get_args(UncitedPiece)
    for one in prose.sections:
        blocks = one.section.blocks
        for met in (*every_inline(one.section.title), *every_block(blocks), *inlines_in(blocks)):
            if isinstance(met, NoteCall) or (isinstance(met, Citation | Figure) and not cites):
                what, hint = _told(met)
                yield Diagnostic(
                    code="PNL002",
                    span=met.span,
                    message=f"a {edition} has no room for {what}",
                    hints=(hint,),
                )


def _told(met: Citation | Figure | NoteCall) -> tuple[str, str]:
    """Say what was met, and what to do about it."""
    match met:
        case Citation():
            return "sources", "take it out: the book prints this sentence with its source"
        case Figure():
            return "a figure", "take it out, or say in words what it shows"
        case NoteCall():
            return "notes", "write its words into the text, or leave them to the book"
        case _:
            assert_never(met)
