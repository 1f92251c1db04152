"""A handout as plain text, for patient portals and messages, where no page and no markup survives.

In: a sheet. Out: an artefact: UTF-8 text, a line for each paragraph or item (portals break lines
by themselves), and the HTML whose words it must hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import chain, repeat
from typing import Final, assert_never

from bookbuild.model.artefact import Artefact
from bookbuild.model.clinic import Clinic
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.document import (
    Block,
    Box,
    BulletList,
    Certainty,
    Citation,
    CrossReference,
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
from bookbuild.model.resolved import QUESTIONS_TITLE, ResolvedDocument, ResolvedSection
from bookbuild.model.sheets import NOT_HERE, is_in_person, not_on
from bookbuild.model.walk import every_block, own_inlines, plain
from bookbuild.render.bibliography import Bibliography
from bookbuild.render.clinic import handed_out
from bookbuild.render.copy import Copy
from bookbuild.render.figures import describe
from bookbuild.render.outline import spoken
from bookbuild.render.short_sources import short_bibliography

_TITLES: Final[Mapping[str, str]] = {"key-points": "Key points", "questions": QUESTIONS_TITLE}
_SOURCES_TITLE: Final = "Sources"


def write_plain(copy: Copy) -> Outcome[Artefact]:
    """Write one sheet as text."""
    (section,) = copy.book.sections
    writer = _Writer(copy.book, section, short_bibliography(copy.book))
    paragraphs = [*_head(copy.book, section), *writer.paragraphs(), *_foot(copy.book)]
    text = "\n\n".join(paragraphs) + "\n"
    made = Artefact(
        format=copy.format.name,
        path=copy.path,
        content=text.encode(),
        html=("".join(f"<p>{escape(words)}</p>" for words in _spoken(copy.book, section)),),
    )
    return Outcome(made)


def _head(book: ResolvedDocument, section: ResolvedSection) -> Iterator[str]:
    yield plain(section.title)
    yield f"{book.imprint.title}, sheet {section.number}"
    if is_in_person(book):
        yield f"{book.handout.in_person_line}."
    if book.standing.draft_line:
        yield book.standing.draft_line


def _foot(book: ResolvedDocument) -> Iterator[str]:
    said = book.imprint
    if elsewhere := not_on(book):
        yield f"{NOT_HERE} {elsewhere}"
    yield "This sheet does not replace the advice of your care team."
    if book.clinic:
        yield handed_out(book.clinic)
    yield f"Version {said.version}, {said.date.isoformat()}. This copy: {book.standing.copy_id}"


class _Writer:
    """Writes the blocks of one sheet."""

    def __init__(
        self, book: ResolvedDocument, section: ResolvedSection, sources: Bibliography
    ) -> None:
        self._book = book
        self._section = section
        self._sources = sources

    def paragraphs(self) -> Iterator[str]:
        """Yield the text of the sheet, then its sources."""
        yield from self._blocks(self._section.blocks)
        if self._sources.entries:
            entries = [
                f"{number}. {entry.text}" for number, entry in enumerate(self._sources.entries, 1)
            ]
            yield "\n".join([_SOURCES_TITLE, *entries])

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:  # one arm per kind of block
        match block:
            case Heading(content=content) | Paragraph(content=content):
                yield self._words(content)
            case BulletList(items=items):
                yield "\n".join(f"- {self._item(item)}" for item in items)
            case OrderedList(items=items, start=start):
                yield "\n".join(
                    f"{number}. {self._item(item)}" for number, item in enumerate(items, start)
                )
            case DefinitionList(entries=entries):
                for entry in entries:
                    meanings = (self._item(meaning) for meaning in entry.meanings)
                    yield f"{self._words(entry.term)}: {' '.join(meanings)}"
            case Table():
                yield self._table(block)
            case Figure(title=title, caption=caption, span=span):
                number = self._book.numbers[self._section.label, span]
                head = f"Figure {number}. {title}"
                yield "\n".join(filter(None, (head, self._words(caption), self._shown(block))))
            case Box(fills=(_, *_)) if self._book.clinic:
                yield self._filled_in(block, self._book.clinic)
            case Box(kind=kind, blocks=inner):
                if kind == "emergency" and is_in_person(self._book):
                    yield self._book.handout.in_person_first
                if kind in _TITLES:
                    yield _TITLES[kind]
                yield from self._blocks(inner)
            case Quote(blocks=inner):
                yield from self._blocks(inner)
            case OnlyIn() | PartCall():
                raise AssertionError("conditions and calls end in resolve")
            case _:
                assert_never(block)

    def _filled_in(self, box: Box, clinic: Clinic) -> str:
        """Write the lines of a worksheet with what the clinic has told us in its place."""
        (lines,) = box.blocks
        assert isinstance(lines, BulletList), f"{box.span}: parse let more than a list pass"
        known = chain((clinic.detail(asked) for asked in box.fills), repeat(None))
        items = zip(map(self._item, lines.items), known, strict=False)
        return "\n".join(" ".join(filter(None, ("-", *words))) for words in items)

    def _shown(self, figure: Figure) -> str:
        """Say what a figure shows, where there is no figure."""
        data = self._book.figures.get(figure.path)
        return describe(data) if data else figure.alt or ""

    def _item(self, blocks: Iterable[Block]) -> str:
        return " ".join(self._blocks(blocks))

    def _table(self, table: Table) -> str:
        rows = [
            " | ".join(self._words(cell.content) for cell in row)
            for row in (table.header, *table.rows)
        ]
        return "\n".join([*filter(None, [self._words(table.caption)]), *rows])

    def _words(self, inlines: Iterable[Inline]) -> str:
        """Give the words of some inlines, with their sources in brackets."""
        return "".join(map(self._inline, inlines))

    def _inline(self, inline: Inline) -> str:  # one arm per kind of inline
        match inline:
            case Citation(source=source):
                return f" [{self._sources.labels[source]}]"
            case CrossReference(content=(), label=label):
                return self._book.targets[label].name
            case NoteCall(span=span):
                note = self._book.notes[self._section.label, span]
                return f" ({' '.join(self._blocks(note.blocks))})"
            case Text() | LineBreak():
                return plain((inline,))
            case (
                Strong(content=content)
                | Emphasis(content=content)
                | Foreign(content=content)
                | Certainty(content=content)
                | Link(content=content)
                | TermUse(content=content)
                | CrossReference(content=content)
            ):
                return self._words(content)
            case _:
                assert_never(inline)


def _spoken(book: ResolvedDocument, section: ResolvedSection) -> Iterator[str]:
    """Yield the words of the sheet's tree in order, by the model's walk and not the writer's."""
    yield plain(section.title)
    for block in every_block(section.blocks):
        if isinstance(block, DefinitionList):
            yield from (spoken(entry.term, book) for entry in block.entries)
        yield from (spoken(run, book) for run in own_inlines(block))
