"""Understand the manuscript: Markdown in, a typed tree out.

In: a Book, with its files as text. Out: a Document whose blocks and inlines know their place, and
all that is wrong with the markup. Nothing here knows the other files, references or editions.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from bookbuild.model.book import Book
from bookbuild.model.diagnostic import Diagnostic, Outcome, in_order
from bookbuild.model.document import Document, Part, Section
from bookbuild.parse.sections import part, section

_section: Final = lru_cache(maxsize=128)(section)
"""A process that stays (`bookbuild serve`) reads again only what was saved."""


def parse(book: Book) -> Outcome[Document]:
    """Understand every section and standard part; any text gives a tree, faults come with it."""
    found: list[Diagnostic] = []
    sections: list[Section | str] = []
    for entry in book.sections:
        if isinstance(entry, str):
            sections.append(entry)
            continue
        understood = _section(entry)
        sections.append(understood.value)
        found.extend(understood.diagnostics)
    parts: dict[str, Part] = {}
    for name in sorted(book.parts):
        standard = part(name, book.parts[name])
        parts[name] = standard.value
        found.extend(standard.diagnostics)
    return Outcome(Document(sections=tuple(sections), parts=parts), in_order(found))
