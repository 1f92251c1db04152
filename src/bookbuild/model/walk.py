"""Visit the tree, once, for all.

In: blocks or inlines. Out: the blocks and inlines inside them, in reading order, and their words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias, assert_never

from bookbuild.model.document import (
    Block,
    Box,
    BulletList,
    Cell,
    Certainty,
    Citation,
    CrossReference,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    OnlyIn,
    OrderedList,
    Paragraph,
    PartCall,
    Quote,
    Strong,
    Table,
    TermUse,
    Text,
)

InlineChange: TypeAlias = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]


def children(block: Block) -> Iterator[Block]:
    """Yield the blocks directly inside a block."""
    match block:  # what is met most is asked for first, here and below
        case Heading() | Paragraph() | Table() | Figure() | PartCall():
            return
        case Quote(blocks=blocks) | Box(blocks=blocks) | OnlyIn(blocks=blocks):
            yield from blocks
        case BulletList(items=items) | OrderedList(items=items):
            for item in items:
                yield from item
        case DefinitionList(entries=entries):
            for entry in entries:
                for meaning in entry.meanings:
                    yield from meaning
        case _:
            assert_never(block)


def every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield each block and all blocks inside it, outer ones first."""
    for block in blocks:
        yield block
        yield from every_block(children(block))


def own_inlines(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Yield the runs of inlines that stand directly in a block (not in blocks inside it)."""
    match block:
        case Heading(content=content) | Paragraph(content=content):
            yield content
        case Figure(caption=caption):
            yield caption
        case Table(header=header, rows=rows, caption=caption):
            yield caption  # it is printed above the table
            for row in (header, *rows):
                for cell in row:
                    yield cell.content
        case DefinitionList(entries=entries):
            for entry in entries:
                yield entry.term
        case BulletList() | OrderedList() | Quote() | Box() | OnlyIn() | PartCall():
            return
        case _:
            assert_never(block)


def every_inline(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield each inline and all inlines inside it, outer ones first."""
    found: list[Inline] = []  # a generator for each level would cost three times as much
    _gather_inlines(inlines, found)
    return iter(found)


def _gather_inlines(inlines: Iterable[Inline], found: list[Inline]) -> None:
    for inline in inlines:
        found.append(inline)
        match inline:
            case Text() | Citation() | NoteCall() | LineBreak():
                pass
            case (
                Strong(content=content)
                | Emphasis(content=content)
                | Foreign(content=content)
                | Link(content=content)
                | CrossReference(content=content)
                | TermUse(content=content)
                | Certainty(content=content)
            ):
                _gather_inlines(content, found)
            case _:
                assert_never(inline)


def inlines_in(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Yield every inline of some blocks, in the order in which they are read."""
    found: list[Inline] = []
    _gather_in_blocks(blocks, found)
    return iter(found)


def _gather_in_blocks(blocks: Iterable[Block], found: list[Inline]) -> None:
    for block in blocks:
        if isinstance(block, Paragraph):  # what is met most
            _gather_inlines(block.content, found)
            continue
        if isinstance(block, DefinitionList):
            for entry in block.entries:
                _gather_inlines(entry.term, found)
                for meaning in entry.meanings:
                    _gather_in_blocks(meaning, found)
            continue
        for run in own_inlines(block):
            _gather_inlines(run, found)
        _gather_in_blocks(children(block), found)


def plain(inlines: Iterable[Inline]) -> str:
    """Give the words of some inlines, without citations and note calls."""
    pieces: list[str] = []
    for inline in every_inline(inlines):
        if isinstance(inline, Text):
            pieces.append(inline.text)
        elif isinstance(inline, LineBreak):
            pieces.append(" ")
    return "".join(pieces)


def rewrite(block: Block, change: InlineChange) -> Block:
    """Give a block with every run of inlines directly in it, and in blocks inside it, changed."""
    match block:
        case Paragraph(content=content, span=span):
            changed = change(content)
            return block if changed is content else Paragraph(content=changed, span=span)
        case Heading(content=content):
            return replace(block, content=change(content))
        case Figure(caption=caption):
            return replace(block, caption=change(caption))
        case Table(header=header, rows=rows, caption=caption):
            return replace(
                block,
                header=_rewrite_row(header, change),
                rows=tuple(_rewrite_row(row, change) for row in rows),
                caption=change(caption),
            )
        case DefinitionList(entries=entries):
            return replace(block, entries=tuple(_rewrite_entry(entry, change) for entry in entries))
        case BulletList(items=items) | OrderedList(items=items):
            return replace(block, items=tuple(rewrite_all(item, change) for item in items))
        case Quote(blocks=blocks) | Box(blocks=blocks) | OnlyIn(blocks=blocks):
            return replace(block, blocks=rewrite_all(blocks, change))
        case PartCall():
            return block
        case _:
            assert_never(block)


def rewrite_all(blocks: Iterable[Block], change: InlineChange) -> tuple[Block, ...]:
    """Rewrite each of some blocks."""
    return tuple(rewrite(block, change) for block in blocks)


def _rewrite_row(row: tuple[Cell, ...], change: InlineChange) -> tuple[Cell, ...]:
    return tuple(Cell(content=change(cell.content), span=cell.span) for cell in row)


def _rewrite_entry(entry: Definition, change: InlineChange) -> Definition:
    meanings = tuple(rewrite_all(meaning, change) for meaning in entry.meanings)
    return replace(entry, term=change(entry.term), meanings=meanings)
