"""The words that each page must hold, taken from the text by the model's walk.

In: a section. Out: a page of HTML that holds its words in reading order and nothing else. It is
written without the HTML writer, so that what the writer loses is noticed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from bookbuild.model.document import Block, Box, DefinitionList, Figure
from bookbuild.model.resolved import ResolvedDocument, ResolvedSection
from bookbuild.model.walk import children, own_inlines, plain
from bookbuild.render.bibliography import Entry
from bookbuild.render.html import capital, element
from bookbuild.render.outline import spoken

_OPENING: Final = ("standfirst", "key-points")


def expected(path: str, runs: Iterable[str]) -> str:
    """Write the words that the page of a path must hold."""
    return element("article", "".join(f"<p>{escape(run)}</p>" for run in runs), {"id": path})


def words_of_section(
    book: ResolvedDocument, section: ResolvedSection, sources: Iterable[Entry]
) -> Iterator[str]:
    """Yield the words of a section of the book, run by run."""
    yield plain(section.title)
    match section.kind:
        case "text":
            yield from words_of_text(book, section)
        case "glossary":
            for entry in book.terms.values():
                yield f"{capital(entry.term.title)} {entry.term.explanation}"
        case "references":
            yield from (entry.text for entry in sources)
        case "ledger":
            assert book.claims, "`load` reports a book that prints a ledger it does not have"
            for claim in book.claims.claims:
                yield " ".join(filter(None, (claim.claim, claim.dropped, claim.says)))


def words_of_text(book: ResolvedDocument, section: ResolvedSection) -> Iterator[str]:
    """Yield the words of a section's blocks: what opens it comes first, wherever it was written."""
    boxes = [block for block in section.blocks if isinstance(block, Box)]
    opening = [box for kind in _OPENING for box in boxes if box.kind == kind]
    yield from _words(book, opening)
    yield from _words(book, (block for block in section.blocks if block not in opening))


def _words(book: ResolvedDocument, blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case DefinitionList(entries=entries):
                for entry in entries:
                    yield spoken(entry.term, book)
                    for meaning in entry.meanings:
                        yield from _words(book, meaning)
            case Figure(title=title, caption=caption):
                yield title
                yield spoken(caption, book)
            case _:
                yield from (spoken(run, book) for run in own_inlines(block))
                yield from _words(book, children(block))
