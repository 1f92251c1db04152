"""An outline of the tree: one line a block, marks for inlines, two spaces a level."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from bookbuild.model.document import (
    Block,
    Box,
    BulletList,
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


def outline(blocks: Iterable[Block]) -> str:
    """Give the outline of some blocks."""
    return "\n".join(line for block in blocks for line in _block(block))


def inline_outline(inlines: Iterable[Inline]) -> str:
    """Give a run of inlines on one line."""
    return "".join(_inline(one) for one in inlines)


def _block(block: Block) -> list[str]:
    match block:
        case Heading(level=level, content=content, label=label):
            return [f"h{level}{_label(label)} {inline_outline(content)}"]
        case Paragraph(content=content):
            return [f"p {inline_outline(content)}"]
        case BulletList(items=items):
            return ["ul", *_items(items)]
        case OrderedList(start=start, items=items):
            return [f"ol {start}", *_items(items)]
        case DefinitionList(entries=entries):
            return ["dl", *(line for one in entries for line in _definition(one))]
        case Quote(blocks=blocks):
            return ["quote", *_inner(blocks)]
        case Table():
            return _table(block)
        case Figure(path=path, title=title, caption=caption, alt=alt, label=label):
            told = "" if alt is None else f" alt={alt!r}"
            return [f"figure {path}{_label(label)} {title!r}{told} {inline_outline(caption)}"]
        case Box(kind=kind, blocks=blocks, label=label):
            return [f"box {kind}{_label(label)}", *_inner(blocks)]
        case OnlyIn(editions=editions, blocks=blocks):
            return [f"only {' '.join(editions)}", *_inner(blocks)]
        case PartCall(name=name):
            return [f"part {name}"]
        case _:
            assert_never(block)


def _items(items: Iterable[tuple[Block, ...]]) -> list[str]:
    return [line for item in items for line in ("  -", *(f"  {inner}" for inner in _inner(item)))]


def _inner(blocks: Iterable[Block]) -> list[str]:
    return [f"  {line}" for line in outline(blocks).split("\n") if line]


def _definition(one: Definition) -> list[str]:
    lines = [f"  term {inline_outline(one.term)}"]
    for meaning in one.meanings:
        lines += ["    means", *(f"      {line}" for line in outline(meaning).split("\n"))]
    return lines


def _table(block: Table) -> list[str]:
    widths = " ".join(f"{width:.2f}" for width in block.widths)
    lines = [f"table {' '.join(block.align)} {widths} {inline_outline(block.caption)}".rstrip()]
    rows = (block.header, *block.rows)
    return lines + [
        "  | " + " | ".join(inline_outline(cell.content) for cell in row) for row in rows
    ]


def _label(label: str | None) -> str:
    return f" #{label}" if label else ""


def _inline(one: Inline) -> str:
    match one:
        case Text(text=text):
            return text
        case Strong(content=content):
            return f"**{inline_outline(content)}**"
        case Emphasis(content=content):
            return f"*{inline_outline(content)}*"
        case Foreign(language=language, content=content):
            return f"<{language} {inline_outline(content)}>"
        case Link(href=href, content=content):
            return f"<{href} {inline_outline(content)}>"
        case CrossReference(label=label, content=content):
            return f"<#{label} {inline_outline(content)}>".replace(" >", ">")
        case Citation(cited=cited):
            return "[" + "; ".join(f"@{key.key} {key.locator}".strip() for key in cited) + "]"
        case TermUse(key=key, content=content):
            return f"<term {key}: {inline_outline(content)}>"
        case Certainty(level=level, content=content):
            return f"<sure {level}: {inline_outline(content)}>"
        case NoteCall(name=name):
            return f"[^{name}]"
        case LineBreak():
            return "/"
        case _:
            assert_never(one)
