"""The general advice: paragraphs that stand without a source, in full, for the sign-off.

In: the resolved editions. Out: a part of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from bookbuild.model.document import (
    Block,
    Box,
    BulletList,
    DefinitionList,
    Figure,
    Heading,
    OnlyIn,
    OrderedList,
    Paragraph,
    PartCall,
    Quote,
    Table,
)
from bookbuild.model.resolved import ResolvedDocument, ResolvedSection
from bookbuild.model.source import Span
from bookbuild.model.walk import every_block
from bookbuild.report.markup import Group, Markup, Row, Section, code, element, table, together
from bookbuild.report.places import sections_named, words_of


def advice(editions: Sequence[ResolvedDocument]) -> Section:
    """Give every box of general advice once, with the sections that print it.

    A box of several editions is told as the first of them prints it.
    """
    boxes = _boxes(editions)
    about = element(
        "p",
        "These paragraphs state no fact that can be looked up, so they cite nothing. Whoever signs "
        "the text off answers for them.",
    )
    if not boxes:
        body = element("p", "No paragraph stands without a source as general advice.")
        return Section(id="advice", title="General advice", body=body)
    rows = [
        Row(
            cells=(
                sections_named(_printing(span, editions), editions[0]),
                code(str(span)),
                together(*_told(box.blocks, book)),
            )
        )
        for span, (box, book) in boxes.items()
    ]
    columns = ("Stands in", "Place in the files", "What it says")
    caption = f"Boxes of general advice: {len(rows)}"
    whole = table(caption, columns, [Group(rows=rows)], name="general")
    return Section(id="advice", title="General advice", body=together(about, whole))


def count_of_advice(editions: Sequence[ResolvedDocument]) -> int:
    """Count the boxes of general advice, each once however often it is printed."""
    return len(_boxes(editions))


def _boxes(
    editions: Iterable[ResolvedDocument],
) -> Mapping[Span, tuple[Box, ResolvedDocument]]:
    """Give each box by its place, with the first edition that prints it."""
    boxes: dict[Span, tuple[Box, ResolvedDocument]] = {}
    for book in editions:
        for section in book.sections:
            for box in _general(section):
                boxes.setdefault(box.span, (box, book))
    return boxes


def _printing(span: Span, editions: Iterable[ResolvedDocument]) -> Iterator[str]:
    """Yield the labels of the sections that print the box that was written at a place."""
    for book in editions:
        for section in book.sections:
            if any(box.span == span for box in _general(section)):
                yield section.label


def _general(section: ResolvedSection) -> Iterator[Box]:
    for block in every_block(section.blocks):
        if isinstance(block, Box) and block.kind == "general":
            yield block


def _told(blocks: Iterable[Block], book: ResolvedDocument) -> Iterator[Markup]:
    """Yield the words of some blocks, paragraphs as paragraphs and lists as lists."""
    for block in blocks:
        match block:
            case Heading(content=content) | Paragraph(content=content):
                yield element("p", words_of(content, book))
            case BulletList(items=items):
                yield element("ul", *(element("li", *_told(item, book)) for item in items))
            case OrderedList(items=items):
                yield element("ol", *(element("li", *_told(item, book)) for item in items))
            case Quote(blocks=inner) | Box(blocks=inner):
                yield from _told(inner, book)
            case DefinitionList(entries=entries):
                for entry in entries:
                    yield element("p", words_of(entry.term, book))
                    for meaning in entry.meanings:
                        yield from _told(meaning, book)
            case Table(header=header, rows=rows):
                for row in (header, *rows):
                    yield element("p", "; ".join(words_of(cell.content, book) for cell in row))
            case Figure(title=title, caption=caption):
                yield element("p", f"{title}: {words_of(caption, book)}")
            case OnlyIn() | PartCall():
                raise AssertionError("`resolve` leaves no conditional text behind")
            case _:
                assert_never(block)
