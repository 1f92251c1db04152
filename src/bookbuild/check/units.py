"""The words of one edition as its reader meets them, cut into units, sentences and words.

In: the resolved document. Out: for each section its units in reading order: headings, paragraphs,
items, cells, captions. Citations and note calls are gone (only their places are kept), and a
cross-reference stands as it is printed. Every letter knows where it stands in the manuscript.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, Literal, NamedTuple, assert_never

from bookbuild.check.sentences import Sentence, sentences_of
from bookbuild.model.book import Imprint
from bookbuild.model.document import (
    Block,
    Box,
    BoxKind,
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
from bookbuild.model.resolved import ResolvedDocument, ResolvedSection
from bookbuild.model.source import Span
from bookbuild.model.walk import every_inline

UnitKind = Literal["title", "heading", "label", "paragraph", "item", "cell", "blank", "caption"]
"""`title`: of a section. `label`: a few words that name what follows (a figure's title, a word of
the glossary, the bold line at the top of a box). `blank`: something to fill in."""

ENDS: Final = (".", "?", "!", "…", ".”", "?”", "!”", ".)", "?)", "!)")
_BESIDE: Final = frozenset({"standfirst", "key-points", "questions"})
_BOOK_TOML: Final = Span(PurePosixPath("manuscript/book.toml"))


class MarkedTerm(NamedTuple):
    """A word of the glossary where a text marks it: the stretch it takes, and the entry's key."""

    start: int
    stop: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A run of words that stands by itself.

    box: the box it stands in. cited: places of the text where a citation stands. terms: words of
    the glossary that are marked. foreign: stretches in another language. certain: stretches marked
    as saying how sure we are. origins: where stretches of the text come from, by their first
    letter.
    """

    kind: UnitKind
    box: BoxKind | None
    text: str
    span: Span
    sentences: tuple[Sentence, ...]
    cited: tuple[int, ...] = ()
    terms: tuple[MarkedTerm, ...] = ()
    foreign: tuple[tuple[int, int], ...] = ()
    certain: tuple[tuple[int, int], ...] = ()
    origins: tuple[tuple[int, Span], ...] = ()

    @property
    def reads(self) -> bool:
        """Tell whether it is running text: a paragraph, an item, or a cell that is a sentence."""
        return self.kind in {"paragraph", "item"} or (
            self.kind == "cell" and self.text.endswith(ENDS)
        )

    @property
    def beside(self) -> bool:
        """Tell whether it stands beside the body: standfirst, key points or questions."""
        return self.box in _BESIDE

    def at(self, place: int) -> Span:
        """Give the place in the manuscript of a letter of the text."""
        index = bisect_right(self.origins, place, key=_first_letter) - 1
        if index < 0:
            return self.span
        start, span = self.origins[index]
        return Span(span.path, span.line, span.column + place - start)


def _first_letter(origin: tuple[int, Span]) -> int:
    return origin[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionUnits:
    """The units of a section, in reading order."""

    section: ResolvedSection
    units: tuple[Unit, ...]

    @property
    def body(self) -> Iterator[Unit]:
        """Yield what counts for the length: no heading, caption or standard part, nothing beside.

        A standard part is known by its file: it has places of its own on every printed piece.
        """
        for unit in self.units:
            own = unit.span.path == self.section.span.path
            if own and not unit.beside and unit.kind in {"paragraph", "item", "cell", "blank"}:
                yield unit


def units_of(book: ResolvedDocument) -> tuple[SectionUnits, ...]:
    """Give the units of each section of an edition."""
    return tuple(
        SectionUnits(section=section, units=tuple(_section(book, section)))
        for section in book.sections
    )


def imprint_units(book: ResolvedDocument) -> tuple[Unit, ...]:
    """Give the words of book.toml that are printed, as units."""
    return tuple(_imprint(book.imprint))


def _section(book: ResolvedDocument, section: ResolvedSection) -> Iterator[Unit]:
    yield _unit(book, "title", section.title, section.span)
    match section.kind:
        case "text":
            yield from _Section(book, section.label).units(section.blocks, None)
        case "glossary":
            yield from _glossary(book)
        case "ledger":
            yield from _ledger(book)
        case "references":
            return
        case _:
            assert_never(section.kind)


def _glossary(book: ResolvedDocument) -> Iterator[Unit]:
    for entry in book.terms.values():
        yield _plain("label", entry.term.title, entry.term.span)
        yield _plain("paragraph", entry.term.explanation, entry.term.span)


def _ledger(book: ResolvedDocument) -> Iterator[Unit]:
    """Yield what the book answers to each claim; the claims themselves say what others said."""
    for claim in book.claims.claims if book.claims else ():
        for words in (claim.dropped, claim.says):
            if words:
                yield _plain("paragraph", words, claim.span)


def _imprint(said: Imprint) -> Iterator[Unit]:
    for words in (said.title, said.subtitle, *said.cover_lines):
        yield _plain("label", words, _BOOK_TOML)
    for words in (said.audience, said.message, said.action, said.funding, said.conflicts):
        yield _plain("paragraph", words, _BOOK_TOML)
    yield _plain("paragraph", said.update_policy, _BOOK_TOML)


@dataclass(frozen=True, slots=True)
class _Section:
    """A section while its blocks are turned into units."""

    book: ResolvedDocument
    label: str

    def units(
        self, blocks: Iterable[Block], box: BoxKind | None, *, item: bool = False
    ) -> Iterator[Unit]:
        """Yield the units of some blocks; those of an item of a list have `item` set."""
        for block in blocks:
            match block:
                case Heading(content=content, span=span):
                    yield self._run("heading", content, span, box)
                case Paragraph(content=content, span=span):
                    yield from self._paragraph(content, span, box, item=item)
                case BulletList(items=items) | OrderedList(items=items):
                    for one in items:
                        yield from self.units(one, box, item=True)
                case DefinitionList():
                    yield from self._definitions(block, box)
                case Quote(blocks=inner):
                    yield from self.units(inner, box)
                case Table():
                    yield from self._table(block, box)
                case Figure(title=title, caption=caption, span=span):
                    yield _plain("label", title, span, box)
                    yield self._run("caption", caption, span, box)
                    yield from self._notes(caption, box)
                case Box(kind=kind, blocks=inner):
                    yield from self.units(inner, kind)
                case OnlyIn() | PartCall():
                    raise AssertionError("`resolve` leaves no conditional text behind")
                case _:
                    assert_never(block)

    def _run(
        self, kind: UnitKind, content: tuple[Inline, ...], span: Span, box: BoxKind | None
    ) -> Unit:
        return _unit(self.book, kind, content, span, box)

    def _paragraph(
        self, content: tuple[Inline, ...], span: Span, box: BoxKind | None, *, item: bool
    ) -> Iterator[Unit]:
        unit = self._run("item" if item else "paragraph", content, span, box)
        closed = unit.text.endswith(ENDS)
        if item and box == "worksheet" and not closed:
            unit = self._run("blank", content, span, box)
        elif not item and not closed and all(isinstance(one, Strong) for one in content):
            unit = self._run("label", content, span, box)
        yield unit
        yield from self._notes(content, box)

    def _definitions(self, block: DefinitionList, box: BoxKind | None) -> Iterator[Unit]:
        for entry in block.entries:
            yield self._run("label", entry.term, entry.span, box)
            for meaning in entry.meanings:
                yield from self.units(meaning, box)

    def _table(self, table: Table, box: BoxKind | None) -> Iterator[Unit]:
        for row in (table.header, *table.rows):
            for cell in row:
                yield self._run("cell", cell.content, cell.span, box)
                yield from self._notes(cell.content, box)
        if table.caption:
            yield self._run("caption", table.caption, table.span, box)
            yield from self._notes(table.caption, box)

    def _notes(self, content: tuple[Inline, ...], box: BoxKind | None) -> Iterator[Unit]:
        """Yield the notes that some words call, after them, as they stand at the page's foot."""
        for inline in every_inline(content):
            if isinstance(inline, NoteCall) and (
                note := self.book.notes.get((self.label, inline.span))
            ):
                yield from self.units(note.blocks, box)


