"""Document and edition in; resolved document out: pruned text, numbers, labels, citations, terms.

The passes run in the order in which they need each other. Nothing here knows how a page looks.
"""

from __future__ import annotations

from bookbuild.model.book import Book
from bookbuild.model.diagnostic import Outcome, in_order
from bookbuild.model.document import Document, Edition
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.resolve.citations import cite
from bookbuild.resolve.conditions import sections_of
from bookbuild.resolve.glossary import explain
from bookbuild.resolve.labels import label
from bookbuild.resolve.numbering import number
from bookbuild.resolve.pictures import find_pictures
from bookbuild.resolve.sheets import find_sheets


def resolve(book: Book, document: Document, edition: Edition) -> Outcome[ResolvedDocument]:
    """Give the text of one edition with its tables, and every dead end found on the way."""
    selected = sections_of(document, edition, book.config)
    numbers = number(selected.value, edition)
    labels = label(selected.value, numbers, edition)
    glossary = explain(selected.value, book.terms, edition)
    citations = cite(selected.value, glossary.value.terms.values(), book, edition)
    pictures = find_pictures(selected.value, book)
    sheets = find_sheets(numbers, book.config) if edition == "handout" else []

    resolved = ResolvedDocument(
        edition=edition,
        imprint=book.config.book,
        standing=book.standing,
        sections=labels.value.sections,
        targets=labels.value.targets,
        ids=labels.value.ids,
        numbers=numbers.of_blocks,
        notes=numbers.notes,
        first_uses=glossary.value.first_uses,
        explained=glossary.value.explained,
        terms=glossary.value.terms,
        clusters=citations.value.clusters,
        cited=citations.value.cited,
        references=book.references,
        claims=book.claims,
        number_table=book.numbers,
        required=book.blocks,
        figures=book.figures,
        drawings=book.drawings,
        handout=book.config.handout,
        clinic=book.clinic,
    )
    found = (selected, labels, glossary, citations)
    diagnostics = [one for outcome in found for one in outcome.diagnostics]
    return Outcome(resolved, in_order([*diagnostics, *pictures, *sheets]))
