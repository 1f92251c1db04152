"""Understand the manuscript: Markdown in, a typed tree out.

In: a Book, with its files as text. Out: a Document whose blocks and inlines know their place, and
all that is wrong with the markup. Nothing here knows the other files, references or editions.
"""

from __future__ import annotations

from bookbuild.model.book import Book, ManuscriptFile
from bookbuild.model.diagnostic import Diagnostic, Outcome, in_order
from bookbuild.model.document import Document, Part, Section
from bookbuild.model.stock import NO_STOCK, Stock
from bookbuild.parse.sections import part, section


def parse(book: Book, stock: Stock = NO_STOCK) -> Outcome[Document]:
    """Understand every section and standard part; any text gives a tree, faults come with it.

    stock: gives the sections that have been understood before.
    """
    found: list[Diagnostic] = []
    sections: list[Section | str] = []
    for entry in book.sections:
        if isinstance(entry, str):
            sections.append(entry)
            continue
        understood = _section(entry, stock)
        sections.append(understood.value)
        found.extend(understood.diagnostics)
    parts: dict[str, Part] = {}
    for name in sorted(book.parts):
        standard = part(name, book.parts[name])
        parts[name] = standard.value
        found.extend(standard.diagnostics)
    return Outcome(Document(sections=tuple(sections), parts=parts), in_order(found))


def _section(file: ManuscriptFile, stock: Stock) -> Outcome[Section]:
    source = file.source
    made_from = (str(source.path), file.matter, source.text)
    return stock.get("sections", made_from, lambda: section(file))