def _plain(kind: UnitKind, text: str, span: Span, box: BoxKind | None = None) -> Unit:
    """Make a unit of words that are not Markdown; of their place only the entry is known."""
    return Unit(kind=kind, box=box, text=text, span=span, sentences=sentences_of(text))


def _unit(
    book: ResolvedDocument,
    kind: UnitKind,
    content: tuple[Inline, ...],
    span: Span,
    box: BoxKind | None = None,
) -> Unit:
    copy = _Copy(book)
    copy.take(content)
    text = "".join(copy.pieces)
    return Unit(
        kind=kind,
        box=box,
        text=text,
        span=span,
        sentences=sentences_of(text),
        cited=tuple(copy.cited),
        terms=tuple(copy.terms),
        foreign=tuple(copy.foreign),
        certain=tuple(copy.certain),
        origins=tuple(copy.origins),
    )


_NOWHERE: Final = "Chapter 0"
"""What a reference to nothing reads as: LBL002 tells of it, and no other rule has to."""


class _Copy:
    """The text of one unit while its inlines are gathered."""

    def __init__(self, book: ResolvedDocument) -> None:
        self.book = book
        self.pieces: list[str] = []
        self.length = 0
        self.cited: list[int] = []
        self.terms: list[MarkedTerm] = []
        self.foreign: list[tuple[int, int]] = []
        self.certain: list[tuple[int, int]] = []
        self.origins: list[tuple[int, Span]] = []

    def take(self, content: Iterable[Inline]) -> None:
        for inline in content:
            match inline:
                case Text(text=text, span=span):
                    self._print(text, span)
                case LineBreak(span=span):
                    self._print(" ", span)
                case Citation():
                    self.cited.append(self.length)
                case NoteCall():
                    pass
                case CrossReference(content=(), label=label, span=span):
                    target = self.book.targets.get(label)
                    self._print(target.name if target else _NOWHERE, span)
                case Foreign(content=inner):
                    start = self.length
                    self.take(inner)
                    self.foreign.append((start, self.length))
                case Certainty(content=inner):
                    start = self.length
                    self.take(inner)
                    self.certain.append((start, self.length))
                case TermUse(content=inner, key=key):
                    start = self.length
                    self.take(inner)
                    self.terms.append(MarkedTerm(start, self.length, key))
                case (
                    Strong(content=inner)
                    | Emphasis(content=inner)
                    | Link(content=inner)
                    | CrossReference(content=inner)
                ):
                    self.take(inner)
                case _:
                    assert_never(inline)

    def _print(self, text: str, span: Span) -> None:
        # A stop that `resolve` moved before a citation was cut off the text behind it, and both
        # pieces still carry the place of the whole.
        same = next((start for start, origin in self.origins if origin == span), None)
        shift = 0 if same is None else len(self.pieces[-1])
        self.origins.append((self.length, Span(span.path, span.line, span.column + shift)))
        self.pieces.append(text)
        self.length += len(text)
