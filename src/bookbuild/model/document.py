"""What an author can write: the typed tree of the manuscript.

In: made by `parse`. Out: frozen blocks and inlines, each with the place it came from. The tree is
never annotated: what `resolve` finds out stands in tables beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal, TypeAlias

from bookbuild.model.certainty import Level
from bookbuild.model.clinic import Detail
from bookbuild.model.source import Span

Edition = Literal["book", "handout", "brochure", "poster", "card"]
PieceName = Literal["brochure", "poster", "card"]
"""A piece of its own: its edition is the Markdown file of that name below `pieces/`."""
UncitedPiece = Literal["poster", "card"]
"""A piece that has no room for sources: what it says stands in the book, with its source."""
Matter = Literal["front", "chapters", "back", "pieces"]
GeneratedKind = Literal["glossary", "references", "ledger"]
"""A section that the build writes; `[order]` of book.toml names it with an `@` before it."""
Align = Literal["left", "center", "right"]
BoxKind = Literal[
    "standfirst", "key-points", "questions", "warning", "steps", "know", "worksheet", "general",
    "emergency", "same-day", "table", "off-label", "stay-safe",
]  # fmt: skip
SheetPart = Literal["off-label", "stay-safe", "same-day", "emergency"]
"""A standard part that every handout carries, as a box of its own."""


# Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Plain words; typographic quotes and dashes are already in place."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Strong:
    """Words set in bold."""

    content: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis:
    """Words the author stressed; the house style sets them without italics."""

    content: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """Words in another language, named by its BCP 47 tag."""

    language: str
    content: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link out of the book."""

    href: str
    content: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossReference:
    """A link to a label of the book; without words of its own it prints the target's number."""

    label: str
    content: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One key inside a citation, with its locator (`p. 12`) if any."""

    key: str
    locator: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One bracket of keys: `[@a; @b, p. 4]`. `source` is the bracket as written, for citeproc."""

    cited: tuple[Cited, ...]
    source: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TermUse:
    """A word that the glossary explains."""

    key: str
    content: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """Words that say how sure we are of a benefit; they name one level of the scale."""

    level: Level
    content: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCall:
    """The call of a note; the note's blocks stand in the section's `notes`."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBreak:
    """A line that ends where the author ended it."""

    span: Span


Inline: TypeAlias = (
    Text
    | Strong
    | Emphasis
    | Foreign
    | Link
    | CrossReference
    | Citation
    | TermUse
    | Certainty
    | NoteCall
    | LineBreak
)


# Blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside a section; the section's own title is level 1."""

    level: int
    content: tuple[Inline, ...]
    label: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text."""

    content: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletList:
    """A list without order; `tight` when the author left no blank lines between the items."""

    items: tuple[tuple[Block, ...], ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedList:
    """A list in order."""

    start: int
    items: tuple[tuple[Block, ...], ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A term and what it means, in a definition list."""

    term: tuple[Inline, ...]
    meanings: tuple[tuple[Block, ...], ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionList:
    """Terms with their meanings."""

    entries: tuple[Definition, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of somebody else."""

    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table."""

    content: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with one heading row. `widths` are shares of the measure that add up to 1."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    align: tuple[Align, ...]
    widths: tuple[float, ...]
    caption: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture that stands alone; `path` is relative to `manuscript/`, `alt` may be missing."""

    path: PurePosixPath
    title: str
    caption: tuple[Inline, ...]
    alt: str | None
    label: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A div with a meaning of its own (`::: {.warning}`).

    fills: of a worksheet, which is one list then: what its first lines ask of the clinic, in order.
    """

    kind: BoxKind
    blocks: tuple[Block, ...]
    label: str | None
    span: Span
    fills: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyIn:
    """Text for some editions; nothing after `resolve` meets one."""

    editions: tuple[Edition, ...]
    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCall:
    """The place where a standard part is printed; nothing after `resolve` meets one."""

    name: str
    span: Span


Block: TypeAlias = (
    Heading | Paragraph | BulletList | OrderedList | DefinitionList | Quote | Table | Figure | Box
    | OnlyIn | PartCall
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note of the author's, by the name it has in the source."""

    name: str
    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One Markdown file: a chapter, or a piece of front or back matter."""

    matter: Matter
    title: tuple[Inline, ...]
    label: str
    icon: str | None
    blocks: tuple[Block, ...]
    notes: Mapping[str, Note]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A standard part: blocks without a title, printed where they are called."""

    name: str
    blocks: tuple[Block, ...]
    notes: Mapping[str, Note]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The manuscript as understood: sections in reading order, and the standard parts."""

    sections: tuple[Section | str, ...]
    parts: Mapping[str, Part] = field(default_factory=dict)
