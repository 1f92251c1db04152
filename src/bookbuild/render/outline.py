"""The resolved book as plain text, for people and for tests.

In: a resolved document. Out: a line for each block, indented by its depth. It is written without
the HTML writer, so that one can be held against the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, assert_never

from bookbuild.model.document import (
    Block,
    Box,
    BulletList,
    CrossReference,
    DefinitionList,
    Figure,
    Heading,
    Inline,
    OnlyIn,
    OrderedList,
    Paragraph,
    PartCall,
    Quote,
    Table,
)
from bookbuild.model.resolved import ResolvedDocument, ResolvedSection
from bookbuild.model.walk import plain

_BEGINNING: Final = 60


def outline_of(book: ResolvedDocument, *, whole: bool = False) -> str:
    """Give the outline; `whole` prints every word, else each block's first sixty letters."""
    lines = [f"{book.imprint.title} ({book.edition} edition, version {book.imprint.version})"]
    for section in book.sections:
        lines += ["", _head(section)]
        lines += (
            line if whole else _cut(line) for line in _lines(section, section.blocks, 1, book)
        )
    return "\n".join(lines)


def _head(section: ResolvedSection) -> str:
    number = f"{section.number} " if section.number else ""
    return f"{number}{plain(section.title)} #{section.label}"


def _cut(line: str) -> str:
    return line if len(line) <= _BEGINNING else line[: _BEGINNING - 1].rstrip() + "…"


def _lines(
    section: ResolvedSection, blocks: Iterable[Block], depth: int, book: ResolvedDocument
) -> Iterator[str]:
    for block in blocks:
        number = book.numbers.get((section.label, block.span), "")
        yield "  " * depth + _line(block, number, book)
        yield from _inside(section, block, depth + 1, book)


def _line(block: Block, number: str, book: ResolvedDocument) -> str:  # one arm per kind of block
    match block:
        case Heading(level=level, content=content):
            return f"{'#' * level} {spoken(content, book)}"
        case Paragraph(content=content):
            return spoken(content, book)
        case BulletList():
            return "list"
        case OrderedList():
            return "numbered list"
        case DefinitionList():
            return "definitions"
        case Quote():
            return "quote"
        case Table(caption=caption):
            return f"table {number} {spoken(caption, book)}".replace("  ", " ").rstrip()
        case Figure(title=title, caption=caption):
            return f"figure {number} {title}: {spoken(caption, book)}"
        case Box(kind=kind):
            return f"[{kind}]"
        case OnlyIn() | PartCall():
            raise AssertionError("conditions and calls end in resolve")
        case _:
            assert_never(block)


def _inside(
    section: ResolvedSection, block: Block, depth: int, book: ResolvedDocument
) -> Iterator[str]:
    match block:
        case BulletList(items=items) | OrderedList(items=items):
            for item in items:
                yield "  " * depth + "-"
                yield from _lines(section, item, depth + 1, book)
        case Table(header=header, rows=rows):
            for row in (header, *rows):
                yield "  " * depth + " | ".join(spoken(cell.content, book) for cell in row)
        case DefinitionList(entries=entries):
            for entry in entries:
                yield "  " * depth + spoken(entry.term, book)
                for meaning in entry.meanings:
                    yield from _lines(section, meaning, depth + 1, book)
        case Box(blocks=blocks) | Quote(blocks=blocks):
            yield from _lines(section, blocks, depth, book)
        case Heading() | Paragraph() | Figure() | OnlyIn() | PartCall():
            return
        case _:
            assert_never(block)


def spoken(inlines: Iterable[Inline], book: ResolvedDocument) -> str:
    """Give the words of some inlines; a bare cross-reference is called as it is printed."""
    return "".join(
        book.targets[inline.label].name
        if isinstance(inline, CrossReference)
        and not inline.content
        and inline.label in book.targets
        else plain((inline,))
        for inline in inlines
    )
